import PolicyFile
import Settlement
import Testing
import YAMLFile

/// A small policy with a line for every term, which tests change one place of.
enum Sample {
    static let text = """
        timezone: UTC
        genesis: 2026-01
        entries:
          - effective: 2026-01
            sales:
              commission:
                USD: [{from: 0, percent: 20}, {from: 500, percent: 15}]
              recorded_fees: verify
            processing:
              providers:
                paddle: {percent: 5, fixed: {USD: 50}}
                paypal: {percent: 0}
              borne_by: {sales: platform, donations: creator}
              refunded: false
            donations: {collected: [paddle], direct: [paypal]}
            subscriptions:
              platform_percent: 30
              model: pro_rata
              weights: {time: 50, sessions: 30, concepts: 20}
              viewer_cap_hours_per_day: null
            bundles:
              without_share: list_price
            payouts:
              minimum: {USD: 1000}
              hold_days: 30
              approval: none
            windows: {late_arrival_days: 45, refund_days: 180}

        """

    /// The lines of the only entry, for policies with several.
    static var entry: String {
        text.split(separator: "\n").dropFirst(3).joined(separator: "\n") + "\n"
    }

    /// The sample with another entry after its own.
    static func followed(by month: String, _ changes: (String, String)...) throws -> String {
        var second = entry.replacing("effective: 2026-01", with: "effective: \(month)")
        for (old, new) in changes { second = try Change(old, new).applied(to: second) }
        return text + second
    }

    /// The policy that a text holds.
    static func policy(_ text: String) throws -> Policy { try PolicyFile.parse(text, name: "policy.yaml").policy }

    /// The only entry of a policy.
    static func entry(_ text: String) throws -> PolicyEntry {
        let entries = try policy(text).entries
        #expect(entries.count == 1)
        return try #require(entries.first)
    }

    /// What a text is refused with, nil if it is not.
    static func refusal(of text: String) -> String? {
        do throws(YAMLFileError) {
            _ = try PolicyFile.parse(text, name: "policy.yaml")
            return nil
        } catch {
            return error.description
        }
    }
}

/// One place of the sample that reads otherwise.
struct Change: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    /// What the changed policy is refused with, after the file's name.
    let message: String

    init(_ old: String, _ new: String, _ message: String = "") {
        self.old = old
        self.new = new
        self.message = message
    }

    var testDescription: String { "\(old.debugDescription) -> \(new.debugDescription)" }

    /// A text with the change, which must concern exactly one place.
    func applied(to text: String = Sample.text) throws -> String {
        try #require(text.ranges(of: old).count == 1, "\(old) does not occur exactly once")
        return text.replacing(old, with: new)
    }

    /// Expects the whole refusal.
    func expectRefusal(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let text = try applied()
        #expect(Sample.refusal(of: text) == "policy.yaml:" + message, sourceLocation: sourceLocation)
    }
}

import Foundation
import Ledger
import Settlement

/// One object on one line, written piece by piece, so that memory does not grow with what is found.
///
/// `findings` are those that were looked for in all months at once; `periods` has an object a month with its own
/// `findings` and, where it was settled again, its `drift`; the summary ends it.
final class VerifyJSON: VerifyReport {
    private var hasPeriods = false
    private var hasDrift = false
    private var isFirst = true
    private var reopenings: [String] = []

    /// A period that was closed and reopened.
    private struct Reopening: Encodable {
        let period: String
        let root: String
        let reason: String
        let madeBy: String
        let madeAt: String
        let sound: Bool
    }

    init() { Terminal.write("{\"findings\": [", to: .standardOutput) }

    func take(_ event: VerifyEvent) throws {
        switch event {
        case .finding(let finding): put(try VerifyJSON.text(finding))
        case .began(let period):
            open((hasPeriods ? ", " : "], \"periods\": [") + "{\"period\": \"\(period)\", \"findings\": [")
            hasPeriods = true
            hasDrift = false
        case .reopened(let entry, let isSound):
            reopenings.append(
                try OneLine.json(
                    Reopening(
                        period: entry.period.description, root: hexadecimal(entry.root), reason: entry.reason,
                        madeBy: entry.madeBy, madeAt: entry.madeAt.text, sound: isSound)))
        case .drift(let row):
            if !hasDrift { open("], \"drift\": [") }
            hasDrift = true
            put(
                "{\"dataset\": \"\(row.dataset.rawValue)\", \"change\": \"\(row.change.rawValue)\", "
                    + "\"books\": \(row.books), \"today\": \(row.today), "
                    + "\"taken_up\": \(row.takenUp.map { "\"\($0)\"" } ?? "null")}")
        case .verified(let period):
            if period.drift != nil, !hasDrift { open("], \"drift\": [") }
            open(
                "], \"lines\": \(period.lines.map(String.init) ?? "null"), \"root\": \"\(hexadecimal(period.root))\", \"sound\": \(period.isSound)}"
            )
        }
    }

    func finish(_ summary: VerifySummary) {
        open(hasPeriods ? "], " : "], \"periods\": [], ")
        if !reopenings.isEmpty {
            open("\"reopenings\": [")
            for reopening in reopenings { put(reopening) }
            open("], ")
        }
        let drifted = summary.drifted.map(String.init) ?? "null"
        Terminal.say(
            "\"drifted_periods\": \(drifted), \"damaged_periods\": \(summary.damaged), \"sound\": \(summary.isSound)}")
    }

    private func open(_ text: String) {
        Terminal.write(text, to: .standardOutput)
        isFirst = true
    }

    private func put(_ text: String) {
        Terminal.write((isFirst ? "" : ", ") + text, to: .standardOutput)
        isFirst = false
    }

    private static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

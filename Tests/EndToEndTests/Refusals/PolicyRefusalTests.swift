import Foundation
import TestServer
import Testing

/// Policies that a close refuses: exit code 78, and a database as it was.
@Suite("Refused policies")
struct PolicyRefusalTests {
    /// Closes February under a policy, and expects a refusal that ends in a sentence.
    private func expectRefusal(_ policy: String, _ sentence: String, now: String = SmallPlatform.now) throws {
        let database = try SmallPlatform.withJanuary()
        let before = try database.traces()
        let result = try database.remit("close", "2026-02", now: now, policy: policy)
        #expect(result.status == 78, "\(result)")
        #expect(result.complaint.contains(sentence), "\(result.complaint)")
        #expect(result.complaint.split(separator: "\n").count == 1)
        #expect(try database.traces() == before)
    }

    @Test("with a wrong value name file, line and value")
    func wrongValue() throws {
        let policy = try TestPolicy.replacing(["platform_percent: 30": "platform_percent: 30.125"])
        let line = try lineNumber(of: "platform_percent", in: policy)
        try expectRefusal(policy, "\(policy):\(line)")
        try expectRefusal(policy, "\"30.125\"")
    }

    @Test("with an unknown key name file, line and key")
    func unknownKey() throws {
        let policy = try TestPolicy.replacing(["platform_percent: 30": "platfrom_percent: 30"])
        try expectRefusal(policy, "\(policy):\(try lineNumber(of: "platfrom_percent", in: policy))")
        try expectRefusal(policy, "platfrom_percent")
    }

    @Test("that are nowhere")
    func missing() throws { try expectRefusal("/nowhere/policy.yaml", "/nowhere/policy.yaml") }

    @Test("that are not found anywhere they are looked for say how to make one")
    func noneFound() throws {
        let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-empty-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try SmallPlatform.withJanuary()
        let result = try Remit.run(["close"], database: database.url, folder: folder)
        #expect(result.status == 78)
        #expect(result.complaint.contains("remit policy default"))
    }

    @Test("with a time zone that the server does not know")
    func timezone() throws {
        let policy = try TestPolicy.replacing(["timezone: UTC": "timezone: Mars/Base"])
        try expectRefusal(policy, "\"Mars/Base\"")
    }

    @Test(
        "that differ from what a closed month was closed under",
        arguments: [
            ("platform_percent: 30", "platform_percent: 31", "2026-01"),
            ("{from: 500, percent: 15}", "{from: 500, percent: 15.5}", "2026-01"),
            ("hold_days: 30", "hold_days: 31", "2026-01"), ("genesis: 2026-01", "genesis: 2026-02", "2026-01"),
            ("timezone: UTC", "timezone: Asia/Phnom_Penh", "months were closed in \"UTC\""),
        ])
    func changed(old: String, new: String, sentence: String) throws {
        try expectRefusal(try TestPolicy.replacing([old: new]), sentence)
    }

    @Test("are not those with a later entry, a provider more, or another comment")
    func allowedChanges() throws {
        let expected = try Undisturbed.february()
        let policy = try TestPolicy.replacing([
            "paypal: {percent: 0}": "paypal: {percent: 0}\n        stripe: {percent: 3}",
            "# The time zone": "# A time zone",
        ])
        let result = try SmallPlatform.withJanuary().remit("close", "2026-02", policy: policy)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.root != expected.root, "the policy's hash is part of the root")
    }

    private func lineNumber(of word: String, in path: String) throws -> Int {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        return try #require(lines.firstIndex { $0.contains(word) }) + 1
    }
}

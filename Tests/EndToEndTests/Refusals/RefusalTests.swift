import Foundation
import TestServer
import Testing

/// What the command refuses: the exit code, the whole sentence, and a database as it was.
@Suite("Refusals")
struct RefusalTests {
    /// A command that is refused, and how.
    struct Refusal: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        var now = SmallPlatform.now
        let status: Int32
        let sentence: String

        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let refusals = [
        Refusal(
            arguments: ["close", "2026-04"], status: 65,
            sentence: "2026-04 is not the next period to close: that is 2026-02"),
        Refusal(
            arguments: ["close", "2026-03"], status: 65,
            sentence: "2026-03 is not the next period to close: that is 2026-02"),
        Refusal(
            arguments: ["close", "2026-03", "--draft"], status: 65,
            sentence: "2026-03 is not the next period to close: that is 2026-02"),
        Refusal(
            arguments: ["close", "2025-12"], status: 65,
            sentence: "2025-12 is not the next period to close: that is 2026-02"),
        Refusal(
            arguments: ["close", "2026-02"], now: "2026-02-28T23:59:59Z", status: 65,
            sentence:
                "2026-02 has not ended yet (it ends at 2026-03-01T00:00:00Z); preview it with --draft, or close it then"
        ),
        Refusal(
            arguments: ["export", "lines", "--period", "2026-02"], status: 65, sentence: "2026-02 is not closed"),
        Refusal(
            arguments: ["export", "lines", "--period", "2026-02", "--draft"], status: 1,
            sentence: "there is no draft of 2026-02; make one with `remit close --draft`"),
        Refusal(
            arguments: ["export", "lines", "--out", "/nowhere/lines.csv"], status: 73,
            sentence: "cannot write \"/nowhere/lines.csv\"; choose another --out"),
        Refusal(
            arguments: ["close"], now: "yesterday", status: 64,
            sentence: "REMIT_NOW is \"yesterday\"; give a time such as 2026-02-01T09:00:00Z"),
        Refusal(
            arguments: ["close"], now: "", status: 64,
            sentence: "REMIT_NOW is \"\"; give a time such as 2026-02-01T09:00:00Z"),
    ]

    @Test("say why in one sentence, and change nothing", arguments: refusals)
    func refused(refusal: Refusal) throws {
        let database = try SmallPlatform.withJanuary()
        let before = try database.traces()
        let result = try Remit.run(
            refusal.arguments, database: database.url, now: refusal.now,
            environment: ["REMIT_POLICY": TestPolicy.standard])
        #expect(result.status == refusal.status)
        #expect(result.complaint == "remit: \(refusal.sentence)")
        #expect(result.output == "")
        #expect(try database.traces() == before)
    }

    @Test(
        "of the command line are exit code 64",
        arguments: [
            ["clsoe"], ["close", "January"], ["close", "2026-13"], ["export"], ["export", "everything"],
            ["export", "lines", "--format", "xml"], ["close", "--darft"], ["backfill", "late"],
        ])
    func usage(arguments: [String]) throws {
        let result = try Remit.run(arguments, database: "postgresql:///nothing?host=/nowhere")
        #expect(result.status == 64)
        #expect(result.errors.contains("Error: ") && result.output == "")
    }

    @Test("are not made of what is done already: that is said, with exit code 0")
    func alreadyDone() throws {
        let database = try SmallPlatform.withJanuary()
        let root = try database.sql("SELECT encode(root, 'hex') FROM settlement.periods")
        let again = try database.remit("close", "2026-01")
        #expect(again.status == 0 && again.output == "2026-01 is already closed, root \(root)\n")
        let nothing = try database.remit("close", now: "2026-02-15T12:00:00Z")
        #expect(nothing.status == 0 && nothing.output == "nothing to close: 2026-02 ends at 2026-03-01T00:00:00Z\n")
    }

    @Test("by --strict leave the month open while rows cannot be settled")
    func strict() throws {
        let database = try SmallPlatform.withJanuary()
        let before = try database.traces()
        let draft = try SmallPlatform.copy(of: database).remit("close", "2026-02", "--draft")
        let open = try #require(draft.output.split(separator: "\n").last?.prefix { $0.isNumber })
        let result = try database.remit("close", "2026-02", "--strict")
        #expect(result.status == 65)
        #expect(
            result.complaint
                == "remit: \(open) rows of 2026-02 would stay open and --strict was asked for; nothing was changed. "
                + "See `remit close --draft` and `remit export exceptions`")
        #expect(try database.traces() == before)
        let expected = try Undisturbed.february()
        try expected.check(database, mayBeClosed: false)
    }

    @Test(
        "for want of a right name the table, and change nothing",
        arguments: ["purchases", "donations", "subscriptions", "contents", "engagement_tracking"])
    func noRights(table: String) throws {
        let database = try SmallPlatform.withJanuary()
        let role = "reader_\(table)_\(ProcessInfo.processInfo.processIdentifier)"
        try database.sql("CREATE ROLE \(role) LOGIN")
        #expect(try database.remit("migrate", "--settler", role).status == 0)
        try database.sql("REVOKE SELECT ON \(table) FROM \(role)")
        let before = try database.traces()
        let result = try database.remit("close", "2026-02", user: role)
        #expect(result.status == 1)
        #expect(result.complaint.hasSuffix("failed: permission denied for table \(table) (SQLSTATE 42501)"))
        #expect(result.complaint.split(separator: "\n").count == 1)
        #expect(try database.traces() == before)
        try database.sql("GRANT SELECT ON \(table) TO \(role)")
        #expect(try database.remit("close", "2026-02", user: role).root == Undisturbed.february().root)
    }

    @Test("for want of any right say so")
    func stranger() throws {
        let database = try SmallPlatform.withJanuary()
        let role = "stranger_\(ProcessInfo.processInfo.processIdentifier)"
        try database.sql("CREATE ROLE \(role) LOGIN")
        for arguments in [["close"], ["export", "lines"], ["migrate", "--settler", role]] {
            let result = try Remit.run(
                arguments, database: database.url(as: role), now: SmallPlatform.now,
                environment: ["REMIT_POLICY": TestPolicy.standard])
            #expect(result.status == 1 && result.complaint.contains("permission denied"), "\(arguments): \(result)")
        }
    }

    @Test("of a file that cannot be written leave no part of it")
    func unwritable() throws {
        let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-full-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appending(path: "taken"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try SmallPlatform.withJanuary()
        let path = folder.appending(path: "taken").path
        let result = try database.remit("export", "lines", "--out", path)
        #expect(result.status == 73)
        #expect(result.complaint == "remit: cannot write \"\(path)\"; make room or choose another --out")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["taken"])
    }

    @Test("of standard output are told from success")
    func fullOutput() throws {
        let database = try SmallPlatform.withJanuary()
        let result = try Shell.run(
            "/bin/sh", ["-c", "exec \"$0\" export lines > /dev/full", Remit.path],
            environment: ["DATABASE_URL": database.url])
        #expect(result.status != 0)
        #expect(result.status == 73)
        #expect(result.complaint.hasPrefix("remit: "))
    }
}

import Foundation
import LocalServer
import PostgresClient
import TestServer
import Testing

/// The database goes away while a month is being closed.
@Suite("Without a database", .serialized)
struct OutageTests {
    /// What was committed before a crash is to be there after it, as on a server in earnest.
    private static let crashSettings = [(name: "synchronous_commit", value: "on")]

    @Test("a close whose connections are cut at any message says so, and the next one ends in the same root")
    func cut() throws {
        let expected = try Undisturbed.february()
        var count = 0
        while try cutClose(afterMessages: count, expected) { count += 5 }
        print("connections cut at \(count / 5) messages of a close")
        #expect(count > 50)
    }

    /// Whether the close sent more messages than that, so that it was cut off.
    private func cutClose(afterMessages count: Int, _ expected: Undisturbed) throws -> Bool {
        let database = try SmallPlatform.withJanuary()
        let turnstile = try Turnstile(before: database.server, letting: count)
        defer { turnstile.shut() }
        let close = RunningRemit(
            try database.startRemit("close", "2026-02", through: turnstile.url(database: database.name)))
        try waitUntil("the close is held or done") { turnstile.isHolding || close.hasEnded }
        guard !close.hasEnded else { return false }
        turnstile.shut()
        let result = try close.wait()
        #expect(result.status == 69, "after \(count) messages: \(result.errors)")
        #expect(result.complaint.split(separator: "\n").count == 1)
        #expect(result.complaint.contains("onnect"))
        try database.waitUntilLeft()
        try expected.check(database, mayBeClosed: close.stage == "commit")
        return true
    }

    @Test(
        "a server that crashes in the middle is a sentence and exit code 69, and the next close is right",
        arguments: ["settlement.periods", "public.purchases", "public.subscriptions", "public.engagement_tracking"])
    func crash(waitingFor table: String) throws {
        let server = try TestServer.fresh("crash-\(table)", settings: OutageTests.crashSettings)
        defer { try? server.remove() }
        let database = try TestDatabase(on: server)
        try SmallPlatform.load(into: database)
        let expected = try SmallPlatform.copy(of: database).remit("close")
        let holder = try Connection(ConnectionParameters(database.url, applicationName: "holder"))
        try holder.executeScript("BEGIN; LOCK TABLE \(table) IN ACCESS EXCLUSIVE MODE")
        let close = RunningRemit(try database.startRemit("close"))
        try database.waitUntilWaiting(count: 1)
        try server.stop(.immediate)
        let result = try close.wait()
        #expect(result.status == 69, "\(result)")
        #expect(result.complaint.split(separator: "\n").count == 1)
        #expect(result.complaint.hasPrefix("remit: lost the connection to PostgreSQL while "))
        #expect(result.complaint.hasSuffix("nothing was written; run the command again"))
        let stopped = try database.remit("close")
        #expect(stopped.status == 69)
        #expect(stopped.complaint.hasPrefix("remit: cannot connect to PostgreSQL: "))
        try server.start(settings: [("max_connections", "60")], isDurable: false)
        let again = try database.remit("close")
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.root == expected.root)
    }

    @Test("a server that crashes in the COMMIT leaves the outcome open, and the command says to look")
    func crashInCommit() throws {
        let server = try TestServer.fresh("crash-commit", settings: OutageTests.crashSettings)
        defer { try? server.remove() }
        let database = try TestDatabase(on: server)
        try SmallPlatform.load(into: database)
        let expected = try SmallPlatform.copy(of: database).remit("close")
        let gate = try CommitGate(of: database)
        let close = RunningRemit(try database.startRemit("close"))
        try gate.waitUntilReached()
        try server.stop(.immediate)
        let result = try close.wait()
        #expect(result.status == 69)
        #expect(result.complaint.contains("closing the period, at its COMMIT"))
        #expect(
            result.complaint.hasSuffix("whether it was written is not known; look before running the command again"))
        try server.start(settings: [("max_connections", "60")], isDurable: false)
        try gate.remove()
        #expect(try database.remit("close", "2026-01").root == expected.root)
    }

    @Test(
        "a server that is not there is a sentence and exit code 69",
        arguments: [["close"], ["migrate"], ["export", "lines"], ["backfill", "late", "--from", "2026-01"]])
    func unreachable(arguments: [String]) throws {
        let result = try Remit.run(
            arguments, database: "postgresql:///nothing?host=/nowhere",
            environment: ["REMIT_POLICY": TestPolicy.standard])
        #expect(result.status == 69)
        #expect(result.output == "")
        #expect(result.complaint.split(separator: "\n").count == 1)
        #expect(result.complaint.hasPrefix("remit: cannot connect to PostgreSQL: "))
        #expect(
            result.complaint.hasSuffix("check --database, DATABASE_URL or the PG* variables, and that the server runs"))
    }

    @Test(
        "SIGINT and SIGTERM end a close that waits for a lock, at once, and nothing is changed",
        arguments: [SIGINT, SIGTERM])
    func interrupted(signal: Int32) throws {
        let expected = try Undisturbed.february()
        let database = try SmallPlatform.withJanuary()
        let holder = try Connection(ConnectionParameters(database.url, applicationName: "holder"))
        try holder.executeScript("BEGIN; LOCK TABLE public.purchases IN ACCESS EXCLUSIVE MODE")
        let close = RunningRemit(try database.startRemit("close", "2026-02"))
        try database.waitUntilWaiting(count: 1)
        close.signal(signal)
        let result = try close.wait()
        #expect(result.status != 0 && result.status < 128)
        #expect(result.complaint.hasPrefix("remit: cancelled while "))
        try holder.executeScript("ROLLBACK")
        try holder.close()
        try database.waitUntilLeft()
        try expected.check(database, mayBeClosed: false)
    }

    @Test("a connection that an administrator ends is out of reach: 69")
    func terminated() throws {
        let expected = try Undisturbed.february()
        let database = try SmallPlatform.withJanuary()
        let holder = try Connection(ConnectionParameters(database.url, applicationName: "holder"))
        try holder.executeScript("BEGIN; LOCK TABLE public.donations IN ACCESS EXCLUSIVE MODE")
        let close = RunningRemit(try database.startRemit("close", "2026-02"))
        try database.waitUntilWaiting(count: 1)
        try database.terminateWaiting()
        let result = try close.wait()
        #expect(result.status == 69)
        #expect(result.complaint.contains("administrator command"))
        try holder.close()
        try database.waitUntilLeft()
        try expected.check(database, mayBeClosed: false)
    }
}

import Foundation
import TestServer
import Testing

/// Two commands that are held at the same point and released together.
@Suite("Two at once", .serialized)
struct TwoAtOnceTests {
    @Test("two closes: one closes, the other is told that it is busy or done", arguments: 0..<10)
    func twoCloses(held: Int) throws {
        let expected = try Undisturbed.february()
        let database = try SmallPlatform.withJanuary()
        let results = try race(["close", "2026-02"], ["close", "2026-02"], on: database, afterMessages: held)
        let closed = results.filter { $0.output.contains("2026-02 closed") }
        #expect(closed.count == 1)
        for other in results where !other.output.contains("2026-02 closed") {
            let isBusy = other.status == 75 && other.complaint == busy
            let isDone = other.status == 0 && other.output == "2026-02 is already closed, root \(expected.root)\n"
            #expect(isBusy || isDone, "\(other)")
        }
        try expected.check(database, mayBeClosed: true)
    }

    @Test("two closes of whatever is next close one month each, or one of them is busy", arguments: 0..<6)
    func twoClosesOfTheNext(held: Int) throws {
        let database = try SmallPlatform.withJanuary()
        let results = try race(["close"], ["close"], on: database, afterMessages: held)
        let closed = results.filter { $0.status == 0 }.count
        #expect(closed >= 1)
        #expect(results.allSatisfy { $0.status == 0 || $0.status == 75 && $0.complaint == busy })
        #expect(try database.sql("SELECT count(*) - 1 FROM settlement.periods") == "\(closed)")
        while try database.sql("SELECT max(period) FROM settlement.periods") < "2026-03-01" {
            #expect(try database.remit("close").status == 0)
        }
        let lone = try SmallPlatform.withJanuary()
        _ = try lone.remit("close")
        #expect(try database.remit("close", "2026-03").root == lone.remit("close", "2026-03").root)
    }

    @Test("a close and a draft: the draft never stands in the way of the close's result", arguments: 0..<10)
    func closeAndDraft(held: Int) throws {
        let expected = try Undisturbed.february()
        let database = try SmallPlatform.withJanuary()
        let results = try race(
            ["close", "2026-02"], ["close", "2026-02", "--draft"], on: database, afterMessages: held)
        for result in results {
            let isDone = result.status == 0 && result.root == expected.root
            #expect(isDone || result.status == 75 && result.complaint == busy, "\(result)")
        }
        #expect(results.contains { $0.status == 0 })
        try database.waitUntilLeft()
        #expect(try database.remit("close", "2026-02").root == expected.root)
    }

    @Test("two migrations take turns", arguments: 0..<6)
    func twoMigrations(held: Int) throws {
        let database = try TestDatabase()
        try database.sql(try SmallPlatform.schema())
        let results = try race(["migrate"], ["migrate"], on: database, afterMessages: held)
        #expect(results.allSatisfy { $0.status == 0 }, "\(results)")
        #expect(results.count { $0.output.contains("up to date") } == 1)
        #expect(try database.sql("SELECT count(DISTINCT number) = max(number) FROM settlement.migrations") == "t")
    }

    @Test("a migration does not wait for a close, nor harm it")
    func migrationDuringClose() throws {
        let expected = try Undisturbed.february()
        let database = try SmallPlatform.withJanuary()
        let turnstile = try Turnstile(before: database.server, letting: 60)
        defer { turnstile.shut() }
        let close = RunningRemit(
            try database.startRemit("close", "2026-02", through: turnstile.url(database: database.name)))
        try waitUntil("the close is held") { turnstile.isHolding }
        #expect(try database.remit("migrate").output.contains("up to date"))
        turnstile.release()
        #expect(try close.wait().root == expected.root)
    }

    @Test("a close beside one that was killed in its COMMIT is refused without harm")
    func closeBesideOrphan() throws {
        let expected = try Undisturbed.february()
        let database = try SmallPlatform.withJanuary()
        let gate = try CommitGate(of: database)
        let first = RunningRemit(try database.startRemit("close", "2026-02"))
        try gate.waitUntilReached()
        first.kill()
        _ = try first.wait()
        try waitUntil("the killed command's lock is gone") {
            try database.sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid <> 4711") == "0"
        }
        let second = RunningRemit(try database.startRemit("close", "2026-02"))
        try waitUntil("the second close waits or ends") {
            try second.hasEnded
                || database.sql(
                    "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'remit' AND wait_event = 'transactionid'"
                ) == "1"
        }
        try gate.open()
        let result = try second.wait()
        try gate.remove()
        #expect(result.status == 75, "\(result.complaint)")
        try database.waitUntilLeft()
        try expected.check(database, mayBeClosed: true)
    }

    private let busy = "remit: another close is running; nothing was changed: try again when it is done"

    /// Starts two commands, holds both when each has sent so many messages, and releases them together.
    private func race(
        _ first: [String], _ second: [String], on database: TestDatabase, afterMessages count: Int
    ) throws -> [Shell.Result] {
        let turnstiles = try [first, second].map { _ in try Turnstile(before: database.server, letting: count) }
        defer { turnstiles.forEach { $0.shut() } }
        let runs = try zip([first, second], turnstiles).map { arguments, turnstile in
            RunningRemit(
                try Remit.start(
                    arguments, database: turnstile.url(database: database.name), now: SmallPlatform.now,
                    environment: ["REMIT_POLICY": TestPolicy.standard]))
        }
        try waitUntil("each is held, or done, or waits for the other") {
            let count = zip(turnstiles, runs).count { $0.isHolding || $1.hasEnded }
            return try count == 2 || count == 1 && database.waiting() > 0
        }
        turnstiles.forEach { $0.release() }
        return try runs.map { try $0.wait() }
    }
}

import Foundation
import Ledger
import TestServer
import Testing

/// A close that is killed leaves the database as it was, or the month closed; and the next run ends where an
/// undisturbed one would have.
@Suite("Killed with -9", .serialized)
struct KillTests {
    @Test("a close survives at each message that it sends to the server, in every stage")
    func everyMessage() throws {
        let expected = try Undisturbed.february()
        var hits: [String: Int] = [:]
        var step = 0
        while let stage = try killClose(afterMessages: step, expected) {
            hits[stage, default: 0] += 1
            step += 1
        }
        let table = CloseStage.allCases.map { "\($0.rawValue) \(hits[$0.rawValue] ?? 0)" }.joined(separator: ", ")
        print("\(step) kills of a close, by stage: \(table)")
        #expect(step >= 50)
        for stage in CloseStage.allCases { #expect(hits[stage.rawValue, default: 0] > 0, "\(stage) was never hit") }
    }

    /// Kills a close when it has sent so many messages, looks at what is left, and closes again.
    ///
    /// - Returns: The stage that it was in; nil if it needed no more messages than that.
    private func killClose(afterMessages count: Int, _ expected: Undisturbed) throws -> String? {
        let database = try SmallPlatform.withJanuary()
        let turnstile = try Turnstile(before: database.server, letting: count)
        defer { turnstile.shut() }
        let close = RunningRemit(
            try database.startRemit("close", "2026-02", through: turnstile.url(database: database.name)))
        try waitUntil("the close is held or done") { turnstile.isHolding || close.hasEnded }
        guard !close.hasEnded else {
            #expect(try close.wait().root == expected.root)
            return nil
        }
        close.kill()
        #expect(try close.wait().status == 128 + SIGKILL)
        turnstile.shut()
        try database.waitUntilLeft()
        // Before the first stage the command only asks whether its clock may be set.
        let stage = close.stage ?? CloseStage.preparing.rawValue
        try expected.check(database, mayBeClosed: stage == CloseStage.commit.rawValue)
        return stage
    }

    @Test("a close survives while the server is busy with its COMMIT, which may then end either way")
    func insideCommit() throws {
        let expected = try Undisturbed.february()
        for ending in ServerEnding.allCases {
            let database = try SmallPlatform.withJanuary()
            let gate = try CommitGate(of: database)
            let close = RunningRemit(try database.startRemit("close", "2026-02"))
            try gate.waitUntilReached()
            close.kill()
            _ = try close.wait()
            #expect(close.stage == CloseStage.commit.rawValue)
            if ending == .terminated { try database.terminateWaiting() }
            try gate.open()
            try database.waitUntilLeft()
            let isClosed = try database.sql("SELECT count(*) FROM settlement.periods") == "2"
            #expect(isClosed == (ending == .leftAlone))
            try gate.remove()
            try expected.check(database, mayBeClosed: isClosed)
        }
    }

    /// What happens to the server's process that is committing when its command has been killed.
    private enum ServerEnding: CaseIterable {
        case leftAlone
        case terminated
    }

    @Test("a close survives at any moment", arguments: 0..<16)
    func anyMoment(_ round: Int) throws {
        let expected = try Undisturbed.february()
        let database = try SmallPlatform.withJanuary()
        let close = RunningRemit(try database.startRemit("close", "2026-02"))
        let delay = UInt32.random(in: 0..<190_000)
        usleep(delay)
        close.kill()
        let status = try close.wait().status
        try database.waitUntilLeft()
        let stage = close.stage ?? "before the first"
        print("killed after \(delay) µs, in stage \(stage): status \(status)")
        try expected.check(database, mayBeClosed: status == 0 || stage == CloseStage.commit.rawValue)
    }

    @Test("a migration survives at each message that it sends to the server")
    func migration() throws {
        let whole = try TestDatabase()
        try whole.sql(try SmallPlatform.schema())
        let template = try SmallPlatform.copy(of: whole)
        #expect(try whole.remit("migrate").status == 0)
        let wanted = try whole.traces()
        var step = 0
        while try killMigration(of: template, afterMessages: step, wanted) { step += 1 }
        print("\(step) kills of a migration")
        #expect(step > 5)
    }

    /// Whether the migration sent more messages than that, so that it was killed.
    private func killMigration(of template: TestDatabase, afterMessages count: Int, _ wanted: String) throws -> Bool {
        let database = try SmallPlatform.copy(of: template)
        let turnstile = try Turnstile(before: database.server, letting: count)
        defer { turnstile.shut() }
        let run = RunningRemit(try database.startRemit("migrate", through: turnstile.url(database: database.name)))
        try waitUntil("the migration is held or done") { turnstile.isHolding || run.hasEnded }
        let wasKilled = !run.hasEnded
        run.kill()
        _ = try run.wait()
        turnstile.shut()
        try database.waitUntilLeft()
        #expect(try database.locks() == "")
        let isThere = try database.sql("SELECT to_regnamespace('settlement') IS NOT NULL") == "t"
        #expect(!wasKilled || !isThere)
        #expect(try database.remit("migrate").status == 0)
        #expect(try database.traces() == wanted)
        return wasKilled
    }
}

import Foundation
import TestServer
import Testing

/// Commands killed with -9 at each message that they send to the server: everything is recorded or nothing, a file has
/// its name only if it is official, and nobody is in two files.
@Suite("Payout files killed with -9", .serialized)
struct PayoutKillTests {
    /// Kills a command when it has sent so many messages.
    ///
    /// - Returns: False if it ended before.
    private func killed(_ database: TestDatabase, afterMessages count: Int, _ arguments: [String]) throws -> Bool {
        let turnstile = try Turnstile(before: database.server, letting: count)
        defer { turnstile.shut() }
        let run = RunningRemit(
            try Remit.start(
                arguments, database: turnstile.url(database: database.name), now: "2026-04-02T09:00:00Z",
                environment: ["REMIT_STAGES": "1"]))
        try waitUntil("the command is held or done") { turnstile.isHolding || run.hasEnded }
        let isKilled = !run.hasEnded
        run.kill()
        _ = try run.wait()
        turnstile.shut()
        try database.waitUntilLeft()
        return isKilled
    }

    private func export(_ database: TestDatabase, _ folder: String, _ arguments: String...) throws -> Shell.Result {
        try Remit.run(
            ["payouts", "export", "--out", folder, "--quiet"] + arguments, database: database.url,
            now: "2026-04-02T09:00:00Z")
    }

    @Test("an export leaves no batch, or one that is written again byte for byte")
    func exporting() throws {
        let (whole, wanted) = (try PaidPlatform.fresh(), try Folder())
        #expect(try export(whole, wanted.path + "/out", "--format", "csv").status == 0)
        let (records, names) = (try whole.payoutRecords(), wanted.names(in: "out"))
        #expect(names.count == 4)
        var (step, unrecorded, recorded) = (0, 0, 0)
        while true {
            let (database, folder) = (try PaidPlatform.fresh(), try Folder())
            let out = folder.path + "/out"
            let wasKilled = try killed(
                database, afterMessages: step, ["payouts", "export", "--format", "csv", "--out", out])
            let batches = try database.sql("SELECT batch FROM settlement.payout_batches").split(separator: "\n")
            let named = folder.names(in: "out").filter { !$0.hasSuffix(".partial") }
            if batches.isEmpty {
                #expect(named == [], "step \(step)")
                #expect(
                    try database.sql(
                        "SELECT DISTINCT status FROM payouts WHERE id IN (SELECT id FROM settlement.payouts)")
                        == "pending")
                unrecorded += 1
                #expect(try export(database, out, "--format", "csv").status == 0)
            } else {
                #expect(batches.count == names.count, "step \(step)")
                recorded += 1
                for batch in batches { #expect(try export(database, out, "--batch", String(batch)).status == 0) }
                #expect(try export(database, out, "--format", "csv").output.hasPrefix("nothing to hand out"))
            }
            #expect(try database.payoutRecords() == records, "step \(step)")
            #expect(folder.names(in: "out") == names, "step \(step)")
            for name in names { #expect(try folder.text("out/\(name)") == wanted.text("out/\(name)")) }
            guard wasKilled else { break }
            step += 1
        }
        print("\(step) kills of an export: \(unrecorded) left nothing, \(recorded - 1) a batch")
        #expect(step >= 8)
    }

    @Test("an export that is killed inside its COMMIT may end either way, and its files are the same")
    func insideCommit() throws {
        for isTerminated in [false, true] {
            let (database, folder) = (try PaidPlatform.fresh(), try Folder())
            let gate = try CommitGate(of: database, at: "settlement.payout_batches")
            let run = RunningRemit(
                try database.startRemit("payouts", "export", "--format", "csv", "--out", folder.path + "/out"))
            try gate.waitUntilReached()
            run.kill()
            _ = try run.wait()
            #expect(folder.names(in: "out").allSatisfy { $0.hasSuffix(".partial") })
            #expect(folder.names(in: "out").count == 4)
            if isTerminated { try database.terminateWaiting() }
            try gate.open()
            try database.waitUntilLeft()
            try gate.remove()
            let batches = try database.sql("SELECT batch FROM settlement.payout_batches").split(separator: "\n")
            #expect(batches.count == (isTerminated ? 0 : 4))
            for batch in batches {
                #expect(try export(database, folder.path + "/out", "--batch", String(batch)).status == 0)
            }
            if isTerminated { #expect(try export(database, folder.path + "/out", "--format", "csv").status == 0) }
            #expect(folder.names(in: "out").count == 4)
            #expect(!folder.names(in: "out").contains { $0.hasSuffix(".partial") })
        }
    }

    @Test("a confirmation is taken whole or not at all, and again ends in the same")
    func confirming() throws {
        let (exported, folder) = (try PaidPlatform.fresh(), try Folder())
        #expect(try export(exported, folder.path, "--format", "csv").status == 0)
        let file = try folder.write(
            """
            payout_id,status,reference,reason
            \(exported.payout(to: 0)),completed,T,
            \(exported.payout(to: 1)),failed,T,closed
            \(exported.payout(to: 2)),unknown,T,

            """, to: "bank.csv")
        let before = try exported.payoutRecords()
        let whole = try SmallPlatform.copy(of: exported)
        let confirm = ["payouts", "confirm", file]
        #expect(try Remit.run(confirm, database: whole.url, now: "2026-04-02T09:00:00Z").status == 0)
        let after = try whole.payoutRecords()
        var step = 0
        while true {
            let database = try SmallPlatform.copy(of: exported)
            let wasKilled = try killed(database, afterMessages: step, confirm)
            let found = try database.payoutRecords()
            #expect(found == before || found == after, "step \(step)")
            #expect(wasKilled || found == after)
            #expect(try Remit.run(confirm, database: database.url, now: "2026-04-02T09:00:00Z").status == 0)
            #expect(try database.payoutRecords() == after, "step \(step)")
            guard wasKilled else { break }
            step += 1
        }
        print("\(step) kills of a confirmation")
        #expect(step >= 7)
    }

    @Test("two at once: the second one is told to wait, and nobody is in two files")
    func twoAtOnce() throws {
        let (database, folder) = (try PaidPlatform.fresh(), try Folder())
        let gate = try CommitGate(of: database, at: "settlement.payout_batches")
        let first = RunningRemit(
            try database.startRemit("payouts", "export", "--format", "csv", "--out", folder.path + "/one"))
        try gate.waitUntilReached()
        let second = try export(database, folder.path + "/two", "--format", "csv")
        #expect(second.status == 75)
        #expect(
            second.complaint == "remit: another payout run is at it; nothing was changed: try again when it is done")
        try gate.open()
        #expect(try first.wait().status == 0)
        #expect(folder.names(in: "one").count == 4 && folder.names(in: "two") == [])
        #expect(try export(database, folder.path + "/two", "--format", "csv").output.hasPrefix("nothing to hand out"))
    }
}

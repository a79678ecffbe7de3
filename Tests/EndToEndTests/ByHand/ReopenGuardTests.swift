import PostgresClient
import TestServer
import Testing

/// Reopening against payouts that somebody makes by hand, at the same time or with another date.
@Suite("Reopening and payouts by hand")
struct ReopenGuardTests {
    /// Pays a creator's whole balance by hand, as requested at a time.
    private static func takeAll(_ creator: Int, at time: String = "2026-04-02") -> String {
        """
        INSERT INTO payouts (id, user_id, amount_cents, currency, status, requested_at)
        SELECT gen_random_uuid(), creator_id, sum(creator_cents), 'USD', 'completed', '\(time)'
        FROM settlement.lines WHERE payable AND creator_id = \(SmallPlatform.creator(creator)) GROUP BY creator_id
        """
    }

    private static let reopen = "SELECT settlement.reopen('2026-03-01', 'x', '2026-04-02')"

    /// So that the tests see it wait.
    private static let named = "SET application_name = 'remit'; "

    private static func begin(_ database: TestDatabase, isolation: String = "READ COMMITTED") throws -> Connection {
        let connection = try Connection(ConnectionParameters(database.url, applicationName: "first"))
        try connection.executeScript("BEGIN ISOLATION LEVEL \(isolation); SELECT count(*) FROM settlement.periods")
        return connection
    }

    @Test("a payout that is being made is waited for, whatever date it has, and keeps the month closed")
    func payoutFirst() throws {
        for (time, isolation) in [
            ("2026-04-02", "READ COMMITTED"), ("2026-03-15", "READ COMMITTED"), ("2026-03-15", "REPEATABLE READ"),
        ] {
            let database = try SmallPlatform.paying()
            let payout = try Self.begin(database, isolation: isolation)
            try payout.executeScript(Self.takeAll(1, at: time))
            let reopening = try Psql.start(Self.named + Self.reopen, on: database.url)
            try database.waitUntilWaiting(count: 1)
            try payout.executeScript("COMMIT")
            let result = reopening.wait()
            #expect(result.status != 0 && result.errors.contains("drew on period 2026-03-01"), "\(result)")
            #expect(try database.sql(TestDatabase.overdrawn) == "")
        }
    }

    @Test(
        "a payout waits for a reopening, and is covered by what is left",
        arguments: ["READ COMMITTED", "REPEATABLE READ"])
    func reopeningFirst(isolation: String) throws {
        let database = try SmallPlatform.paying()
        let insert = "BEGIN ISOLATION LEVEL \(isolation); SELECT count(*) FROM payouts; \(Self.takeAll(1)); COMMIT"
            .replacing(
                "sum(creator_cents)",
                with: try database.sql(
                    """
                    SELECT sum(creator_cents) FROM settlement.lines WHERE payable AND creator_id = \(SmallPlatform.creator(1))
                    """))
        let reopening = try Self.begin(database)
        try reopening.executeScript(Self.reopen)
        let payout = try Psql.start(Self.named + insert, on: database.url)
        try database.waitUntilWaiting(count: 1)
        try reopening.executeScript("COMMIT")
        let result = payout.wait()
        #expect(result.status != 0 && result.errors.contains("more than the balance"), "\(result)")
        #expect(try database.sql("SELECT count(*) FROM payouts") == "0")
        #expect(try database.sql("SELECT count(*) FROM settlement.periods") == "2")
    }

    @Test("a payout that is dated back keeps the month closed where it is covered by no other, until it fails")
    func datedBack() throws {
        let database = try SmallPlatform.paying()
        try database.sql(Self.takeAll(1, at: "2026-02-02"))
        let id = try database.sql("SELECT id FROM payouts")
        let refused = try database.remit("reopen", "2026-03", "--reason", "x")
        #expect(refused.status == 65)
        #expect(
            refused.complaint
                == "remit: payout \"\(id)\" drew on 2026-03, so it cannot be reopened; what is wrong in it is put right by the next "
                + "close (R8), or by `remit adjust`")
        try database.sql("UPDATE payouts SET status = 'failed'")
        #expect(try database.remit("reopen", "2026-03", "--reason", "x").status == 0)
    }

    @Test("one that earlier months cover does not")
    func coveredBefore() throws {
        let database = try SmallPlatform.paying()
        try database.sql(Self.takeAll(1, at: "2026-02-02").replacing("sum(creator_cents)", with: "1"))
        #expect(try database.remit("reopen", "2026-03", "--reason", "x").status == 0)
        #expect(try database.remit("reopen", "2026-02", "--reason", "x").status == 0)
    }

    @Test("once the first month is reopened there is no balance, so nobody is paid before it is closed again")
    func firstMonth() throws {
        let database = try SmallPlatform.withJanuary()
        #expect(try database.remit("reopen", "2026-01", "--reason", "x").status == 0)
        let insert = """
            INSERT INTO payouts (id, user_id, amount_cents, currency, status, requested_at)
            VALUES (gen_random_uuid(), \(SmallPlatform.creator(1)), 1, 'USD', 'completed', '2026-01-20')
            """
        #expect(throws: Psql.Failure.self) { try database.sql(insert) }
        try database.sql(insert.replacing("2026-01-20", with: "2025-12-20"))
        #expect(try database.remit("close", "2026-01").status == 0)
        try database.sql(insert)
        let again = try database.remit("reopen", "2026-01", "--reason", "x")
        #expect(again.status == 65 && again.errors.contains("drew on 2026-01"), "\(again.errors)")
    }

    @Test("a transaction that cannot see what it waits for may not reopen")
    func isolation() throws {
        let database = try SmallPlatform.paying()
        let refused = #expect(throws: Psql.Failure.self) {
            try database.sql("BEGIN ISOLATION LEVEL REPEATABLE READ; \(Self.reopen); COMMIT")
        }
        #expect(refused?.description.contains("reopened at READ COMMITTED") == true)
    }
}

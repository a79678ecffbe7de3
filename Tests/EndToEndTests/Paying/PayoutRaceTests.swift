import Foundation
import PostgresClient
import TestServer
import Testing

/// Runs that are held after they have read the balances, while others take from them.
@Suite("Payout runs raced", .serialized)
struct PayoutRaceTests {
    /// Holds runs at the point where they have read and decided, and are about to keep their plan.
    private final class Barrier {
        private let holder: Connection
        private let database: TestDatabase

        init(of database: TestDatabase) throws {
            self.database = database
            holder = try Connection(ConnectionParameters(database.url, applicationName: "barrier"))
            try holder.executeScript("BEGIN; LOCK TABLE settlement.payout_plans IN SHARE ROW EXCLUSIVE MODE")
        }

        func waitUntilReached() throws { try database.waitUntilWaiting(count: 1) }
        func open() throws { try holder.executeScript("COMMIT") }
    }

    /// Pays a creator's whole balance by hand.
    private static func takeAll(_ creator: Int) -> String {
        """
        INSERT INTO payouts (id, user_id, amount_cents, currency, from_sales_cents, from_donations_cents,
                             from_subscriptions_cents, status, requested_at)
        SELECT gen_random_uuid(), creator_id, sum(creator_cents), 'USD', sum(creator_cents), 0, 0, 'completed', '2026-04-02'
        FROM settlement.lines WHERE payable AND creator_id = \(SmallPlatform.creator(creator)) GROUP BY creator_id
        """
    }

    private static let busy = "remit: another payout run is at it; nothing was changed: try again when it is done"
    private static let changed =
        "remit: payouts or requests were changed while this run decided about them; nothing was changed by it: run it again"

    @Test("nobody is paid above the balance by two runs and a hand-written INSERT, 100 times")
    func hundredTimes() throws {
        let paying = try SmallPlatform.paying()
        var endings: [String: Int] = [:]
        for round in 0..<100 {
            let database = try SmallPlatform.copy(of: paying)
            let barrier = try Barrier(of: database)
            let held = try database.startRemit("payouts", "run", "--as-of", "2026-04-01", "--quiet")
            try barrier.waitUntilReached()
            let other = try database.remit("payouts", "run", "--as-of", "2026-04-02", "--quiet")
            #expect(other.status == 75 && other.complaint == Self.busy, "round \(round): \(other)")
            // In two rounds of three somebody takes a creator's balance by hand before the run goes on, or while it does.
            let byHand = round % 3 == 0 ? nil : try Psql.start(Self.takeAll(round % 6), on: database.url)
            if round % 3 == 1 { #expect(byHand?.wait().status == 0) }
            try barrier.open()
            let run = held.wait()
            if round % 3 == 2 { _ = byHand?.wait() }
            let isChanged = run.status == 75 && run.complaint == Self.changed
            #expect(run.status == 0 || isChanged && byHand != nil, "round \(round): \(run)")
            if isChanged { #expect(try database.sql("SELECT count(*) FROM settlement.payouts") == "0") }
            #expect(try database.sql(TestDatabase.overdrawn) == "", "round \(round)")
            endings["round of kind \(round % 3): exit \(run.status)", default: 0] += 1
        }
        print("100 runs held at a barrier: \(endings.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })")
        #expect(endings["round of kind 0: exit 0"] == 34)
        #expect(endings["round of kind 1: exit 75"] == 33)
    }

    @Test("a request that is changed while a run decides about it ends the run, and the next one sees it as it is")
    func requestRaced() throws {
        let database = try SmallPlatform.paying()
        try database.sql(
            """
            INSERT INTO payouts (id, user_id, amount_cents, currency, status, requested_at)
            VALUES (gen_random_uuid(), \(SmallPlatform.creator(2)), 1500, 'USD', 'pending', '2026-04-01')
            """)
        let barrier = try Barrier(of: database)
        let held = try database.startRemit("payouts", "run", "--as-of", "2026-04-02", "--quiet")
        try barrier.waitUntilReached()
        try database.sql("UPDATE payouts SET amount_cents = 1600 WHERE status = 'pending'")
        try barrier.open()
        let run = held.wait()
        #expect(run.status == 75 && run.complaint == Self.changed, "\(run)")
        #expect(try database.remit("payouts", "run", "--as-of", "2026-04-02").status == 0)
        #expect(try database.sql("SELECT amount_cents FROM settlement.payouts WHERE origin = 'request'") == "1600")
        #expect(try database.sql(TestDatabase.overdrawn) == "")
    }

    @Test("a request made while a run decides waits for the next one")
    func newRequest() throws {
        let database = try SmallPlatform.paying()
        let barrier = try Barrier(of: database)
        let held = try database.startRemit("payouts", "run", "--as-of", "2026-04-02", "--quiet")
        try barrier.waitUntilReached()
        try database.sql(
            """
            INSERT INTO payouts (id, user_id, amount_cents, currency, status, requested_at)
            VALUES (gen_random_uuid(), \(SmallPlatform.creator(2)), 1500, 'USD', 'pending', '2026-04-01')
            """)
        try barrier.open()
        #expect(held.wait().status == 0)
        #expect(try database.sql("SELECT status FROM payouts WHERE amount_cents = 1500") == "pending")
        #expect(try database.sql(TestDatabase.overdrawn) == "")
    }

    @Test(
        "a run that is killed at any of its messages has paid nothing or everything, and run again pays everything once"
    )
    func killed() throws {
        let paying = try SmallPlatform.paying()
        let whole = try SmallPlatform.copy(of: paying)
        #expect(try whole.remit("payouts", "run", "--as-of", "2026-04-02").status == 0)
        let all = "SELECT id, user_id, amount_cents, status FROM payouts ORDER BY id"
        let expected = try whole.sql(all)
        var step = 0
        while try kill(try SmallPlatform.copy(of: paying), afterMessages: step, all, expected) { step += 1 }
        print("\(step) kills of a payout run")
        #expect(step >= 20)
    }

    private func kill(
        _ database: TestDatabase, afterMessages count: Int, _ all: String, _ expected: String
    ) throws -> Bool {
        let turnstile = try Turnstile(before: database.server, letting: count)
        defer { turnstile.shut() }
        let url = turnstile.url(database: database.name)
        let run = RunningRemit(try database.startRemit("payouts", "run", "--as-of", "2026-04-02", through: url))
        try waitUntil("the run is held or done") { turnstile.isHolding || run.hasEnded }
        guard !run.hasEnded else {
            #expect(try database.sql(all) == expected)
            return false
        }
        run.kill()
        _ = try run.wait()
        turnstile.shut()
        try database.waitUntilLeft()
        let left = try database.sql(all)
        #expect(left.isEmpty || left == expected, "after \(count) messages")
        let again = try database.remit("payouts", "run", "--as-of", "2026-04-02")
        #expect(again.status == 0, "after \(count) messages: \(again.errors)")
        #expect(try database.sql(all) == expected, "after \(count) messages")
        return true
    }
}

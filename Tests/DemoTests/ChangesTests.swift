import Demo
import Ledger
import PostgresClient
import Sample
import Synchronization
import TestServer
import Testing

/// A platform after its first month, with copies of its tables as they were before anything happened to them.
private final class ChangedPlatform: Sendable {
    let platform: SamplePlatform
    let database: TestDatabase
    let loaded: Int

    private init() throws {
        var options = SampleOptions.demo
        (options.salesPerMonth, options.donationsPerMonth, options.subscribers) = (20_000, 4_000, 6_000)
        (options.refundsPerTenThousand, options.editsPerTenThousand) = (500, 500)
        let platform = try SamplePlatform(options)
        self.platform = platform
        database = try TestDatabase()
        let connection = try Connection(ConnectionParameters(database.url))
        let loader = SampleLoader(platform, into: connection)
        try loader.createTables()
        _ = try Migrator(connection: connection).migrate()
        loaded = try loader.load(.initial) + loader.load(.month(0))
        for table in SampleTable.allCases {
            try connection.execute("CREATE TABLE old_\(table.rawValue) AS TABLE \(table.rawValue)")
        }
        try loader.letPass(after: 0)
    }

    private static let state = Mutex<ChangedPlatform?>(nil)

    static func shared() throws -> ChangedPlatform {
        try state.withLock { changed in
            if let changed { return changed }
            let made = try ChangedPlatform()
            changed = made
            return made
        }
    }

    func count(_ query: String) throws -> Int { Int(try database.sql("SELECT count(*) FROM \(query)")) ?? -1 }
}

/// What happens to a sample platform between the close of its first month and that of its second.
@Suite("Changes after a month")
struct ChangesTests {
    /// The first instants after the first month and the second, in UTC.
    private static let end = "timestamp '2025-01-31 17:00'"
    private static let nextEnd = "timestamp '2025-02-28 17:00'"

    private func count(_ query: String) throws -> Int { try ChangedPlatform.shared().count(query) }

    /// How many purchases of the month had a status before, and have another now.
    private func moved(_ old: String, _ new: String) throws -> Int {
        try count(
            "purchases JOIN old_purchases old USING (id) WHERE old.status = '\(old)' AND purchases.status = '\(new)'")
    }

    @Test("begin with as many rows as were said to be loaded")
    func loaded() throws {
        let rows = try SampleTable.allCases.reduce(0) { try $0 + count("old_\($1.rawValue)") }
        #expect(try rows == ChangedPlatform.shared().loaded)
    }

    @Test("bring rows that turn up late, of the month itself")
    func late() throws {
        let late = "purchases WHERE completed_at < \(ChangesTests.end) AND id NOT IN (SELECT id FROM old_purchases)"
        #expect(try count(late) >= 60)
        #expect(try count("donations WHERE id NOT IN (SELECT id FROM old_donations)") == 13)
    }

    @Test("refund about two thirds of what will be refunded at once: one sale in thirty here")
    func refunds() throws {
        let completed = try count("old_purchases WHERE status = 'completed' AND completed_at < \(ChangesTests.end)")
        let refunded = try moved("completed", "refunded")
        #expect(refunded * 30 > completed * 7 / 10 && refunded * 30 < completed * 13 / 10)
        #expect(
            try count(
                "donations JOIN old_donations old USING (id) WHERE old.status = 'completed' AND donations.status = 'refunded'"
            ) > 20)
    }

    @Test("open disputes, and let a few payments fall back to pending, with their time of completion")
    func disputes() throws {
        let (disputed, pending) = (try moved("completed", "disputed"), try moved("completed", "pending"))
        #expect(disputed > 80 && disputed < 220 && pending > 3 && pending < 40)
        #expect(
            try count(
                "purchases JOIN old_purchases old USING (id) WHERE purchases.completed_at IS DISTINCT FROM old.completed_at"
            ) == 0)
    }

    @Test("halve some amounts, correct some currencies and sellers, and leave no recorded fee that is no longer right")
    func edits() throws {
        let edited = "purchases JOIN old_purchases old USING (id) WHERE purchases."
        let amounts = "\(edited)amount_cents IS DISTINCT FROM old.amount_cents"
        #expect(try count(amounts) > 150)
        #expect(
            try count(
                "\(amounts) AND (purchases.amount_cents <> old.amount_cents / 2 OR num_nonnulls(purchases.platform_fee_cents, purchases.seller_revenue_cents) > 0)"
            ) == 0)
        let currencies = "\(edited)currency IS DISTINCT FROM old.currency"
        #expect(try count(currencies) > 40)
        #expect(
            try count("\(currencies) AND (purchases.currency <> 'EUR' OR coalesce(old.currency, 'USD') <> 'USD')") == 0)
        let sellers = "\(edited)seller_id IS DISTINCT FROM old.seller_id"
        #expect(try count(sellers) > 40)
        #expect(try count("(SELECT DISTINCT purchases.seller_id FROM \(sellers)) chosen") == 1)
        #expect(
            try count("\(sellers) AND (purchases.bundle_id IS NOT NULL OR purchases.seller_id = purchases.buyer_id)")
                == 0)
    }

    @Test("delete one purchase and one content, and hide one content")
    func deletions() throws {
        #expect(try count("old_purchases WHERE id NOT IN (SELECT id FROM purchases)") == 1)
        #expect(try count("old_contents WHERE id NOT IN (SELECT id FROM contents)") == 1)
        #expect(
            try count(
                "contents JOIN old_contents old USING (id) WHERE old.visibility <> 'private' AND contents.visibility = 'private'"
            ) == 1)
    }

    @Test("turn some ratings round")
    func ratings() throws {
        let changed =
            "content_ratings JOIN old_content_ratings old USING (id) WHERE content_ratings.rating <> old.rating"
        #expect(try count(changed) > 0)
        #expect(try count("\(changed) AND content_ratings.rating <> 6 - old.rating") == 0)
    }

    @Test("never strike a planted row: the first month's are put right only after the second")
    func plantedRows() throws {
        for table in ["purchases", "donations", "subscriptions", "content_ratings"] {
            let planted = "\(table) row JOIN old_\(table) old USING (id) WHERE id::text LIKE 'ffffffff-ffff-%'"
            #expect(try count(planted) > 0 && count("\(planted) AND row::text <> old::text") == 0, "\(table)")
        }
    }

    @Test("renew every active subscription that ends in the next month, on the day of its start or the month's last")
    func renewals() throws {
        let monthly = "subscriptions WHERE status = 'active' AND plan_type = 'monthly'"
        #expect(try count(monthly) > 2_000)
        #expect(try count("\(monthly) AND current_period_end < \(ChangesTests.nextEnd)") == 0)
        // The time from the start to the end of a period is whole months, as PostgreSQL's own calendar counts them.
        #expect(
            try count(
                """
                \(monthly) AND current_period_end <> started_at + make_interval(months =>
                    (12 * (extract(year FROM current_period_end) - extract(year FROM started_at))
                     + extract(month FROM current_period_end) - extract(month FROM started_at))::int)
                """) == 0)
        #expect(try count("\(monthly) AND price_cents = 0 AND current_period_start >= \(ChangesTests.end)") == 0)
    }

    @Test("renew yearly plans, one in ten of them so late that only the next close sees it")
    func yearlyRenewals() throws {
        let due = """
            subscriptions JOIN old_subscriptions old USING (id)
            WHERE subscriptions.status = 'active' AND old.plan_type = 'yearly'
              AND old.current_period_end < \(ChangesTests.nextEnd)
            """
        let all = try count(due)
        let renewed = try count("\(due) AND subscriptions.current_period_start = old.current_period_end")
        #expect(all > 10 && renewed < all + 1 && renewed * 10 >= all * 7)
    }

    @Test("cancel one subscription in forty, expire those whose time is over, and bring some back ten days later")
    func comings() throws {
        let changed = "subscriptions JOIN old_subscriptions old USING (id) WHERE"
        let active = try count("old_subscriptions WHERE status = 'active'")
        let cancelled = try count("\(changed) old.cancelled_at IS NULL AND subscriptions.cancelled_at IS NOT NULL")
        #expect(cancelled * 40 > active * 6 / 10 && cancelled * 40 < active * 14 / 10)
        #expect(try count("subscriptions WHERE status = 'cancelled' AND current_period_end < \(ChangesTests.end)") == 0)
        let back = "\(changed) subscriptions.status = 'active' AND subscriptions.started_at > old.started_at"
        #expect(try count(back) > 0)
        #expect(
            try count("\(back) AND subscriptions.current_period_start <> old.current_period_end + interval '10 days'")
                == 0)
    }

    @Test("turn some monthly plans into yearly ones, from ten days before their renewal")
    func planChanges() throws {
        let changed = """
            subscriptions JOIN old_subscriptions old USING (id)
            WHERE old.plan_type = 'monthly' AND subscriptions.plan_type = 'yearly'
            """
        #expect(try count(changed) > 3)
        #expect(
            try count(
                """
                \(changed) AND (subscriptions.current_period_start >= old.current_period_end
                    OR subscriptions.current_period_end <> subscriptions.current_period_start + interval '1 year'
                    OR subscriptions.price_cents < 8 * 999)
                """) == 0)
    }

    @Test("let buyers open what they bought")
    func access() throws {
        let granted = "content_access access WHERE access_type = 'purchased'"
        #expect(try count(granted) > 100)
        #expect(
            try count(
                """
                \(granted) AND NOT EXISTS (SELECT FROM purchases WHERE content_id = access.content_id
                    AND buyer_id = access.user_id AND purchases.status = 'completed')
                """) == 0)
    }

    @Test("are told in a few words each, no two the same but for repairs")
    func names() throws {
        let platform = try ChangedPlatform.shared().platform
        let names = platform.changes(after: 0).map(\.name)
        #expect(Set(names).count == names.count && names.allSatisfy { !$0.isEmpty && $0.count < 60 })
        #expect(platform.changes(after: 1).count > names.count)
    }
}

import TestServer

/// A platform of three closed months whose every account can be worked out from its tables in a few lines of SQL: no bundles,
/// no bad rows, one creator who is read; refunds, a plan change, opening balances, an adjustment, payouts of every ending.
enum BookedPlatform {
    private static let template = Result {
        let database = try TestDatabase()
        try database.sql(try SmallPlatform.schema())
        try run(database, "migrate")
        try database.sql(rows)
        let (two, three) = (try database.creator(2), try database.creator(3))
        try byHand(database, ["backfill", "opening"], TestFile.openings, "\(two),USD,sales,50000,2026-01-05")
        try run(database, "close", "2026-01")
        try database.sql(february)
        try byHand(
            database, ["adjust"], TestFile.adjustments, "\(three),USD,donations,-120,\"fine; \"\"x:y\"\"\",F-1")
        try run(database, "close", "2026-02")
        try run(database, "payouts", "run", "--as-of", "2026-03-10")
        try answer(
            database, on: "2026-03-12", "\(payout(1)),completed,,", "\(payout(2)),failed,,\"no; \"\"x:y\"\" | é\"")
        try run(database, "close", "2026-03")
        try answer(database, on: "2026-04-04", "\(payout(1)),failed,,")
        try run(database, "payouts", "run", "--as-of", "2026-04-05", now: "2026-04-05T09:00:00Z")
        return database
    }

    /// A database of its own.
    static func fresh() throws -> TestDatabase { try SmallPlatform.copy(of: template.get()) }

    private static func payout(_ number: Int) -> String {
        "SELECT id FROM settlement.payouts WHERE creator_id = \(SmallPlatform.creator(number)) ORDER BY run LIMIT 1"
    }

    private static func run(_ database: TestDatabase, _ arguments: String..., now: String = SmallPlatform.now) throws {
        let result = try Remit.run(
            arguments + ["--quiet"], database: database.url, now: now,
            environment: ["REMIT_POLICY": TestPolicy.standard])
        guard result.status == 0 else { throw AccountingTool.Refusal(description: "\(arguments): \(result.errors)") }
    }

    private static func byHand(_ database: TestDatabase, _ command: [String], _ lines: String...) throws {
        let result = try Remit.run(
            command + [try TestFile.write(lines)], database: database.url, now: SmallPlatform.now,
            environment: ["REMIT_POLICY": TestPolicy.standard])
        guard result.status == 0 else { throw AccountingTool.Refusal(description: "\(command): \(result.errors)") }
    }

    /// Hands out what is pending, and takes an answer; each row begins with the query for its payout.
    private static func answer(_ database: TestDatabase, on day: String, _ rows: String...) throws {
        let now = "\(day)T09:00:00Z"
        let folder = try Folder()
        try run(database, "payouts", "export", "--format", "csv", "--out", folder.path, now: now)
        let answered = try rows.map { row in
            let parts = row.split(separator: ",", maxSplits: 1)
            return "\(try database.sql(String(parts[0]))),\(parts[1])"
        }
        let file = try folder.write(
            (["payout_id,status,reference,reason"] + answered).map { $0 + "\n" }.joined(), to: "answer.csv")
        try run(database, "payouts", "confirm", file, now: now)
    }

    private static let rows = """
        CREATE FUNCTION id(kind text, number bigint) RETURNS uuid LANGUAGE sql AS $$ SELECT md5(kind || ' ' || number)::uuid $$;
        INSERT INTO users (id, email) SELECT id('creator', n), n || '@example.org' FROM generate_series(1, 4) n;
        INSERT INTO creator_payment_settings (id, user_id, preferred_payout_method, payout_paypal_email)
        SELECT id('settings', n), id('creator', n), 'paypal', n || '@example.org' FROM generate_series(1, 4) n;
        INSERT INTO contents (id, user_id, title, visibility, is_platform_content)
        SELECT id('content', n), CASE WHEN n < 5 THEN id('creator', n) END, 'c', 'paid', n = 5 FROM generate_series(1, 5) n;
        INSERT INTO purchases (id, buyer_id, content_id, seller_id, amount_cents, payment_provider, status, created_at, completed_at)
        SELECT id('sale', n), id('reader', n), id('content', n % 5 + 1), CASE WHEN n % 5 < 4 THEN id('creator', n % 5 + 1) END,
               n * 137 % 4000, 'paddle', 'completed', at, at
        FROM generate_series(1, 90) n, LATERAL (SELECT timestamp '2026-01-01' + n * interval '23 hours 20 minutes' AS at) dated;
        INSERT INTO donations (id, donor_id, recipient_id, amount_cents, currency, payment_provider, created_at)
        SELECT id('donation', n), id('reader', n), id('creator', n % 4 + 1), 30 + n * 53 % 2000,
               CASE WHEN n % 9 = 0 THEN 'us"d' ELSE 'USD' END, CASE WHEN n % 3 = 0 THEN 'paypal' ELSE 'paddle' END,
               timestamp '2026-01-01' + n * interval '1 day 11 hours'
        FROM generate_series(1, 60) n;
        INSERT INTO subscriptions (id, user_id, plan_type, price_cents, payment_provider, started_at, current_period_start,
                                   current_period_end, created_at)
        VALUES (id('subscription', 1), id('reader', 1), 'monthly', 999, 'paddle', '2026-01-01', '2026-01-01', '2026-02-01', '2026-01-01'),
               (id('subscription', 2), id('reader', 2), 'yearly', 7999, 'paddle', '2026-01-15', '2026-01-15', '2027-01-15', '2026-01-15'),
               (id('subscription', 6), id('reader', 6), 'monthly', 1200, 'paddle', '2026-01-10', '2026-01-10', '2026-02-10', '2026-01-10');
        INSERT INTO engagement_tracking (id, user_id, content_id, total_time_seconds, sessions_completed, concepts_accessed,
                                         period_start, period_end)
        SELECT id('reading', m), id('reader', 2), id('content', 1), 3600, 1, 1, make_date(2026, m, 1),
               make_date(2026, m, 1) + interval '1 month - 1 day' FROM generate_series(1, 2) m;
        """

    /// What happens in February: refunds, the renewal, and a plan change on the 3rd.
    private static let february = """
        UPDATE purchases SET status = 'refunded' WHERE completed_at < '2026-02-01' AND id IN
            (SELECT id('sale', n * 4) FROM generate_series(1, 30) n);
        UPDATE subscriptions SET price_cents = 999, current_period_start = '2026-02-01', current_period_end = '2026-03-01'
        WHERE id = id('subscription', 1);
        UPDATE subscriptions SET plan_type = 'yearly', price_cents = 7999, current_period_start = '2026-02-03',
                                 current_period_end = '2027-02-03' WHERE id = id('subscription', 6);
        INSERT INTO subscriptions (id, user_id, plan_type, price_cents, payment_provider, started_at, current_period_start,
                                   current_period_end, created_at)
        SELECT id('subscription', n), id('reader', n), 'monthly', 1000 + n, 'paddle', '2026-02-03', '2026-02-03', '2026-02-20',
               '2026-02-03' FROM generate_series(3, 5) n;
        """
}

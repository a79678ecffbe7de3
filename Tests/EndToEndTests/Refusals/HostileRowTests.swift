import Foundation
import TestServer
import Testing

/// Values that no application should write, and that the columns of the platform allow all the same: one such row
/// never keeps the good ones from being settled (R12).
@Suite("Hostile rows")
struct HostileRowTests {
    private static let purchase =
        "(SELECT id FROM purchases WHERE status = 'completed' AND completed_at < '2026-02-01' ORDER BY id LIMIT 1)"
    private static let subscription = "(SELECT id FROM subscriptions ORDER BY started_at, id LIMIT 1)"

    static let changes = [
        "UPDATE purchases SET created_at = 'infinity' WHERE id = \(purchase)",
        "UPDATE purchases SET created_at = '-infinity', completed_at = 'infinity' WHERE id = \(purchase)",
        "UPDATE purchases SET amount_cents = 2147483647, payment_provider = 'paddle' WHERE bundle_id IS NULL",
        "UPDATE purchases SET amount_cents = -2147483648 WHERE bundle_id IS NULL",
        "UPDATE purchases SET currency = '' WHERE id = \(purchase)",
        "UPDATE purchases SET currency = E'U,\"S\\nD' WHERE id = \(purchase)",
        "UPDATE purchases SET payment_provider = repeat('long', 100000) WHERE id = \(purchase)",
        "UPDATE donations SET created_at = 'infinity' WHERE id = (SELECT id FROM donations ORDER BY id LIMIT 1)",
        "UPDATE subscriptions SET current_period_end = 'infinity' WHERE id = \(subscription)",
        "UPDATE subscriptions SET current_period_start = '-infinity' WHERE id = \(subscription)",
        "UPDATE subscriptions SET started_at = '-infinity' WHERE id = \(subscription)",
        "UPDATE subscriptions SET started_at = 'infinity' WHERE id = \(subscription)",
        "UPDATE subscriptions SET current_period_start = '0044-03-15 BC' WHERE id = \(subscription)",
        "UPDATE subscriptions SET current_period_end = '294276-12-31', price_cents = 2147483647 WHERE id = \(subscription)",
        "UPDATE subscriptions SET created_at = 'infinity', current_period_end = NULL WHERE id = \(subscription)",
        "UPDATE bundle_contents SET revenue_share_percent = 'NaN'",
        "UPDATE bundle_contents SET revenue_share_percent = 'Infinity'",
        "UPDATE bundle_contents SET revenue_share_percent = 1e100",
        "UPDATE bundle_contents SET revenue_share_percent = 1e-50",
        "UPDATE engagement_tracking SET total_time_seconds = 2147483647, sessions_completed = 2147483647",
        "UPDATE engagement_tracking SET period_end = 'infinity'",
        """
        ALTER TABLE bundle_contents DROP CONSTRAINT bundle_contents_bundle_id_content_id_key;
        INSERT INTO bundle_contents SELECT gen_random_uuid(), bundle_id, content_id, revenue_share_percent
        FROM bundle_contents WHERE content_id = (SELECT min(content_id::text)::uuid FROM bundle_contents)
        """,
        "UPDATE contents SET price_cents = 2147483647", "UPDATE contents SET price_cents = -1",
    ]

    @Test("do not keep the good ones from being settled", arguments: changes)
    func settled(change: String) throws {
        let database = try SmallPlatform.fresh()
        try database.sql(change)
        for month in ["2026-01", "2026-02"] {
            let closed = try database.remit("close", month)
            #expect(closed.status == 0, "\(closed.complaint)")
        }
        #expect(try database.sql("SELECT count(*) > 100 FROM settlement.lines") == "t")
        for object in try database.remit("export", "exceptions", "--format", "jsonl").output.split(separator: "\n") {
            let fields = try JSONDecoder().decode([String: String].self, from: Data(object.utf8))
            #expect(fields.count == 6)
        }
    }

    @Test("of a year that 64 bits cannot hold do not stop the close")
    func farFuture() throws {
        let database = try SmallPlatform.fresh()
        try database.sql("UPDATE purchases SET created_at = '294276-12-31' WHERE id = \(HostileRowTests.purchase)")
        let closed = try database.remit("close", "2026-01")
        #expect(closed.status == 0, "\(closed.complaint)")
    }
}

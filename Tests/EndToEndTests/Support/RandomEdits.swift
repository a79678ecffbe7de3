import TestRandom

/// Ordinary SQL that changes some rows of the small platform, at random but the same for the same seed.
enum RandomEdits {
    /// Edits before the close of a month, by its number from 0.
    static func sql(_ month: Int, _ random: inout SplitMix) -> String {
        let share = [0.02, 0.1, 0.3].randomElement(using: &random) ?? 0.1
        let seed = Double.random(in: 0..<1, using: &random)
        let chosen = edits.filter { _ in Bool.random(using: &random) }.shuffled(using: &random)
        let statements = chosen.map { edit in
            edit.replacing("SOME", with: "random() < \(share)")
                .replacing("MOMENT", with: "timestamp '2025-12-20' + random() * interval '\(60 + 31 * month) days'")
                .replacing(
                    "NEXT", with: "timestamp '2026-01-01' + interval '\(month) months' + random() * interval '40 days'"
                )
                .replacing("TAG", with: "\(month)")
        }
        return "SELECT setseed(\(seed));\n" + statements.joined(separator: ";\n") + ";"
    }

    private static let status =
        "(ARRAY['completed', 'completed', 'refunded', 'disputed', 'pending', 'lost'])[1 + floor(random() * 6)::int]"
    private static let person = "md5('creator ' || floor(random() * 9))::uuid"

    private static let edits = [
        "UPDATE purchases SET status = \(status) WHERE SOME",
        "UPDATE purchases SET status = 'completed' WHERE SOME",
        "UPDATE purchases SET completed_at = MOMENT WHERE SOME",
        "UPDATE purchases SET completed_at = NEXT WHERE SOME",
        "UPDATE purchases SET completed_at = NULL WHERE SOME",
        "UPDATE purchases SET created_at = created_at - interval '50 days' * random() WHERE SOME",
        "UPDATE purchases SET created_at = NEXT WHERE SOME",
        "UPDATE purchases SET created_at = NULL WHERE SOME",
        "UPDATE purchases SET (created_at, completed_at) = (SELECT at, at FROM (SELECT NEXT) moved (at)) WHERE SOME",
        "UPDATE purchases SET created_at = completed_at, completed_at = NULL WHERE SOME",
        "UPDATE purchases SET amount_cents = floor(random() * 5000)::int WHERE SOME",
        "UPDATE purchases SET amount_cents = 0 WHERE SOME",
        "UPDATE purchases SET seller_id = \(person) WHERE SOME",
        "UPDATE purchases SET bundle_id = md5('bundle ' || floor(random() * 5))::uuid WHERE SOME",
        "UPDATE purchases SET bundle_id = NULL WHERE SOME",
        "UPDATE purchases SET currency = 'USD', payment_provider = 'paddle' WHERE SOME",
        "UPDATE purchases SET currency = (ARRAY['JPY', NULL])[1 + floor(random() * 2)::int] WHERE SOME",
        "DELETE FROM purchases WHERE SOME",
        """
        INSERT INTO purchases (id, buyer_id, content_id, seller_id, amount_cents, currency, payment_provider, status, created_at, completed_at)
        SELECT md5('new TAG ' || n)::uuid, NULL, md5('content ' || n)::uuid, \(person), 100 * n, 'USD', 'paddle', \(status),
               least(moment, timestamp '2026-01-01'), moment
        FROM generate_series(1, 30) n, LATERAL (SELECT MOMENT + n * interval '1 second') at (moment)
        """,
        """
        CREATE TEMPORARY TABLE taken AS SELECT * FROM purchases WHERE SOME;
        DELETE FROM purchases USING taken WHERE purchases.id = taken.id;
        INSERT INTO purchases SELECT * FROM taken; DROP TABLE taken
        """,
        "UPDATE contents SET is_platform_content = NOT is_platform_content WHERE SOME",
        "UPDATE contents SET user_id = \(person) WHERE SOME",
        "DELETE FROM contents WHERE random() < 0.05",
        "UPDATE bundle_contents SET revenue_share_percent = NULL WHERE SOME",
        "DELETE FROM bundle_contents WHERE random() < 0.05",
        "UPDATE donations SET status = \(status) WHERE SOME",
        "UPDATE donations SET status = 'completed' WHERE SOME",
        "UPDATE donations SET created_at = MOMENT WHERE SOME",
        "UPDATE donations SET created_at = NEXT WHERE SOME",
        "UPDATE donations SET amount_cents = floor(random() * 900)::int WHERE SOME",
        "UPDATE donations SET recipient_id = \(person) WHERE SOME",
        "DELETE FROM donations WHERE SOME",
        "UPDATE subscriptions SET current_period_start = current_period_end, current_period_end = current_period_end + interval '1 month' WHERE SOME",
        "UPDATE subscriptions SET price_cents = floor(random() * 2000)::int WHERE SOME",
        "VACUUM FREEZE purchases", "VACUUM FULL donations",
        "CLUSTER purchases USING purchases_pkey",
    ]
}

import TestServer
import Testing

/// What a close keeps for reports, against the platform's tables by other SQL, and when those change afterwards.
@Suite("What a close keeps of the platform")
struct ParticularsTests {
    /// Titles, names, a bundle's terms and a message, before January is closed.
    private static func platform() throws -> TestDatabase {
        let database = try SmallPlatform.fresh()
        try database.sql(
            """
            UPDATE contents SET title = '=cmd|<b>"', rating_count = 3, rating_average = 4.5
            WHERE id = md5('content 2')::uuid;
            UPDATE bundles SET discount_percent = 25;
            UPDATE donations SET message = CASE amount_cents % 2 WHEN 0 THEN 'thanks, ' || amount_cents ELSE ' ' END;
            INSERT INTO creator_payment_settings (id, user_id, aba_khqr_name, payout_details)
            SELECT gen_random_uuid(), md5('creator ' || n)::uuid, CASE n WHEN 1 THEN 'Sok' WHEN 2 THEN ' ' END,
                   CASE n WHEN 3 THEN '{"name": "Dara", "iban": "DE00"}' WHEN 4 THEN '{"name": 5}' END::jsonb
            FROM generate_series(0, 4) n
            """)
        let closed = try database.remit("close", "2026-01")
        try #require(closed.status == 0, "\(closed.errors)")
        return database
    }

    @Test("is every title, name and bundle that the month has lines of, and the messages of its donations")
    func kept() throws {
        let database = try ParticularsTests.platform()
        #expect(
            try database.sql(
                """
                SELECT title, rating_count, rating_average FROM settlement.kept_contents
                WHERE content_id = md5('content 2')::uuid
                """) == "=cmd|<b>\"|3|4.5")
        #expect(
            try database.sql(
                """
                (SELECT content_id FROM settlement.lines JOIN contents ON id = content_id
                 UNION SELECT content_id FROM settlement.exclusions JOIN contents ON id = content_id)
                EXCEPT ALL SELECT content_id FROM settlement.kept_contents
                """) == "")
        #expect(
            try database.sql(
                """
                SELECT coalesce(name, 'nobody') FROM generate_series(0, 4) n
                JOIN settlement.kept_creators ON creator_id = md5('creator ' || n)::uuid ORDER BY n
                """) == "nobody\nSok\nnobody\nDara\nnobody")
        #expect(
            try database.sql(
                """
                SELECT count(*) > 0 AND bool_and(kept.message = 'thanks, ' || amount_cents)
                FROM settlement.kept_sources kept JOIN donations ON id = source_id
                """) == "t")
        #expect(
            try database.sql(
                """
                SELECT count(*) FROM settlement.lines JOIN donations ON id = source_id
                WHERE amount_cents % 2 = 0 AND NOT EXISTS (
                    SELECT FROM settlement.kept_sources kept WHERE kept.source_id = lines.source_id)
                """) == "0")
    }

    @Test("is the bundle of each bundle purchase, with what its contents cost one by one")
    func bundles() throws {
        let database = try ParticularsTests.platform()
        #expect(
            try database.sql(
                """
                SELECT count(*) > 0 AND bool_and(kept.bundle_id = purchases.bundle_id)
                FROM (SELECT DISTINCT source_id FROM settlement.lines WHERE kind = 'b') sold
                JOIN purchases ON id = source_id LEFT JOIN settlement.kept_sources kept USING (source_id)
                """) == "t")
        #expect(
            try database.sql(
                """
                SELECT title, price_cents, discount_percent, contents,
                       list_cents = (SELECT sum(price_cents) FROM contents JOIN bundle_contents ON content_id = contents.id
                                     WHERE bundle_contents.bundle_id = kept.bundle_id)
                FROM settlement.kept_bundles kept WHERE bundle_id = md5('bundle 1')::uuid
                """) == "Bundle 1|3000|25|3|t")
    }

    @Test("is what was recorded of fees: sums where they agree or are missing, a row where they differ")
    func fees() throws {
        let database = try ParticularsTests.platform()
        #expect(
            try database.sql(
                """
                SELECT sum(purchases) = (SELECT count(DISTINCT source_id) FROM settlement.lines WHERE kind IN ('s', 'b')),
                       sum(amount_cents) = (SELECT sum(gross_cents) FROM settlement.lines WHERE kind IN ('s', 'b')),
                       sum(computed_revenue_cents) = (SELECT sum(creator_cents) FROM settlement.lines
                                                      WHERE kind = 's' OR kind = 'b' AND creator_id IS NOT NULL),
                       count(*) FILTER (WHERE verdict = 'd') = (SELECT count(*) FROM settlement.exceptions
                                                                WHERE code = 'fee_mismatch')
                FROM settlement.kept_fees
                """) == "t|t|t|t")
    }

    @Test("stays as it was when the platform changes, and cannot be changed")
    func lasting() throws {
        let database = try ParticularsTests.platform()
        let kept = "SELECT md5(string_agg(kept::text, ',' ORDER BY kept::text)) FROM settlement.kept_contents kept"
        let before = try database.sql(kept)
        try database.sql(
            "UPDATE contents SET title = 'other'; DELETE FROM bundles; DELETE FROM creator_payment_settings")
        #expect(try database.sql(kept) == before)
        #expect(throws: Psql.Failure.self) { try database.sql("UPDATE settlement.kept_contents SET title = NULL") }
        #expect(try database.remit("verify").status == 0)
    }

    @Test("goes with a reopened month, and is kept anew by the next close")
    func reopened() throws {
        let database = try ParticularsTests.platform()
        try database.sql("UPDATE contents SET title = 'other' WHERE id = md5('content 2')::uuid")
        #expect(try database.remit("reopen", "2026-01", "--reason", "a test").status == 0)
        #expect(try database.sql("SELECT count(*) FROM settlement.kept_contents") == "0")
        #expect(try database.remit("close", "2026-01").status == 0)
        #expect(
            try database.sql(
                "SELECT title FROM settlement.kept_contents WHERE content_id = md5('content 2')::uuid") == "other")
    }
}

import Foundation
import TestServer
import Testing

@Suite("Settling a closed month again")
struct DriftTests {
    @Test("finds no drift in any month where the sources are as they were")
    func unchanged() throws {
        let database = try SmallPlatform.fresh()
        for month in ["2026-01", "2026-02", "2026-03"] { #expect(try database.remit("close", month).status == 0) }
        let verified = try database.remit("verify", "--recompute")
        #expect(verified.status == 0, "\(verified.errors)")
        let again = verified.output.split(separator: "\n").filter { $0.contains("again") }
        #expect(
            again == ["2026-01", "2026-02", "2026-03"].map { "\($0) settled again from today's sources: no drift" },
            "\(verified.output)")
        #expect(verified.output.hasSuffix("3 closed months sound; sources of none have drifted\n"))
    }

    @Test("finds no drift after any close of any world, what was noted as late included", arguments: PlayedWorld.names)
    func worlds(name: String) throws {
        var closed = 0
        let world = try PlayedWorld(name) { world, month in
            closed += 1
            let verified = try world.run(["verify", month, "--recompute"])
            #expect(
                verified.contains("\(month) settled again from today's sources: no drift\n1 closed month sound"),
                "\(name) \(verified)")
        }
        #expect(closed > 3)
        // By now the sources of earlier months have changed; their books have not.
        #expect(try world.run(["verify", "--recompute"]).contains("\(closed) closed months sound; sources of "))
    }

    /// The drift of February after a statement, the line of the month and the last one included.
    private func drift(after sql: String) throws -> [String] {
        let database = try SmallPlatform.closed()
        try database.sql(sql)
        let verified = try database.remit("verify", "2026-02", "--recompute")
        #expect(verified.status == 0, "\(verified.errors)\(verified.output)")
        return verified.output.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("2026-02 sound, root") }
    }

    private static let purchase = "0217abd9-faff-b02c-13eb-14144de61ef7"
    private static let place =
        "kind sale, bucket sales, source_id \(purchase), content_id c210fcd8-e3a3-df46-1a38-392c9b73ed6f"

    @Test("shows a sale that was refunded since")
    func refunded() throws {
        #expect(
            try drift(after: "UPDATE purchases SET status = 'refunded' WHERE id = '\(Self.purchase)'") == [
                "2026-02 drift: lines missing: \(Self.place): creator_id f818ded4-eeb1-b6cd-a143-7a21854c53ec, currency USD, "
                    + "gross_cents 1160, processing_cents 0, platform_cents 174, creator_cents 986, payable true, late false, "
                    + "hold_from 2026-03-01, seller_id none, sold_at 2026-02-22 23:59:11",
                "2026-02 settled again from today's sources: lines 1 missing",
                "1 closed month sound; sources of 1 have drifted",
            ])
    }

    @Test("shows a sale whose amount was changed since")
    func changed() throws {
        #expect(
            try drift(after: "UPDATE purchases SET amount_cents = 2160 WHERE id = '\(Self.purchase)'") == [
                "2026-02 drift: lines changed: \(Self.place): gross_cents 1160 → 2160, platform_cents 174 → 216, "
                    + "creator_cents 986 → 1944",
                "2026-02 settled again from today's sources: lines 1 changed",
                "1 closed month sound; sources of 1 have drifted",
            ])
    }

    @Test("shows a sale that has become bad, as a line and as an exception, and one that came late")
    func badAndLate() throws {
        let late = "11111111-1111-4111-8111-111111111111"
        let drift = try drift(
            after: """
                UPDATE purchases SET payment_provider = 'barter' WHERE id = '\(Self.purchase)';
                INSERT INTO purchases (id, seller_id, amount_cents, currency, payment_provider, status, created_at, completed_at)
                VALUES ('\(late)', '\(late)', 999, 'USD', 'paddle', 'completed', '2026-02-03', '2026-02-03')
                """)
        #expect(
            drift.suffix(4) == [
                "2026-02 drift: lines extra: kind sale, bucket sales, source_id \(late): creator_id \(late), currency USD, "
                    + "gross_cents 999, processing_cents 100, platform_cents 50, creator_cents 849, payable true, late false, "
                    + "hold_from 2026-03-01, seller_id none, sold_at 2026-02-03 00:00:00",
                "2026-02 drift: exceptions extra: table purchases, row_id \(Self.purchase): code provider_unknown, severity error",
                "2026-02 settled again from today's sources: lines 1 missing, 1 extra; exceptions 1 extra",
                "1 closed month sound; sources of 1 have drifted",
            ])
    }

    @Test("shows what the pool would be without engagement that was deleted since")
    func engagement() throws {
        let drift = try drift(
            after: """
                DELETE FROM engagement_tracking WHERE id = (
                    SELECT row.id FROM engagement_tracking row JOIN settlement.exclusions_2026_02 USING (content_id)
                    WHERE period_start = '2026-02-01' AND rule = 'visibility' AND total_time_seconds > 0
                    AND user_id IN (SELECT reader_id FROM settlement.accruals_2026_02 WHERE recognised_cents > 0)
                    ORDER BY row.id LIMIT 1)
                """)
        #expect(drift.count == 3, "\(drift)")
        #expect(drift.first?.hasPrefix("2026-02 drift: excluded-engagement changed: currency USD, content_id ") == true)
        #expect(drift[1] == "2026-02 settled again from today's sources: excluded-engagement 1 changed")
    }

    @Test("shows revenue of a subscription whose price was changed since, down to the pool")
    func subscription() throws {
        let drift = try drift(
            after: "UPDATE subscriptions SET price_cents = 8099 WHERE id = '07ccbf3b-2af9-888d-df0c-885f51581c63'")
        #expect(
            drift.contains(
                "2026-02 drift: recognitions changed: subscription_id 07ccbf3b-2af9-888d-df0c-885f51581c63, currency USD: "
                    + "recognised_cents 614 → 628"), "\(drift)")
        #expect(
            drift.contains { $0.hasPrefix("2026-02 drift: pools changed: currency USD: revenue_cents 23578 → 23592") })
    }

    @Test("does not show a renewal, which lies after the month")
    func renewed() throws {
        let drift = try drift(
            after: """
                UPDATE subscriptions SET price_cents = 1999, current_period_start = current_period_end,
                                         current_period_end = current_period_end + interval '1 month'
                WHERE current_period_end >= '2026-03-01'
                """)
        #expect(
            drift == [
                "2026-02 settled again from today's sources: no drift",
                "1 closed month sound; sources of none have drifted",
            ])
    }

    @Test("does not show a change of plan, nor a subscription that began anew, after the month")
    func movedOn() throws {
        let drift = try drift(
            after: """
                UPDATE subscriptions SET plan_type = CASE plan_type WHEN 'monthly' THEN 'yearly' ELSE 'monthly' END,
                       price_cents = 1234, started_at = '2026-03-05', current_period_start = '2026-03-05',
                       current_period_end = '2026-04-05'
                WHERE plan_type IN ('monthly', 'yearly') AND started_at < '2026-02-25'
                """)
        #expect(
            drift == [
                "2026-02 settled again from today's sources: no drift",
                "1 closed month sound; sources of none have drifted",
            ], "\(drift)")
    }

    @Test("takes a subscription that was bad at the close as it is, though it shows a later month")
    func badThen() throws {
        let database = try SmallPlatform.withJanuary()
        let id = "07ccbf3b-2af9-888d-df0c-885f51581c63"
        try database.sql(
            """
            UPDATE subscriptions SET price_cents = NULL, current_period_start = '2026-03-02', current_period_end = '2026-04-02'
            WHERE id = '\(id)'
            """)
        #expect(try database.remit("close", "2026-02").status == 0)
        #expect(
            try database.sql("SELECT code FROM settlement.exceptions_2026_02 WHERE row_id = '\(id)'")
                == "subscription_price")
        let verified = try database.remit("verify", "2026-02", "--recompute")
        #expect(
            verified.output.contains("2026-02 settled again from today's sources: no drift\n"), "\(verified.output)")
        try database.sql("UPDATE subscriptions SET price_cents = 7999 WHERE id = '\(id)'")
        let repaired = try database.remit("verify", "2026-02", "--recompute")
        #expect(
            repaired.output.contains(
                "2026-02 drift: exceptions missing: table subscriptions, row_id \(id): code subscription_price, severity error\n"
            ), "\(repaired.output)")
    }

    @Test("is not tried on tables that were changed, and is a finding where the books before cannot be read")
    func damaged() throws {
        let changed = try SmallPlatform.closed()
        try changed.sql("ALTER TABLE settlement.accruals DROP CONSTRAINT accruals_check")
        let refused = try changed.remit("verify", "2026-02", "--recompute")
        #expect(refused.status == 1)
        #expect(
            refused.output.contains("2026-02 not settled again: its books or those before it are too damaged\n"),
            "\(refused.output)")
        let unreadable = try SmallPlatform.closed()
        try unreadable.sql(
            Damage.behindTheGuard(
                of: "lines_2026_01", "UPDATE settlement.lines_2026_01 SET kind = 'z' WHERE kind = 's'"))
        let found = try unreadable.remit("verify", "2026-02", "--recompute")
        #expect(found.status == 1)
        #expect(found.errors.isEmpty)
        let line = found.output.split(separator: "\n").first { $0.contains("settling it again") }
        #expect(
            line?.hasPrefix(
                "2026-02 damage: the books cannot be read: settling it again: expected rows as a close writes them, found "
                    + "the books are damaged: a line of ") == true, "\(found.output)")
    }

    @Test("says which later month took up what has drifted")
    func takenUp() throws {
        let database = try SmallPlatform.closed()
        let verified = try database.remit("verify", "2026-01", "--recompute")
        #expect(verified.status == 0)
        #expect(
            verified.output.contains(
                "settled again from today's sources: lines 11 missing, 8 extra, 7 changed, all taken up since; "
                    + "exceptions 4 missing, 3 taken up since\n"))
        let lines = verified.output.split(separator: "\n").filter { $0.hasPrefix("2026-01 drift: lines ") }
        #expect(lines.count == 20)
        #expect(lines.allSatisfy { $0.hasSuffix(" (taken up in 2026-02)") })
        let json = try database.remit("verify", "2026-01", "--recompute", "--json").output
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        let drift = (object?["periods"] as? [[String: Any]])?.first?["drift"] as? [[String: Any]]
        #expect(drift?.count == 30)
        #expect(drift?.first?["taken_up"] as? String == "2026-02")
    }
}

import TestServer

/// Damage to the platform's rows of payouts, and to what guards them.
extension Damage {
    static let ofPayoutRows = [
        Damage(
            name: "a payout deleted",
            sql: unguarded("""
                DELETE FROM payouts WHERE id = (SELECT id FROM settlement.payouts WHERE run = 1 AND creator_id = \(SmallPlatform.creator(4)) AND origin = 'engine')
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "another amount and another bucket",
            sql: unguarded("""
                UPDATE payouts SET amount_cents = amount_cents + 100, from_donations_cents = from_donations_cents + 100 WHERE id = (SELECT id FROM settlement.payouts WHERE run = 1 AND creator_id = \(SmallPlatform.creator(4)) AND origin = 'engine')
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "another creator, currency and method",
            sql: unguarded("""
                UPDATE payouts SET user_id = \(SmallPlatform.creator(1)), currency = 'EUR', payout_method = 'wise' WHERE id = (SELECT id FROM settlement.payouts WHERE run = 1 AND creator_id = \(SmallPlatform.creator(4)) AND origin = 'engine')
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "another time of request",
            sql: unguarded("""
                UPDATE payouts SET requested_at = '2026-04-01' WHERE id = (SELECT id FROM settlement.payouts WHERE run = 1 AND creator_id = \(SmallPlatform.creator(4)) AND origin = 'engine')
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "another account",
            sql: unguarded("""
                UPDATE payouts SET payout_details = '{"paypal_email": "thief@example.org"}' WHERE id = '\(AnsweredPlatform.accepted)'
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a status without a step",
            sql: """
                UPDATE payouts SET status = 'completed' WHERE id = (SELECT id FROM settlement.payouts WHERE run = 1 AND creator_id = \(SmallPlatform.creator(2)) AND origin = 'engine')
                """,
            lines: [
                "?"
            ]),
        Damage(
            name: "a failure moved to another day",
            sql: unguarded("""
                UPDATE payouts SET processed_at = '2026-04-30' WHERE id = (SELECT id FROM settlement.payouts WHERE run = 1 AND creator_id = \(SmallPlatform.creator(1)) AND origin = 'engine')
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a refused request entered again",
            sql: unguarded("""
                DELETE FROM payouts WHERE id = '\(AnsweredPlatform.refused)';
                INSERT INTO payouts (id, user_id, amount_cents, status, requested_at)
                VALUES ('\(AnsweredPlatform.refused)', \(SmallPlatform.creator(7)), 1500, 'pending', '2026-04-21')
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a refused request deleted",
            sql: unguarded("""
                DELETE FROM payouts WHERE id = '\(AnsweredPlatform.refused)'
                """),
            lines: [
                "?"
            ]),
    ]
    static let ofPayoutGuards = [
        Damage(
            name: "a guard of payouts disabled",
            sql: """
                ALTER TABLE payouts DISABLE TRIGGER remit_step
                """,
            lines: [
                "?"
            ]),
        Damage(
            name: "a guard of payouts dropped",
            sql: """
                DROP TRIGGER remit_insert ON payouts
                """,
            lines: [
                "?"
            ]),
        Damage(
            name: "a guard of payouts that lets everything through",
            sql: """
                CREATE OR REPLACE FUNCTION settlement.refuse_payouts_truncate() RETURNS trigger
                LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'BEGIN RETURN NULL; END'
                """,
            lines: [
                "?"
            ]),
        Damage(
            name: "the key of the accounts replaced",
            sql: behindTheGuard(of: "payout_key", """
                UPDATE settlement.payout_key SET key = sha256('x')
                """),
            lines: [
                "?"
            ]),
    ]
}

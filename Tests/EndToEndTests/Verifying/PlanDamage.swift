import TestServer

/// Damage to plans, runs and what they wrote.
extension Damage {
    static let ofPlans = [
        Damage(
            name: "a plan's text changed",
            sql: behindTheGuard(of: "payout_plans", """
                UPDATE settlement.payout_plans SET text = text || 'state' WHERE as_of = '2026-04-02'
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "another policy and approval of a plan",
            sql: behindTheGuard(of: "payout_plans", """
                UPDATE settlement.payout_plans SET policy_hash = repeat('0', 64), approval = true WHERE as_of = '2026-04-02'
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a run of another day",
            sql: behindTheGuard(of: "payout_runs", """
                UPDATE settlement.payout_runs SET as_of = '2026-03-20' WHERE run = 2
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a run applied before its day",
            sql: behindTheGuard(of: "payout_runs", """
                UPDATE settlement.payout_runs SET applied_at = '2026-04-19' WHERE run = 2
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a run whose day begins elsewhere",
            sql: behindTheGuard(of: "payout_runs", """
                UPDATE settlement.payout_runs SET as_of_start = as_of_start - interval '7 hours' WHERE run = 2
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a refusal deleted",
            sql: behindTheGuard(of: "payout_refusals", """
                DELETE FROM settlement.payout_refusals
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a refusal for another reason",
            sql: behindTheGuard(of: "payout_refusals", """
                UPDATE settlement.payout_refusals SET reason = 'below_minimum'
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a request refused and accepted",
            sql: behindTheGuard(of: "payout_refusals", """
                INSERT INTO settlement.payout_refusals SELECT id, run, creator_id, currency, amount_cents, 'not_covered' FROM settlement.payouts
                WHERE id = '\(AnsweredPlatform.accepted)'
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a payout without a record",
            sql: behindTheGuard(of: "payout_steps", """
                DELETE FROM settlement.payout_steps WHERE payout_id = (SELECT id FROM settlement.payouts WHERE run = 1 AND creator_id = \(SmallPlatform.creator(5)) AND origin = 'engine')
                """) + behindTheGuard(of: "payout_batch_rows", """
                DELETE FROM settlement.payout_batch_rows WHERE payout_id = (SELECT id FROM settlement.payouts WHERE run = 1 AND creator_id = \(SmallPlatform.creator(5)) AND origin = 'engine')
                """) + behindTheGuard(of: "payouts", """
                DELETE FROM settlement.payouts WHERE id = (SELECT id FROM settlement.payouts WHERE run = 1 AND creator_id = \(SmallPlatform.creator(5)) AND origin = 'engine')
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a run deleted, its keys dropped",
            sql: """
                ALTER TABLE settlement.payouts DROP CONSTRAINT payouts_run_fkey;
                ALTER TABLE settlement.payout_refusals DROP CONSTRAINT payout_refusals_run_fkey;
                """ + behindTheGuard(of: "payout_runs", """
                DELETE FROM settlement.payout_runs WHERE run = 2
                """),
            lines: [
                "?"
            ]),
    ]
    static let ofSeals = [
        Damage(
            name: "a copied account changed",
            sql: behindTheGuard(of: "payouts", """
                UPDATE settlement.payouts SET payout_details = '{"paypal_email": "thief@example.org"}'
                WHERE id = '\(AnsweredPlatform.accepted)'
                """) + unguarded("""
                UPDATE payouts SET payout_details = '{"paypal_email": "thief@example.org"}' WHERE id = '\(AnsweredPlatform.accepted)'
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a copied account taken away",
            sql: behindTheGuard(of: "payouts", """
                UPDATE settlement.payouts SET payout_details = '{}' WHERE id = '\(AnsweredPlatform.accepted)'
                """) + unguarded("""
                UPDATE payouts SET payout_details = '{}' WHERE id = '\(AnsweredPlatform.accepted)'
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "another end of an account",
            sql: behindTheGuard(of: "payouts", """
                UPDATE settlement.payouts SET account_ending = '.com' WHERE id = '\(AnsweredPlatform.accepted)'
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a payout of the engine's of another creator",
            sql: behindTheGuard(of: "payouts", """
                UPDATE settlement.payouts SET creator_id = \(SmallPlatform.creator(6)) WHERE id = (SELECT id FROM settlement.payouts WHERE run = 1 AND creator_id = \(SmallPlatform.creator(2)) AND origin = 'engine')
                """) + unguarded("""
                UPDATE payouts SET user_id = \(SmallPlatform.creator(6)) FROM settlement.payouts kept
                WHERE kept.id = payouts.id AND kept.creator_id = \(SmallPlatform.creator(6))
                """),
            lines: [
                "?"
            ]),
    ]
    static let ofPaid = [
        Damage(
            name: "more than there was, in every record",
            sql: forged(amount: "+ 1", sales: "+ 1", donations: "+ 0"),
            lines: [
                "?"
            ]),
        Damage(
            name: "other buckets than the rules say, in every record",
            sql: forged(amount: "+ 0", sales: "- 1", donations: "+ 1"),
            lines: [
                "?"
            ]),
    ]
}

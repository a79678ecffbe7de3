import TestServer

/// Damage to files of payouts and to what became of each.
extension Damage {
    static let ofSteps = [
        Damage(
            name: "another sum of a file",
            sql: behindTheGuard(of: "payout_batches", """
                UPDATE settlement.payout_batches SET payouts = payouts + 1, amount_cents = amount_cents - 1 WHERE method = 'aba'
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a file of another currency",
            sql: behindTheGuard(of: "payout_batches", """
                UPDATE settlement.payout_batches SET currency = 'KHR' WHERE method = 'aba'
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a file of another format",
            sql: behindTheGuard(of: "payout_batches", """
                UPDATE settlement.payout_batches SET format = 'wise' WHERE method = 'wise'
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "another place in a file",
            sql: behindTheGuard(of: "payout_batch_rows", """
                UPDATE settlement.payout_batch_rows SET place = 7 WHERE place = 3
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a payout taken out of its file",
            sql: behindTheGuard(of: "payout_batch_rows", """
                DELETE FROM settlement.payout_batch_rows WHERE payout_id = (SELECT id FROM settlement.payouts WHERE run = 1 AND creator_id = \(SmallPlatform.creator(2)) AND origin = 'engine')
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a step left out",
            sql: behindTheGuard(of: "payout_steps", """
                DELETE FROM settlement.payout_steps WHERE payout_id = (SELECT id FROM settlement.payouts WHERE run = 1 AND creator_id = \(SmallPlatform.creator(4)) AND origin = 'engine') AND status = 'processing'
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a step to nowhere",
            sql: """
                INSERT INTO settlement.payout_steps (payout_id, status, taken_by, taken_at)
                VALUES ((SELECT id FROM settlement.payouts WHERE run = 1 AND creator_id = \(SmallPlatform.creator(2)) AND origin = 'engine'), 'completed', 'x', '2026-04-05'), ((SELECT id FROM settlement.payouts WHERE run = 1 AND creator_id = \(SmallPlatform.creator(2)) AND origin = 'engine'), 'processing', 'x', '2026-04-06')
                """,
            lines: [
                "?"
            ]),
        Damage(
            name: "an answer about what is pending",
            sql: """
                INSERT INTO settlement.payout_steps (payout_id, status, taken_by, taken_at)
                SELECT id, 'unknown', 'x', '2026-04-21' FROM settlement.payouts
                WHERE run = 2 AND creator_id = \(SmallPlatform.creator(1))
                """,
            lines: [
                "?"
            ]),
        Damage(
            name: "another reason of what came back",
            sql: behindTheGuard(of: "payout_steps", """
                UPDATE settlement.payout_steps SET reason = 'closed' WHERE payout_id = (SELECT id FROM settlement.payouts WHERE run = 1 AND creator_id = \(SmallPlatform.creator(0)) AND origin = 'engine') AND status = 'failed'
                """),
            lines: [
                "?"
            ]),
        Damage(
            name: "a step of somebody else",
            sql: behindTheGuard(of: "payout_steps", """
                UPDATE settlement.payout_steps SET taken_by = 'x' WHERE payout_id = (SELECT id FROM settlement.payouts WHERE run = 1 AND creator_id = \(SmallPlatform.creator(2)) AND origin = 'engine') AND status IN ('pending', 'processing')
                """),
            lines: [
                "?"
            ]),
    ]
}

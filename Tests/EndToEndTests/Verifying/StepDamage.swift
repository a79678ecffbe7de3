import LocalServer
import TestServer

/// Damage to files of payouts and to what became of each.
extension Damage {
    static let ofSteps = [
        Damage(
            name: "another sum of a file",
            sql: behindTheGuard(
                of: "payout_batches",
                """
                UPDATE settlement.payout_batches SET payouts = payouts + 1, amount_cents = amount_cents - 1 WHERE method = 'aba'
                """),
            lines: [
                finding(
                    "a file does not hold what was recorded of it (R11.5)",
                    "batch 377f7df6-4d44-5c4b-bd00-37328bd3c280",
                    "payouts 1, amount_cents 64880",
                    "payouts 2, amount_cents 64879")
            ]),
        Damage(
            name: "a file of another currency",
            sql: behindTheGuard(
                of: "payout_batches",
                """
                UPDATE settlement.payout_batches SET currency = 'KHR' WHERE method = 'aba'
                """),
            lines: [
                finding(
                    "a payout is in a file of another method or currency (R11.5)",
                    "batch 377f7df6-4d44-5c4b-bd00-37328bd3c280, payout 492a72d8-45bd-5059-bbdf-2a3797c3a171",
                    "aba in KHR",
                    "aba in USD")
            ]),
        Damage(
            name: "a file of another format",
            sql: behindTheGuard(
                of: "payout_batches",
                """
                UPDATE settlement.payout_batches SET format = 'wise' WHERE method = 'wise'
                """),
            lines: [
                finding(
                    "a file has another id than its format and first payout give",
                    "batch 96d561c3-9461-5cfa-aa84-68a3533ae56d",
                    "9897cffb-3b77-5337-a64e-986f635c7ac9",
                    "96d561c3-9461-5cfa-aa84-68a3533ae56d")
            ]),
        Damage(
            name: "another place in a file",
            sql: behindTheGuard(
                of: "payout_batch_rows",
                """
                UPDATE settlement.payout_batch_rows SET place = 7 WHERE place = 3
                """),
            lines: [
                finding(
                    "the places in a file are not counted from 1 (R11.5)",
                    "batch 50e0a8a8-625b-55a7-abf8-5ca05b0507ba",
                    "1 to 3",
                    "1 to 7")
            ]),
        Damage(
            name: "a payout taken out of its file",
            sql: behindTheGuard(
                of: "payout_batch_rows",
                """
                DELETE FROM settlement.payout_batch_rows WHERE payout_id = \(AnsweredPlatform.payout(2))
                """),
            lines: [
                finding(
                    "a file does not hold what was recorded of it (R11.5)",
                    "batch 377f7df6-4d44-5c4b-bd00-37328bd3c280",
                    "payouts 0, amount_cents 0",
                    "payouts 1, amount_cents 64880"),
                finding(
                    "a payout was handed out without a file, or is in a file and was not handed out (R11.5)",
                    "payout 492a72d8-45bd-5059-bbdf-2a3797c3a171",
                    "its file",
                    "nothing"),
            ]),
        Damage(
            name: "a step left out",
            sql: behindTheGuard(
                of: "payout_steps",
                """
                DELETE FROM settlement.payout_steps WHERE payout_id = \(AnsweredPlatform.payout(4)) AND status = 'processing'
                """),
            lines: [
                finding(
                    "a payout took steps that are not possible (R11.5)",
                    "payout 64b96dae-defa-5bbb-91bd-2f455d07a921",
                    "pending, processing, completed or failed",
                    "pending, completed"),
                finding(
                    "a payout was handed out without a file, or is in a file and was not handed out (R11.5)",
                    "payout 64b96dae-defa-5bbb-91bd-2f455d07a921",
                    "the step to processing",
                    "nothing"),
            ]),
        Damage(
            name: "a step to nowhere",
            sql: """
                INSERT INTO settlement.payout_steps (payout_id, status, taken_by, taken_at)
                VALUES (\(AnsweredPlatform.payout(2)), 'completed', 'x', '2026-04-05'), (\(AnsweredPlatform.payout(2)), 'processing', 'x', '2026-04-06')
                """,
            lines: [
                finding(
                    "a payout took steps that are not possible (R11.5)",
                    "payout 492a72d8-45bd-5059-bbdf-2a3797c3a171",
                    "pending, processing, completed or failed",
                    "pending, processing, completed, processing"),
                finding(
                    "a step was taken by somebody else, or at another time, than its run or file (R11.7)",
                    "payout 492a72d8-45bd-5059-bbdf-2a3797c3a171 processing",
                    "\(LocalServer.user) at 2026-04-02 09:00:00",
                    "x at 2026-04-06 00:00:00"),
            ]),
        Damage(
            name: "an answer about what is pending",
            sql: """
                INSERT INTO settlement.payout_steps (payout_id, status, taken_by, taken_at)
                SELECT id, 'unknown', 'x', '2026-04-21' FROM settlement.payouts
                WHERE run = 2 AND creator_id = \(SmallPlatform.creator(1))
                """,
            lines: [
                finding(
                    "an answer was unknown of a payout that was not handed out, or was answered (R11.5)",
                    "payout 7216c999-131c-501b-a89e-000157937a72",
                    "processing",
                    "pending")
            ]),
        Damage(
            name: "another reason of what came back",
            sql: behindTheGuard(
                of: "payout_steps",
                """
                UPDATE settlement.payout_steps SET reason = 'closed' WHERE payout_id = \(AnsweredPlatform.payout(0)) AND status = 'failed'
                """),
            lines: [
                finding(
                    "a payout that was completed failed for another reason than that it came back (R11.5)",
                    "payout 3326a350-3db9-5172-82e6-549d0940765b",
                    "returned",
                    "closed")
            ]),
        Damage(
            name: "a step of somebody else",
            sql: behindTheGuard(
                of: "payout_steps",
                """
                UPDATE settlement.payout_steps SET taken_by = 'x' WHERE payout_id = \(AnsweredPlatform.payout(2)) AND status IN ('pending', 'processing')
                """),
            lines: [
                finding(
                    "a step was taken by somebody else, or at another time, than its run or file (R11.7)",
                    "payout 492a72d8-45bd-5059-bbdf-2a3797c3a171 pending",
                    "\(LocalServer.user) at 2026-04-02 09:00:00",
                    "x at 2026-04-02 09:00:00"),
                finding(
                    "a step was taken by somebody else, or at another time, than its run or file (R11.7)",
                    "payout 492a72d8-45bd-5059-bbdf-2a3797c3a171 processing",
                    "\(LocalServer.user) at 2026-04-02 09:00:00",
                    "x at 2026-04-02 09:00:00"),
            ]),
    ]
}

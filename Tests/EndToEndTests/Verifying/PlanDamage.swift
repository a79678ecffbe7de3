import LocalServer
import TestServer

/// Damage to plans and runs, and to what they wrote.
extension Damage {
    static let ofPlans = [
        Damage(
            name: "a plan's text changed",
            sql: behindTheGuard(
                of: "payout_plans",
                """
                UPDATE settlement.payout_plans SET text = text || 'state' WHERE as_of = '2026-04-02'
                """),
            lines: [
                finding(
                    "the text of a plan is not that of its hash (R11.7)",
                    "plan #",
                    "SHA-256 #",
                    "SHA-256 #")
            ]),
        Damage(
            name: "another policy and approval of a plan",
            sql: "INSERT INTO settlement.policies VALUES (repeat('0', 64), 'x.yaml', 'x');"
                + behindTheGuard(
                    of: "payout_plans",
                    """
                    UPDATE settlement.payout_plans SET policy_hash = repeat('0', 64), approval = true WHERE as_of = '2026-04-02'
                    """),
            lines: [
                finding(
                    "a plan is kept as something else than its text says (R11.7)",
                    "plan #",
                    "as of 2026-04-02, policy #, approval none",
                    "as of 2026-04-02, policy #, approval required"),
                finding(
                    "one person planned and applied where two are required (R11.7)",
                    "run 1",
                    "another than \(LocalServer.user)",
                    "\(LocalServer.user)", next: ask),
                finding(
                    "the policy of a plan was changed (R3)",
                    "settlement.policies, 000000000000",
                    "SHA-256 #",
                    "SHA-256 #"),
            ]),
        Damage(
            name: "a run of another day",
            sql: behindTheGuard(
                of: "payout_runs",
                """
                UPDATE settlement.payout_runs SET as_of = '2026-03-20' WHERE run = 2
                """),
            lines: [
                finding(
                    "a payout has another id than its creator, currency and day give (R11.4)",
                    "payout 7216c999-131c-501b-a89e-000157937a72",
                    "faa0ffba-1373-5707-b261-785852cd1ca3",
                    "7216c999-131c-501b-a89e-000157937a72"),
                finding(
                    "a payout has another id than its creator, currency and day give (R11.4)",
                    "payout 7c1ee955-7fbc-5203-9862-6a74de345813",
                    "1e6ac921-9b17-50d4-b1ef-e36aae01d9ae",
                    "7c1ee955-7fbc-5203-9862-6a74de345813"),
                finding(
                    "a run is of another day than its plan (R11.7)",
                    "run 2",
                    "2026-04-20",
                    "2026-03-20"),
                finding(
                    "a run is of a day before that of an earlier run (R11)",
                    "run 2",
                    "2026-04-02 or later",
                    "2026-03-20"),
                finding(
                    "the day of a run begins elsewhere than in the policy's time zone (R2.1)",
                    "run 2",
                    "2026-03-20T00:00:00Z",
                    "2026-04-20T00:00:00Z"),
                finding(
                    "more was paid than was available (R10, R13)",
                    "payout 7c1ee955-7fbc-5203-9862-6a74de345813, creator "
                        + "5a68799c-e9c4-a20b-5579-c2310989c93a, USD, 2026-03-20",
                    "at most 0 cents",
                    "87437 cents", next: ask),
                finding(
                    "more was paid than was available (R10, R13)",
                    "payout 7216c999-131c-501b-a89e-000157937a72, creator "
                        + "f818ded4-eeb1-b6cd-a143-7a21854c53ec, USD, 2026-03-20",
                    "at most 0 cents",
                    "64505 cents", next: ask),
            ]),
        Damage(
            name: "a run applied before its day",
            sql: behindTheGuard(
                of: "payout_runs",
                """
                UPDATE settlement.payout_runs SET applied_at = '2026-04-19' WHERE run = 2
                """),
            lines: [
                finding(
                    "a run was applied before its day began (R11)",
                    "run 2",
                    "2026-04-20 00:00:00 or later",
                    "2026-04-19 00:00:00"),
                finding(
                    "a step was taken by somebody else, or at another time, than its run or file (R11.7)",
                    "payout 7216c999-131c-501b-a89e-000157937a72 pending",
                    "\(LocalServer.user) at 2026-04-19 00:00:00",
                    "\(LocalServer.user) at 2026-04-20 09:00:00"),
                finding(
                    "a step was taken by somebody else, or at another time, than its run or file (R11.7)",
                    "payout 7c1ee955-7fbc-5203-9862-6a74de345813 pending",
                    "\(LocalServer.user) at 2026-04-19 00:00:00",
                    "\(LocalServer.user) at 2026-04-20 09:00:00"),
            ]),
        Damage(
            name: "a run whose day begins elsewhere",
            sql: behindTheGuard(
                of: "payout_runs",
                """
                UPDATE settlement.payout_runs SET as_of_start = as_of_start - interval '7 hours' WHERE run = 2
                """),
            lines: [
                finding(
                    "a payout that the engine made is not of the beginning of its run's day (R11.4)",
                    "payout 7216c999-131c-501b-a89e-000157937a72",
                    "2026-04-19 17:00:00",
                    "2026-04-20 00:00:00"),
                finding(
                    "a payout that the engine made is not of the beginning of its run's day (R11.4)",
                    "payout 7c1ee955-7fbc-5203-9862-6a74de345813",
                    "2026-04-19 17:00:00",
                    "2026-04-20 00:00:00"),
                finding(
                    "the day of a run begins elsewhere than in the policy's time zone (R2.1)",
                    "run 2",
                    "2026-04-20T00:00:00Z",
                    "2026-04-19T17:00:00Z"),
            ]),
        Damage(
            name: "a refusal deleted",
            sql: behindTheGuard(
                of: "payout_refusals",
                """
                DELETE FROM settlement.payout_refusals
                """),
            lines: [
                finding(
                    "what a run wrote is not what its plan says (R11.7)",
                    "run 1, payout 00000000-0000-4000-8000-00000000dead",
                    "refuse,00000000-0000-4000-8000-00000000dead,0652e084-6a31-5b1d-d609-30b085063cce,USD,"
                        + "2000000000,not_covered",
                    "nothing")
            ]),
        Damage(
            name: "a refusal for another reason",
            sql: behindTheGuard(
                of: "payout_refusals",
                """
                UPDATE settlement.payout_refusals SET reason = 'below_minimum'
                """),
            lines: [
                finding(
                    "what a run wrote is not what its plan says (R11.7)",
                    "run 1, payout 00000000-0000-4000-8000-00000000dead",
                    "refuse,00000000-0000-4000-8000-00000000dead,0652e084-6a31-5b1d-d609-30b085063cce,USD,"
                        + "2000000000,not_covered",
                    "refuse,00000000-0000-4000-8000-00000000dead,0652e084-6a31-5b1d-d609-30b085063cce,USD,"
                        + "2000000000,below_minimum")
            ]),
        Damage(
            name: "a request refused and accepted",
            sql: behindTheGuard(
                of: "payout_refusals",
                """
                INSERT INTO settlement.payout_refusals SELECT id, run, creator_id, currency, amount_cents, 'not_covered' FROM settlement.payouts
                WHERE id = '\(AnsweredPlatform.accepted)'
                """),
            lines: [
                finding(
                    "a request that was refused is not as it was refused (R11.1)",
                    "payout 00000000-0000-4000-8000-00000000acce",
                    "status failed",
                    "status processing", next: putBack),
                finding(
                    "what a run wrote is not what its plan says (R11.7)",
                    "run 1, payout 00000000-0000-4000-8000-00000000acce",
                    "accept,00000000-0000-4000-8000-00000000acce,a10e1e6c-451a-dda2-8647-35a2a8525193,USD,"
                        + "1100,1100,0,0,paypal,.org,#",
                    "refuse,00000000-0000-4000-8000-00000000acce,a10e1e6c-451a-dda2-8647-35a2a8525193,USD,"
                        + "1100,not_covered"),
                finding(
                    "a request was both refused and accepted (R11.1)",
                    "payout 00000000-0000-4000-8000-00000000acce",
                    "refused in run 1",
                    "accepted in run 1"),
            ]),
        Damage(
            name: "a payout without a record",
            sql: behindTheGuard(
                of: "payout_steps",
                """
                DELETE FROM settlement.payout_steps WHERE payout_id = \(AnsweredPlatform.payout(5))
                """)
                + behindTheGuard(
                    of: "payout_batch_rows",
                    """
                    DELETE FROM settlement.payout_batch_rows WHERE payout_id = \(AnsweredPlatform.payout(5))
                    """)
                + behindTheGuard(
                    of: "payouts",
                    """
                    DELETE FROM settlement.payouts WHERE id = \(AnsweredPlatform.payout(5))
                    """),
            lines: [
                finding(
                    "what a run wrote is not what its plan says (R11.7)",
                    "run 1, payout be661233-9815-5b90-9727-0a255e9a1a34",
                    "pay,be661233-9815-5b90-9727-0a255e9a1a34,cbb28289-fcf1-bcad-25a0-370643575ee1,USD,66786,"
                        + "63247,0,3539,bank_transfer,2051,#",
                    "nothing"),
                finding(
                    "a file does not hold what was recorded of it (R11.5)",
                    "batch 2b763906-fafd-58bb-97a1-f5736000804d",
                    "payouts 1, amount_cents 56061",
                    "payouts 2, amount_cents 122847"),
                finding(
                    "a payout has the id of one that the engine makes, and no record (R11.4)",
                    "payout be661233-9815-5b90-9727-0a255e9a1a34",
                    "its record in settlement.payouts",
                    "66786 cents of USD, processing", next: ask),
            ]),
        Damage(
            name: "a run deleted, its keys dropped",
            sql: """
                ALTER TABLE settlement.payouts DROP CONSTRAINT payouts_run_fkey;
                ALTER TABLE settlement.payout_refusals DROP CONSTRAINT payout_refusals_run_fkey;
                """
                    + behindTheGuard(
                        of: "payout_runs",
                        """
                        DELETE FROM settlement.payout_runs WHERE run = 2
                        """),
            lines: [
                definition(
                    nil, ".payouts, constraint FOREIGN KEY (run) REFERENCES settlement.payout_runs(run)",
                    "valid",
                    "nothing"),
                definition(
                    nil, ".payout_refusals, constraint FOREIGN KEY (run) REFERENCES settlement.payout_runs(run)",
                    "valid",
                    "nothing"),
                finding(
                    "what a run wrote is not what its plan says (R11.7)",
                    "run 2, payout 7216c999-131c-501b-a89e-000157937a72",
                    "nothing",
                    "pay,7216c999-131c-501b-a89e-000157937a72,f818ded4-eeb1-b6cd-a143-7a21854c53ec,USD,64505,"
                        + "61432,0,3073,wise,.org,#"),
                finding(
                    "what a run wrote is not what its plan says (R11.7)",
                    "run 2, payout 7c1ee955-7fbc-5203-9862-6a74de345813",
                    "nothing",
                    "pay,7c1ee955-7fbc-5203-9862-6a74de345813,5a68799c-e9c4-a20b-5579-c2310989c93a,USD,87437,"
                        + "74541,8518,4378,paypal,.org,#"),
                finding(
                    "a record of payouts leads to nothing (R11)",
                    "settlement.payouts, payout 7216c999-131c-501b-a89e-000157937a72",
                    "its row of settlement.payout_runs",
                    "nothing"),
                finding(
                    "a record of payouts leads to nothing (R11)",
                    "settlement.payouts, payout 7c1ee955-7fbc-5203-9862-6a74de345813",
                    "its row of settlement.payout_runs",
                    "nothing"),
            ]),
    ]
}

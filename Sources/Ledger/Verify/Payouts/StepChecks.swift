/// Files of payouts, and what became of each payout in them (R11.5).
enum StepChecks {
    /// Every check of a file or step.
    static var all: [BookCheck] { [totals, kinds, places, path, unknown, returned, handedOut, actors] }

    private static var totals: BookCheck {
        BookCheck(
            what: "a file does not hold what was recorded of it (R11.5)",
            sql: """
                SELECT 'batch ' || batch,
                       concat('payouts ', count(kept.id), ', amount_cents ', coalesce(sum(kept.amount_cents), 0)),
                       concat('payouts ', file.payouts, ', amount_cents ', file.amount_cents)
                FROM settlement.payout_batches file LEFT JOIN settlement.payout_batch_rows taken USING (batch)
                LEFT JOIN settlement.payouts kept ON kept.id = taken.payout_id
                GROUP BY batch, file.payouts, file.amount_cents
                HAVING (count(kept.id), coalesce(sum(kept.amount_cents), 0)) <> (file.payouts, file.amount_cents)
                """)
    }

    private static var kinds: BookCheck {
        BookCheck(
            what: "a payout is in a file of another method or currency (R11.5)",
            sql: """
                SELECT concat_ws(', ', 'batch ' || batch, 'payout ' || kept.id), concat_ws(' in ', file.method, file.currency),
                       concat_ws(' in ', kept.payout_method, kept.currency)
                FROM settlement.payout_batches file JOIN settlement.payout_batch_rows taken USING (batch)
                JOIN settlement.payouts kept ON kept.id = taken.payout_id
                WHERE (file.method, file.currency) <> (kept.payout_method, kept.currency)
                """)
    }

    private static var places: BookCheck {
        BookCheck(
            what: "the places in a file are not counted from 1 (R11.5)",
            sql: """
                SELECT 'batch ' || batch, concat('1 to ', count(*)), concat(min(place), ' to ', max(place))
                FROM settlement.payout_batch_rows GROUP BY batch HAVING (min(place), max(place)) <> (1, count(*))
                """)
    }

    /// The steps that a payout can have gone through; unknown changes nothing.
    private static var path: BookCheck {
        let lawful = [
            "pending", "pending, processing", "pending, processing, completed", "pending, processing, failed",
            "pending, processing, completed, failed",
        ]
        return BookCheck(
            what: "a payout took steps that are not possible (R11.5)",
            sql: """
                SELECT 'payout ' || id, 'pending, processing, completed or failed', coalesce(steps, 'nothing')
                FROM settlement.payouts
                LEFT JOIN (SELECT payout_id AS id, string_agg(status, ', ' ORDER BY step) AS steps
                           FROM settlement.payout_steps WHERE status <> 'unknown' GROUP BY payout_id) taken USING (id)
                WHERE coalesce(steps, '') NOT IN (\(lawful.map { "'\($0)'" }.joined(separator: ", ")))
                """)
    }

    private static var unknown: BookCheck {
        BookCheck(
            what: "an answer was unknown of a payout that was not handed out, or was answered (R11.5)",
            sql: """
                SELECT 'payout ' || payout_id, 'processing', coalesce(before, 'nothing')
                FROM (SELECT payout_id, status, (SELECT earlier.status FROM settlement.payout_steps earlier
                                                 WHERE earlier.payout_id = taken.payout_id AND earlier.step < taken.step
                                                   AND earlier.status <> 'unknown' ORDER BY earlier.step DESC LIMIT 1) AS before
                      FROM settlement.payout_steps taken WHERE status = 'unknown') answered
                WHERE before IS DISTINCT FROM 'processing'
                """)
    }

    private static var returned: BookCheck {
        BookCheck(
            what: "a payout that was completed failed for another reason than that it came back (R11.5)",
            sql: """
                SELECT 'payout ' || payout_id, 'returned', coalesce(reason, 'nothing') FROM settlement.payout_steps taken
                WHERE status = 'failed' AND reason IS DISTINCT FROM 'returned'
                  AND EXISTS (SELECT FROM settlement.payout_steps earlier
                              WHERE earlier.payout_id = taken.payout_id AND earlier.step < taken.step AND earlier.status = 'completed')
                """)
    }

    private static var handedOut: BookCheck {
        BookCheck(
            what: "a payout was handed out without a file, or is in a file and was not handed out (R11.5)",
            sql: """
                SELECT 'payout ' || coalesce(taken.payout_id, step.payout_id),
                       CASE WHEN taken.payout_id IS NULL THEN 'its file' ELSE 'the step to processing' END, 'nothing'
                FROM settlement.payout_batch_rows taken
                FULL JOIN (SELECT DISTINCT payout_id FROM settlement.payout_steps WHERE status = 'processing') step USING (payout_id)
                WHERE taken.payout_id IS NULL OR step.payout_id IS NULL
                """)
    }

    /// Who took a step and when, against the run or the file that it belongs to.
    private static var actors: BookCheck {
        BookCheck(
            what: "a step was taken by somebody else, or at another time, than its run or file (R11.7)",
            sql: """
                SELECT concat_ws(' ', 'payout', payout_id, step.status), concat_ws(' at ', made_by, made_at),
                       concat_ws(' at ', taken_by, taken_at)
                FROM settlement.payout_steps step JOIN (
                    SELECT id AS payout_id, 'pending' AS status, applied_by AS made_by, applied_at AS made_at
                    FROM settlement.payouts JOIN settlement.payout_runs USING (run)
                    UNION ALL
                    SELECT payout_id, 'processing', exported_by, exported_at
                    FROM settlement.payout_batch_rows JOIN settlement.payout_batches USING (batch)
                ) origin USING (payout_id, status)
                WHERE (made_by, made_at) <> (taken_by, taken_at)
                """)
    }
}

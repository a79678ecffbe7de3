internal import PostgresClient
internal import Settlement

/// The tables that change after a close, as they were at a moment: rows that were recorded later are not there, and steps
/// that were taken later have not been taken.
///
/// A reader selects from these relations in the place of the tables, and so shows what the ledger showed then. Of rows of
/// `public.payouts` that the engine neither made nor decided about, it knows no more than their own times say.
struct Recorded {
    /// The moment, which is not included; nil for now.
    let before: Instant?

    /// Everything that is recorded now.
    static let now = Recorded(before: nil)

    private var bound: String? { before.map { Literal.timestamp($0) } }

    /// The closed periods.
    var periods: String { filtered("settlement.periods", "clock") }
    /// The runs that were applied.
    var runs: String { filtered("settlement.payout_runs", "applied_at") }
    /// The engine's record of payouts.
    var kept: String { ofRuns("settlement.payouts") }
    /// The requests that were refused.
    var refusals: String { ofRuns("settlement.payout_refusals") }
    /// The steps of payouts.
    var steps: String { filtered("settlement.payout_steps", "taken_at") }

    private func filtered(_ table: String, _ column: String) -> String {
        guard let bound else { return table }
        return "(SELECT * FROM \(table) WHERE \(column) < \(bound))"
    }

    private func ofRuns(_ table: String) -> String {
        guard before != nil else { return table }
        return "(SELECT record.* FROM \(table) record JOIN \(runs) run USING (run))"
    }

    /// Why requests were refused and payouts failed: `payout_id`, `reason`.
    var answers: String {
        guard before != nil else { return "settlement.payout_answers" }
        return """
            (SELECT id AS payout_id, reason FROM \(refusals) refusal
             UNION ALL
             SELECT payout_id, reason FROM (\(lastSteps)) last WHERE status = 'failed')
            """
    }

    /// The last step of each payout that changed it.
    private var lastSteps: String {
        """
        SELECT DISTINCT ON (payout_id) payout_id, status, reason, taken_at FROM \(steps) step WHERE status <> 'unknown'
        ORDER BY payout_id, step DESC
        """
    }

    /// The platform's rows of payouts, with the columns that are read.
    ///
    /// A request that nobody had decided about has no parts and, since a run fills it in, no method.
    var payouts: String {
        guard let bound else { return "public.payouts" }
        return """
            (SELECT row.id, row.user_id, row.amount_cents, row.currency, row.requested_at,
                    CASE WHEN NOT known.later THEN row.from_sales_cents END AS from_sales_cents,
                    CASE WHEN NOT known.later THEN row.from_donations_cents END AS from_donations_cents,
                    CASE WHEN NOT known.later THEN row.from_subscriptions_cents END AS from_subscriptions_cents,
                    CASE WHEN known.status <> 'pending' OR kept.id IS NOT NULL THEN row.payout_method END AS payout_method,
                    known.status, known.processed_at
             FROM public.payouts row
             LEFT JOIN settlement.payouts ever ON ever.id = row.id
             LEFT JOIN \(kept) kept ON kept.id = row.id
             LEFT JOIN (\(lastSteps)) last ON last.payout_id = row.id
             LEFT JOIN settlement.payout_refusals denied ON denied.id = row.id
             LEFT JOIN (SELECT id, applied_at FROM \(refusals) refusal JOIN \(runs) run USING (run)) refused
                    ON refused.id = row.id
             CROSS JOIN LATERAL (
                 SELECT ever.id IS NOT NULL AND kept.id IS NULL AS later,
                        CASE WHEN kept.id IS NOT NULL THEN last.status
                             WHEN refused.id IS NOT NULL THEN 'failed'
                             WHEN ever.id IS NOT NULL OR denied.id IS NOT NULL THEN 'pending'
                             WHEN row.status::text = 'failed' AND row.processed_at::timestamp >= \(bound)
                                  AND row.from_sales_cents IS NULL THEN 'pending'
                             ELSE row.status::text END AS status,
                        CASE WHEN kept.id IS NOT NULL
                             THEN CASE WHEN last.status IN ('completed', 'failed') THEN last.taken_at END
                             WHEN refused.id IS NOT NULL THEN refused.applied_at
                             WHEN row.processed_at::timestamp < \(bound) THEN row.processed_at::timestamp END AS processed_at
             ) known
             WHERE row.requested_at::timestamp < \(bound) AND NOT (known.later AND ever.origin = 'engine'))
            """
    }
}

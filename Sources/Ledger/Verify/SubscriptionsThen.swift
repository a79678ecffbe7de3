internal import Settlement

/// The rows of subscriptions as a period's close may have seen them.
///
/// A row shows its latest billing period alone. Where that begins after the period, and after all that the period's
/// books know of the subscription, the row has moved on by renewals since: it is taken to show what began last in those
/// books, for the plan that is as long; and where it has started anew since, to have started with the first billing
/// period in them. Every other row is taken as it is, and so is one that the books call bad: it recorded nothing (R7.5).
struct SubscriptionsThen {
    let edition: Edition
    let timezone: String

    /// From how many days on a billing period is one of a yearly plan.
    private static let yearly = 183

    /// A selection with the columns of `public.subscriptions`, in brackets.
    var rows: String {
        func then(_ known: String, if condition: String = "moved", _ row: String) -> String {
            "CASE WHEN \(condition) THEN \(known) ELSE row.\(row) END AS \(row)"
        }
        let plan =
            "CASE WHEN last.to_day - last.from_day < \(SubscriptionsThen.yearly) THEN 'monthly' ELSE 'yearly' END"
        let hasRestarted = "moved AND \(Literal.day("row.started_at", in: timezone)) > last.from_day"
        let columns = [
            "row.id", then("last.user_id", "user_id"),
            then(plan, if: "moved AND row.plan_type IN ('monthly', 'yearly')", "plan_type"),
            then("last.price_cents::int", "price_cents"), then("last.currency", "currency"),
            then(midnight("last.first_day"), if: hasRestarted, "started_at"), "row.created_at",
            then(midnight("last.from_day"), "current_period_start"),
            then(midnight("last.shown_to"), "current_period_end"),
        ]
        return """
            (SELECT \(columns.joined(separator: ", "))
             FROM public.subscriptions row
             LEFT JOIN (SELECT DISTINCT ON (subscription_id) *, min(from_day) OVER (PARTITION BY subscription_id) AS first_day
                        FROM \(edition.table(.accruals)) ORDER BY subscription_id, from_day DESC) last
               ON last.subscription_id = row.id
             LEFT JOIN (SELECT DISTINCT row_id FROM \(edition.table(.exceptions))
                        WHERE source_table = 'subscriptions' AND severity = 'error') bad ON bad.row_id = row.id,
                  LATERAL (SELECT coalesce(\(Literal.day("row.current_period_start", in: timezone))
                                           > greatest(last.from_day, \(Literal.date(edition.period.lastDay))), false)
                                  AND last.from_day IS NOT NULL AND bad.row_id IS NULL) shown (moved))
            """
    }

    /// The UTC timestamp of a day's beginning.
    private func midnight(_ day: String) -> String {
        "(\(day)::timestamp AT TIME ZONE \(Literal.text(timezone)) AT TIME ZONE 'UTC')"
    }
}

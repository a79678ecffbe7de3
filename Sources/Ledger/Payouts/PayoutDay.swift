internal import PostgresClient
internal import Settlement

/// An as-of date in the policy's time zone: what counts on it, in the server's terms (R10, R11).
struct PayoutDay {
    /// The date D.
    let day: Day
    /// When it begins.
    let start: Instant
    /// The rules of the day.
    let rules: PayoutRules
    /// The first day of the books.
    let genesis: Day
    /// The policy's time zone.
    let timezone: String
    /// What is held from this day or before is available on D and on every later day, whatever the entry in force.
    let settledBefore: Day
    /// What the ledger had recorded.
    let recorded: Recorded

    init(_ day: Day, policy: Policy, over connection: Connection, recorded: Recorded = .now) throws {
        let calendar = CalendarLoader(connection: connection, policy: policy)
        try calendar.checkTimezone()
        self.day = day
        self.recorded = recorded
        start = try calendar.start(of: day)
        rules = PayoutRules(policy: policy, day: day)
        genesis = policy.genesis.firstDay
        timezone = policy.timezone
        settledBefore = day.adding(days: -(policy.entries.map(\.payouts.holdDays).max() ?? 0))
    }

    /// The day of an instant in the policy's time zone.
    static func day(of instant: Instant, timezone: String, over connection: Connection) throws -> Day {
        try connection.queryOne(
            "SELECT ($1::timestamp AT TIME ZONE 'UTC' AT TIME ZONE $2)::date", [.instant(instant), .text(timezone)],
            doing: "working out today's date"
        ) { Day(number: try $0[0].date()) }
    }
}

/// The rows of `payouts` in the engine's terms, as of a date: a common table expression `payout`, with
/// - `counts`: whether it takes from the balance (R10);
/// - `undecided`: whether it is a request that no run had decided about by then (R11.1);
/// - `later`: whether the engine did not make it, and it takes from a later date on.
struct PayoutTable {
    let day: PayoutDay

    /// The expression, as it follows WITH.
    var sql: String {
        let asOf = Literal.date(day.day)
        return """
            dated AS (
                SELECT row.id, row.user_id AS creator, coalesce(row.currency::text, 'USD') AS currency,
                       coalesce(row.amount_cents, 0)::bigint AS amount,
                       row.from_sales_cents::bigint AS sales, row.from_donations_cents::bigint AS donations,
                       row.from_subscriptions_cents::bigint AS subscriptions,
                       coalesce(row.from_sales_cents, row.from_donations_cents, row.from_subscriptions_cents) IS NOT NULL AS has_parts,
                       row.payout_method::text AS method, coalesce(row.status::text, '') AS status,
                       row.requested_at::timestamp AS requested_at,
                       \(Literal.day("row.requested_at", in: day.timezone)) AS requested_day,
                       \(Literal.day("row.processed_at", in: day.timezone)) AS processed_day,
                       kept.id IS NOT NULL AS ours, kept.origin, made.as_of AS kept_day,
                       refusal.reason AS refusal, refused.as_of AS refused_day
                FROM \(day.recorded.payouts) row
                LEFT JOIN \(day.recorded.kept) kept ON kept.id = row.id
                LEFT JOIN \(day.recorded.runs) made ON made.run = kept.run
                LEFT JOIN \(day.recorded.refusals) refusal ON refusal.id = row.id
                LEFT JOIN \(day.recorded.runs) refused ON refused.run = refusal.run
            ), payout AS (
                SELECT *, coalesce(sales, 0) + coalesce(donations, 0) + coalesce(subscriptions, 0) AS parts,
                       (refusal IS NULL OR ours OR status NOT IN ('pending', 'failed'))
                       AND requested_day <= \(asOf) AND coalesce(kept_day <= \(asOf), true)
                       AND CASE status WHEN 'pending' THEN ours
                                       WHEN 'failed' THEN has_parts AND coalesce(processed_day > \(asOf), false)
                                       ELSE true END AS counts,
                       requested_day <= \(asOf) AND coalesce(origin = 'request', true)
                       AND (status = 'pending' AND NOT ours AND refusal IS NULL OR coalesce(refused_day > \(asOf), false)
                            OR coalesce(kept_day > \(asOf), false)) AS undecided,
                       NOT ours AND requested_day > \(asOf) AND status NOT IN ('pending', 'failed') AS later
                FROM dated WHERE requested_day >= \(Literal.date(day.genesis)) AND creator IS NOT NULL
            )
            """
    }
}

internal import Journal
internal import Money
internal import PostgresClient
internal import Settlement

/// Reads what became of payouts as entries of the journal: of the engine's by its record of steps, of others by what their rows
/// say now.
struct JournalPayouts {
    let connection: Connection
    let policy: Policy
    let detail: JournalDetail
    /// What the ledger had recorded.
    var recorded = Recorded.now

    /// Hands over the entries of the days from the first through the last, by day.
    ///
    /// - Parameter last: The last day; nil for all that is known.
    func forEach(from first: Day, through last: Day?, _ body: (JournalEntry) throws -> Void) throws {
        let query = try query(from: first, through: last)
        try connection.copyOut(query, doing: "reading the payouts") { row in try body(try entry(&row)) }
    }

    private func entry(_ row: inout CopyRow) throws -> JournalEntry {
        let day = try row.nextDay()
        let places = PayoutFact.Step.allCases
        let step = places[Int(try row.nextInt32())]
        let (payout, creator) = (try row.nextOptionalIdentifier(), try row.nextOptionalIdentifier())
        let currency = try row.nextCurrency()
        let fact = PayoutFact(
            step: step, payee: creator.map(Payee.creator) ?? .everybody,
            parts: BucketAmounts(
                sales: try row.nextInt64(), donations: try row.nextInt64(), subscriptions: try row.nextInt64()))
        let reason = try row.nextOptionalText().map { " \($0)" } ?? ""
        return try fact.entry(
            EntryHeading(
                day: day, narration: "payout \(step.rawValue)\(reason)", links: ["payout": payout, "creator": creator]),
            in: currency)
    }

    private func day(_ day: Day) throws -> PayoutDay {
        try PayoutDay(day, policy: policy, over: connection, recorded: recorded)
    }

    private func query(from first: Day, through last: Day?) throws -> String {
        let named = detail.namesCreators
        let ids = named ? "id, creator" : "NULL::uuid AS id, NULL::uuid AS creator"
        let parts = ["sales", "donations", "subscriptions"].map { named ? $0 : "sum(\($0))::bigint" }
        let end = last.map { "AND day <= \(Literal.date($0))" } ?? ""
        return """
            WITH \(try PayoutTable(day: day(first)).sql), done AS (
                SELECT payout_id, \(Literal.day("min(taken_at)", in: policy.timezone)) AS done_day
                FROM \(recorded.steps) step WHERE status = 'completed' GROUP BY payout_id
            ), shown AS (
                SELECT payout.id, creator, payout.currency, status, coalesce(sales, 0) + amount - parts AS sales,
                       coalesce(donations, 0) AS donations, coalesce(subscriptions, 0) AS subscriptions, answer.reason,
                       greatest(requested_day, kept_day) AS taken_day, done_day, processed_day
                FROM payout LEFT JOIN done ON done.payout_id = payout.id
                LEFT JOIN \(recorded.answers) answer ON answer.payout_id = payout.id
                WHERE refusal IS NULL AND (status <> 'pending' OR ours) AND (status <> 'failed' OR has_parts)
            ), step AS (
                SELECT *, 0 AS place, taken_day AS day FROM shown
                UNION ALL
                SELECT *, 1, greatest(taken_day, coalesce(done_day, processed_day)) FROM shown
                WHERE status = 'completed' OR status = 'failed' AND done_day IS NOT NULL
                UNION ALL
                SELECT *, CASE WHEN done_day IS NULL THEN 2 ELSE 3 END, greatest(taken_day, done_day, processed_day)
                FROM shown WHERE status = 'failed'
            )
            SELECT day, place, \(ids), currency, \(parts.joined(separator: ", ")),
                   \(named ? "CASE WHEN place = 2 THEN reason END" : "NULL::text")
            FROM step WHERE day >= \(Literal.date(first)) \(end)
            \(named ? "" : "GROUP BY day, place, currency") ORDER BY day, place, currency COLLATE "C"\(named ? ", id" : "")
            """
    }

    /// What creators must be owed at the end of a month, from the totals of its and earlier closes and from the payouts that
    /// count then (R10).
    func balances(endOf period: Period) throws -> [AssertedBalance] {
        let day = try day(period.lastDay)
        let sql = """
            WITH \(PayoutTable(day: day).sql), part AS (
                SELECT creator_id AS creator, currency, bucket, creator_cents::numeric AS cents
                FROM settlement.creator_totals
                WHERE payable AND creator_id IS NOT NULL AND period <= \(Literal.date(period.firstDay))
                UNION ALL
                SELECT creator, currency, taken.bucket::"char", -taken.cents FROM payout, LATERAL (VALUES
                    ('s', coalesce(sales, 0) + amount - parts), ('d', coalesce(donations, 0)),
                    ('p', coalesce(subscriptions, 0))) AS taken (bucket, cents)
                WHERE counts
            )
            SELECT \(detail.namesCreators ? "creator" : "NULL::uuid"), currency, bucket, (-sum(cents))::bigint
            FROM part GROUP BY 1, 2, 3 ORDER BY 1, currency COLLATE "C", bucket
            """
        var balances: [AssertedBalance] = []
        try connection.copyOut(sql, doing: "adding up what creators are owed") { row in
            let payee = try row.nextOptionalIdentifier().map(Payee.creator) ?? .everybody
            let currency = try row.nextCurrency()
            guard let bucket = Bucket(rawValue: try row.nextChar()) else {
                throw LedgerError.damaged("creator_totals has a bucket that is none")
            }
            balances.append(AssertedBalance(.owed(to: payee, bucket), currency, try row.nextInt64()))
        }
        return balances
    }
}

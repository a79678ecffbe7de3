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
    let recorded: Recorded

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
        let reason = try row.nextOptionalText().map { " " + BankText.cleaned($0) } ?? ""
        return try fact.entry(
            EntryHeading(
                day: day, narration: "payout \(step.rawValue)\(reason)", links: ["payout": payout, "creator": creator]),
            in: currency)
    }

    private func query(from first: Day, through last: Day?) throws -> String {
        let named = detail.namesCreators
        let ids = named ? "id, creator" : "NULL::uuid AS id, NULL::uuid AS creator"
        let parts = ["sales", "donations", "subscriptions"].map { named ? $0 : "sum(\($0))::bigint" }
        let end = last.map { "AND day <= \(Literal.date($0))" } ?? ""
        let table = PayoutTable(day: try PayoutDay(first, policy: policy, over: connection, recorded: recorded))
        return """
            WITH \(JournalPayouts.shown(table)), step AS (
                SELECT *, 0 AS place, taken_day AS day FROM shown
                UNION ALL SELECT *, 1, paid_day FROM shown WHERE paid_day IS NOT NULL
                UNION ALL SELECT *, CASE WHEN paid_day IS NULL THEN 2 ELSE 3 END, back_day FROM shown
                          WHERE back_day IS NOT NULL
            )
            SELECT day, place, \(ids), currency, \(parts.joined(separator: ", ")),
                   \(named ? "CASE WHEN place = 2 THEN reason END" : "NULL::text")
            FROM step WHERE day >= \(Literal.date(first)) \(end)
            \(named ? "" : "GROUP BY day, place, currency") ORDER BY day, place, currency COLLATE "C"\(named ? ", id" : "")
            """
    }

    /// The payouts with the days of their steps, as they follow WITH: `taken_day` they took from the balance, `paid_day` they
    /// arrived, `back_day` they failed or came back; null where that did not happen.
    static func shown(_ table: PayoutTable) -> String {
        """
        \(table.sql), done AS (
            SELECT payout_id, \(Literal.day("min(taken_at)", in: table.day.timezone)) AS done_day
            FROM \(table.day.recorded.steps) step WHERE status = 'completed' GROUP BY payout_id
        ), taken AS (
            SELECT payout.id, creator, payout.currency, status, amount, coalesce(sales, 0) + amount - parts AS sales,
                   coalesce(donations, 0) AS donations, coalesce(subscriptions, 0) AS subscriptions, answer.reason,
                   greatest(requested_day, kept_day) AS taken_day, done_day, processed_day
            FROM payout LEFT JOIN done ON done.payout_id = payout.id
            LEFT JOIN \(table.day.recorded.answers) answer ON answer.payout_id = payout.id
            WHERE refusal IS NULL AND (status <> 'pending' OR ours) AND (status <> 'failed' OR has_parts)
        ), shown AS (
            SELECT *, CASE WHEN status = 'completed' OR status = 'failed' AND done_day IS NOT NULL
                           THEN greatest(taken_day, coalesce(done_day, processed_day)) END AS paid_day,
                   CASE WHEN status = 'failed' THEN greatest(taken_day, done_day, processed_day) END AS back_day
            FROM taken
        )
        """
    }
}

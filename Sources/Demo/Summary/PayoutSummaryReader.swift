internal import Ledger
internal import Money
internal import PostgresClient
internal import Settlement

/// Reads what a demo's paydays came to.
struct PayoutSummaryReader {
    let connection: Connection
    let ledger: DemoLedger

    /// What creators are owed in some currencies, as of the day by which the answers were there after the last month.
    func balances(in currencies: [String], after month: Period) throws -> [BalanceFigures] {
        let day = Paydays.lastDay(after: month)
        let owed = try ledger.rows(of: .balances, asOf: day).reduce(into: [String: Int64]()) { sums, row in
            for cents in row[2...4].compactMap({ Int64($0) }) {
                sums[row[1]] = try (sums[row[1]] ?? 0).adding(cents)
            }
        }
        let figures = try connection.query(PayoutSummaryReader.moves) { row in
            let currency = try row[0].text()
            return BalanceFigures(
                currency: currency, openingCents: try row[1].int64(), earnedCents: try row[2].int64(),
                reversedCents: try row[3].int64(), adjustedCents: try row[4].int64(), paidCents: try row[5].int64(),
                inFlightCents: try row[6].int64(), owedCents: owed[currency] ?? 0)
        }
        return currencies.compactMap { currency in figures.first { $0.currency == currency } }
    }

    private static let moves = """
        WITH lined AS (
            SELECT currency, sum(creator_cents) FILTER (WHERE kind = 'n') AS opening,
                   sum(creator_cents) FILTER (WHERE kind NOT IN ('n', 'a') AND creator_cents > 0) AS earned,
                   sum(creator_cents) FILTER (WHERE kind NOT IN ('n', 'a') AND creator_cents < 0) AS reversed,
                   sum(creator_cents) FILTER (WHERE kind = 'a') AS adjusted
            FROM settlement.lines WHERE payable GROUP BY currency
        ), taken AS (
            SELECT coalesce(row.currency, 'USD') AS currency,
                   sum(row.amount_cents) FILTER (WHERE status = 'completed') AS paid,
                   sum(row.amount_cents) FILTER (WHERE status = 'processing' OR status = 'pending' AND kept.id IS NOT NULL)
                       AS in_flight
            FROM public.payouts row LEFT JOIN settlement.payouts kept USING (id)
            WHERE row.requested_at >= (SELECT min(starts_at) FROM settlement.periods) GROUP BY 1
        )
        SELECT currency, coalesce(opening, 0)::int8, coalesce(earned, 0)::int8, coalesce(reversed, 0)::int8,
               coalesce(adjusted, 0)::int8, coalesce(paid, 0)::int8, coalesce(in_flight, 0)::int8
        FROM lined LEFT JOIN taken USING (currency)
        """

    /// What the runs did, and how they left everybody.
    func payouts() throws -> PayoutFigures {
        let runs = try connection.queryOne("SELECT count(*), max(as_of)::text FROM settlement.payout_runs") {
            (count: try $0[0].int64(), last: try $0[1].optionalText())
        }
        let made = try connection.queryOne(PayoutSummaryReader.made) { row in try (0..<5).map { try row[$0].int64() } }
        let deficits = try connection.queryOne(PayoutSummaryReader.deficits) {
            (found: try $0[0].int64(), workedOff: try $0[1].int64())
        }
        return PayoutFigures(
            runs: runs.count, payouts: made[0], requests: made[1],
            refused: try counts(
                "SELECT reason, count(*) FROM settlement.payout_refusals GROUP BY 1 ORDER BY 2 DESC, 1"),
            failed: made[2], returned: made[3], paidAgain: made[4], deficits: deficits.found,
            workedOff: deficits.workedOff, lastRun: runs.last,
            states: try counts(
                "WITH \(PayoutSummaryReader.states) SELECT state, count(*) FROM said WHERE is_last GROUP BY 1 ORDER BY 2 DESC, 1"
            ))
    }

    private func counts(_ sql: String) throws -> [PayoutFigures.Count] {
        try connection.query(sql) { PayoutFigures.Count(name: try $0[0].text(), count: try $0[1].int64()) }
    }

    private static let made = """
        SELECT count(*), count(*) FILTER (WHERE origin = 'request'),
               count(*) FILTER (WHERE row.status = 'failed' AND came_back IS NOT TRUE), count(*) FILTER (WHERE came_back),
               count(*) FILTER (WHERE row.status = 'failed' AND EXISTS (
                   SELECT FROM settlement.payouts later WHERE later.creator_id = kept.creator_id
                       AND later.currency = kept.currency AND later.run > kept.run))
        FROM settlement.payouts kept JOIN public.payouts row USING (id) LEFT JOIN LATERAL (
            SELECT bool_or(status = 'completed') AND row.status = 'failed' AS came_back FROM settlement.payout_steps
            WHERE payout_id = kept.id
        ) steps ON true
        """

    /// What every run's plan says of everybody.
    private static let states = """
        said AS (
            SELECT run, split_part(line, ',', 2) AS creator, split_part(line, ',', 3) AS currency,
                   split_part(line, ',', 4) AS state, run = (SELECT max(run) FROM settlement.payout_runs) AS is_last
            FROM settlement.payout_runs JOIN settlement.payout_plans ON hash = plan_hash,
                 regexp_split_to_table(text, E'\\n') line
            WHERE starts_with(line, 'state,')
        )
        """

    private static let deficits = """
        WITH \(states), followed AS (
            SELECT state, lag(state) OVER (PARTITION BY creator, currency ORDER BY run) AS before FROM said
        )
        SELECT count(*) FILTER (WHERE state = 'in_deficit' AND before IS DISTINCT FROM 'in_deficit'),
               count(*) FILTER (WHERE before = 'in_deficit' AND state <> 'in_deficit')
        FROM followed
        """
}

internal import Ledger
internal import PostgresClient
internal import Settlement

/// Reads a demo's figures from the books, one query a kind.
struct SummaryReader {
    let connection: Connection
    let ledger: DemoLedger
    let folder: DemoFolder
    let database: String

    func read() throws -> DemoSummary {
        let payouts = PayoutSummaryReader(connection: connection, ledger: ledger)
        return try connection.transaction(.readOnly, doing: "summing up the demo") {
            let months = try months()
            let currencies = try currencies()
            let figures = try payouts.payouts()
            let last = months.last.flatMap { Period($0.period) }
            return DemoSummary(
                folder: folder.path, policy: folder.policyPath, payoutFiles: folder.payoutsPath, database: database,
                months: months,
                currencies: currencies,
                balances: figures.runs == 0
                    ? [] : try last.map { try payouts.balances(in: currencies.map(\.currency), after: $0) } ?? [],
                payouts: figures,
                exceptions: try exceptions(),
                examples: try examples(period: months.last?.period ?? "", currency: currencies.first?.currency ?? ""))
        }
    }

    private func months() throws -> [DemoSummary.ClosedMonth] {
        try connection.query(
            """
            SELECT to_char(period, 'YYYY-MM'), root,
                   (SELECT count(*) FROM settlement.lines WHERE lines.period = periods.period)
            FROM settlement.periods ORDER BY period
            """
        ) { row in
            DemoSummary.ClosedMonth(
                period: try row[0].text(), root: hexadecimal(try row[1].bytes()), lines: try row[2].int64())
        }
    }

    /// Sums as 64 bits: one that does not fit is the server's error, not a wrong number (R1.1).
    private func currencies() throws -> [CurrencyFigures] {
        try connection.query(
            """
            WITH lined AS (
                SELECT currency, count(*) AS lines,
                       sum(gross_cents) FILTER (WHERE bucket = 's') AS sales,
                       sum(gross_cents - creator_cents) FILTER (WHERE bucket = 's' AND kind <> 'a') AS commission,
                       sum(gross_cents) FILTER (WHERE bucket = 'd') AS donations,
                       sum(creator_cents) FILTER (WHERE NOT payable) AS direct,
                       sum(processing_cents) AS processing, sum(platform_cents) AS platform,
                       sum(creator_cents) FILTER (WHERE payable) AS creators
                FROM settlement.lines WHERE kind <> 'n' GROUP BY currency
            ), pooled AS (
                SELECT currency, sum(revenue_cents) AS revenue, sum(platform_cents) AS platform,
                       sum(carried_out_cents - carried_in_cents) AS carried
                FROM settlement.pools GROUP BY currency
            )
            SELECT currency, coalesce(lines, 0), coalesce(sales, 0)::int8, coalesce(commission, 0)::int8,
                   coalesce(donations, 0)::int8, coalesce(direct, 0)::int8, coalesce(processing, 0)::int8,
                   coalesce(revenue, 0)::int8, coalesce(revenue - pooled.platform, 0)::int8, coalesce(carried, 0)::int8,
                   (coalesce(lined.platform, 0) + coalesce(pooled.platform, 0))::int8, coalesce(creators, 0)::int8
            FROM lined FULL JOIN pooled USING (currency) ORDER BY 2 DESC, currency COLLATE "C"
            """
        ) { row in
            CurrencyFigures(
                currency: try row[0].text(), lines: try row[1].int64(), salesCents: try row[2].int64(),
                commissionCents: try row[3].int64(), donationsCents: try row[4].int64(),
                directCents: try row[5].int64(), processingCents: try row[6].int64(),
                revenueCents: try row[7].int64(), poolCents: try row[8].int64(), carriedCents: try row[9].int64(),
                platformCents: try row[10].int64(), creatorsCents: try row[11].int64())
        }
    }

    private func exceptions() throws -> [ExceptionFigures] {
        try connection.query(
            """
            SELECT code, bool_and(severity = 'warning'), count(DISTINCT (source_table, row_id)),
                   count(DISTINCT (source_table, row_id))
                       FILTER (WHERE open AND period = (SELECT max(period) FROM settlement.periods))
            FROM settlement.exceptions GROUP BY code ORDER BY code COLLATE "C"
            """
        ) { row in
            ExceptionFigures(
                code: try row[0].text(), isWarning: try row[1].bool(), rows: try row[2].int64(),
                open: try row[3].int64())
        }
    }

    private func examples(period: String, currency: String) throws -> DemoExamples {
        let last = "period = (SELECT max(period) FROM settlement.periods)"
        let creator = try id(
            """
            SELECT creator_id::text FROM settlement.lines
            WHERE \(last) AND payable AND creator_id IS NOT NULL AND currency = $1
            GROUP BY creator_id ORDER BY sum(creator_cents) DESC, creator_id LIMIT 1
            """, [.text(currency)])
        return DemoExamples(
            period: period, creator: creator, bundlePurchase: try purchase(ofKind: "b"),
            reversedPurchase: try purchase(ofKind: "r"),
            refusedRequest: try id("SELECT id::text FROM settlement.payout_refusals ORDER BY run DESC, id LIMIT 1", []),
            failedPayout: try failedPayout("kept.id"),
            payoutAgain: try failedPayout("again.id"))
    }

    /// Of the latest payout that failed and was paid again: its id, or that of the payout that followed it.
    private func failedPayout(_ id: String) throws -> String? {
        try self.id(
            """
            SELECT \(id)::text FROM settlement.payouts kept JOIN public.payouts row USING (id)
            JOIN settlement.payouts again ON again.creator_id = kept.creator_id AND again.currency = kept.currency
                AND again.run > kept.run
            WHERE row.status = 'failed' ORDER BY kept.run DESC, kept.id, again.run, again.id LIMIT 1
            """, [])
    }

    /// The latest purchase that has a line of a kind.
    private func purchase(ofKind kind: String) throws -> String? {
        try id(
            """
            SELECT source_id::text FROM settlement.lines WHERE kind = $1::text::"char" AND bucket = 's'
            ORDER BY period DESC, source_id LIMIT 1
            """, [.text(kind)])
    }

    private func id(_ query: String, _ parameters: [Parameter]) throws -> String? {
        try connection.queryOptional(query, parameters) { try $0[0].text() }
    }
}

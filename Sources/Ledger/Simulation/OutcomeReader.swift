internal import Money
internal import PostgresClient
internal import Settlement

/// Reads what a month came to, of a settlement that is there for as long as its transaction.
struct OutcomeReader {
    let settled: Resettlement.Settled
    let terms: PoolTerms

    private var connection: Connection { settled.connection }
    private var bounds: PeriodBounds { settled.bounds }
    private func table(_ book: Book) -> String { settled.edition.table(book) }

    /// The outcome.
    func read() throws -> MonthOutcome {
        var pools: [Currency: MonthOutcome.PoolFigures] = [:]
        for (currency, revenue, carriedIn) in try poolRows() {
            let contents = try contents(of: currency)
            let pool = try Pool(
                period: bounds.period, currency: currency, terms: terms, revenue: revenue, carriedIn: carriedIn,
                contents: contents)
            let bot = try ExtraSubscriber(
                in: pool, contents: contents, bounds: bounds, terms: terms, payments: payments(in: currency))
            pools[currency] = MonthOutcome.PoolFigures(pool, bot: bot)
        }
        return MonthOutcome(sums: try sums(), pools: pools, openErrors: try openErrors())
    }

    /// What went into each pool.
    private func poolRows() throws -> [(Currency, revenue: Int64, carriedIn: Int64)] {
        try connection.query(
            "SELECT currency, revenue_cents, carried_in_cents FROM \(table(.pools))", doing: "reading the pools"
        ) { (Currency(try $0[0].text()), try $0[1].int64(), try $0[2].int64()) }
    }

    private func sums() throws -> [MonthOutcome.Key: MonthOutcome.Sums] {
        var sums: [MonthOutcome.Key: MonthOutcome.Sums] = [:]
        try connection.grouping {
            try connection.copyOut(
                OutcomeReader.sums(of: table(.lines)), doing: "summing what was settled again"
            ) { row in
                let key = MonthOutcome.Key(creator: try row.nextOptionalIdentifier(), currency: try row.nextCurrency())
                sums[key] = try OutcomeReader.sums(&row)
            }
        }
        return sums
    }

    /// Selects the sums of everybody in a table of lines, or of totals.
    static func sums(of table: String) -> String {
        let amounts =
            ["gross_cents", "processing_cents", "platform_cents"].map { "sum(\($0))::bigint" } + [
                "coalesce(sum(creator_cents) FILTER (WHERE payable), 0)::bigint",
                "coalesce(sum(creator_cents) FILTER (WHERE NOT payable), 0)::bigint",
            ]
        return "SELECT creator_id, currency, \(amounts.joined(separator: ", ")) FROM \(table) GROUP BY 1, 2"
    }

    /// Reads the amounts of such a row.
    static func sums(_ row: inout CopyRow) throws -> MonthOutcome.Sums {
        MonthOutcome.Sums(
            gross: try row.nextInt64(), processing: try row.nextInt64(), platform: try row.nextInt64(),
            earned: try row.nextInt64(), direct: try row.nextInt64())
    }

    /// What counts of each content in a currency.
    private func contents(of currency: Currency) throws -> [Pool.Share] {
        var contents: [Pool.Share] = []
        try connection.copyOut(
            """
            SELECT content_id, creator_id, seconds, sessions, concepts, weight FROM \(table(.poolShares))
            WHERE currency = \(Literal.text(currency.code))
            """, doing: "reading the pool's shares"
        ) { row in
            let (content, owner) = (try row.nextIdentifier(), try row.nextIdentifier())
            let metrics = Metrics(
                time: try row.nextInt64(), sessions: try row.nextInt64(), concepts: try row.nextInt64())
            let text = try row.nextText()
            guard let weight = UInt256(text) else {
                throw LedgerError.inconsistent("the weight \"\(text)\" of content \(content) is no whole number")
            }
            contents.append(
                Pool.Share(content: content, owner: owner, metrics: metrics, weight: weight, part: 0))
        }
        return contents
    }

    /// What was recognised for each reader in a currency; several subscriptions of one reader add up.
    private func payments(in currency: Currency) throws -> [Int64] {
        var payments: [Int64] = []
        try connection.copyOut(
            """
            SELECT sum(recognised_cents)::bigint FROM \(table(.accruals))
            WHERE recognised_cents > 0 AND reader_id IS NOT NULL AND currency = \(Literal.text(currency.code))
            GROUP BY reader_id
            """, doing: "reading what readers paid"
        ) { payments.append(try $0.nextInt64()) }
        return payments
    }

    private func openErrors() throws -> Int {
        try connection.queryOne(
            "SELECT count(*) FROM \(table(.exceptions)) WHERE open AND severity = 'error'",
            doing: "counting what could not be settled"
        ) { Int(try $0[0].int64()) }
    }
}

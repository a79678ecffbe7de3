internal import Money
internal import PostgresClient
internal import Settlement

/// Reads the pools of a period with one creator's part in them (R9).
struct PoolFactsReader {
    let page: CreatorPage
    let terms: PoolTerms
    let bounds: PeriodBounds
    /// Whether the engagement is read whatever its number of rows.
    let all: Bool

    private var connection: Connection { page.connection }
    private var edition: Edition { page.edition }

    /// The pools in which the creator has contents, and those of other currencies that are asked for.
    func read(also currencies: Set<Currency>) throws -> [PoolFacts] {
        let shared = try connection.query(
            "SELECT DISTINCT currency FROM \(edition.table(.poolShares)) WHERE creator_id = $1",
            [.identifier(page.creator)], doing: "reading the creator's pools"
        ) { Currency(try $0[0].text()) }
        let wanted = currencies.union(shared)
        guard !wanted.isEmpty else { return [] }
        let waivers = try Waivers(of: edition.period, isClosed: !edition.draft, over: connection)
        let readings = try ReadingsReader(page: page, bounds: bounds, terms: terms, waivers: waivers).read(all: all)
        return try connection.query(
            """
            SELECT currency, model, revenue_cents, carried_in_cents, platform_cents, distributed_cents,
                   carried_out_cents, seconds, sessions, concepts
            FROM \(edition.table(.pools)) ORDER BY currency COLLATE "C"
            """, doing: "reading the pools"
        ) { row in
            let currency = Currency(try row[0].text())
            return wanted.contains(currency) ? try facts(row, currency, readings) : nil
        }.compactMap { $0 }
    }

    private func facts(_ row: Row, _ currency: Currency, _ readings: ReadingsReader.Result) throws -> PoolFacts {
        let (count, sum) = try recognitions(in: currency)
        let (shares, creators) = try weights(in: currency)
        return PoolFacts(
            currency: currency, terms: terms, model: PoolModel(rawValue: try row[1].text()),
            revenue: try row[2].int64(), carriedIn: try row[3].int64(), platform: try row[4].int64(),
            distributed: try row[5].int64(), carriedOut: try row[6].int64(),
            sums: Metrics(time: try row[7].int64(), sessions: try row[8].int64(), concepts: try row[9].int64()),
            recognitions: count, recognised: sum, shares: shares, creators: creators, readings: readings.of(currency))
    }

    private func recognitions(in currency: Currency) throws -> (count: Int64, sum: Int64) {
        try connection.queryOne(
            """
            SELECT count(*), coalesce(sum(recognised_cents), 0)::bigint FROM \(edition.table(.accruals))
            WHERE recognised_cents > 0 AND currency = $1
            """, [.text(currency.code)], doing: "reading the recognitions"
        ) { (try $0[0].int64(), try $0[1].int64()) }
    }

    /// The creator's shares, and every creator's weight: the sum over their contents, taken while they stream by.
    private func weights(
        in currency: Currency
    ) throws -> (shares: [Pool.Share], creators: [Apportionment.Party]) {
        var shares: [Pool.Share] = []
        var creators: [Apportionment.Party] = []
        try connection.copyOut(
            """
            SELECT creator_id, content_id, seconds, sessions, concepts, weight, part_cents
            FROM \(edition.table(.poolShares)) WHERE currency = \(Literal.text(currency.code)) ORDER BY 1, 2
            """, doing: "reading the pool's shares"
        ) { row in
            let share = try PoolFactsReader.share(&row)
            if share.owner == page.creator { shares.append(share) }
            guard let last = creators.last, last.id == share.owner else {
                creators.append(Apportionment.Party(id: share.owner, weight: share.weight))
                return
            }
            creators[creators.count - 1] = Apportionment.Party(
                id: last.id, weight: try last.weight.adding(share.weight))
        }
        return (shares, creators)
    }

    private static func share(_ row: inout CopyRow) throws -> Pool.Share {
        let (owner, content) = (try row.nextIdentifier(), try row.nextIdentifier())
        let metrics = Metrics(
            time: try row.nextInt64(), sessions: try row.nextInt64(), concepts: try row.nextInt64())
        let text = try row.nextText()
        guard let weight = UInt256(text) else {
            throw LedgerError.inconsistent("the weight \"\(text)\" of content \(content) is no whole number")
        }
        return Pool.Share(
            content: content, owner: owner, metrics: metrics, weight: weight, part: try row.nextInt64())
    }
}

internal import Money
internal import PostgresClient
internal import Settlement

/// Reads the engagement with one creator's contents in the pool as the platform has it now, and judges it as a close
/// does, reader by reader (R9.1).
struct ReadingsReader {
    let page: CreatorPage
    let bounds: PeriodBounds
    let terms: PoolTerms
    /// The rows that the close did not look at.
    let waivers: Waivers

    private var accruals: String { page.edition.table(.accruals) }

    /// The rows by currency, and how many there are where they are too many to read.
    struct Result {
        fileprivate(set) var listed: [Currency: [PoolFacts.Reading]] = [:]
        fileprivate(set) var counts: [Currency: Int64] = [:]

        /// What is known of one currency.
        func of(_ currency: Currency) -> PoolFacts.Readings {
            counts[currency].map { .counted($0) } ?? .listed(listed[currency] ?? [])
        }
    }

    /// - Parameter all: Whether the rows are read whatever their number.
    func read(all: Bool) throws -> Result {
        let counts = try counts()
        var result = Result(counts: all ? [:] : counts.filter { $0.value > CreatorFacts.readingLimit })
        let currencies = Set(counts.keys).subtracting(result.counts.keys)
        guard !currencies.isEmpty else { return result }
        let revenue = try revenue(in: currencies)
        var number = 0
        try forEachReader(in: currencies) { reader, rows in
            guard let amounts = revenue[reader] else { return }
            let judged = try ReaderEngagement(reader: reader, bounds: bounds, terms: terms).judge(rows.map(\.row))
            guard judged.counting.contains(where: { rows[$0.row].isOwn }) else { return }
            number += 1
            for (currency, cents) in amounts {
                result.listed[currency, default: []] += try readings(
                    judged, of: rows, by: reader, number: number, revenue: cents)
            }
        }
        return result
    }

    private func readings(
        _ judged: ReaderEngagement.Judgement, of rows: [Asked], by reader: Identifier, number: Int, revenue: Int64
    ) throws -> [PoolFacts.Reading] {
        var sums = Metrics.zero
        for counting in judged.counting { sums = try sums.adding(counting.metrics) }
        return judged.counting.compactMap { place, metrics in
            let (row, isOwn) = rows[place]
            guard isOwn, let content = row.content else { return nil }
            return PoolFacts.Reading(
                reader: reader, number: number, content: content, revenue: revenue, measured: row.metrics,
                metrics: metrics, capped: judged.capped, sums: sums, rows: judged.counting.count)
        }
    }
}

// MARK: - What the platform and the books have

extension ReadingsReader {
    private typealias Asked = (row: EngagementRow, isOwn: Bool)

    private var month: String { "\(EngagementColumns.isOf(bounds.period)) \(waivers.leavingOut(.engagement))" }

    /// The readers of the creator's contents.
    private var readers: String {
        """
        SELECT row.user_id FROM public.engagement_tracking row
        WHERE \(month) AND row.content_id IN (\(page.ownShares(Literal.uuid(page.creator))))
        """
    }

    /// How many rows there are with the creator's contents of readers with revenue, by currency.
    private func counts() throws -> [Currency: Int64] {
        let rows = try page.connection.query(
            """
            SELECT recognised.currency, count(*)
            FROM (SELECT reader_id, currency FROM \(accruals) WHERE recognised_cents > 0 GROUP BY 1, 2) recognised
            JOIN public.engagement_tracking row ON row.user_id = recognised.reader_id
            WHERE \(month) AND row.content_id IN (\(page.ownShares("$1")))
            GROUP BY 1
            """, [.identifier(page.creator)], doing: "counting the engagement"
        ) { row in (Currency(try row[0].text()), try row[1].int64()) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// The statement of who had revenue in the currencies.
    private func paying(_ columns: String, in currencies: Set<Currency>) -> String {
        let codes = currencies.sorted().map { Literal.text($0.code) }.joined(separator: ", ")
        return "SELECT \(columns) FROM \(accruals) WHERE recognised_cents > 0 AND currency IN (\(codes))"
    }

    /// What the period recognised for each of the readers in the currencies.
    private func revenue(
        in currencies: Set<Currency>
    ) throws -> [Identifier: [(currency: Currency, cents: Int64)]] {
        var revenue: [Identifier: [(currency: Currency, cents: Int64)]] = [:]
        try page.connection.copyOut(
            """
            \(paying("reader_id, currency, sum(recognised_cents)::bigint", in: currencies)) AND reader_id IN (\(readers)) GROUP BY 1, 2
            """, doing: "reading the readers' revenue"
        ) { row in
            let reader = try row.nextIdentifier()
            revenue[reader, default: []].append((try row.nextCurrency(), try row.nextInt64()))
        }
        return revenue
    }

    /// Hands over all rows of each of the readers with revenue in the currencies, in the order of the readers' ids.
    private func forEachReader(in currencies: Set<Currency>, _ body: (Identifier, [Asked]) throws -> Void) throws {
        var pending: (reader: Identifier, rows: [Asked])?
        try page.connection.copyOut(
            """
            SELECT row.user_id, row.content_id IN (\(page.ownShares(Literal.uuid(page.creator)))),
                   \(EngagementColumns.all), content.user_id, \(ContentTable.letter(of: "content"))
            FROM public.engagement_tracking row LEFT JOIN public.contents content ON content.id = row.content_id
            WHERE \(month) AND row.user_id IN (\(readers)) AND row.user_id IN (\(paying("reader_id", in: currencies)))
            ORDER BY row.user_id, row.id
            """, doing: "reading the engagement"
        ) { tuple in
            let reader = try tuple.nextIdentifier()
            let isOwn = try tuple.nextOptionalBool() ?? false
            let asked = (row: try tuple.nextEngagement(), isOwn: isOwn)
            if pending?.reader == reader {
                pending?.rows.append(asked)
            } else {
                if let pending { try body(pending.reader, pending.rows) }
                pending = (reader, [asked])
            }
        }
        if let pending { try body(pending.reader, pending.rows) }
    }
}

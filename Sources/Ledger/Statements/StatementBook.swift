public import Money
internal import PostgresClient
internal import Receipts
public import Settlement
public import Statements

/// Makes the statements of a closed month's creators from open books, in ascending order of their ids.
///
/// A query for each kind of fact runs over all creators, and all are read side by side: memory does not grow with the lines.
/// Of every creator the leaf's hash is held, and what the desk holds of balances.
public struct StatementBook {
    private let connection: Connection
    private let occasion: ReportOccasion
    private let policy: Policy

    /// How many creators' leaves are in memory at a time; their lines are read in one go.
    private static let page = 20_000

    /// A book over open books.
    ///
    /// - Parameters:
    ///   - reader: The open books.
    ///   - policy: The policy of the desk.
    public init(reader: ReportReader, policy: Policy) {
        connection = reader.connection
        occasion = reader.occasion
        self.policy = policy
    }

    /// Hands over the statement of every creator, or of those that are asked for.
    ///
    /// - Parameters:
    ///   - creators: The creators; nil for all that have lines, a balance, a payout or left-out engagement.
    ///   - body: Takes each statement.
    /// - Throws: ``LedgerError/notFound(_:)`` for an asked creator of whom there is nothing, `LedgerError.damaged` where books
    ///   are not what the root covers, `StatementFault` where a statement does not foot; what `body` throws.
    public func forEach(creators: [Identifier]? = nil, _ body: (Statement) throws -> Void) throws {
        try forEachFacts(creators: creators) { facts, month in try body(try Statement(facts, of: month)) }
    }

    /// Hands over the facts of every creator, for whoever makes statements of them elsewhere.
    public func forEachFacts(
        creators: [Identifier]? = nil, _ body: (StatementFacts, StatementMonth) throws -> Void
    ) throws {
        try connection.prepareForLargeSets()
        try connection.execute("SET LOCAL cursor_tuple_fraction = 1.0")
        let month = try month()
        let dayStart = try CalendarLoader(connection: connection, policy: policy).start(of: occasion.asOf)
        let queries = StatementQueries(occasion: occasion, dayStart: dayStart, creators: creators)
        let streams = try StatementStreams(queries, over: connection)
        var receipts = try StatementReceipts(connection: connection, occasion: occasion, chosen: creators)
        var missing = Set(creators ?? [])
        while true {
            let page = try streams.nextCreators(StatementBook.page)
            guard !page.isEmpty else { break }
            try receipts.load(page)
            for creator in page {
                missing.remove(creator)
                var facts = try streams.facts(of: creator)
                facts.receipt = try receipts.receipt(of: creator)
                try body(facts, month)
            }
        }
        guard let nobody = missing.min() else { return }
        throw LedgerError.notFound(
            "creator \(nobody) has no lines, balance or payout in \(occasion.period), so there is no statement")
    }

    private func month() throws -> StatementMonth {
        let pools = try connection.query(
            """
            SELECT currency, model, distributed_cents, seconds, sessions, concepts FROM settlement.pools WHERE period = $1
            """, [.period(occasion.period)], doing: "reading the pools"
        ) { row in
            (
                Currency(try row[0].text()),
                StatementMonth.PoolSums(
                    model: PoolModel(rawValue: try row[1].text()), distributed: try row[2].int64(),
                    sums: Metrics(time: try row[3].int64(), sessions: try row[4].int64(), concepts: try row[5].int64()))
            )
        }
        return StatementMonth(
            period: occasion.period, asOf: occasion.asOf, root: Hexadecimal.text(occasion.root), policy: policy,
            pools: Dictionary(pools) { first, _ in first })
    }
}

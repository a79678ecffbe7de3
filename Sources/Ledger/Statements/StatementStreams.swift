internal import Money
internal import PostgresClient
internal import Receipts
internal import Settlement
internal import Statements

/// The queries of statements, open side by side and merged by creator while they stream.
struct StatementStreams {
    private let everybody: CreatorCursor<Void>
    private let names: CreatorCursor<String?>
    private let lines: CreatorCursor<BookedLine>
    private let shares: CreatorCursor<CountedReading>
    private let leftOut: CreatorCursor<LeftOutReading>
    private let accounts: CreatorCursor<AccountFacts>
    private let payouts: CreatorCursor<PayoutRecord>

    init(_ queries: StatementQueries, over connection: Connection) throws {
        let purpose = "reading statements"
        everybody = try CreatorCursor("everybody", queries.everybody, doing: purpose, over: connection) { _ in }
        names = try CreatorCursor("names", queries.names, doing: purpose, over: connection) { try $0[1].optionalText() }
        lines = try CreatorCursor("lines", queries.lines, doing: purpose, over: connection, StatementRows.line)
        shares = try CreatorCursor("shares", queries.shares, doing: purpose, over: connection, StatementRows.share)
        leftOut = try CreatorCursor(
            "left_out", queries.leftOut, doing: purpose, over: connection, StatementRows.leftOut)
        accounts = try CreatorCursor(
            "accounts", queries.accounts, doing: purpose, over: connection, StatementRows.account)
        payouts = try CreatorCursor("payouts", queries.payouts, doing: purpose, over: connection, StatementRows.payout)
    }

    /// The next creators, at most so many; none at the end.
    func nextCreators(_ count: Int) throws -> [Identifier] {
        var creators: [Identifier] = []
        while creators.count < count, let next = try everybody.nextCreator() {
            _ = try everybody.take(next)
            creators.append(next)
        }
        return creators
    }

    /// What the queries have of a creator, without the receipt; creators are asked for in ascending order.
    func facts(of creator: Identifier) throws -> StatementFacts {
        var facts = StatementFacts(creator: creator)
        facts.name = try names.take(creator).compactMap(\.self).first
        facts.lines = try lines.take(creator)
        facts.shares = try shares.take(creator)
        facts.leftOut = try leftOut.take(creator)
        facts.accounts = try accounts.take(creator)
        facts.payouts = try payouts.take(creator)
        return facts
    }
}

/// The receipts of a month's creators, some creators at a time.
struct StatementReceipts {
    private let reader: LeafReader
    private let leaves: PeriodLeaves
    private let places: [Identifier: Int]
    private let isChosen: Bool
    private var contents: [Identifier: CreatorLeaf] = [:]

    /// - Parameters:
    ///   - connection: The connection, in the transaction of the desk.
    ///   - occasion: What is shown.
    ///   - chosen: The few creators that are asked for; nil for all.
    init(connection: Connection, occasion: ReportOccasion, chosen: [Identifier]?) throws {
        reader = LeafReader(connection: connection)
        leaves = try reader.leaves(of: occasion.period)
        let wanted = chosen.map(Set.init)
        places = Dictionary(
            leaves.creators.filter { wanted?.contains($0.creator) ?? true }.map { ($0.creator, $0.index) }
        ) { first, _ in first }
        isChosen = chosen != nil
    }

    /// Reads what the books have of some creators, in ascending order.
    mutating func load(_ creators: [Identifier]) throws {
        contents = [:]
        let known = creators.filter { places[$0] != nil }
        guard let first = known.first, let last = known.last else { return }
        var found: [Identifier: CreatorLeaf] = [:]
        for range in isChosen ? known.map({ $0...$0 }) : [first...last] {
            try reader.contents(of: range, in: leaves.period) { found[$0.creator] = $0 }
        }
        contents = found
    }

    /// The receipt of a creator; nil where the month has no lines of theirs.
    func receipt(of creator: Identifier) throws -> Receipt? {
        guard let place = places[creator] else { return nil }
        guard let content = contents[creator] else { throw leaves.damage(creator) }
        return try leaves.receipt(content, at: place)
    }
}

public import Money
public import PostgresClient
public import Settlement

/// Reads what is known of one creator in one period, on one view of the data.
public struct CreatorFactsReader {
    private let books: SourceBooks

    private var connection: Connection { books.connection }

    /// A reader over a connection.
    ///
    /// - Parameters:
    ///   - connection: The connection to read over.
    ///   - parsePolicy: Reads the text of a policy file that a month was closed under.
    ///   - draftPolicy: The policy of the draft, where that is to be explained; nil for a closed period.
    public init(
        connection: Connection, parsePolicy: @escaping (String) throws -> Policy, draftPolicy: PolicyRecord? = nil
    ) {
        books = SourceBooks(connection: connection, parsePolicy: parsePolicy, draftPolicy: draftPolicy)
    }

    /// The facts of a creator.
    ///
    /// - Parameters:
    ///   - creator: The creator's id.
    ///   - period: The closed period; of a draft, the drafted one or nil.
    ///   - draft: Whether the draft is meant.
    ///   - all: Whether sources and engagement are read whatever their number.
    /// - Throws: ``LedgerError/notClosed(_:)`` for a period without books, ``LedgerError/notFound(_:)`` for a draft
    ///   that is not there.
    public func read(_ creator: Identifier, period: Period?, draft: Bool, all: Bool) throws -> CreatorFacts {
        try connection.transaction(.readOnly, doing: "explaining a creator") {
            try connection.prepareForLargeSets()
            let store = PeriodStore(connection: connection)
            try store.checkSchema()
            return try facts(of: creator, in: try store.edition(of: period, draft: draft), all: all)
        }
    }

    private func facts(of creator: Identifier, in edition: Edition, all: Bool) throws -> CreatorFacts {
        let page = CreatorPage(connection: connection, edition: edition, creator: creator)
        let policy = try books.policy(of: edition.period)
        let lines = try page.lines()
        let leftOut = try page.leftOut()
        let pools = PoolFactsReader(
            page: page, terms: policy.policy.entry(for: edition.period).pool,
            bounds: try books.bounds(of: edition.period), all: all)
        return CreatorFacts(
            creator: creator, period: edition.period, draft: edition.draft, policy: policy,
            standing: try page.standing(asking: lines.isEmpty), lines: lines, totals: try page.totals(),
            sources: try sources(of: lines, in: edition, all: all),
            pools: try pools.read(also: Set(lines.map(\.currency)).union(leftOut.map(\.currency))), leftOut: leftOut,
            open: try page.open(), byHand: try byHand(of: creator, in: edition))
    }

    private func byHand(of creator: Identifier, in edition: Edition) throws -> [CreatorFacts.ByHand] {
        let applied = try ManualEntries(connection: connection).of(
            edition.period, isClosed: !edition.draft, creator: creator)
        let store = ManualFileStore(connection: connection)
        var files: [String: ManualFileSummary] = [:]
        return try applied.map { applied in
            if files[applied.fileHash] == nil { files[applied.fileHash] = try store.file(applied.fileHash)?.summary }
            let file = files[applied.fileHash]
            return CreatorFacts.ByHand(
                entry: applied.entry, place: "\(file?.name ?? "a file that is gone"):\(applied.line)",
                fileHash: applied.fileHash, proposedBy: file?.proposedBy ?? "nobody known",
                appliedBy: applied.appliedBy,
                appliedAt: applied.appliedAt)
        }
    }

    private func sources(of lines: [Line], in edition: Edition, all: Bool) throws -> [SourceFacts] {
        var seen: Set<Identifier> = []
        var wanted: [(id: Identifier, table: SourceTable)] = []
        for line in lines {
            guard let source = line.source, seen.insert(source).inserted else { continue }
            wanted.append((source, line.bucket == .donations ? .donations : .purchases))
        }
        guard all || wanted.count <= CreatorFacts.sourceLimit else { return [] }
        let reader = SourceFactsReader(books)
        return try wanted.map { try reader.facts(of: $0.id, in: $0.table, through: edition.period) }
    }
}

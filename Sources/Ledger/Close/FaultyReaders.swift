internal import Money
internal import PostgresClient
internal import Settlement

/// Takes up the readers of whom some row is at fault, with all that their exceptions tell of the rows (R12).
///
/// They are few: what only they need is not read of everyone, but again of them, some thousand at a time.
final class FaultyReaders {
    private typealias Revenue = [(currency: Currency, cents: Int64)]

    /// How many readers are read at once.
    private static let batch = 2_000

    private let connection: Connection
    private let bounds: PeriodBounds
    private let waivers: Waivers
    private let report: (SettlementException) throws -> Void
    private var waiting: [Identifier: Revenue] = [:]

    /// - Parameter report: Takes exceptions.
    init(
        connection: Connection, bounds: PeriodBounds, waivers: Waivers,
        report: @escaping (SettlementException) throws -> Void
    ) {
        self.connection = connection
        self.bounds = bounds
        self.waivers = waivers
        self.report = report
    }

    /// Takes a reader, now or a little later.
    func take(
        _ reader: Identifier, revenue: [(currency: Currency, cents: Int64)], into builder: inout PoolBuilder
    ) throws {
        waiting[reader] = revenue
        if waiting.count == FaultyReaders.batch { try takeWaiting(into: &builder) }
    }

    /// Takes those that are left, and the rows of nobody: they have no revenue and no total of their own, so each is
    /// asked by itself.
    func finish(into builder: inout PoolBuilder) throws {
        try takeWaiting(into: &builder)
        try read("row.user_id IS NULL") { _, row in try take([row], of: nil, revenue: [], into: &builder) }
    }

    private func takeWaiting(into builder: inout PoolBuilder) throws {
        guard !waiting.isEmpty else { return }
        let readers = waiting.keys.map(Literal.uuid).joined(separator: ", ")
        var pending: (reader: Identifier?, rows: [EngagementRow]) = (nil, [])
        func finish() throws {
            guard let reader = pending.reader else { return }
            try take(pending.rows, of: reader, revenue: waiting[reader] ?? [], into: &builder)
        }
        try read("row.user_id IN (\(readers)) ORDER BY row.user_id") { reader, row in
            if pending.reader != reader {
                try finish()
                pending = (reader, [])
            }
            pending.rows.append(row)
        }
        try finish()
        waiting.removeAll(keepingCapacity: true)
    }

    private func take(
        _ rows: [EngagementRow], of reader: Identifier?, revenue: Revenue, into builder: inout PoolBuilder
    ) throws {
        for exception in try builder.take(reader: reader, rows: rows, revenue: revenue) { try report(exception) }
    }

    private func read(_ condition: String, _ body: (Identifier?, EngagementRow) throws -> Void) throws {
        try connection.copyOut(
            """
            SELECT row.user_id, \(EngagementColumns.all), content.user_id, \(ContentTable.letter(of: "content"))
            FROM public.engagement_tracking row LEFT JOIN public.contents content ON content.id = row.content_id
            WHERE \(EngagementColumns.isOf(bounds.period)) \(waivers.leavingOut(.engagement)) AND \(condition)
            """, doing: "reading engagement that is at fault"
        ) { tuple in
            let reader = try tuple.nextOptionalIdentifier()
            try body(reader, try tuple.nextEngagement())
        }
    }
}

extension CopyRow {
    /// A row of engagement: the columns of ``EngagementColumns/all``, the content's owner, and the letter that tells
    /// whether it counts.
    mutating func nextEngagement() throws -> EngagementRow {
        EngagementRow(
            id: try nextIdentifier(), content: try nextOptionalIdentifier(),
            metrics: Metrics(
                time: Int64(try nextInt32()), sessions: Int64(try nextInt32()), concepts: Int64(try nextInt32())),
            start: try nextOptionalDay(), end: try nextOptionalDay(), owner: try nextOptionalIdentifier(),
            contentRule: ContentTable.rule(try nextChar()))
    }
}

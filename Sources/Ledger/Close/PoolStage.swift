internal import Money
internal import PostgresClient
internal import Settlement

/// Shares the pool: engagement sorted by reader meets revenue sorted by reader, so that neither is kept (R9).
struct PoolStage {
    /// Reads engagement; it sees what the close's own transaction sees of the platform.
    let engagement: Connection
    /// Reads the revenue that this close has just written.
    let books: Connection
    let bounds: PeriodBounds
    let terms: PoolTerms
    let edition: Edition
    let observer: any CloseObserver

    /// One reader's revenue.
    private struct Revenue: Sendable {
        let reader: Identifier
        var amounts: [(currency: Currency, cents: Int64)]
    }

    func gather(report: (SettlementException) throws -> Void) throws -> PoolBuilder {
        let channel = Channel<[Revenue]>(capacity: 8)
        let books = books
        let query = revenueQuery
        let worker = Worker { () throws in
            defer { channel.close() }
            try PoolStage.send(query, over: books, to: channel)
        }
        var builder = PoolBuilder(bounds: bounds, terms: terms)
        do {
            try take(RevenueCursor(channel: channel), into: &builder, report: report)
        } catch {
            channel.close()
            _ = try? worker.join()
            throw error
        }
        channel.close()
        do { try worker.join() } catch is ChannelClosed {}
        return builder
    }

    /// Puts the rows of each reader together and hands them on with the reader's revenue.
    private func take(
        _ revenue: RevenueCursor, into builder: inout PoolBuilder, report: (SettlementException) throws -> Void
    ) throws {
        var reader: Identifier?
        var rows: [EngagementRow] = []
        var count: Int64 = 0
        func finish() throws {
            guard !rows.isEmpty else { return }
            let amounts = reader.map { revenue.amounts(of: $0) } ?? []
            for exception in try builder.take(reader: reader, rows: rows, revenue: amounts) { try report(exception) }
            rows.removeAll(keepingCapacity: true)
        }
        try engagement.copyOut(engagementQuery, doing: "reading engagement") { tuple in
            let next = try tuple.nextOptionalIdentifier()
            if next != reader {
                try finish()
                reader = next
            }
            rows.append(try PoolStage.row(&tuple))
            count += 1
            if count % 4_096 == 0 { observer.advance(4_096) }
        }
        try finish()
        observer.advance(count % 4_096)
    }

    private static func row(_ tuple: inout CopyRow) throws(PostgresError) -> EngagementRow {
        let id = try tuple.nextIdentifier()
        let content = try tuple.nextOptionalIdentifier()
        let metrics = Metrics(
            time: Int64(try tuple.nextInt32()), sessions: Int64(try tuple.nextInt32()),
            concepts: Int64(try tuple.nextInt32()))
        let start = try tuple.nextOptionalDay()
        let end = try tuple.nextOptionalDay()
        let owner = try tuple.nextOptionalIdentifier()
        let rule: ExclusionRule? =
            switch try tuple.nextChar() {
            case UInt8(ascii: "m"): .contentMissing
            case UInt8(ascii: "p"): .platformContent
            case UInt8(ascii: "o"): .noOwner
            case UInt8(ascii: "v"): .visibility
            default: nil
            }
        return EngagementRow(
            id: id, content: content, metrics: metrics, start: start, end: end, owner: owner, contentRule: rule)
    }

    private var engagementQuery: String {
        """
        SELECT row.user_id, row.id, row.content_id, coalesce(row.total_time_seconds, 0),
               coalesce(row.sessions_completed, 0), coalesce(row.concepts_accessed, 0), row.period_start, row.period_end,
               content.user_id,
               CASE WHEN content.id IS NULL THEN 'm' WHEN content.is_platform_content THEN 'p'
                    WHEN content.user_id IS NULL THEN 'o'
                    WHEN content.visibility IN ('public', 'paid') THEN '-' ELSE 'v' END::"char"
        FROM public.engagement_tracking row LEFT JOIN public.contents content ON content.id = row.content_id
        WHERE row.period_start >= \(Literal.date(bounds.period.firstDay))
          AND row.period_start < \(Literal.date(bounds.period.next.firstDay))
        ORDER BY row.user_id
        """
    }

    private var revenueQuery: String {
        """
        SELECT reader_id, currency, sum(recognised_cents)::bigint FROM \(edition.table(.accruals))
        WHERE recognised_cents > 0 AND reader_id IS NOT NULL GROUP BY reader_id, currency ORDER BY reader_id, currency
        """
    }

    private static func send(_ query: String, over books: Connection, to channel: Channel<[Revenue]>) throws {
        var batch: [Revenue] = []
        try books.copyOut(query, doing: "reading the recognised revenue") { tuple in
            let reader = try tuple.nextIdentifier()
            let amount = (currency: Currency(try tuple.nextText()), cents: try tuple.nextInt64())
            if batch.last?.reader == reader {
                batch[batch.count - 1].amounts.append(amount)
            } else {
                if batch.count >= 4_096 {
                    try channel.send(batch)
                    batch.removeAll(keepingCapacity: true)
                }
                batch.append(Revenue(reader: reader, amounts: [amount]))
            }
        }
        if !batch.isEmpty { try channel.send(batch) }
    }

    /// Walks along the revenue, which is sorted as the engagement is.
    private final class RevenueCursor {
        private let channel: Channel<[Revenue]>
        private var batch: [Revenue] = []
        private var position = 0

        init(channel: Channel<[Revenue]>) { self.channel = channel }

        func amounts(of reader: Identifier) -> [(currency: Currency, cents: Int64)] {
            while true {
                while position < batch.count, batch[position].reader < reader { position += 1 }
                if position < batch.count {
                    return batch[position].reader == reader ? batch[position].amounts : []
                }
                guard let next = channel.receive() else { return [] }
                batch = next
                position = 0
            }
        }
    }
}

internal import Money
internal import PostgresClient
internal import Settlement

/// Gathers what the pool is shared by: each reader's engagement with the reader's revenue (R9).
struct PoolStage {
    let reader: Connection
    let bounds: PeriodBounds
    let terms: PoolTerms
    let observer: any CloseObserver
    /// The rows that are not looked at.
    let waivers: Waivers
    /// Takes exceptions.
    let report: (SettlementException) throws -> Void

    /// About how many rows of engagement the period has.
    func expectedRows() throws -> Int64? { try reader.estimatedRows(of: query, doing: "reading engagement") }

    /// Reads the period's engagement into the buckets, then judges it reader by reader.
    func gather(_ buckets: ReaderBuckets) throws -> PoolBuilder {
        var builder = PoolBuilder(bounds: bounds, terms: terms)
        var contents = try ContentTable(connection: reader)
        try reader.readingByPages { try spread(into: buckets, &contents, &builder) }
        try buckets.forEachReader { reader, readings, revenue in
            let rows = readings.map { row(of: $0, contents) }
            for exception in try builder.take(reader: reader, rows: rows, revenue: revenue) { try report(exception) }
        }
        return builder
    }

    private func spread(
        into buckets: ReaderBuckets, _ contents: inout ContentTable, _ builder: inout PoolBuilder
    ) throws {
        var counter = RowCounter(stage: .pool, observer: observer)
        try reader.copyOut(query, doing: "reading engagement") { tuple in
            let user = try tuple.nextOptionalIdentifier()
            let reading = ReaderBuckets.Reading(
                reader: user ?? Identifier(high: 0, low: 0), id: try tuple.nextIdentifier(),
                content: contents.place(of: try tuple.nextOptionalIdentifier()), time: try tuple.nextInt32(),
                sessions: try tuple.nextInt32(), concepts: try tuple.nextInt32(),
                start: try tuple.nextOptionalDate() ?? PoolStage.noDay,
                end: try tuple.nextOptionalDate() ?? PoolStage.noDay)
            if user != nil {
                try buckets.append(reading)
            } else {
                // Nobody's reading has no revenue and no total of its own: each row is asked by itself.
                let rows = [row(of: reading, contents)]
                for exception in try builder.take(reader: nil, rows: rows, revenue: []) { try report(exception) }
            }
            counter.count()
        }
        counter.finish()
    }

    /// Stands for a null date; no row of the period has it.
    private static let noDay = Int32.min

    private func row(of reading: ReaderBuckets.Reading, _ contents: ContentTable) -> EngagementRow {
        let content = contents.entries[Int(reading.content)]
        return EngagementRow(
            id: reading.id, content: content.id,
            metrics: Metrics(
                time: Int64(reading.time), sessions: Int64(reading.sessions), concepts: Int64(reading.concepts)),
            start: reading.start == PoolStage.noDay ? nil : Day(number: reading.start),
            end: reading.end == PoolStage.noDay ? nil : Day(number: reading.end), owner: content.owner,
            contentRule: content.rule)
    }

    private var query: String {
        """
        SELECT row.user_id, \(EngagementColumns.all) FROM public.engagement_tracking row
        WHERE row.period_start >= \(Literal.date(bounds.period.firstDay))
          AND row.period_start < \(Literal.date(bounds.period.next.firstDay))
          \(waivers.leavingOut(.engagement))
        """
    }
}

/// What is read of a row of engagement, whoever reads it; nulls are 0 (R9.1).
enum EngagementColumns {
    /// Id, content, time, sessions, concepts, and the dates; `row` is the table.
    static let all = """
        row.id, row.content_id, coalesce(row.total_time_seconds, 0), coalesce(row.sessions_completed, 0),
        coalesce(row.concepts_accessed, 0), row.period_start, row.period_end
        """
}

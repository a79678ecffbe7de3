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
        var builder = PoolBuilder(bounds: bounds, terms: terms, contents: try spread(into: buckets))
        let faulty = FaultyReaders(connection: reader, bounds: bounds, waivers: waivers, report: report)
        var readings: [Reading] = []
        try buckets.forEachReader { reader, rows, revenue in
            readings.removeAll(keepingCapacity: true)
            for row in rows { readings.append(row.reading) }
            if try builder.takeFaultless(reader: reader, rows: readings, revenue: revenue) { return }
            try faulty.take(reader, revenue: revenue, into: &builder)
        }
        try faulty.finish(into: &builder)
        return builder
    }

    /// Reads the rows of all readers into the buckets.
    ///
    /// - Returns: The contents that they name.
    private func spread(into buckets: ReaderBuckets) throws -> PoolContents {
        var contents = try ContentTable(connection: reader).contents()
        var counter = RowCounter(stage: .pool, observer: observer)
        try reader.readingByPages {
            try reader.copyOut(query, doing: "reading engagement") { tuple in
                let row = ReaderBuckets.Row(
                    reader: try tuple.nextIdentifier(),
                    content: contents.number(of: try tuple.nextOptionalIdentifier()),
                    time: try tuple.nextInt32(), sessions: try tuple.nextInt32(), concepts: try tuple.nextInt32(),
                    isWhole: try tuple.nextBool())
                try buckets.append(row)
                counter.count()
            }
        }
        counter.finish()
        return contents
    }

    /// What of each row decides whether it counts, and how much: neither its id nor its dates, which only rows at fault
    /// are asked for.
    private var query: String {
        """
        SELECT row.user_id, row.content_id, \(EngagementColumns.metrics),
               (row.period_start = \(Literal.date(bounds.period.firstDay))
                AND row.period_end = \(Literal.date(bounds.period.lastDay))) IS TRUE
        FROM public.engagement_tracking row
        WHERE \(EngagementColumns.isOf(bounds.period)) AND row.user_id IS NOT NULL
          \(waivers.leavingOut(.engagement))
        """
    }
}

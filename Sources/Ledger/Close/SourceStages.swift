internal import Money
internal import PostgresClient
internal import Settlement

/// Settles purchases and donations: what is new in bulk, what may have been settled before one by one.
struct SourceStages {
    let reader: Connection
    let sink: LineSink
    let observer: any CloseObserver
    let platformContents: Set<Identifier>

    /// How many rows go by between two words to the observer.
    private static let stride: Int64 = 4_096

    /// Finds what the close must look at again (R8).
    func gather(bounds: PeriodBounds) throws {
        try reader.execute(SourceQueries.temporaryTable)
        for table in [SourceTable.purchases, .donations] {
            for (what, sql) in SourceQueries(table: table, bounds: bounds).gathering {
                try reader.execute(sql, doing: "looking for \(what) among the \(table.rawValue)")
            }
        }
        try reader.execute("ANALYZE again")
    }

    /// Decides about what was found, with its history (R8).
    func reconsider(_ table: SourceTable, with settler: SaleSettler) throws {
        var deciding = Reconsidering(settler: settler)
        let histories = SourceHistories(
            table: table, connection: reader, bounds: settler.bounds,
            rows: SourceRowReader(table: table, platformContents: platformContents))
        var count: Int64 = 0
        try histories.forEach { row, history, open in
            let result = try deciding.decide(row, history: history, open: open)
            try sink.take(result.lines)
            if let exception = result.exception { try sink.take(exception) }
            let isFirst = history.state == .unknown && !result.lines.isEmpty
            if isFirst, (row.createdAt ?? settler.bounds.end) >= settler.bounds.end { try sink.markOdd(row) }
            count += 1
            if count % SourceStages.stride == 0 { observer.advance(SourceStages.stride) }
        }
        observer.advance(count % SourceStages.stride)
    }

    /// Settles the rows of the period that nobody has seen before.
    func settle(_ table: SourceTable, with settler: SaleSettler) throws {
        var deciding = Reconsidering(settler: settler)
        let rows = SourceRowReader(table: table, platformContents: platformContents)
        var count: Int64 = 0
        try reader.copyOut(
            SourceQueries(table: table, bounds: settler.bounds).fresh, doing: "settling \(table.rawValue)"
        ) { tuple in
            let row = try rows.read(&tuple)
            let result = try deciding.decide(row, history: SourceHistory(), open: false)
            try sink.take(result.lines)
            if let exception = result.exception { try sink.take(exception) }
            count += 1
            if count % SourceStages.stride == 0 { observer.advance(SourceStages.stride) }
        }
        observer.advance(count % SourceStages.stride)
    }
}

internal import Money
internal import PostgresClient
internal import Settlement

/// Settles purchases and donations: what is new in bulk, what may have been settled before one by one.
struct SourceStages {
    let reader: Connection
    let sink: LineSink
    let observer: any CloseObserver
    let platformContents: Set<Identifier>

    /// Finds what the close must look at again (R8).
    func gather(bounds: PeriodBounds, scope: SearchScope) throws {
        let selections = [SourceTable.purchases, .donations].flatMap { table in
            SourceSearch(table: table, bounds: bounds, scope: scope).selections.map { (table: table, sql: $0) }
        }
        try reader.execute(
            SourceQueries.temporaryTable(selections), doing: "looking for purchases and donations that changed")
        try reader.execute("ANALYZE pg_temp.again")
    }

    /// Decides about what was found, with its history (R8).
    func reconsider(_ table: SourceTable, with settler: SaleSettler) throws {
        let bounds = settler.bounds
        let windows = bounds.period(of: min(bounds.refundStart, bounds.lateStart)) ?? bounds.genesis
        try reconsider(table, turn: 1, since: windows > bounds.genesis ? windows : nil, with: settler)
        try reconsider(table, turn: 2, since: nil, with: settler)
    }

    /// Of a row that recent books do not settle, and about which there is something to decide, all books are read.
    private func reconsider(_ table: SourceTable, turn: Int, since: Period?, with settler: SaleSettler) throws {
        var deciding = Reconsidering(settler: settler)
        var deeper: [(id: Identifier, open: Bool)] = []
        var counter = RowCounter(stage: .changes, observer: observer)
        try histories(table, bounds: settler.bounds).forEach(turn: turn, since: since) { source in
            let result = try deciding.decide(source.row, history: source.history, open: source.open)
            counter.count()
            let isPartial = since != nil && !source.isComplete
            let matters = source.open || source.hasOlder || source.history.state != .unknown || !result.isEmpty
            if isPartial, matters || source.isOdd(in: settler.bounds) {
                return deeper.append((source.row.id, source.open))
            }
            try take(result, of: source, bounds: settler.bounds)
        }
        counter.finish()
        try lookAgain(table, deeper)
    }

    private func histories(_ table: SourceTable, bounds: PeriodBounds) -> SourceHistories {
        SourceHistories(
            table: table, connection: reader, bounds: bounds,
            rows: SourceRowReader(table: table, platformContents: platformContents))
    }

    private func take(_ result: Reconsideration, of source: KnownSource, bounds: PeriodBounds) throws {
        try sink.take(result.lines)
        if let exception = result.exception { try sink.exceptions.take(exception) }
        let isFirst = source.history.state == .unknown && !result.lines.isEmpty
        if source.isOdd(in: bounds), let soldAt = source.history.soldAt ?? (isFirst ? source.row.date : nil) {
            try sink.note(source.row, as: .odd, soldAt: soldAt)
        }
        if let soldAt = source.history.soldAt, soldAt >= bounds.lateStart, source.history.hidesSeller(of: source.row) {
            try sink.note(source.row, as: .watched, soldAt: soldAt)
        }
    }

    /// Puts ids into the second turn, in which all books are read.
    private func lookAgain(_ table: SourceTable, _ sources: [(id: Identifier, open: Bool)]) throws {
        guard !sources.isEmpty else { return }
        try reader.copyIn(
            "COPY pg_temp.again (id, source_table, open, turn) FROM STDIN (FORMAT binary)",
            doing: "noting what to look at again"
        ) { output in
            for source in sources {
                try output.writeTuple(fields: 4) { encoder in
                    encoder.append(Optional(source.id))
                    encoder.append(text: table.rawValue)
                    encoder.append(bool: source.open)
                    encoder.append(int32: 2)
                }
            }
        }
    }

    /// Settles the rows of the period that nobody has seen before.
    func settle(_ table: SourceTable, as stage: CloseStage, with settler: SaleSettler) throws {
        observer.begin(stage, expectedRows: nil)
        var deciding = Reconsidering(settler: settler)
        let rows = SourceRowReader(table: table, platformContents: platformContents)
        let bounds = settler.bounds
        var elsewhere: [(id: Identifier, open: Bool)] = []
        var counter = RowCounter(stage: stage, observer: observer)
        let query = SourceQueries(table: table, bounds: bounds).fresh
        try reader.readingByPages {
            try reader.copyOut(query, doing: "settling \(table.rawValue)") { tuple in
                let row = try rows.read(&tuple)
                counter.count()
                guard table == .donations || bounds.contains(row.createdAt) else {
                    return elsewhere.append((row.id, false))
                }
                let result = try deciding.decide(row, history: SourceHistory(), open: false)
                try sink.take(result.lines)
                if let exception = result.exception { try sink.exceptions.take(exception) }
            }
        }
        counter.finish()
        if !elsewhere.isEmpty {
            try reader.execute("DELETE FROM pg_temp.again WHERE turn = 2")
            try lookAgain(table, elsewhere)
            try reconsider(table, turn: 2, since: nil, with: settler)
        }
        observer.end(stage)
    }
}

extension KnownSource {
    /// Whether it is settled before it says it was created.
    fileprivate func isOdd(in bounds: PeriodBounds) -> Bool {
        row.table == .purchases && (row.createdAt ?? bounds.end) >= bounds.end
    }
}

extension PeriodBounds {
    /// Whether a time lies in the period.
    func contains(_ instant: Instant?) -> Bool { instant.map { $0 >= start && $0 < end } ?? false }
}

extension Reconsideration {
    /// Whether nothing is to be written.
    var isEmpty: Bool { lines.isEmpty && exception == nil }
}

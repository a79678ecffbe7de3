internal import Money
internal import PostgresClient
internal import Settlement

/// Settles purchases and donations: what is new in bulk, what may have been settled before one by one.
struct SourceStages {
    let reader: Connection
    let sink: LineSink
    let observer: any CloseObserver
    let platformContents: Set<Identifier>
    /// How much of the platform must be looked at again.
    let scope: SearchScope
    /// The rows that are not looked at.
    let waivers: Waivers

    /// Finds what the close must look at again (R8), but for what changed since the last close, which is found while
    /// the period is read.
    func gather(bounds: PeriodBounds) throws {
        let selections = [SourceTable.purchases, .donations].flatMap { table in
            SourceSearch(table: table, bounds: bounds, scope: scope, waivers: waivers).selections.map {
                (table: table, sql: $0)
            }
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
        let deeper = AgainList(table, turn: 2)
        var counter = RowCounter(stage: .changes, observer: observer)
        try histories(table, bounds: settler.bounds).forEach(turn: turn, since: since) { source in
            let result = try deciding.decide(source.row, history: source.history, open: source.open)
            counter.count()
            let isPartial = since != nil && !source.isComplete
            let matters = source.open || source.hasOlder || source.history.state != .unknown || !result.isEmpty
            if isPartial, matters || source.isOdd(in: settler.bounds) {
                return try deeper.append(source.row.id, open: source.open)
            }
            try take(result, of: source, bounds: settler.bounds)
        }
        counter.finish()
        try deeper.write(to: reader)
    }

    private func histories(_ table: SourceTable, bounds: PeriodBounds) -> SourceHistories {
        SourceHistories(
            table: table, connection: reader, bounds: bounds, waivers: waivers,
            rows: SourceRowReader(table: table, platformContents: platformContents))
    }

    private func take(_ result: Reconsideration, of source: KnownSource, bounds: PeriodBounds) throws {
        try sink.take(result, of: source.row)
        let isFirst = source.history.state == .unknown && !result.lines.isEmpty
        if source.isOdd(in: bounds), let soldAt = source.history.soldAt ?? (isFirst ? source.row.date : nil) {
            try sink.note(source.row, as: .odd, soldAt: soldAt)
        }
        if let soldAt = source.history.soldAt, soldAt >= bounds.lateStart, source.history.hidesSeller(of: source.row) {
            try sink.note(source.row, as: .watched, soldAt: soldAt)
        }
    }

    /// Settles the rows of the period that nobody has seen before, and adds those that a close may have seen to what
    /// is to be looked at again.
    func settle(_ table: SourceTable, as stage: CloseStage, with settler: SaleSettler) throws {
        var deciding = Reconsidering(settler: settler)
        let rows = SourceRowReader(table: table, platformContents: platformContents)
        let bounds = settler.bounds
        let known = AgainList(table, turn: 1)
        var counter = RowCounter(stage: stage, observer: observer)
        let others = SourceSearch(table: table, bounds: bounds, scope: scope, waivers: waivers).inPassing
        let queries = SourceQueries(table: table, bounds: bounds, waivers: waivers)
        let purpose = "settling \(table.rawValue)"
        // What changed since the last close is few beside the period, and nothing cheap tells how few.
        let expected = try reader.estimatedRows(of: queries.fresh(and: nil), doing: purpose)
        observer.begin(stage, expectedRows: expected)
        try reader.readingByPages {
            try reader.copyOut(queries.fresh(and: others), doing: purpose) { tuple in
                let row = try rows.read(&tuple)
                counter.count()
                guard row.isNew(in: bounds) else { return try known.append(row.id, open: false) }
                let result = try deciding.decide(row, history: SourceHistory(), open: false)
                try sink.take(result, of: row)
            }
        }
        counter.finish()
        try known.write(to: reader)
        observer.end(stage)
    }
}

extension SourceRow {
    /// Whether it belongs to the period and was created in it, so that no earlier close can have settled it; a donation
    /// of the period that one did settle is found by itself (``SourceSearch``).
    fileprivate func isNew(in bounds: PeriodBounds) -> Bool {
        bounds.contains(date) && (table == .donations || bounds.contains(createdAt))
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

internal import Money
internal import PostgresClient
internal import Settlement

/// A row to look at again, with what the books say of it.
struct KnownSource {
    /// The row as it is now.
    let row: SourceRow
    /// Whether it was an open exception, or was found to be too late since.
    let open: Bool
    /// Whether older books than those that were read reverse it.
    let hasOlder: Bool
    /// What the books that were read say of it.
    var history = SourceHistory()

    /// Whether all that matters of its history is sure to have been read: a settlement within the windows.
    var isComplete: Bool { !hasOlder && !history.settlement.isEmpty }
}

/// Reads the rows whose ids are in the temporary table `again`, each with what the books say of it.
struct SourceHistories {
    let table: SourceTable
    let connection: Connection
    let bounds: PeriodBounds
    let waivers: Waivers
    let rows: SourceRowReader

    /// Hands over each row of a turn.
    ///
    /// - Parameter since: The first month whose books are read; nil for all.
    func forEach(turn: Int, since: Period?, _ body: (KnownSource) throws -> Void) throws {
        var pending: PendingSource?
        func finish() throws {
            guard var source = pending else { return }
            source.closePeriod()
            try body(source.known)
            pending = nil
        }
        try connection.copyOut(
            SourceQueries(table: table, bounds: bounds, waivers: waivers).again(turn: turn, since: since),
            doing: "looking again at \(table.rawValue)"
        ) { tuple in
            let row = try rows.read(&tuple)
            let open = try tuple.nextBool()
            let hasOlder = try tuple.nextBool()
            let settled = try rows.readHistory(&tuple, of: row.id)
            if pending?.known.row.id != row.id {
                try finish()
                pending = PendingSource(known: KnownSource(row: row, open: open, hasOlder: hasOlder))
            }
            if let settled { pending?.add(settled.line, of: settled.period) }
        }
        try finish()
    }
}

/// A row whose history is still being read.
private struct PendingSource {
    var known: KnownSource
    private var period: Day?
    private var lines: [Line] = []

    init(known: KnownSource) {
        self.known = known
    }

    mutating func add(_ line: Line, of period: Day) {
        if period != self.period { closePeriod() }
        self.period = period
        lines.append(line)
    }

    mutating func closePeriod() {
        if !lines.isEmpty { known.history.take(lines) }
        lines.removeAll()
    }
}

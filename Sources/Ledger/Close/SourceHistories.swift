internal import PostgresClient
internal import Settlement

/// Reads the rows gathered in the temporary table `again`, each with what the books say of it.
struct SourceHistories {
    let table: SourceTable
    let connection: Connection
    let bounds: PeriodBounds
    let rows: SourceRowReader

    /// Hands over each row, its history, and whether it was an open exception.
    func forEach(_ body: (SourceRow, SourceHistory, _ open: Bool) throws -> Void) throws {
        var pending: PendingSource?
        func finish() throws {
            guard var source = pending else { return }
            source.closePeriod()
            try body(source.row, source.history, source.open)
            pending = nil
        }
        try connection.copyOut(
            SourceQueries(table: table, bounds: bounds).again, doing: "looking again at \(table.rawValue)"
        ) { tuple in
            let row = try rows.read(&tuple)
            let (open, period, line) = try rows.readHistory(&tuple, of: row.id)
            if pending?.row.id != row.id {
                try finish()
                pending = PendingSource(row: row, open: open)
            }
            if let period, let line { pending?.add(line, of: period) }
        }
        try finish()
    }
}

/// A row whose history is still being read.
private struct PendingSource {
    let row: SourceRow
    let open: Bool
    var history = SourceHistory()
    private var period: Day?
    private var lines: [Line] = []

    init(row: SourceRow, open: Bool) {
        self.row = row
        self.open = open
    }

    mutating func add(_ line: Line, of period: Day) {
        if period != self.period { closePeriod() }
        self.period = period
        lines.append(line)
    }

    mutating func closePeriod() {
        if !lines.isEmpty { history.take(lines) }
        lines.removeAll()
    }
}

internal import Money
internal import PostgresClient
internal import Settlement

/// Gathers the ids of rows to look at again, while a query that finds them is still being read, in memory that does
/// not grow with them.
final class AgainList {
    let table: SourceTable
    /// In which turn they are looked at: 1, or 2 where all books are to be read.
    let turn: Int32
    private var encoder = CopyEncoder(capacity: 64 * 1024)
    private let spool = Spool()

    init(_ table: SourceTable, turn: Int32) {
        self.table = table
        self.turn = turn
    }

    /// Adds a row.
    ///
    /// - Parameter open: Whether it was an open exception, or was found to be too late since.
    func append(_ id: Identifier, open: Bool) throws {
        encoder.beginTuple(fields: 4)
        encoder.append(Optional(id))
        encoder.append(text: table.rawValue)
        encoder.append(bool: open)
        encoder.append(int32: turn)
        if encoder.byteCount >= 32 * 1024 { try spool.take(&encoder) }
    }

    /// Adds all of them to the temporary table `again`; once.
    func write(to connection: Connection) throws {
        try spool.take(&encoder)
        guard spool.count > 0 else { return }
        try connection.copyIn(
            "COPY pg_temp.again (id, source_table, open, turn) FROM STDIN (FORMAT binary)",
            doing: "noting what to look at again"
        ) { output in try spool.forEachChunk { try output.write($0) } }
        try connection.execute("ANALYZE pg_temp.again")
    }
}

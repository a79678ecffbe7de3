public import PostgresClient
public import Settlement

/// How a dataset is written.
public enum DatasetFormat: String, CaseIterable, Sendable {
    /// A header and a line per row (RFC 4180).
    case csv
    /// An object of JSON per line.
    case jsonl
}

/// How far an export has come.
public enum ExportStep: Hashable, Sendable {
    /// It begins; about so many rows will be written, where the server's planner can tell.
    case begun(expectedRows: Int64?)
    /// So many more rows were written.
    case written(rows: Int64)
}

/// Writes datasets of closed periods and drafts, the same bytes every time.
public struct Export {
    private let connection: Connection

    /// An export over a connection.
    public init(connection: Connection) {
        self.connection = connection
    }

    /// Streams a dataset.
    ///
    /// - Parameters:
    ///   - dataset: The dataset.
    ///   - period: The period; nil for the drafted one, or for all closed ones: of a dataset of everything so far
    ///     the state after the last.
    ///   - draft: Whether the draft is meant.
    ///   - format: How it is written.
    ///   - observe: Hears how far it has come.
    ///   - write: Takes the bytes, piece by piece.
    /// - Throws: ``LedgerError/notClosed(_:)`` for a period without books.
    public func run(
        _ dataset: Dataset, period: Period?, draft: Bool, format: DatasetFormat,
        observe: (ExportStep) -> Void = { _ in }, write: ([UInt8]) throws -> Void
    ) throws {
        try connection.transaction(.readOnly) {
            try PeriodStore(connection: connection).checkSchema()
            try rows(dataset, period: period, draft: draft, format: format, observe: observe, write: write)
        }
    }

    /// Streams a dataset in the transaction that is open.
    func rows(
        _ dataset: Dataset, period: Period?, draft: Bool, format: DatasetFormat,
        observe: (ExportStep) -> Void = { _ in }, write: ([UInt8]) throws -> Void
    ) throws {
        let store = PeriodStore(connection: connection)
        let asked = period == nil && !draft ? nil : try store.edition(of: period, draft: draft).period
        if format == .csv { try write(Array((dataset.columns.map(\.name).joined(separator: ",") + "\n").utf8)) }
        let closed = asked == nil ? try store.closed().map(\.period) : []
        let wanted = asked.map { [$0] } ?? (dataset.isOfOnePeriod ? closed : closed.suffix(1))
        let readers = wanted.map { period in
            DatasetReader(
                connection: connection, edition: Edition(period: period, draft: draft), dataset: dataset,
                columns: dataset.columns)
        }
        observe(
            .begun(
                expectedRows: try readers.reduce(0) { rows, reader in
                    try reader.expectedRows().flatMap { more in rows.map { $0 + more } }
                }))
        try stream(readers, as: format, observe, write)
    }

    private func stream(
        _ readers: [DatasetReader], as format: DatasetFormat, _ observe: (ExportStep) -> Void,
        _ write: ([UInt8]) throws -> Void
    ) throws {
        var rows: Int64 = 0
        let counting = { (row: [UInt8]) throws in
            try write(row)
            rows += 1
            guard rows == Export.stride else { return }
            observe(.written(rows: rows))
            rows = 0
        }
        for reader in readers {
            switch format {
            case .csv: try reader.forEachRow(counting)
            case .jsonl: try reader.forEachObject(counting)
            }
        }
        observe(.written(rows: rows))
    }

    /// After so many rows the observer hears of them.
    private static let stride: Int64 = 4_096
}

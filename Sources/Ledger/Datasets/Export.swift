public import PostgresClient
public import Settlement

/// How a dataset is written.
public enum DatasetFormat: String, CaseIterable, Sendable {
    /// A header and a line per row (RFC 4180).
    case csv
    /// An object of JSON per line.
    case jsonl
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
    ///   - period: The period; nil for the drafted one, or for all closed ones: of a dataset of everything so far
    ///     the state after the last.
    ///   - draft: Whether the draft is meant.
    ///   - write: Takes the bytes, piece by piece.
    /// - Throws: ``LedgerError/notClosed(_:)`` for a period without books.
    public func run(
        _ dataset: Dataset, period: Period?, draft: Bool, format: DatasetFormat, write: ([UInt8]) throws -> Void
    ) throws {
        try connection.transaction(.readOnly) {
            let store = PeriodStore(connection: connection)
            try store.checkSchema()
            let asked = period == nil && !draft ? nil : try store.edition(of: period, draft: draft).period
            if format == .csv { try write(Array((dataset.columns.map(\.name).joined(separator: ",") + "\n").utf8)) }
            let closed = asked == nil ? try store.closed().map(\.period) : []
            let wanted = asked.map { [$0] } ?? (dataset.isOfOnePeriod ? closed : closed.suffix(1))
            for period in wanted {
                let reader = DatasetReader(
                    connection: connection, edition: Edition(period: period, draft: draft), dataset: dataset,
                    columns: dataset.columns)
                switch format {
                case .csv: try reader.forEachRow(write)
                case .jsonl: try reader.forEachObject(write)
                }
            }
        }
    }
}

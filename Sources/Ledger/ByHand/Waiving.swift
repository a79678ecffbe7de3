public import Money
public import PostgresClient
public import Settlement

/// Waives rows that nobody can repair, and has them looked at again (R12).
///
/// A waived row is neither reported nor settled by the next close, and stays so until the waiver is taken back: then it is
/// looked at whatever its age, as the open exception that it was. Both wait for a close that is running.
public struct Waiving {
    /// What is asked.
    public struct Request: Sendable {
        /// The row.
        public var row: Identifier
        /// Its table; nil where the id names one open row alone.
        public var table: SourceTable?
        /// Whether to waive it, rather than to take its waiver back.
        public var isWaived: Bool
        /// Why; not blank.
        public var reason: String
        /// What time it is.
        public var now: Instant

        /// A request with all its parts.
        public init(row: Identifier, table: SourceTable?, isWaived: Bool, reason: String, now: Instant) {
            self.row = row
            self.table = table
            self.isWaived = isWaived
            self.reason = reason
            self.now = now
        }
    }

    /// What became of it.
    public struct Outcome: Sendable {
        /// Whether anything was done; false where it was so already.
        public let isNew: Bool
        /// The entry that counts now, with who made it, when and why.
        public let entry: WaiverEntry
    }

    private let connection: Connection

    /// Waiving over a connection.
    public init(connection: Connection) {
        self.connection = connection
    }

    /// Waives the row, or takes its waiver back.
    ///
    /// - Throws: ``LedgerError/refused(_:)`` where the row is not open, or not waived, or the id names rows of several
    ///   tables.
    public func run(_ request: Request) throws -> Outcome {
        try connection.transaction(.readWrite, doing: request.isWaived ? "waiving a row" : "taking a waiver back") {
            try PeriodStore(connection: connection).checkSchema()
            try connection.execute("SELECT settlement.take_turn()", doing: "waiting for a close that is running")
            let reader = OpenExceptions(connection: connection)
            let table = try table(of: request, reader)
            let number = try connection.queryOne(
                "SELECT settlement.waive($1, $2, $3, $4, $5)",
                [
                    .text(table), .identifier(request.row), .bool(request.isWaived), .text(request.reason),
                    .instant(request.now),
                ]
            ) { try $0[0].optionalInt64() }
            guard let entry = try reader.history(of: request.row).last(where: { $0.table == table }) else {
                throw LedgerError.refused("row \"\(request.row)\" was never waived; nothing was changed")
            }
            return Outcome(isNew: number != nil, entry: entry)
        }
    }

    /// The table that is meant.
    private func table(of request: Request, _ reader: OpenExceptions) throws -> String {
        let history = try reader.history(of: request.row).map(\.table)
        let open = try reader.open(of: request.row).map(\.table)
        let known = Set(request.isWaived ? open + history : history)
        let asked = request.table.map { [$0.rawValue] } ?? known.sorted()
        let found = asked.filter(known.contains)
        guard found.count <= 1 else {
            throw LedgerError.refused(
                "row \"\(request.row)\" is in several tables (\(found.joined(separator: ", "))); name one with --table")
        }
        guard let table = found.first else { throw LedgerError.refused(unknown(request)) }
        let isWaived = try reader.history(of: request.row).last { $0.table == table }?.isWaived ?? false
        guard !request.isWaived || isWaived || open.contains(table) else { throw LedgerError.refused(unknown(request)) }
        return table
    }

    private func unknown(_ request: Request) -> String {
        let place = request.table.map { " of \($0.rawValue)" } ?? ""
        return request.isWaived
            ? "row \"\(request.row)\"\(place) is no open exception; see `remit exceptions list`, after `remit close --draft` if "
                + "it is of the running month"
            : "row \"\(request.row)\"\(place) was never waived; see `remit exceptions list --waived`"
    }
}

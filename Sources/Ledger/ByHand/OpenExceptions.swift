public import Money
public import PostgresClient
public import Settlement

/// A row that is open: no close has settled it, and the next one looks at it again (R12).
public struct OpenException: Sendable {
    /// The first month whose close, or draft, found it open.
    public let since: Period
    /// The code.
    public let code: String
    /// The platform's table.
    public let table: String
    /// The row.
    public let row: Identifier
    /// What is wrong, and what to do.
    public let message: String
}

/// An entry of the history of waivers.
public struct WaiverEntry: Sendable {
    /// The platform's table.
    public let table: String
    /// The row.
    public let row: Identifier
    /// Whether it was waived, rather than looked at again.
    public let isWaived: Bool
    /// Why.
    public let reason: String
    /// The database user who did it.
    public let madeBy: String
    /// When.
    public let madeAt: Instant
}

/// Reads what is open, and what was waived.
public struct OpenExceptions {
    private let connection: Connection

    /// A reader over a connection.
    public init(connection: Connection) {
        self.connection = connection
    }

    /// The open rows by age, the oldest first: as the last close left them, and the draft where there is one.
    public func all() throws -> [OpenException] {
        try connection.transaction(.readOnly, doing: "listing the open exceptions") {
            try PeriodStore(connection: connection).checkSchema()
            return try open()
        }
    }

    /// All waivers and what was taken back of them, in the order in which it was done.
    public func waivers() throws -> [WaiverEntry] {
        try connection.transaction(.readOnly, doing: "listing the waivers") {
            try PeriodStore(connection: connection).checkSchema()
            return try history()
        }
    }

    /// The open rows; within a transaction that is open.
    func open(of row: Identifier? = nil) throws -> [OpenException] {
        try connection.query(
            """
            SELECT since, code, source_table, row_id, message FROM settlement.open_exceptions()
            WHERE $1::uuid IS NULL OR row_id = $1
            ORDER BY since, code COLLATE "C", source_table COLLATE "C", row_id
            """, [row.map(Parameter.identifier) ?? .null], doing: "reading the open exceptions"
        ) { row in
            OpenException(
                since: try row[0].period(), code: try row[1].text(), table: try row[2].text(),
                row: try row[3].identifier(), message: try row[4].text())
        }
    }

    /// The history of waivers, or of one row; within a transaction that is open.
    func history(of row: Identifier? = nil) throws -> [WaiverEntry] {
        try connection.query(
            """
            SELECT source_table, row_id, waived, reason, made_by, made_at FROM settlement.waivers
            WHERE $1::uuid IS NULL OR row_id = $1 ORDER BY number
            """, [row.map(Parameter.identifier) ?? .null], doing: "reading the waivers"
        ) { row in
            WaiverEntry(
                table: try row[0].text(), row: try row[1].identifier(), isWaived: try row[2].bool(),
                reason: try row[3].text(), madeBy: try row[4].text(),
                madeAt: Instant(microseconds: try row[5].timestamp()))
        }
    }
}

internal import PostgresClient
internal import Settlement

/// Asks queries of open books; every value comes as the text that PostgreSQL has for it.
public struct ReportReader {
    let connection: Connection
    /// What is shown.
    public let occasion: ReportOccasion

    init(connection: Connection, occasion: ReportOccasion) {
        self.connection = connection
        self.occasion = occasion
    }

    /// The longest that one query may take, in milliseconds.
    private static let timeout = 600_000

    /// The columns of a query, by name, in order.
    ///
    /// - Throws: ``QueryFault`` with the server's message and the query's line, if it is no query that can be run.
    public func columns(of query: String) throws -> [String] {
        let opening = "SELECT * FROM ("
        return try QueryFault.placing(query, after: opening) {
            // The line feed ends a comment at the query's end.
            try connection.columnNames(of: "\(opening)\(query)\n) report LIMIT 0", doing: "preparing the report")
        }
    }

    /// Gives a value to a parameter, which the queries after it read as `current_setting('report.NAME')`.
    public func set(_ name: String, to value: String) throws {
        try connection.execute(
            "SELECT set_config($1, $2, true)", [.text("report.\(name)"), .text(value)],
            doing: "setting the report's parameters")
    }

    /// Streams the rows of a query, of the columns that are named, in the query's own order.
    ///
    /// - Parameters:
    ///   - query: A SELECT over the views and tables of the desk.
    ///   - columns: The names of the columns that are wanted.
    ///   - body: Takes a row: the text of each column, nil for null.
    /// - Throws: ``QueryFault`` for what the server refuses, and what the body throws.
    public func forEachRow(
        of query: String, columns: [String], _ body: ([String?]) throws -> Void
    ) throws {
        let texts = columns.map { "report.\(ReportReader.quoted($0))::text" }.joined(separator: ", ")
        try connection.execute("SET LOCAL statement_timeout = \(ReportReader.timeout)")
        let opening = "SELECT \(texts) FROM ("
        try QueryFault.placing(query, after: "COPY (\(opening)") {
            try connection.copyOut("\(opening)\(query)\n) report", doing: "running the report's query") { row in
                try body(try columns.map { _ in try row.nextOptionalText() })
            }
        }
    }

    /// A name as SQL takes it.
    private static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
}

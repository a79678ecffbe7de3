public import PostgresClient
public import Sample

/// Fills a database with a sample platform: its tables, then part after part by COPY.
public struct SampleLoader {
    private let connection: Connection
    private let platform: SamplePlatform

    /// A loader of a platform into the database that a connection is open to.
    public init(_ platform: SamplePlatform, into connection: Connection) {
        self.platform = platform
        self.connection = connection
    }

    /// Creates the platform's tables, in an empty database.
    ///
    /// The columns that the engine adds come with `Migrator.migrate`, and must be there before any row.
    public func createTables() throws {
        try connection.executeScript(PlatformSchema.sql, doing: "creating the platform's tables")
    }

    /// Loads a part, all of it or nothing.
    ///
    /// - Parameters:
    ///   - part: The part.
    ///   - counted: Hears of every so many rows that were sent.
    /// - Returns: How many rows it has.
    @discardableResult
    public func load(_ part: SamplePart, counted: (Int) -> Void = { _ in }) throws -> Int {
        try connection.transaction(doing: "loading the sample") {
            try platform.tables(in: part).reduce(0) { rows, table in
                let loaded = try connection.copyInText(table.copyStatement, doing: "loading \(table.rawValue)") {
                    writer in
                    _ = try unsafe platform.write(table, part, counted: counted) { bytes in
                        try writer.write(unsafe [UInt8](bytes))
                    }
                }
                return rows + loaded
            }
        }
    }

    /// Lets happen what happens between a month's close and the next one: late rows, refunds, edits, renewals, repairs.
    ///
    /// - Parameters:
    ///   - month: The month, 0 being the first.
    ///   - counted: Hears of every so many rows that were sent.
    public func letPass(after month: Int, counted: (Int) -> Void = { _ in }) throws {
        try load(.late(month), counted: counted)
        try connection.transaction(doing: "changing the sample") {
            for change in platform.changes(after: month) {
                try connection.execute(change.sql, doing: "changing the sample (\(change.name))")
            }
        }
    }

    /// Tells the server how the tables look by now, which it would find out by itself only minutes later.
    public func analyse() throws {
        try connection.execute("ANALYZE", doing: "counting the sample")
    }
}

public import PostgresClient

/// What the server says against a report's query, with the line of the query that it is about.
public struct QueryFault: Error {
    /// The line of the query, from 1; nil where the server does not say.
    public let line: Int?
    /// What the server says, without values.
    public let message: String
    /// The server's own error.
    public let cause: PostgresError

    /// Runs what asks a query that stands in a longer statement, and says of an error where in the query it is.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - opening: What stands before it in the statement.
    ///   - body: Sends the statement.
    @discardableResult
    static func placing<Value>(_ query: String, after opening: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as PostgresError where error.kind == .server || error.sqlState == .queryCanceled {
            throw QueryFault(error, in: query, after: opening)
        }
    }

    private init(_ error: PostgresError, in query: String, after opening: String) {
        cause = error
        message = error.messageWithoutValues
        line = error.position.map { position in
            let before = position - 1 - opening.unicodeScalars.count
            return 1 + query.unicodeScalars.prefix(max(0, before)).count { $0 == "\n" }
        }
    }
}

extension QueryFault: CustomStringConvertible {
    /// One sentence, with the line where it is known.
    public var description: String { (line.map { "line \($0): " } ?? "") + message }
}

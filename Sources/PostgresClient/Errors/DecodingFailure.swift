/// The sentences for a row that is not what the caller took it for.
///
/// The caller's purpose is not known where a row is decoded; the connection adds it on the way out.
enum DecodingFailure {
    /// How a column is named: by its number from 1, as SQL counts, and by its name where that is known.
    static func place(_ column: Int, name: String = "") -> String {
        name.isEmpty ? "column \(column + 1)" : "column \(column + 1) (\(name))"
    }

    static func null(where place: String, expected type: String) -> PostgresError {
        PostgresError(.decoding, "\(place) is null where \(type) was expected")
    }

    static func length(where place: String, bytes: Int, expected type: String, size: Int) -> PostgresError {
        PostgresError(.decoding, "\(place) has \(bytes) bytes where \(type) has \(size): cast it in the query")
    }

    static func notUTF8(where place: String) -> PostgresError {
        PostgresError(.decoding, "\(place) is not valid UTF-8: repair the row, or convert it in the query")
    }

    static func noColumn(_ column: Int, count: Int) -> PostgresError {
        PostgresError(.decoding, "\(place(column)) was asked for, and the row has \(count)")
    }

    static func truncated(where place: String) -> PostgresError {
        PostgresError(.decoding, "\(place) ends before its length says: the data is damaged")
    }
}

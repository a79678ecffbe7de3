internal import PostgresClient

extension Connection {
    /// About how many rows a query has, as the server's planner sees it: this costs no more than planning it.
    ///
    /// - Returns: nil where the plan does not say.
    func estimatedRows(of query: String, doing purpose: String) throws -> Int64? {
        let plan = try self.query("EXPLAIN \(query)", doing: purpose) { row in try row[0].text() }
        return plan.first.flatMap(PlannedRows.read)
    }
}

/// Reads `EXPLAIN`.
enum PlannedRows {
    /// The rows of a plan's first line, such as `Sort  (cost=9.70..9.95 rows=100 width=16)`.
    static func read(_ line: String) -> Int64? {
        line.ranges(of: " rows=").last.flatMap { Int64(line[$0.upperBound...].prefix { $0.isNumber }) }
    }
}

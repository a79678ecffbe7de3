internal import PostgresClient

/// What a close asks of the server's planner, for its own transactions alone.
extension Connection {
    /// Lets sorts, hashes and keys of this transaction use more memory than a web request should: a close has few
    /// connections and large sets.
    func prepareForLargeSets() throws {
        try execute("SET LOCAL work_mem = '64MB'")
        try execute("SET LOCAL maintenance_work_mem = '128MB'")
    }

    /// Runs a body in which a month's rows are read page by page.
    ///
    /// The rows of a month lie close together, but in another order than their index: fetching them one by one by the
    /// index costs twice as much as reading each page once, which the planner does not know.
    func readingByPages(_ body: () throws -> Void) throws {
        try execute("SET LOCAL enable_indexscan = off")
        try body()
        try execute("SET LOCAL enable_indexscan = on")
    }

    /// Runs a body in which tables are joined by hashing.
    ///
    /// Of payouts that are filtered by what was recorded of them the planner expects a single row, and would look through all
    /// that it joins them with once for each. Loops that have to stay count as very dear, and what is dear would be compiled
    /// first, which takes longer than the query.
    func joiningByHash(_ body: () throws -> Void) throws {
        try execute("SET LOCAL enable_nestloop = off")
        try execute("SET LOCAL jit = off")
        try body()
        try execute("SET LOCAL enable_nestloop TO DEFAULT")
        try execute("SET LOCAL jit TO DEFAULT")
    }

    /// Runs a body in which rows are grouped by hashing.
    ///
    /// Of books that are just being written the planner knows no groups, expects as many as there are rows, and would
    /// sort them all on disk.
    func grouping(_ body: () throws -> Void) throws {
        try execute("SET LOCAL enable_sort = off")
        try body()
        try execute("SET LOCAL enable_sort = on")
    }
}

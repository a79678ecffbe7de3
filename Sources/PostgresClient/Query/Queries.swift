import CLibPQ

extension Connection {
    /// Runs one statement and returns how many rows it inserted, changed, deleted or returned.
    ///
    /// ```swift
    /// try connection.execute("UPDATE payouts SET status = $1 WHERE id = $2", [.text("failed"), .uuid(hi: 1, lo: 2)])
    /// ```
    /// - Parameters:
    ///   - sql: the statement, with `$1` in place of its first value.
    ///   - parameters: the values.
    ///   - phrase: what for, as it follows "while" in an error: `marking payouts`.
    /// - Throws: ``PostgresError``; ``PostgresError/Kind/outcomeUnknown`` if the connection breaks outside a
    ///   transaction, where the statement commits itself.
    @discardableResult
    public func execute(
        _ sql: String, _ parameters: [Parameter] = [], doing phrase: String? = nil
    ) throws(PostgresError) -> Int {
        let purpose = Purpose(phrase, sql)
        return try run(sql, parameters, purpose, isWrite: true).affectedRows
    }

    /// Runs several statements, separated by semicolons, as one transaction if none is open. Nothing is returned.
    public func executeScript(_ sql: String, doing phrase: String? = nil) throws(PostgresError) {
        let purpose = Purpose(phrase, sql)
        let handle = unsafe try begin(purpose)
        defer { end() }
        _ = unsafe try finished(handle, PQexec(handle, sql), purpose, isWrite: true)
    }

    /// Runs a query and maps its rows.
    ///
    /// The whole result is in memory; for results without a bound use ``copyOut(_:doing:_:)``. The connection is free
    /// while `body` runs, so that it may ask for more.
    /// - Throws: ``PostgresError``, and what `body` throws.
    public func query<Value>(
        _ sql: String, _ parameters: [Parameter] = [], doing phrase: String? = nil, _ body: (Row) throws -> Value
    ) throws -> [Value] {
        let purpose = Purpose(phrase, sql)
        let result = try run(sql, parameters, purpose, isWrite: false)
        do {
            return try (0..<result.rowCount).map { try body(Row(result: result, index: $0)) }
        } catch {
            throw purpose.naming(error)
        }
    }

    /// The names of the columns that a query returns, in order; `LIMIT 0` spares the rows.
    ///
    /// - Throws: ``PostgresError``.
    public func columnNames(of sql: String, doing phrase: String? = nil) throws -> [String] {
        let result = try run(sql, [], Purpose(phrase, sql), isWrite: false)
        return (0..<result.columnCount).map(result.name)
    }

    /// Runs a query that has one row. Another number of rows is ``PostgresError/Kind/decoding``.
    public func queryOne<Value>(
        _ sql: String, _ parameters: [Parameter] = [], doing phrase: String? = nil, _ body: (Row) throws -> Value
    ) throws -> Value {
        guard let value = try queryOptional(sql, parameters, doing: phrase, body) else {
            throw Purpose(phrase, sql).error(.decoding, "one row was expected, and there is none")
        }
        return value
    }

    /// Runs a query that has one row or none; nil is none. More rows are ``PostgresError/Kind/decoding``.
    public func queryOptional<Value>(
        _ sql: String, _ parameters: [Parameter] = [], doing phrase: String? = nil, _ body: (Row) throws -> Value
    ) throws -> Value? {
        let purpose = Purpose(phrase, sql)
        let result = try run(sql, parameters, purpose, isWrite: false)
        guard result.rowCount <= 1 else {
            throw purpose.error(.decoding, "at most one row was expected, and there are \(result.rowCount)")
        }
        do {
            return result.rowCount == 0 ? nil : try body(Row(result: result, index: 0))
        } catch {
            throw purpose.naming(error)
        }
    }
}

extension Connection {
    /// Runs one statement by the extended protocol, without a name, its result in binary.
    func run(
        _ sql: String, _ parameters: [Parameter], _ purpose: Purpose, isWrite: Bool
    ) throws(PostgresError) -> QueryResult {
        let handle = unsafe try begin(purpose)
        defer { end() }
        let result = unsafe BoundParameters(parameters).withArrays { count, types, values, lengths, formats in
            unsafe PQexecParams(handle, sql, count, types, values, lengths, formats, 1)
        }
        return unsafe try finished(handle, result, purpose, isWrite: isWrite)
    }

    /// Takes over a result, or throws what it says.
    func finished(
        _ handle: OpaquePointer, _ result: OpaquePointer?, _ purpose: Purpose, isWrite: Bool
    ) throws(PostgresError) -> QueryResult {
        guard let result = unsafe result else {
            throw unsafe failure(handle, nil, purpose, endsWrite: isWrite && !isInTransaction)
        }
        let owned = unsafe QueryResult(result)
        switch unsafe PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
            return owned
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            unsafe leaveCopy(handle)
            throw purpose.error(.misuse, "COPY goes through copyIn or copyOut")
        default:
            throw unsafe failure(handle, result, purpose, endsWrite: isWrite && !isInTransaction)
        }
    }
}

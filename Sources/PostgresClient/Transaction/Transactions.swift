import CLibPQ

extension Connection {
    /// Runs `body` in a transaction: commits when it returns, rolls back when it throws.
    ///
    /// ```swift
    /// try connection.transaction(.repeatableRead, doing: "closing 2026-10") {
    ///     try connection.execute("INSERT …")
    /// }
    /// ```
    /// - Parameters:
    ///   - mode: what it sees, and whether it writes.
    ///   - phrase: what for; an error at the COMMIT says it.
    ///   - body: what is done in it.
    /// - Throws: what `body` throws, after the rollback. ``PostgresError/Kind/outcomeUnknown`` if the connection
    ///   breaks during the COMMIT of a transaction that may write. ``PostgresError/Kind/misuse`` if a transaction is
    ///   open already.
    public func transaction<Value>(
        _ mode: TransactionMode = .readWrite, doing phrase: String? = nil, _ body: () throws -> Value
    ) throws -> Value {
        let purpose = Purpose(phrase ?? "running a transaction")
        try open(mode, purpose)
        do {
            let value = try body()
            try commit(purpose, isReadOnly: mode.isReadOnly)
            return value
        } catch {
            rollBack()
            throw error
        }
    }

    /// Exports the view of the data that the open transaction has, for ``TransactionMode/readOnly(sharing:)``.
    ///
    /// - Throws: ``PostgresError/Kind/misuse`` outside a transaction, where the view would be gone at once.
    public func exportSnapshot(doing phrase: String? = nil) throws(PostgresError) -> Snapshot {
        let purpose = Purpose(phrase ?? "sharing a snapshot", "SELECT pg_export_snapshot()")
        let result = try run("SELECT pg_export_snapshot()", [], purpose, isWrite: false)
        guard isInTransaction else {
            throw purpose.error(.misuse, "a snapshot lasts as long as a transaction: open one")
        }
        return Snapshot(identifier: try Row(result: result, index: 0)[0].text())
    }

    /// Takes the lock of a key until the transaction ends, if nobody else has it; it does not wait.
    ///
    /// - Returns: whether it was taken. Taking it again in the same transaction succeeds.
    /// - Throws: ``PostgresError/Kind/misuse`` outside a transaction, where the lock would be gone at once.
    public func tryAdvisoryTransactionLock(
        key: Int64, doing phrase: String? = nil
    ) throws(PostgresError) -> Bool {
        let sql = "SELECT pg_try_advisory_xact_lock($1)"
        let purpose = Purpose(phrase ?? "taking a lock", sql)
        let result = try run(sql, [.int(key)], purpose, isWrite: false)
        guard isInTransaction else {
            throw purpose.error(.misuse, "the lock lasts as long as a transaction: open one")
        }
        return try Row(result: result, index: 0)[0].bool()
    }
}

extension Connection {
    private func open(_ mode: TransactionMode, _ purpose: Purpose) throws(PostgresError) {
        let handle = unsafe try begin(purpose)
        defer { end() }
        guard !isInTransaction else { throw purpose.error(.misuse, "a transaction is open on this connection already") }
        let statements = mode.openingStatements(serverVersion: serverVersion)
        do {
            _ = unsafe try finished(handle, PQexec(handle, statements), purpose, isWrite: false)
        } catch {
            // BEGIN may have succeeded before the statement that failed.
            unsafe rollBack(handle)
            throw error
        }
    }

    private func commit(_ purpose: Purpose, isReadOnly: Bool) throws(PostgresError) {
        try checkInterruption(purpose)
        let committing = Purpose("\(purpose.action), at its COMMIT", "COMMIT")
        // An interruption that comes now comes too late: the COMMIT is left to finish, so that its outcome is known.
        let handle = unsafe try begin(committing, interruptible: false)
        defer { end() }
        // A connection that has broken already cannot have committed anything. The first call may read the server's
        // farewell, the second one sees that it is gone.
        guard unsafe PQconsumeInput(handle) == 1, unsafe PQconsumeInput(handle) == 1 else {
            throw unsafe failure(handle, nil, committing)
        }
        guard unsafe PQtransactionStatus(handle) == PQTRANS_INTRANS else {
            throw committing.error(
                .misuse, "the transaction had failed or ended before; an error of a statement in it was not passed on")
        }
        let result = unsafe PQexec(handle, "COMMIT")
        guard let result = unsafe result, unsafe PQresultStatus(result) == PGRES_COMMAND_OK else {
            defer { unsafe PQclear(result) }
            throw unsafe failure(handle, result, committing, endsWrite: !isReadOnly)
        }
        unsafe PQclear(result)
    }

    /// Rolls back what is open. An error here says nothing new: the server rolls back what a connection leaves behind.
    private func rollBack() {
        guard let handle = unsafe try? begin(Purpose("rolling back"), interruptible: false) else { return }
        defer { end() }
        unsafe rollBack(handle)
    }

    private func rollBack(_ handle: OpaquePointer) {
        guard unsafe PQstatus(handle) == CONNECTION_OK else { return }
        if unsafe PQtransactionStatus(handle) == PQTRANS_IDLE { return }
        unsafe PQclear(PQexec(handle, "ROLLBACK"))
    }
}

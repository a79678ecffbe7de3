import CLibPQ

extension Connection {
    /// Sends a COPY statement, and sees to it that the server answers with the direction and format that were meant.
    func startCopy(
        _ handle: OpaquePointer, _ purpose: Purpose, expecting status: ExecStatusType, binary: Bool
    ) throws(PostgresError) {
        guard let result = unsafe PQexec(handle, purpose.statement ?? "") else {
            throw unsafe failure(handle, nil, purpose)
        }
        guard unsafe PQresultStatus(result) == status else {
            // An error, which this throws, or a statement that does something else and has then been done.
            _ = unsafe try finished(handle, result, purpose, isWrite: false)
            throw purpose.error(.misuse, "the statement is not the COPY that it has to be")
        }
        let isBinary = unsafe PQbinaryTuples(result) == 1
        unsafe PQclear(result)
        guard isBinary == binary else {
            unsafe leaveCopy(handle)
            throw purpose.error(.misuse, "the statement has to copy in \(binary ? "binary" : "text") format")
        }
    }

    /// Takes the server's last word on a COPY whose data has all been read or sent.
    func finishCopy(_ handle: OpaquePointer, _ purpose: Purpose, isWrite: Bool) throws(PostgresError) -> Int {
        let result = unsafe PQgetResult(handle)
        // Only a connection at rest knows whether its transaction has failed.
        while let rest = unsafe PQgetResult(handle) { unsafe PQclear(rest) }
        return unsafe try finished(handle, result, purpose, isWrite: isWrite).affectedRows
    }

    /// Gives up a COPY that is under way, in either direction, and leaves the connection ready for a statement.
    /// The server's answer to that, an error, says nothing new.
    func leaveCopy(_ handle: OpaquePointer) {
        while let result = unsafe PQgetResult(handle) {
            let status = unsafe PQresultStatus(result)
            unsafe PQclear(result)
            switch status {
            case PGRES_COPY_IN:
                unsafe PQputCopyEnd(handle, "given up by the client")
            case PGRES_COPY_OUT:
                canceller.cancel()
                unsafe discardCopyData(handle)
            default:
                continue
            }
            if unsafe PQstatus(handle) == CONNECTION_BAD { return }
        }
    }

    private func discardCopyData(_ handle: OpaquePointer) {
        var start: UnsafeMutablePointer<CChar>?
        while unsafe PQgetCopyData(handle, &start, 0) >= 0 {
            unsafe PQfreemem(start)
        }
    }
}

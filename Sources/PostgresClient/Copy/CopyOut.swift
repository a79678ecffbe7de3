import CLibPQ

extension Connection {
    /// Streams the rows of a query to `body`, one at a time, in memory that does not grow with them.
    ///
    /// ```swift
    /// let rows = try connection.copyOut("SELECT id, amount_cents FROM purchases", doing: "reading purchases") { row in
    ///     let id = try row.nextUUID()
    ///     total += try row.nextOptionalInt32().map(Int64.init) ?? 0
    /// }
    /// ```
    /// The connection is busy until it returns; `body` uses another one for what it writes.
    ///
    /// - Parameters:
    ///   - query: a SELECT without parameters, which COPY does not have. It goes into `COPY (…) TO STDOUT`.
    ///   - phrase: what for, as it follows "while" in an error.
    ///   - body: takes a row, which is good only during the call.
    /// - Returns: the number of rows.
    /// - Throws: ``PostgresError``, and what `body` throws: the query is then cancelled, and with it the transaction
    ///   that is open, if there is one.
    @discardableResult
    public func copyOut(
        _ query: String, doing phrase: String? = nil, _ body: (inout CopyRow) throws -> Void
    ) throws -> Int {
        let purpose = Purpose(phrase, "COPY (\(query)) TO STDOUT (FORMAT binary)")
        let handle = unsafe try begin(purpose)
        defer { end() }
        unsafe try startCopy(handle, purpose, expecting: PGRES_COPY_OUT, binary: true)
        var stream = CopyStream()
        do {
            while let message = unsafe try nextMessage(handle, purpose) {
                defer { unsafe PQfreemem(message.start) }
                try checkInterruption(purpose)
                unsafe try stream.read(message.start, count: message.count, body)
            }
        } catch {
            unsafe leaveCopy(handle)
            throw purpose.naming(error)
        }
        let rows = unsafe try finishCopy(handle, purpose, isWrite: false)
        guard stream.hasEnded else { throw purpose.error(.decoding, "the data ends without its trailer") }
        return rows
    }

    /// One CopyData message, nil after the last one; the caller frees it.
    private func nextMessage(
        _ handle: OpaquePointer, _ purpose: Purpose
    ) throws(PostgresError) -> (start: UnsafeMutablePointer<CChar>, count: Int)? {
        var start: UnsafeMutablePointer<CChar>?
        let count = unsafe PQgetCopyData(handle, &start, 0)
        if count == -1 { return nil }
        guard count >= 0, let start = unsafe start else { throw unsafe failure(handle, nil, purpose) }
        return unsafe (start, Int(count))
    }
}

/// Reads the frame around the rows of a binary COPY: header, count of fields, trailer.
struct CopyStream {
    private var hasBegun = false

    /// Whether the trailer has come.
    private(set) var hasEnded = false

    /// Hands each row of a message to `body`. The server sends a row a message, the header with the first one.
    mutating func read(
        _ start: UnsafeRawPointer, count: Int, _ body: (inout CopyRow) throws -> Void
    ) throws {
        var next = unsafe start
        let end = unsafe start + count
        if !hasBegun { unsafe try readHeader(&next, end) }
        while unsafe next < end {
            guard !hasEnded, unsafe end - next >= 2 else { throw Self.damaged }
            let fields = unsafe Int(Wire.load(Int16.self, at: next))
            unsafe next += 2
            guard fields >= 0 else {
                hasEnded = true
                continue
            }
            var row = unsafe CopyRow(fields: fields, from: next, to: end)
            try body(&row)
            try row.skip(row.remaining)
            unsafe next = unsafe row.next
        }
    }

    private mutating func readHeader(_ next: inout UnsafeRawPointer, _ end: UnsafeRawPointer) throws(PostgresError) {
        let size = CopyFrame.signature.count
        guard unsafe end - next >= size + 8 else { throw Self.damaged }
        let signature = unsafe UnsafeRawBufferPointer(start: next, count: size)
        let flags = unsafe Wire.load(UInt32.self, at: next + size)
        let extra = unsafe Int(Wire.load(UInt32.self, at: next + size + 4))
        let isWhole = unsafe end - next >= size + 8 + extra
        guard isWhole, flags == 0, unsafe signature.elementsEqual(CopyFrame.signature) else { throw Self.damaged }
        unsafe next += size + 8 + extra
        hasBegun = true
    }

    private static var damaged: PostgresError {
        PostgresError(.decoding, "the server's binary COPY data cannot be read")
    }
}

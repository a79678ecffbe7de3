import CLibPQ

extension Connection {
    /// Streams rows into a table, in binary, in memory that does not grow with them.
    ///
    /// ```swift
    /// try connection.copyIn("COPY lines (id, cents) FROM STDIN (FORMAT binary)", doing: "writing lines") { writer in
    ///     for line in lines {
    ///         try writer.writeTuple(fields: 2) { row in
    ///             row.append(uuid: (hi: line.id.high, lo: line.id.low))
    ///             row.append(int64: line.cents)
    ///         }
    ///     }
    /// }
    /// ```
    /// - Parameters:
    ///   - statement: a `COPY … FROM STDIN` with `FORMAT binary`, and `FREEZE` where it is allowed.
    ///   - phrase: what for, as it follows "while" in an error.
    ///   - body: writes the rows.
    /// - Returns: the number of rows.
    /// - Throws: ``PostgresError``, and what `body` throws: the COPY is then given up and leaves no row. The
    ///   connection can be used on; a transaction that was open has failed.
    @discardableResult
    public func copyIn(
        _ statement: String, doing phrase: String? = nil, _ body: (inout CopyWriter) throws -> Void
    ) throws -> Int {
        try copyIn(Purpose(phrase, statement), binary: true) { sender in
            try sender.send(CopyFrame.header)
            var writer = CopyWriter(sender)
            try body(&writer)
            try writer.flush()
            try sender.send(CopyFrame.trailer)
        }
    }

    /// Streams text into a table, in the format of the statement: tab-separated lines, unless it says otherwise.
    ///
    /// - Returns: the number of rows.
    /// - Throws: as ``copyIn(_:doing:_:)``.
    @discardableResult
    public func copyInText(
        _ statement: String, doing phrase: String? = nil, _ body: (inout CopyTextWriter) throws -> Void
    ) throws -> Int {
        try copyIn(Purpose(phrase, statement), binary: false) { sender in
            var writer = CopyTextWriter(sender)
            try body(&writer)
        }
    }

    private func copyIn(_ purpose: Purpose, binary: Bool, _ send: (CopySender) throws -> Void) throws -> Int {
        let handle = unsafe try begin(purpose)
        defer { end() }
        unsafe try startCopy(handle, purpose, expecting: PGRES_COPY_IN, binary: binary)
        do {
            unsafe try send(CopySender(self, handle, purpose))
        } catch {
            unsafe leaveCopy(handle)
            throw purpose.naming(error)
        }
        guard unsafe PQputCopyEnd(handle, nil) == 1 else { throw unsafe failure(handle, nil, purpose) }
        return unsafe try finishCopy(handle, purpose, isWrite: true)
    }
}

/// What stands around the rows of a binary COPY.
enum CopyFrame {
    /// The format's name, with bytes that a careless transfer would change.
    static let signature: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00]

    /// The signature, no flags, no extension.
    static let header: [UInt8] = signature + [0, 0, 0, 0, 0, 0, 0, 0]

    /// A count of fields that no row has.
    static let trailer: [UInt8] = [0xFF, 0xFF]
}

import CLibPQ

/// Where the closure of ``Connection/copyIn(_:doing:_:)`` writes its rows to.
///
/// It cannot be copied, so that it ends with its COPY.
public struct CopyWriter: ~Copyable {
    /// What is collected before it is sent: few system calls, and little memory.
    private static let chunk = 262_144

    private let sender: CopySender
    private var encoder = CopyEncoder(capacity: CopyWriter.chunk + 65_536)

    init(_ sender: CopySender) {
        self.sender = sender
    }

    /// Encodes one row, and sends it with others.
    ///
    /// - Parameters:
    ///   - fields: how many fields the row has.
    ///   - encode: appends exactly as many.
    /// - Throws: ``PostgresError`` if the connection broke or the program was asked to stop. What the server has
    ///   against a row comes out when the COPY ends.
    @inlinable
    public mutating func writeTuple(
        fields: Int, _ encode: (inout CopyEncoder) throws -> Void
    ) throws {
        try withEncoder { encoder in
            encoder.beginTuple(fields: fields)
            try encode(&encoder)
        }
    }

    /// Sends rows that a ``CopyEncoder`` put together, after those of ``writeTuple(fields:_:)``.
    public mutating func write(_ tuples: [UInt8]) throws(PostgresError) {
        try flush()
        try sender.send(tuples)
    }

    /// Sends what an encoder holds, and empties it for the next rows.
    public mutating func write(_ encoder: inout CopyEncoder) throws(PostgresError) {
        try flush()
        try sender.send(encoder)
        encoder.removeAll()
    }

    @usableFromInline
    mutating func withEncoder(_ encode: (inout CopyEncoder) throws -> Void) throws {
        try encode(&encoder)
        if encoder.byteCount >= CopyWriter.chunk { try flush() }
    }

    mutating func flush() throws(PostgresError) {
        guard encoder.byteCount > 0 else { return }
        try sender.send(encoder)
        encoder.removeAll()
    }
}

/// Where the closure of ``Connection/copyInText(_:doing:_:)`` writes to. It ends with its COPY.
public struct CopyTextWriter: ~Copyable {
    private let sender: CopySender

    init(_ sender: CopySender) {
        self.sender = sender
    }

    /// Sends bytes in the statement's text format; lines may be divided anywhere.
    public mutating func write(_ bytes: [UInt8]) throws(PostgresError) {
        try sender.send(bytes)
    }

    /// Sends text in the statement's text format.
    public mutating func write(_ text: String) throws(PostgresError) {
        try sender.send(Array(text.utf8))
    }
}

/// Sends the data of a COPY that is under way.
@safe
struct CopySender {
    /// A message stays well below the server's limit of a gigabyte, and an interruption is noticed between two.
    private static let largestMessage = 1_048_576

    let connection: Connection
    let handle: OpaquePointer
    let purpose: Purpose

    init(_ connection: Connection, _ handle: OpaquePointer, _ purpose: Purpose) {
        self.connection = connection
        unsafe self.handle = unsafe handle
        self.purpose = purpose
    }

    func send(_ bytes: [UInt8]) throws(PostgresError) {
        try unsafe bytes.withUnsafeBufferPointer { buffer throws(PostgresError) in
            try unsafe send(UnsafeRawBufferPointer(buffer))
        }
    }

    func send(_ encoder: borrowing CopyEncoder) throws(PostgresError) {
        try unsafe encoder.withBytes { buffer throws(PostgresError) in try unsafe send(buffer) }
    }

    private func send(_ bytes: UnsafeRawBufferPointer) throws(PostgresError) {
        var rest = unsafe bytes[...]
        while unsafe !rest.isEmpty {
            try connection.checkInterruption(purpose)
            let piece = unsafe UnsafeRawBufferPointer(rebasing: rest.prefix(Self.largestMessage))
            unsafe rest = unsafe rest.dropFirst(Self.largestMessage)
            let start = unsafe piece.baseAddress?.assumingMemoryBound(to: CChar.self)
            // libpq takes data for a dead connection without a word; only reading notices that nobody is there.
            let isSent = unsafe PQputCopyData(handle, start, Int32(piece.count)) == 1
            guard isSent, unsafe PQconsumeInput(handle) == 1 else {
                throw unsafe connection.failure(handle, nil, purpose)
            }
        }
    }
}

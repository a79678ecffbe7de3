/// Rows in PostgreSQL's binary COPY format, put together in memory: for `CopyWriter/write(_:)`.
///
/// It needs no connection, so that other threads can prepare chunks for the one that writes:
///
/// ```swift
/// var encoder = CopyEncoder()
/// encoder.beginTuple(fields: 2)
/// encoder.append(uuid: (hi: 1, lo: 2))
/// encoder.append(int64: nil)              // null
/// let chunk = encoder.takeBytes()         // [UInt8], Sendable; chunks may be written in any order
/// ```
/// Header and trailer are the connection's affair. A value is given as the type that its column has: the server does
/// not convert between them. Nil is null, whatever the type.
public struct CopyEncoder: ~Copyable, Sendable {
    @usableFromInline var storage: [UInt8]
    @usableFromInline var used = 0
    @usableFromInline var fieldsDue = 0

    /// An empty encoder with room for `capacity` bytes; it grows when they are used up.
    public init(capacity: Int = 65_536) {
        storage = [UInt8](repeating: 0, count: max(capacity, 64))
    }

    /// How many bytes have been encoded.
    @inlinable
    public var byteCount: Int { used }

    /// Starts a row of `fields` columns, which have to follow before the next row starts.
    @inlinable
    public mutating func beginTuple(fields: Int) {
        precondition(fieldsDue == 0, "a row of a COPY lacks fields")
        fieldsDue = fields
        let start = reserve(2)
        unsafe storage.withUnsafeMutableBytes { unsafe Wire.store(Int16(fields), at: $0.baseAddress! + start) }
    }

    /// Appends rows that were encoded elsewhere, by ``takeBytes()``.
    public mutating func appendRaw(_ tuples: [UInt8]) {
        precondition(fieldsDue == 0, "a row of a COPY lacks fields")
        let start = reserve(tuples.count)
        unsafe storage.withUnsafeMutableBytes { unsafe $0[start...].copyBytes(from: tuples) }
    }

    /// Calls `body` with what has been encoded.
    public func withBytes<Value, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        precondition(fieldsDue == 0, "a row of a COPY lacks fields")
        return try unsafe storage.withUnsafeBufferPointer { buffer throws(Failure) in
            unsafe try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[..<used])))
        }
    }

    /// Hands over what has been encoded, without copying it, and starts again with as much room as before.
    public mutating func takeBytes() -> [UInt8] {
        precondition(fieldsDue == 0, "a row of a COPY lacks fields")
        let capacity = storage.count
        var bytes: [UInt8] = []
        swap(&bytes, &storage)
        bytes.removeLast(bytes.count - used)
        storage = [UInt8](repeating: 0, count: capacity)
        used = 0
        return bytes
    }

    /// Forgets what has been encoded, a row that is not complete too, and keeps the room.
    public mutating func removeAll() {
        used = 0
        fieldsDue = 0
    }
}

extension CopyEncoder {
    /// Makes room for `count` bytes and returns where they begin.
    @inlinable
    @inline(__always)
    mutating func reserve(_ count: Int) -> Int {
        let start = used
        if storage.count - start < count { grow(by: count) }
        used = start + count
        return start
    }

    @usableFromInline
    @inline(never)
    mutating func grow(by count: Int) {
        storage.append(contentsOf: repeatElement(0, count: max(storage.count, count)))
    }

    /// Counts a field off the row that was begun.
    @inlinable
    @inline(__always)
    mutating func takeField() {
        precondition(fieldsDue > 0, "a row of a COPY has more fields than it began with")
        fieldsDue -= 1
    }

    /// Appends a field that is one number.
    @inlinable
    @inline(__always)
    mutating func appendNumber<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number?) {
        guard let number else { return appendNull() }
        takeField()
        let size = MemoryLayout<Number>.size
        let start = reserve(4 + size)
        unsafe storage.withUnsafeMutableBytes { buffer in
            let field = unsafe buffer.baseAddress! + start
            unsafe Wire.store(Int32(size), at: field)
            unsafe Wire.store(number, at: field + 4)
        }
    }

    /// Appends a field that is any bytes.
    @usableFromInline
    mutating func appendField(_ bytes: UnsafeRawBufferPointer) {
        takeField()
        let start = reserve(4 + bytes.count)
        unsafe storage.withUnsafeMutableBytes { buffer in
            let field = unsafe buffer.baseAddress! + start
            unsafe Wire.store(Int32(bytes.count), at: field)
            if let source = bytes.baseAddress {
                unsafe (field + 4).copyMemory(from: source, byteCount: bytes.count)
            }
        }
    }
}

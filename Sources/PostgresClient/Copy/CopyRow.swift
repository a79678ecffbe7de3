/// The row that a COPY is at: a cursor over its fields, which are read from left to right, each once.
///
/// Reading allocates nothing but the strings that are asked for. A field is read as the type that its column has;
/// a null that was not asked for, another length, or a column too many throws ``PostgresError/Kind/decoding`` with the
/// column's number. Columns that are left over when the closure returns are passed over.
///
/// It cannot be copied, and only the COPY makes one, so that it does not outlive the bytes that it points to.
@safe
public struct CopyRow: ~Copyable {
    @usableFromInline var next: UnsafeRawPointer
    @usableFromInline var end: UnsafeRawPointer
    @usableFromInline var remaining: Int

    /// How many columns the row has.
    public internal(set) var count: Int

    /// A row over bytes that stay where they are until it is moved on or ends.
    init(fields count: Int, from next: UnsafeRawPointer, to end: UnsafeRawPointer) {
        unsafe self.next = unsafe next
        unsafe self.end = unsafe end
        self.count = count
        remaining = count
    }

    /// Passes over columns without reading them.
    public mutating func skip(_ columns: Int = 1) throws(PostgresError) {
        for _ in 0..<columns { unsafe _ = try nextField("value") }
    }

    /// Whether the next field is null; it is not passed over.
    @inlinable
    public var isNextNull: Bool {
        unsafe remaining > 0 && end - next >= 4 && Wire.load(Int32.self, at: next) == -1
    }
}

extension CopyRow {
    /// Passes over a null, and says whether there was one.
    @inlinable
    @inline(__always)
    mutating func takeNull() -> Bool {
        guard isNextNull else { return false }
        unsafe next += 4
        remaining -= 1
        return true
    }

    /// Whether the next field has eight bytes.
    @inlinable
    @inline(__always)
    var isNextLong: Bool {
        unsafe remaining > 0 && end - next >= 4 && Wire.load(Int32.self, at: next) == 8
    }

    /// Passes over a field of exactly `size` bytes and returns their address.
    @inlinable
    @inline(__always)
    mutating func nextField(of size: Int, _ type: StaticString) throws(PostgresError) -> UnsafeRawPointer {
        guard remaining > 0, unsafe end - next >= 4 + size, unsafe Int(Wire.load(Int32.self, at: next)) == size else {
            throw mismatch(type, size: size)
        }
        let field = unsafe next + 4
        unsafe next = unsafe field + size
        remaining -= 1
        return unsafe field
    }

    /// Passes over a field of any length; its bytes are nil for null.
    @usableFromInline
    mutating func nextField(_ type: StaticString) throws(PostgresError) -> UnsafeRawBufferPointer? {
        guard remaining > 0, unsafe end - next >= 4 else { throw mismatch(type, size: 0) }
        let length = unsafe Int(Wire.load(Int32.self, at: next))
        guard length >= 0 else {
            guard length == -1 else { throw DecodingFailure.truncated(where: place) }
            unsafe next += 4
            remaining -= 1
            return nil
        }
        guard unsafe end - next - 4 >= length else { throw DecodingFailure.truncated(where: place) }
        let field = unsafe UnsafeRawBufferPointer(start: next + 4, count: length)
        unsafe next += 4 + length
        remaining -= 1
        return unsafe field
    }

    /// The bytes of the next field, which must not be null.
    @usableFromInline
    mutating func nextPresentField(_ type: StaticString) throws(PostgresError) -> UnsafeRawBufferPointer {
        guard !isNextNull, let field = unsafe try nextField(type) else {
            throw DecodingFailure.null(where: place, expected: "\(type)")
        }
        return unsafe field
    }

    /// Says why the next field is not what was asked for.
    @usableFromInline
    @inline(never)
    func mismatch(_ type: StaticString, size: Int) -> PostgresError {
        guard remaining > 0 else { return DecodingFailure.noColumn(count, count: count) }
        guard unsafe end - next >= 4 else { return DecodingFailure.truncated(where: place) }
        let length = unsafe Int(Wire.load(Int32.self, at: next))
        if length == -1 { return DecodingFailure.null(where: place, expected: "\(type)") }
        if length == size { return DecodingFailure.truncated(where: place) }
        return DecodingFailure.length(where: place, bytes: length, expected: "\(type)", size: size)
    }

    /// The column that is next.
    @usableFromInline
    var place: String { DecodingFailure.place(count - remaining) }
}

extension CopyRow {
    /// A `bigint`.
    @inlinable
    public mutating func nextInt64() throws(PostgresError) -> Int64 {
        unsafe Wire.load(Int64.self, at: try nextField(of: 8, "bigint"))
    }

    /// An `integer`.
    @inlinable
    public mutating func nextInt32() throws(PostgresError) -> Int32 {
        unsafe Wire.load(Int32.self, at: try nextField(of: 4, "integer"))
    }

    /// An `integer` or a `bigint`, whichever it is.
    @inlinable
    public mutating func nextWhole() throws(PostgresError) -> Int64 {
        isNextLong ? try nextInt64() : Int64(try nextInt32())
    }

    /// A `smallint`.
    @inlinable
    public mutating func nextInt16() throws(PostgresError) -> Int16 {
        unsafe Wire.load(Int16.self, at: try nextField(of: 2, "smallint"))
    }

    /// A `double precision`.
    @inlinable
    public mutating func nextDouble() throws(PostgresError) -> Double {
        unsafe Double(bitPattern: Wire.load(UInt64.self, at: try nextField(of: 8, "double precision")))
    }

    /// A `boolean`.
    @inlinable
    public mutating func nextBool() throws(PostgresError) -> Bool {
        unsafe Wire.load(UInt8.self, at: try nextField(of: 1, "boolean")) != 0
    }

    /// A `"char"`, PostgreSQL's one-byte type.
    @inlinable
    public mutating func nextChar() throws(PostgresError) -> UInt8 {
        unsafe Wire.load(UInt8.self, at: try nextField(of: 1, "\"char\""))
    }

    /// A `uuid`, as its two big-endian halves.
    @inlinable
    public mutating func nextUUID() throws(PostgresError) -> (hi: UInt64, lo: UInt64) {
        let field = unsafe try nextField(of: 16, "uuid")
        return unsafe (Wire.load(UInt64.self, at: field), Wire.load(UInt64.self, at: field + 8))
    }

    /// A `date`, in days since 1970-01-01; the infinities are the largest and the smallest number.
    @inlinable
    public mutating func nextDate() throws(PostgresError) -> Int32 {
        unsafe PostgresEpoch.unixDays(Wire.load(Int32.self, at: try nextField(of: 4, "date")))
    }

    /// A `timestamp`, with or without zone, in microseconds since 1970-01-01T00:00Z; the infinities are the largest
    /// and the smallest number. Years after 294246, which 64 bits from 1970 cannot hold, are the largest as well.
    @inlinable
    public mutating func nextTimestamp() throws(PostgresError) -> Int64 {
        PostgresEpoch.unixMicroseconds(unsafe Wire.load(Int64.self, at: try nextField(of: 8, "timestamp")))
    }

    /// A `text`, or any other type whose binary format is its text.
    public mutating func nextText() throws(PostgresError) -> String {
        unsafe try text(nextPresentField("text"))
    }

    /// Calls `body` with the bytes of the next field, which must not be null; they are gone when it returns.
    @inlinable
    public mutating func nextBytes<Value>(
        _ body: (UnsafeRawBufferPointer) throws -> Value
    ) throws -> Value {
        unsafe try body(nextPresentField("a value"))
    }
}

extension CopyRow {
    /// A `bigint` or null.
    @inlinable
    public mutating func nextOptionalInt64() throws(PostgresError) -> Int64? {
        takeNull() ? nil : try nextInt64()
    }

    /// An `integer` or null.
    @inlinable
    public mutating func nextOptionalInt32() throws(PostgresError) -> Int32? {
        takeNull() ? nil : try nextInt32()
    }

    /// An `integer`, a `bigint` or null.
    @inlinable
    public mutating func nextOptionalWhole() throws(PostgresError) -> Int64? {
        takeNull() ? nil : try nextWhole()
    }

    /// A `smallint` or null.
    @inlinable
    public mutating func nextOptionalInt16() throws(PostgresError) -> Int16? {
        takeNull() ? nil : try nextInt16()
    }

    /// A `double precision` or null.
    @inlinable
    public mutating func nextOptionalDouble() throws(PostgresError) -> Double? {
        takeNull() ? nil : try nextDouble()
    }

    /// A `boolean` or null.
    @inlinable
    public mutating func nextOptionalBool() throws(PostgresError) -> Bool? {
        takeNull() ? nil : try nextBool()
    }

    /// A `"char"` or null.
    @inlinable
    public mutating func nextOptionalChar() throws(PostgresError) -> UInt8? {
        takeNull() ? nil : try nextChar()
    }

    /// A `uuid` or null.
    @inlinable
    public mutating func nextOptionalUUID() throws(PostgresError) -> (hi: UInt64, lo: UInt64)? {
        takeNull() ? nil : try nextUUID()
    }

    /// A `date` or null.
    @inlinable
    public mutating func nextOptionalDate() throws(PostgresError) -> Int32? {
        takeNull() ? nil : try nextDate()
    }

    /// A `timestamp` or null.
    @inlinable
    public mutating func nextOptionalTimestamp() throws(PostgresError) -> Int64? {
        takeNull() ? nil : try nextTimestamp()
    }

    /// A `text` or null.
    public mutating func nextOptionalText() throws(PostgresError) -> String? {
        takeNull() ? nil : try nextText()
    }

    /// Calls `body` with the bytes of the next field, or with nil for null; they are gone when it returns.
    @inlinable
    public mutating func nextOptionalBytes<Value>(
        _ body: (UnsafeRawBufferPointer?) throws -> Value
    ) throws -> Value {
        unsafe try body(nextField("a value"))
    }
}

extension CopyRow {
    /// Text of the field that has just been passed over.
    private func text(_ bytes: UnsafeRawBufferPointer) throws(PostgresError) -> String {
        guard let text = unsafe Wire.text(bytes) else { throw DecodingFailure.notUTF8(where: passedPlace) }
        return text
    }

    private var passedPlace: String { DecodingFailure.place(count - remaining - 1) }
}

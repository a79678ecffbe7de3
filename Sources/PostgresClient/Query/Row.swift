/// One row of a query's result; it may be kept, and keeps the whole result then.
public struct Row {
    let result: QueryResult
    let index: Int

    /// How many columns the row has.
    public var count: Int { result.columnCount }

    /// A column by its position, from 0. One that the query does not have fails when it is read.
    public subscript(column: Int) -> Field {
        Field(result: result, row: index, column: column)
    }
}

/// One value of a row, read as the type that the caller knows its column to have.
///
/// Reading throws ``PostgresError/Kind/decoding``, which names the column, for a null that was not asked for and for
/// a value of another length than the type's. Each type has a variant that takes null.
public struct Field {
    let result: QueryResult
    let row: Int
    let column: Int

    /// Whether the value is null.
    public func isNull() throws(PostgresError) -> Bool {
        unsafe try bytesIfPresent() == nil
    }

    /// A `bigint`.
    public func int64() throws(PostgresError) -> Int64 { try required("bigint", optionalInt64()) }

    /// A `bigint` or null.
    public func optionalInt64() throws(PostgresError) -> Int64? {
        unsafe try fixed(8, "bigint") { unsafe Wire.load(Int64.self, at: $0) }
    }

    /// An `integer`.
    public func int32() throws(PostgresError) -> Int32 { try required("integer", optionalInt32()) }

    /// An `integer` or null.
    public func optionalInt32() throws(PostgresError) -> Int32? {
        unsafe try fixed(4, "integer") { unsafe Wire.load(Int32.self, at: $0) }
    }

    /// A `smallint`.
    public func int16() throws(PostgresError) -> Int16 { try required("smallint", optionalInt16()) }

    /// A `smallint` or null.
    public func optionalInt16() throws(PostgresError) -> Int16? {
        unsafe try fixed(2, "smallint") { unsafe Wire.load(Int16.self, at: $0) }
    }

    /// A `double precision`.
    public func double() throws(PostgresError) -> Double { try required("double precision", optionalDouble()) }

    /// A `double precision` or null.
    public func optionalDouble() throws(PostgresError) -> Double? {
        unsafe try fixed(8, "double precision") { unsafe Double(bitPattern: Wire.load(UInt64.self, at: $0)) }
    }

    /// A `boolean`.
    public func bool() throws(PostgresError) -> Bool { try required("boolean", optionalBool()) }

    /// A `boolean` or null.
    public func optionalBool() throws(PostgresError) -> Bool? {
        unsafe try fixed(1, "boolean") { unsafe Wire.load(UInt8.self, at: $0) != 0 }
    }

    /// A `uuid`, as its two big-endian halves.
    public func uuid() throws(PostgresError) -> (hi: UInt64, lo: UInt64) { try required("uuid", optionalUUID()) }

    /// A `uuid` or null.
    public func optionalUUID() throws(PostgresError) -> (hi: UInt64, lo: UInt64)? {
        unsafe try fixed(16, "uuid") {
            unsafe (Wire.load(UInt64.self, at: $0), Wire.load(UInt64.self, at: $0 + 8))
        }
    }

    /// A `date`, in days since 1970-01-01; the infinities are the largest and the smallest number.
    public func date() throws(PostgresError) -> Int32 { try required("date", optionalDate()) }

    /// A `date` or null.
    public func optionalDate() throws(PostgresError) -> Int32? {
        unsafe try fixed(4, "date") { unsafe PostgresEpoch.unixDays(Wire.load(Int32.self, at: $0)) }
    }

    /// A `timestamp`, with or without zone, in microseconds since 1970-01-01T00:00Z; the infinities are the largest
    /// and the smallest number. Years after 294246, which 64 bits from 1970 cannot hold, are the largest as well.
    public func timestamp() throws(PostgresError) -> Int64 { try required("timestamp", optionalTimestamp()) }

    /// A `timestamp` or null.
    public func optionalTimestamp() throws(PostgresError) -> Int64? {
        unsafe try fixed(8, "timestamp") { unsafe PostgresEpoch.unixMicroseconds(Wire.load(Int64.self, at: $0)) }
    }

    /// A `text`, or any other type whose binary format is its text (`varchar`, `name`, `json`, an enum; not `jsonb`).
    public func text() throws(PostgresError) -> String { try required("text", optionalText()) }

    /// A `text` or null.
    public func optionalText() throws(PostgresError) -> String? {
        guard let bytes = unsafe try bytesIfPresent() else { return nil }
        guard let text = unsafe Wire.text(bytes) else { throw DecodingFailure.notUTF8(where: place) }
        return text
    }

    /// A `bytea`, or the binary format of any other type.
    public func bytes() throws(PostgresError) -> [UInt8] { try required("bytea", optionalBytes()) }

    /// A `bytea` or null.
    public func optionalBytes() throws(PostgresError) -> [UInt8]? {
        unsafe try bytesIfPresent().map { unsafe [UInt8]($0) }
    }
}

extension Field {
    private var place: String { DecodingFailure.place(column, name: result.name(of: column)) }

    private func required<Value>(_ type: String, _ value: Value?) throws(PostgresError) -> Value {
        guard let value else { throw DecodingFailure.null(where: place, expected: type) }
        return value
    }

    private func fixed<Value>(
        _ size: Int, _ type: String, _ load: (UnsafeRawPointer) -> Value
    ) throws(PostgresError) -> Value? {
        guard let bytes = unsafe try bytesIfPresent() else { return nil }
        guard bytes.count == size, let start = bytes.baseAddress else {
            throw DecodingFailure.length(where: place, bytes: bytes.count, expected: type, size: size)
        }
        return unsafe load(start)
    }

    private func bytesIfPresent() throws(PostgresError) -> UnsafeRawBufferPointer? {
        guard column >= 0, column < result.columnCount else {
            throw DecodingFailure.noColumn(column, count: result.columnCount)
        }
        return unsafe result.bytes(row: row, column: column)
    }
}

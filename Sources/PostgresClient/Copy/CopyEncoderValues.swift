extension CopyEncoder {
    /// A null.
    @inlinable
    public mutating func appendNull() {
        takeField()
        let start = reserve(4)
        unsafe storage.withUnsafeMutableBytes { unsafe Wire.store(Int32(-1), at: $0.baseAddress! + start) }
    }

    /// A `bigint`.
    @inlinable
    public mutating func append(int64 number: Int64?) { appendNumber(number) }

    /// An `integer`.
    @inlinable
    public mutating func append(int32 number: Int32?) { appendNumber(number) }

    /// A `smallint`.
    @inlinable
    public mutating func append(int16 number: Int16?) { appendNumber(number) }

    /// A `double precision`.
    @inlinable
    public mutating func append(double number: Double?) { appendNumber(number?.bitPattern) }

    /// A `boolean`.
    @inlinable
    public mutating func append(bool flag: Bool?) { appendNumber(flag.map { UInt8($0 ? 1 : 0) }) }

    /// A `"char"`, PostgreSQL's one-byte type.
    @inlinable
    public mutating func append(char byte: UInt8?) { appendNumber(byte) }

    /// A `uuid`, as its two big-endian halves.
    @inlinable
    public mutating func append(uuid halves: (hi: UInt64, lo: UInt64)?) {
        guard let halves else { return appendNull() }
        takeField()
        let start = reserve(20)
        unsafe storage.withUnsafeMutableBytes { buffer in
            let field = unsafe buffer.baseAddress! + start
            unsafe Wire.store(Int32(16), at: field)
            unsafe Wire.store(halves.hi, at: field + 4)
            unsafe Wire.store(halves.lo, at: field + 12)
        }
    }

    /// A `date`, in days since 1970-01-01; the largest and the smallest number are the infinities.
    @inlinable
    public mutating func append(date days: Int32?) { appendNumber(days.map(PostgresEpoch.wireDays)) }

    /// A `timestamp`, with or without zone, in microseconds since 1970-01-01T00:00Z; the largest and the smallest
    /// number are the infinities.
    @inlinable
    public mutating func append(timestamp microseconds: Int64?) {
        appendNumber(microseconds.map(PostgresEpoch.wireMicroseconds))
    }

    /// A `text`, or any other type whose binary format is its text (`varchar`, `json`, an enum; not `jsonb`).
    @inlinable
    public mutating func append(text: String?) {
        guard var text else { return appendNull() }
        text.withUTF8 { unsafe appendField(UnsafeRawBufferPointer($0)) }
    }

    /// A `bytea`, or any other type in its own binary format.
    @inlinable
    public mutating func append(bytes: [UInt8]?) {
        guard let bytes else { return appendNull() }
        unsafe bytes.withUnsafeBytes { unsafe appendField($0) }
    }

    /// A field whose bytes are already in its type's binary format and lie anywhere in memory.
    @inlinable
    public mutating func append(bytes: UnsafeRawBufferPointer) { unsafe appendField(bytes) }
}

/// A value for a `$1`, sent with its type in binary, never pasted into the statement.
public enum Parameter: Hashable, Sendable {
    /// The null of whatever type the statement expects.
    case null
    /// A `bigint`; write `$1::int` where a function wants a smaller one.
    case int(Int64)
    /// A `double precision`.
    case double(Double)
    /// A `text`.
    case text(String)
    /// A `boolean`.
    case bool(Bool)
    /// A `uuid`, as its two big-endian halves.
    case uuid(hi: UInt64, lo: UInt64)
    /// A `date`, in days since 1970-01-01; the largest and the smallest number are the infinities.
    case date(Int32)
    /// A `timestamp` without zone that holds UTC, in microseconds since 1970-01-01; the largest and the smallest
    /// number are the infinities.
    case timestamp(Int64)
    /// A `bytea`.
    case bytes([UInt8])
}

extension Parameter {
    /// The type's object identifier, the same on every server; 0 leaves the type to the server.
    var typeIdentifier: UInt32 {
        switch self {
        case .null: 0
        case .int: 20
        case .double: 701
        case .text: 25
        case .bool: 16
        case .uuid: 2950
        case .date: 1082
        case .timestamp: 1114
        case .bytes: 17
        }
    }

    /// Appends the value in PostgreSQL's binary format; nothing for null.
    func encode(into bytes: inout [UInt8]) {
        switch self {
        case .null: break
        case .int(let number): Wire.append(number, to: &bytes)
        case .double(let number): Wire.append(number.bitPattern, to: &bytes)
        case .text(let text): bytes.append(contentsOf: text.utf8)
        case .bool(let flag): bytes.append(flag ? 1 : 0)
        case .uuid(let hi, let lo):
            Wire.append(hi, to: &bytes)
            Wire.append(lo, to: &bytes)
        case .date(let days): Wire.append(PostgresEpoch.wireDays(days), to: &bytes)
        case .timestamp(let microseconds): Wire.append(PostgresEpoch.wireMicroseconds(microseconds), to: &bytes)
        case .bytes(let content): bytes.append(contentsOf: content)
        }
    }
}

/// Parameters laid out as libpq takes them: types, addresses, lengths and formats.
struct BoundParameters {
    private var types: [UInt32] = []
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []
    private var bytes: [UInt8] = []

    init(_ parameters: [Parameter]) {
        for parameter in parameters {
            let start = bytes.count
            parameter.encode(into: &bytes)
            types.append(parameter.typeIdentifier)
            offsets.append(parameter == .null ? nil : start)
            lengths.append(Int32(bytes.count - start))
        }
        // An address is needed even where every value is empty: libpq takes a null address for null.
        bytes.append(0)
    }

    /// Calls `body` with the number of parameters and the four arrays, which last as long as the call.
    func withArrays<Value>(
        _ body: (
            Int32, UnsafePointer<UInt32>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?,
            UnsafePointer<Int32>?
        ) -> Value
    ) -> Value {
        let formats = [Int32](repeating: 1, count: types.count)
        return unsafe bytes.withUnsafeBytes { buffer in
            let start = unsafe buffer.baseAddress!.assumingMemoryBound(to: CChar.self)
            let values: [UnsafePointer<CChar>?] = unsafe offsets.map { unsafe $0.map { unsafe start + $0 } }
            return unsafe body(Int32(types.count), types, values, lengths, formats)
        }
    }
}

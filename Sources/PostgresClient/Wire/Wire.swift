/// Numbers as they stand in PostgreSQL's binary formats: big-endian, at any address.
///
/// The caller has checked that the bytes are there.
@usableFromInline
enum Wire {
    /// Reads a number.
    @inlinable
    @inline(__always)
    static func load<Number: FixedWidthInteger & BitwiseCopyable>(
        _ type: Number.Type, at address: UnsafeRawPointer
    ) -> Number {
        Number(bigEndian: unsafe address.loadUnaligned(as: Number.self))
    }

    /// Writes a number.
    @inlinable
    @inline(__always)
    static func store<Number: FixedWidthInteger & BitwiseCopyable>(
        _ number: Number, at address: UnsafeMutableRawPointer
    ) {
        unsafe address.storeBytes(of: number.bigEndian, as: Number.self)
    }

    /// Appends a number to a buffer; for what is written rarely.
    static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        unsafe withUnsafeBytes(of: number.bigEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    /// Reads text, nil if it is not UTF-8.
    @usableFromInline
    static func text(_ bytes: UnsafeRawBufferPointer) -> String? {
        // Most texts are short and ASCII, and made into a string several times as fast.
        let isASCII = unsafe bytes.allSatisfy { $0 < 0x80 }
        return unsafe isASCII ? String(decoding: bytes, as: UTF8.self) : String(validating: bytes, as: UTF8.self)
    }
}

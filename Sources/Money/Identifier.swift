/// The 16 bytes of a UUID, ordered by their bytes.
///
/// Creators, contents, purchases and everything else of the platform are named by one. Held as two big-endian
/// halves, so that comparing and hashing cost two machine words.
public struct Identifier: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The first eight bytes, as a big-endian number.
    public let high: UInt64
    /// The last eight bytes, as a big-endian number.
    public let low: UInt64

    /// An identifier from its two big-endian halves.
    @inlinable
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Orders by the bytes, as PostgreSQL orders `uuid`.
    @inlinable
    public static func < (left: Identifier, right: Identifier) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }

    /// The 16 bytes, in network order: what hashes and keys are made of.
    public var bytes: [UInt8] {
        (0..<16).map { index in
            let half = index < 8 ? high : low
            return UInt8(truncatingIfNeeded: half >> UInt64(56 - 8 * (index % 8)))
        }
    }
}

extension Identifier: LosslessStringConvertible {
    /// Reads the usual text of a UUID, upper or lower case; nil for anything else.
    public init?(_ text: String) {
        var halves: (UInt64, UInt64) = (0, 0)
        var digits = 0
        for (position, byte) in text.utf8.enumerated() {
            if Identifier.dashes.contains(position) {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue, digits < 32 else { return nil }
            if digits < 16 {
                halves.0 = halves.0 << 4 | UInt64(digit)
            } else {
                halves.1 = halves.1 << 4 | UInt64(digit)
            }
            digits += 1
        }
        guard digits == 32, text.utf8.count == 36 else { return nil }
        self.init(high: halves.0, low: halves.1)
    }

    /// The text of the UUID, in lower case.
    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        appendText(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the 36 characters of the text to a buffer, without making a string of them.
    public func appendText(to buffer: inout [UInt8]) {
        let first = Identifier.digits(high >> 32)
        let second = Identifier.digits(high & 0xFFFF_FFFF)
        let third = Identifier.digits(low >> 32)
        let fourth = Identifier.digits(low & 0xFFFF_FFFF)
        let dash = UInt64(UInt8(ascii: "-"))
        // Eight characters a word, in the order of their bytes: 8-4-4-4-12 digits, with the dashes between.
        let words = (
            first, dash << 56 | second >> 8 & 0x00FF_FFFF_FF00_0000 | dash << 16 | second >> 16 & 0xFFFF,
            (second & 0xFFFF) << 48 | dash << 40 | third >> 24 & 0xFF_FFFF_FF00 | dash,
            (third & 0xFFFF_FFFF) << 32 | fourth >> 32, UInt32(truncatingIfNeeded: fourth)
        )
        unsafe withUnsafeTemporaryAllocation(byteCount: 36, alignment: 8) { text in
            unsafe text.storeBytes(of: words.0.bigEndian, as: UInt64.self)
            unsafe text.storeBytes(of: words.1.bigEndian, toByteOffset: 8, as: UInt64.self)
            unsafe text.storeBytes(of: words.2.bigEndian, toByteOffset: 16, as: UInt64.self)
            unsafe text.storeBytes(of: words.3.bigEndian, toByteOffset: 24, as: UInt64.self)
            unsafe text.storeBytes(of: words.4.bigEndian, toByteOffset: 32, as: UInt32.self)
            unsafe buffer.append(contentsOf: text)
        }
    }

    /// The eight hexadecimal digits of 32 bits, the first one in the highest byte.
    private static func digits(_ bits: UInt64) -> UInt64 {
        var nibbles = (bits << 16 | bits) & 0x0000_FFFF_0000_FFFF
        nibbles = (nibbles << 8 | nibbles) & 0x00FF_00FF_00FF_00FF
        nibbles = (nibbles << 4 | nibbles) & 0x0F0F_0F0F_0F0F_0F0F
        // A nibble above 9 carries into its byte's upper half when 6 is added: those become letters.
        let letters = (nibbles &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return nibbles &+ 0x3030_3030_3030_3030 &+ letters &* UInt64(UInt8(ascii: "a") - 10 - UInt8(ascii: "0"))
    }

    private static let dashes: Set<Int> = [8, 13, 18, 23]
}

/// The fields of a row in COPY's text format, each with the separator after it.
extension CopyBuffer {
    /// A null field.
    @inline(__always)
    mutating func null() {
        reserve(3)
        put(UInt16(0x4E5C))  // "\N", lowest byte first
        put(CopyBuffer.tab)
    }

    /// A whole number, or null.
    @inline(__always)
    mutating func integer(_ value: Int?) {
        guard let value else { return null() }
        reserve(22)
        if value < 0 { put(UInt8(ascii: "-")) }
        putDecimal(value.magnitude)
        put(CopyBuffer.tab)
    }

    /// A truth value.
    mutating func boolean(_ value: Bool) {
        reserve(2)
        put(value ? UInt8(ascii: "t") : UInt8(ascii: "f"))
        put(CopyBuffer.tab)
    }

    /// An id, or null.
    @inline(__always)
    mutating func id(_ value: RowID?) {
        guard let value else { return null() }
        reserve(37)
        let dash = UInt8(ascii: "-")
        let middle = CopyBuffer.hex(UInt32(truncatingIfNeeded: value.high))
        let tail = CopyBuffer.hex(UInt32(truncatingIfNeeded: value.low >> 32))
        put(CopyBuffer.hex(UInt32(truncatingIfNeeded: value.high >> 32)))
        put(dash)
        put(UInt32(truncatingIfNeeded: middle))
        put(dash)
        put(UInt32(truncatingIfNeeded: middle >> 32))
        put(dash)
        put(UInt32(truncatingIfNeeded: tail))
        put(dash)
        put(UInt32(truncatingIfNeeded: tail >> 32))
        put(CopyBuffer.hex(UInt32(truncatingIfNeeded: value.low)))
        put(CopyBuffer.tab)
    }

    /// A time in microseconds since 1970 as `2025-01-31 17:00:00.25`, or null.
    @inline(__always)
    mutating func moment(_ value: Int?) {
        guard let value else { return null() }
        reserve(28)
        let ofDay = value % Moment.day
        putDate(value / Moment.day)
        put(UInt8(ascii: " "))
        let seconds = ofDay / Moment.second
        putTwoDigits(seconds / 3600)
        put(UInt8(ascii: ":"))
        putTwoDigits(seconds / 60 % 60)
        put(UInt8(ascii: ":"))
        putTwoDigits(seconds % 60)
        let fraction = ofDay % Moment.second
        if fraction > 0 {
            put(UInt8(ascii: "."))
            putTwoDigits(fraction / 10_000)
            putTwoDigits(fraction / 100 % 100)
            putTwoDigits(fraction % 100)
        }
        put(CopyBuffer.tab)
    }

    /// A day, in days since 1970-01-01.
    @inline(__always)
    mutating func date(_ days: Int) {
        reserve(11)
        putDate(days)
        put(CopyBuffer.tab)
    }

    /// A word that needs no escaping (no backslash, tab or line break), or null.
    @inline(__always)
    mutating func word(_ text: StaticString?) {
        guard let text else { return null() }
        reserve(text.utf8CodeUnitCount + 1)
        put(text)
        put(CopyBuffer.tab)
    }

    /// A prefix and 16 hexadecimal digits, such as an id of a payment provider.
    @inline(__always)
    mutating func token(_ prefix: StaticString, _ number: UInt64) {
        reserve(prefix.utf8CodeUnitCount + 17)
        put(prefix)
        put(CopyBuffer.hex(UInt32(truncatingIfNeeded: number >> 32)))
        put(CopyBuffer.hex(UInt32(truncatingIfNeeded: number)))
        put(CopyBuffer.tab)
    }

    /// Any text without NUL, escaped as COPY wants it, or null.
    mutating func text(_ value: String?) {
        guard let value else { return null() }
        reserve(value.utf8.count * 2 + 1)
        for byte in value.utf8 {
            precondition(byte != 0, "PostgreSQL's text holds no NUL")
            if let letter = CopyBuffer.escape(byte) {
                put(UInt8(ascii: "\\"))
                put(letter)
            } else {
                put(byte)
            }
        }
        put(CopyBuffer.tab)
    }

    /// What follows the backslash where a byte would end a field or a row, or begin an escape.
    private static func escape(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\\"): byte
        case UInt8(ascii: "\t"): UInt8(ascii: "t")
        case UInt8(ascii: "\n"): UInt8(ascii: "n")
        case UInt8(ascii: "\r"): UInt8(ascii: "r")
        default: nil
        }
    }

    @inline(__always)
    private mutating func putDate(_ days: Int) {
        let date = CivilDate(days: days)
        putTwoDigits(date.year / 100)
        putTwoDigits(date.year % 100)
        put(UInt8(ascii: "-"))
        putTwoDigits(date.month)
        put(UInt8(ascii: "-"))
        putTwoDigits(date.day)
    }

    @inline(__always)
    private mutating func putTwoDigits(_ value: Int) {
        let tens = UInt16(truncatingIfNeeded: value / 10)
        let ones = UInt16(truncatingIfNeeded: value % 10)
        put(0x3030 | tens | ones << 8)
    }

    private static var tab: UInt8 { UInt8(ascii: "\t") }

    /// Eight hexadecimal digits, the first in the lowest byte: all eight worked out at once in one register.
    @inline(__always)
    private static func hex(_ value: UInt32) -> UInt64 {
        var spread = UInt64(value)
        spread = (spread | spread << 16) & 0x0000_FFFF_0000_FFFF
        spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FF
        spread = (spread | spread << 4) & 0x0F0F_0F0F_0F0F_0F0F
        let letters = (spread + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return (spread + 0x3030_3030_3030_3030 + letters * 39).byteSwapped
    }
}

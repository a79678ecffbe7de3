/// A block of 512 bytes that begins a member, as POSIX has it (ustar).
enum TarBlock {
    /// The block: mode 0644, nobody's user and group, and the checksum over all of it.
    static func bytes(name: some Collection<UInt8>, size: UInt64, time: UInt64, kind: Unicode.Scalar) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: TarHeader.block)
        func put(_ bytes: some Collection<UInt8>, at place: Int) {
            block.replaceSubrange(place..<place + bytes.count, with: bytes)
        }
        put(name, at: 0)
        put("0000644".utf8, at: 100)
        put("0000000".utf8, at: 108)
        put("0000000".utf8, at: 116)
        put(octal(size, digits: 11), at: 124)
        put(octal(time, digits: 11), at: 136)
        put("        ".utf8, at: 148)
        put([UInt8(ascii: kind)], at: 156)
        put("ustar\u{0}00".utf8, at: 257)
        put("0000000".utf8, at: 329)
        put("0000000".utf8, at: 337)
        put(octal(block.reduce(0) { $0 + UInt64($1) }, digits: 6) + [0], at: 148)
        return block
    }

    private static func octal(_ value: UInt64, digits: Int) -> [UInt8] {
        let text = String(value, radix: 8)
        return Array((String(repeating: "0", count: max(0, digits - text.utf8.count)) + text).utf8)
    }

    /// What a block says; nil if its numbers are no numbers.
    struct Fields {
        let name: [UInt8]
        let size: UInt64
        let time: UInt64
        let kind: UInt8

        init?(_ block: [UInt8]) {
            name = Array(block[..<100].prefix { $0 != 0 })
            guard let size = TarBlock.number(block[124..<136]), let time = TarBlock.number(block[136..<148]) else {
                return nil
            }
            self.size = size
            self.time = time
            kind = block[156]
        }
    }

    private static func number(_ field: ArraySlice<UInt8>) -> UInt64? {
        UInt64(String(decoding: field.prefix { $0 != 0 && $0 != UInt8(ascii: " ") }, as: UTF8.self), radix: 8)
    }

    /// What the letter of a kind means, for messages.
    static func kind(_ letter: UInt8) -> String {
        switch Character(UnicodeScalar(letter)) {
        case "1": "a hard link"
        case "2": "a symbolic link"
        case "3", "4": "a device"
        case "5": "a folder"
        case "6": "a pipe"
        default: "of a kind that is not known"
        }
    }
}

/// HTML that is put together: what is not written here as markup goes in escaped, whatever it is.
struct Markup {
    /// The bytes so far, in UTF-8.
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(32 << 10) }

    /// Adds markup of ours.
    mutating func add(_ markup: StaticString) {
        markup.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    }

    /// Adds finished bytes.
    mutating func add(bytes other: [UInt8]) { bytes.append(contentsOf: other) }

    /// Adds a text with what has a meaning in HTML written as entities, and control characters as `�`.
    mutating func text(_ text: String) {
        var isAfterC2 = false
        for byte in text.utf8 {
            if isAfterC2, (0x80...0x9F).contains(byte) {
                bytes.removeLast()
                bytes.append(contentsOf: Markup.replacement)
            } else {
                escape(byte)
            }
            isAfterC2 = byte == 0xC2
        }
    }

    /// Adds somebody's words, which cannot turn the direction of what stands around them.
    mutating func words(_ text: String) {
        add("<bdi>")
        self.text(text)
        add("</bdi>")
    }

    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "&"): add("&amp;")
        case UInt8(ascii: "<"): add("&lt;")
        case UInt8(ascii: ">"): add("&gt;")
        case UInt8(ascii: "\""): add("&quot;")
        case UInt8(ascii: "'"): add("&#39;")
        case UInt8(ascii: "\n"), UInt8(ascii: "\t"): bytes.append(byte)
        case 0..<0x20, 0x7F: bytes.append(contentsOf: Markup.replacement)
        default: bytes.append(byte)
        }
    }
}

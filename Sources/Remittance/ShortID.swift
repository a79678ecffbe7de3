public import Money

/// The id of a payout in 27 characters: `P` and the UUID in Crockford's base 32, which nobody misreads.
///
/// PayPal takes 30 characters, banks 35 (as `EndToEndId`). It is the UUID itself, so nothing is looked up to read it. The
/// `P` keeps spreadsheets from taking digits with an `E` among them for a number.
public enum ShortID {
    /// The short id of a payout, such as `P2DX12AYQGZB02VM3MMT26ZHT21`.
    public static func text(of id: Identifier) -> String {
        var characters: [UInt8] = []
        var high = id.high
        var low = id.low
        for _ in 0..<length {
            characters.append(alphabet[Int(low & 31)])
            low = low >> 5 | high << 59
            high >>= 5
        }
        return "P" + String(decoding: characters.reversed(), as: UTF8.self)
    }

    /// Reads a short id, in any case, with `O` for 0 and `I` or `L` for 1; nil for anything else.
    public static func id(_ text: String) -> Identifier? {
        let bytes = Array(text.uppercased().utf8)
        guard bytes.count == length + 1, bytes[0] == UInt8(ascii: "P") else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for byte in bytes.dropFirst() {
            guard let value = alphabet.firstIndex(of: readings[byte] ?? byte), high >> 59 == 0 else { return nil }
            high = high << 5 | low >> 59
            low = low << 5 | UInt64(value)
        }
        return Identifier(high: high, low: low)
    }

    /// 128 bits in fives.
    private static let length = 26
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let readings: [UInt8: UInt8] = [
        UInt8(ascii: "O"): UInt8(ascii: "0"), UInt8(ascii: "I"): UInt8(ascii: "1"),
        UInt8(ascii: "L"): UInt8(ascii: "1"),
    ]
}

internal import Crypto
internal import Money

/// Text of strangers in a journal.
enum PlainWords {
    /// The text with nothing in it that either format takes for more than a word, in at most 80 characters: no line breaks,
    /// quotes, tags, links or comments.
    static func cleaned(_ text: String) -> String {
        let plain = text.unicodeScalars.map { scalar in
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-._/+()".unicodeScalars.contains(scalar)
                ? Character(scalar) : " "
        }
        return String(plain.split(separator: " ").joined(separator: " ").prefix(80))
    }
}

extension Currency {
    /// The code as both formats take it: a code of 2 to 12 capitals stands; any other text, which a direct donation can have
    /// (R6), is an `X` and 20 digits of its SHA-256.
    var symbol: String {
        if (2...12).contains(code.utf8.count), code.utf8.allSatisfy((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains) {
            return code
        }
        let digits = SHA256.hash(data: Array(code.utf8)).prefix(10).map { byte in
            String(UInt8(byte) >> 4, radix: 16, uppercase: true) + String(byte & 15, radix: 16, uppercase: true)
        }
        return "X" + digits.joined()
    }

    /// Minor units as a decimal number of the currency; whole ones where its exponent is not known.
    func decimal(_ cents: Int64) -> String { Money.decimal(cents, exponent: exponent ?? 0) }
}

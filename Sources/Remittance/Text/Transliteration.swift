/// Letters of other alphabets and with marks, written in the letters that old banking systems carry.
///
/// Latin letters lose their marks, as the European Payments Council advises (EPC217-08); Greek and Cyrillic ones are
/// spelt as passports spell them; digits of any script become 0 to 9. What has no such spelling, Khmer or Chinese, say, is
/// left out: the bank knows the account, and a wrong sound helps nobody.
enum Transliteration {
    /// The text in ASCII, without control characters.
    static func ascii(_ text: String) -> String {
        var result = ""
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            // Greek writes its u with two letters.
            let isSecondOfTwo = "υύΥΎ".unicodeScalars.contains(scalar) && "αεοΑΕΟ".unicodeScalars.contains(previous)
            result += isSecondOfTwo ? "u" : spelling(of: scalar)
            previous = scalar
        }
        return result
    }

    /// A scalar in ASCII; empty for what has no spelling, a space for what separates words.
    private static func spelling(of scalar: Unicode.Scalar) -> String {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F ? " " : String(scalar) }
        if (0xFF01...0xFF5E).contains(scalar.value), let narrow = Unicode.Scalar(scalar.value - 0xFEE0) {
            return String(narrow)
        }
        if let known = Letters.spelling(of: scalar) { return known }
        switch scalar.properties.generalCategory {
        case .dashPunctuation: return "-"
        case .initialPunctuation, .finalPunctuation, .openPunctuation, .closePunctuation: return "'"
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control: return " "
        case .decimalNumber: return digit(scalar.properties.name)
        case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter: return latin(scalar.properties.name)
        default: return ""
        }
    }

    /// The letter that a name such as `LATIN SMALL LETTER O WITH STROKE` is about; empty for another name.
    private static func latin(_ name: String?) -> String {
        guard let words = name?.split(separator: " "), words.count >= 4, words[0] == "LATIN",
            words[2] == "LETTER" || words[2] == "LIGATURE", words.count == 4 || words[4] == "WITH",
            words[3].utf8.count <= 2
        else { return "" }
        return words[1] == "SMALL" ? words[3].lowercased() : String(words[3])
    }

    /// The digit that a name such as `KHMER DIGIT FOUR` is about; empty for another name.
    private static func digit(_ name: String?) -> String {
        guard let word = name?.split(separator: " ").last, let value = digits.firstIndex(of: word) else { return "" }
        return String(value)
    }

    private static let digits: [Substring] = [
        "ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE",
    ]
}

internal import Settlement

/// Names and notes from the platform's database, made fit for a file: its characters, its length, never empty.
///
/// They were typed by strangers. Control characters and those that turn the direction of writing are left out, spaces
/// made single, and a character with its marks is cut off whole or not at all.
enum CleanText {
    /// A text in the characters of SEPA: letters, digits, space and `/-?:().,'+`, without a slash where one has a meaning.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - limit: The most characters.
    ///   - fallback: What stands there where no letter and no digit is left; it must fit.
    static func sepa(_ text: String, limit: Int, else fallback: String) -> String {
        var plain = Transliteration.ascii(text).unicodeScalars.map { sepaSigns[$0] ?? $0 }
            .reduce(into: "") { $0.unicodeScalars.append($1) }
        while plain.contains("//") { plain = plain.replacing("//", with: "/") }
        return finished(plain, limit: limit, trimming: [" ", "/"], else: fallback)
    }

    /// A text in any script, fit for a cell: nothing at its beginning that a spreadsheet takes for a formula.
    ///
    /// The signs are left out, not put in quotes: what the provider reads is the payee's name or note, and a quote would
    /// become a part of it.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - limit: The most Unicode scalars.
    ///   - fallback: What stands there where no letter and no digit is left; it must fit.
    static func cell(_ text: String, limit: Int, else fallback: String) -> String {
        finished(VisibleText.withoutFormula(VisibleText.of(text)), limit: limit, else: fallback)
    }

    /// A text that must stay as it is, such as an account: with an apostrophe before it where a spreadsheet would take it
    /// for a formula, and without line breaks.
    static func verbatimCell(_ text: String) -> String {
        let trimmed = trim(VisibleText.of(text), [" "])
        return trimmed.unicodeScalars.first.map(VisibleText.isFormulaSign) == true ? "'" + trimmed : trimmed
    }

    private static func finished(
        _ text: String, limit: Int, trimming ends: Set<Character> = [" "], else fallback: String
    ) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let cut = trim(VisibleText.prefix(of: trim(words, ends), limit), ends)
        return cut.contains { $0.isLetter || $0.isNumber } ? cut : fallback
    }

    private static func trim(_ text: String, _ ends: Set<Character>) -> String {
        var rest = text.drop(while: ends.contains)
        while let last = rest.last, ends.contains(last) { rest = rest.dropLast() }
        return String(rest)
    }

    /// What EPC217-08 advises for the signs of ASCII that SEPA does not carry.
    private static let sepaSigns: [Unicode.Scalar: Unicode.Scalar] = [
        "!": ".", "\"": "'", "#": ".", "$": ".", "%": ".", "&": "+", "*": ".", ";": ",", "<": ".", "=": ".", ">": ".",
        "@": ".", "[": "(", "\\": "/", "]": ")", "^": ".", "_": "-", "`": "'", "{": "(", "|": "/", "}": ")", "~": "-",
    ]
}

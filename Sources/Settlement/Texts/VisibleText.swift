/// What of a text that strangers typed can be seen: the one reading of files that are handed out and of texts that come back.
public enum VisibleText {
    /// A scalar as it is shown: a space for what breaks or separates, nil for what is not seen.
    public static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.properties.generalCategory {
        case .control, .spaceSeparator, .lineSeparator, .paragraphSeparator: " "
        // Khmer and Persian words, and joined pictures, need these two.
        case .format: scalar == "\u{200C}" || scalar == "\u{200D}" ? scalar : nil
        case .surrogate, .privateUse, .unassigned: nil
        default: scalar
        }
    }

    /// The scalars of a text that are shown.
    public static func of(_ text: String) -> String {
        text.unicodeScalars.compactMap(shown).reduce(into: "") { $0.unicodeScalars.append($1) }
    }

    /// Whether a spreadsheet takes a cell that begins with the scalar for a formula, whatever mark follows it.
    public static func isFormulaSign(_ scalar: Unicode.Scalar) -> Bool {
        "=+-@＝＋－＠\t\r".unicodeScalars.contains(scalar)
    }

    /// The text without what a spreadsheet would take for the beginning of a formula.
    public static func withoutFormula(_ text: String) -> String {
        String(text.unicodeScalars.drop { isFormulaSign($0) || $0.properties.isWhitespace || isMark($0) })
    }

    /// The longest beginning of whole characters that has no more scalars than a limit.
    public static func prefix(of text: String, _ limit: Int) -> String {
        var room = limit
        return String(
            text.prefix { character in
                room -= character.unicodeScalars.count
                return room >= 0
            })
    }

    /// Whether the scalar belongs to the one before it, or joins it with the next.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        [.nonspacingMark, .spacingMark, .enclosingMark, .format].contains(scalar.properties.generalCategory)
    }
}

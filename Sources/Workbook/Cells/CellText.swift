/// Texts from the platform's database, made fit for a workbook's XML: the same letters, nothing that breaks the file.
enum CellText {
    /// How many UTF-16 units a cell holds.
    static let most = 32_767

    /// A text as a cell holds it.
    ///
    /// Control characters, which XML cannot hold, become the pictures that Unicode has of them; a line break of any kind
    /// becomes a line feed; what Excel would read as its own escape for a character is escaped. What is longer than a cell
    /// ends with an ellipsis, after a whole character.
    static func fit(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "_") }
        let fitted = isPlain ? text : escaped(text.reduce(into: "") { $0 += shown($1) })
        return fitted.utf16.count <= most ? fitted : "\(beginning(of: fitted, most - 1))…"
    }

    /// A text on one line, no longer than a limit, for a place that is no cell: a title of a chart, a property, a footer.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - limit: The most UTF-16 units.
    static func line(_ text: String, limit: Int) -> String {
        String(beginning(of: fit(text).split(whereSeparator: \.isWhitespace).joined(separator: " "), limit))
    }

    /// The longest beginning of whole characters that has no more UTF-16 units than the limit.
    private static func beginning(of text: String, _ limit: Int) -> Substring {
        var room = limit
        return text.prefix { character in
            room -= character.utf16.count
            return room >= 0
        }
    }

    private static func shown(_ character: Character) -> String {
        if character == "\r\n" { return "\n" }
        var text = ""
        for scalar in character.unicodeScalars { text.unicodeScalars.append(shown(scalar)) }
        return text
    }

    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x09, 0x0A: scalar
        case 0x0D, 0x85, 0x2028, 0x2029: "\n"
        case 0x00..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
        case 0x7F: "\u{2421}"
        case 0x80..<0xA0, 0xFFFE, 0xFFFF: "\u{FFFD}"
        default: scalar
        }
    }

    /// Writes `_x0041_` as `_x005F_x0041_`, since Excel reads the former as `A`.
    private static func escaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        return text.replacing(#/_(?=x[0-9A-Fa-f]{4}_)/#, with: "_x005F_")
    }
}

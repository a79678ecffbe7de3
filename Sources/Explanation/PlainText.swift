/// Text from the platform's tables, made safe to show on a terminal.
public enum PlainText {
    /// Replaces control characters, line breaks, bidirectional marks and other invisible characters by `�`.
    public static func clean(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(isPlain(scalar) ? scalar : "\u{FFFD}") }
        return String(result)
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: !scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}

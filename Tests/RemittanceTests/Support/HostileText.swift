import TestRandom

/// Texts that nobody hopes for: formulas, quotes, line breaks, marks, other scripts, invisible characters.
enum HostileText {
    private static let pieces: [String] = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "\"", "\"\"", ",", ";", "'", "<", ">", "&", "]]>", "&amp;", "\\",
        "/",
        "//", "\u{0}", "\u{7F}", "\u{85}", "\u{2028}", "\u{202E}", "\u{200B}", "\u{200D}", "\u{FEFF}", "\u{FFFE}",
        "e\u{301}", "ß", "Ø", "Ł", "Đ", "Ж", "щ", "Ω", "ស្រី", "李", "🙂", "👨\u{200D}👩\u{200D}👧", "＝", "１", "៤",
        "=HYPERLINK(\"http://x\")", "Ann", "Smith", "Müller", " ", "  ", "x", "0", "9",
    ]

    /// A text of pieces and of random scalars; sometimes empty, sometimes long.
    static func random(using random: inout SplitMix) -> String {
        let count = Int.random(in: 0...30, using: &random)
        return (0..<count).map { _ in
            guard Int.random(in: 0..<6, using: &random) == 0 else { return pieces.randomElement(using: &random) ?? "" }
            let value = UInt32.random(in: 0...0x2FFFF, using: &random)
            return Unicode.Scalar(value).map { String($0) } ?? ""
        }.joined()
    }
}

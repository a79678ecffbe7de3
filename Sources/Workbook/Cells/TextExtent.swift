/// How much room texts take, in characters and lines, near enough for the widths of columns and the heights of rows.
enum TextExtent {
    /// How many lines Excel shows in a row at most: it is 409 points high then.
    private static let mostLines = 27

    /// About how many digits wide a text is, where nothing breaks it; Chinese and its kind are twice as wide.
    static func width(_ text: some StringProtocol) -> Int {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
        return text.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
    }

    /// How many lines a text takes that is wrapped between its words, in a column so wide; letters are on average somewhat
    /// narrower than the digits that widths are counted in.
    static func lines(_ text: String, in width: Int) -> Int {
        let width = width * 11 / 10
        if text.utf8.count <= width, !text.utf8.contains(0x0A) { return 1 }
        let paragraphs = text.split(separator: "\n", maxSplits: mostLines, omittingEmptySubsequences: false)
        return min(paragraphs.reduce(0) { $0 + lines(ofParagraph: $1, in: width) }, mostLines)
    }

    private static func lines(ofParagraph text: Substring, in width: Int) -> Int {
        var (lines, room) = (1, width)
        for word in text.split(separator: " ") {
            let needed = TextExtent.width(word)
            if needed > room, room < width { (lines, room) = (lines + 1, width) }
            // A word that is longer than a line is broken.
            if needed > room {
                (lines, room) = (lines + (needed - 1) / width, width - (needed - 1) % width - 1)
            } else {
                room -= needed
            }
            room -= 1
        }
        return lines
    }

    private static func isWide(_ character: Character) -> Bool {
        guard let first = character.unicodeScalars.first?.value else { return false }
        return (0x1100..<0x1200).contains(first) || (0x2E80..<0xD7B0).contains(first)
            || (0xF900..<0xFB00).contains(first)
            || (0xFE30..<0xFE70).contains(first) || (0xFF00..<0xFF61).contains(first) || first >= 0x1F000
    }
}

/// Reads RFC 4180, so that tests look at what the command wrote with eyes of their own.
enum CSV {
    /// The rows of a text, the header among them.
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field = ""
        var isQuoted = false
        var characters = text.unicodeScalars.makeIterator()
        var next = characters.next()
        while let character = next {
            next = characters.next()
            switch (character, isQuoted) {
            case ("\"", true) where next == "\"":
                field.unicodeScalars.append(character)
                next = characters.next()
            case ("\"", _): isQuoted.toggle()
            case (",", false):
                row.append(field)
                field = ""
            case ("\n", false):
                rows.append(row + [field])
                (row, field) = ([], "")
            default: field.unicodeScalars.append(character)
            }
        }
        return rows
    }
}

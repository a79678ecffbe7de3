/// Names of sheets as Excel allows them, none twice.
struct SheetNames {
    /// How many UTF-16 units a name has at most.
    private static let most = 31
    /// What no name may hold, besides apostrophes, which confuse formulas.
    private static let forbidden: Set<Character> = ["[", "]", ":", "*", "?", "/", "\\"]

    /// In small letters, since Excel tells no capital from a small letter here; `history` is its own.
    private var taken: Set<String> = ["history"]

    /// The wanted name, or the nearest one that is allowed and free.
    mutating func next(_ wanted: String) -> String {
        let legal = SheetNames.legal(wanted)
        var name = SheetNames.cut(legal, after: "")
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            name = SheetNames.cut(legal, after: " (\(number))")
            number += 1
        }
        return name
    }

    private static func legal(_ wanted: String) -> String {
        let plain = CellText.line(wanted, limit: CellText.most).map { character -> Character in
            if forbidden.contains(character) { return "-" }
            return character == "'" ? "’" : character
        }
        return plain.isEmpty ? "Report" : String(plain)
    }

    /// The beginning of a name with an ending, of whole characters.
    private static func cut(_ name: String, after ending: String) -> String {
        CellText.line(name, limit: most - ending.utf16.count) + ending
    }
}

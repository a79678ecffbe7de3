/// Lines of a CSV file (RFC 4180), ended by a line feed.
struct CSVWriter {
    /// The bytes so far.
    private(set) var bytes: [UInt8] = []
    /// What stands between two cells.
    let separator: ColumnMap.Separator

    /// A file without a line.
    init(separator: ColumnMap.Separator = .comma) {
        self.separator = separator
    }

    /// Adds a line.
    mutating func add(_ cells: [String]) {
        bytes += cells.map(quoted).joined(separator: separator.character).utf8
        bytes.append(UInt8(ascii: "\n"))
    }

    /// A cell, in quotes where any reader could take a part of it for something else.
    private func quoted(_ cell: String) -> String {
        let needsQuotes = cell.utf8.contains { byte in
            byte < 0x20 || [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\"")].contains(byte)
        }
        return needsQuotes || cell.hasPrefix(" ") || cell.hasSuffix(" ")
            ? "\"" + doubled(cell) + "\"" : cell
    }

    /// The cell with its quotes doubled, also those that a mark or a joiner follows, which make one character with it.
    private func doubled(_ cell: String) -> String {
        cell.unicodeScalars.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) }
    }
}

extension ColumnMap.Separator {
    /// The character.
    var character: String {
        switch self {
        case .comma: ","
        case .semicolon: ";"
        case .tab: "\t"
        }
    }
}

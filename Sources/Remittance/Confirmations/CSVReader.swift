/// Reads a CSV file (RFC 4180) with the line that each row begins on; `\r\n` and a byte order mark are taken as well.
struct CSVReader {
    /// A row: where it begins, counted from 1, and its cells; nil cells where its quotes are not closed or stand loose.
    struct Row {
        let line: Int
        let cells: [String]?
    }

    private let characters: [Unicode.Scalar]
    private var position = 0
    private var line = 1

    /// A reader of a text.
    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        characters = scalars.first == "\u{FEFF}" ? Array(scalars.dropFirst()) : scalars
    }

    /// All rows, without lines that hold nothing.
    mutating func rows() -> [Row] {
        var rows: [Row] = []
        while position < characters.count {
            let row = next()
            if row.cells != [""] { rows.append(row) }
        }
        return rows
    }

    /// The row that begins here.
    private mutating func next() -> Row {
        let start = line
        var cells: [String]? = []
        while true {
            let cell = peek == "\"" ? quoted() : plain()
            if let cell { cells?.append(cell) } else { cells = nil }
            guard peek == "," else { break }
            position += 1
        }
        if peek == "\r" { position += 1 }
        if peek == "\n" {
            position += 1
            line += 1
        }
        return Row(line: start, cells: cells)
    }

    private var peek: Unicode.Scalar? { position < characters.count ? characters[position] : nil }

    /// A cell without quotes; nil if there is one in it.
    private mutating func plain() -> String? {
        var cell = ""
        var isSound = true
        while let scalar = peek, scalar != ",", scalar != "\n", !isLineEnd(scalar) {
            if scalar == "\"" { isSound = false }
            cell.unicodeScalars.append(scalar)
            position += 1
        }
        return isSound ? cell : nil
    }

    /// A cell in quotes; nil if they are not closed, or something follows them.
    private mutating func quoted() -> String? {
        var cell = ""
        position += 1
        while let scalar = peek {
            position += 1
            if scalar == "\n" { line += 1 }
            guard scalar == "\"" else {
                cell.unicodeScalars.append(scalar)
                continue
            }
            if peek == "\"" {
                cell.unicodeScalars.append(scalar)
                position += 1
                continue
            }
            return plain()?.isEmpty == true ? cell : nil
        }
        return nil
    }

    /// Whether a carriage return stands before a line feed or at the end.
    private func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\r" && (position + 1 == characters.count || characters[position + 1] == "\n")
    }
}

/// Reads a CSV file (RFC 4180) with the line that each row begins on; `\r\n` and a byte order mark are taken as well.
public struct CSVReader {
    /// A row: where it begins, counted from 1, and its cells, or what is wrong with it.
    public struct Row: Sendable {
        /// The line of the file, from 1.
        public let line: Int
        /// The cells, without their quotes.
        public let cells: Result<[String], Malformed>
    }

    /// What is wrong with a row's quotes.
    public enum Malformed: Error {
        /// A cell's quotes are opened and never closed.
        case open
        /// A quote stands inside a cell that does not begin with one.
        case loose
        /// Something follows the quotes that close a cell.
        case trailing
    }

    private let characters: [Unicode.Scalar]
    private var position = 0
    private var line = 1

    private init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        characters = scalars.first == "\u{FEFF}" ? Array(scalars.dropFirst()) : scalars
    }

    /// All rows of a text, without lines that hold nothing; a row that is malformed does not hide those after it.
    public static func rows(of text: String) -> [Row] {
        var reader = CSVReader(text)
        var rows: [Row] = []
        while reader.position < reader.characters.count {
            let row = reader.next()
            if (try? row.cells.get()) != [""] { rows.append(row) }
        }
        return rows
    }

    /// The row that begins here.
    private mutating func next() -> Row {
        let start = line
        var cells: [String] = []
        var fault: Malformed?
        while true {
            do throws(Malformed) {
                cells.append(try peek == "\"" ? quoted() : plain())
            } catch {
                fault = fault ?? error
            }
            guard peek == "," else { break }
            position += 1
        }
        if peek == "\r" { position += 1 }
        if peek == "\n" {
            position += 1
            line += 1
        }
        return Row(line: start, cells: fault.map { .failure($0) } ?? .success(cells))
    }

    private var peek: Unicode.Scalar? { position < characters.count ? characters[position] : nil }

    /// A cell without quotes.
    private mutating func plain() throws(Malformed) -> String {
        var cell = ""
        var isLoose = false
        while let scalar = peek, scalar != ",", scalar != "\n", !isLineEnd(scalar) {
            if scalar == "\"" { isLoose = true }
            cell.unicodeScalars.append(scalar)
            position += 1
        }
        guard !isLoose else { throw .loose }
        return cell
    }

    /// A cell in quotes.
    private mutating func quoted() throws(Malformed) -> String {
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
            guard try plain().isEmpty else { throw .trailing }
            return cell
        }
        throw .open
    }

    /// Whether a carriage return stands before a line feed or at the end.
    private func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\r" && (position + 1 == characters.count || characters[position + 1] == "\n")
    }
}

/// A reader of CSV as a spreadsheet has one: by bytes, apart from the one under test.
enum LooseCSV {
    /// The rows; nil if quotes are left open.
    static func rows(_ text: String) -> [[String]]? {
        var rows: [[String]] = []
        var row: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted || (byte != UInt8(ascii: ",") && byte != UInt8(ascii: "\n")) {
                cell.append(byte)
                continue
            }
            row.append(unquoted(cell))
            cell = []
            guard byte == UInt8(ascii: "\n") else { continue }
            rows.append(row)
            row = []
        }
        return isQuoted || !cell.isEmpty ? nil : rows
    }

    private static func unquoted(_ cell: [UInt8]) -> String {
        let text = String(decoding: cell, as: UTF8.self)
        guard cell.first == UInt8(ascii: "\""), cell.last == UInt8(ascii: "\"") else { return text }
        return String(text.unicodeScalars.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }
}

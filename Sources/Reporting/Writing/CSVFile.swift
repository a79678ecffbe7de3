internal import Money
internal import Settlement

/// A table as CSV: a header of the columns' names, a line a row, `\n`, cents as whole numbers (RFC 4180).
///
/// Where the table has a currency, it is the first column. Texts cannot be taken for formulas: one that begins like one has
/// an apostrophe before it, as spreadsheets themselves mark a text.
public enum CSVFile {
    /// Writes a table.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - write: Takes the bytes, piece by piece.
    public static func write(_ table: ReportTable, to write: ([UInt8]) throws -> Void) throws {
        let hasCurrency = table.sections.contains { $0.currency != nil } || table.columns.contains { $0.kind == .money }
        let header = (hasCurrency ? ["currency"] : []) + table.columns.map(\.name)
        try write(line(header))
        for section in table.sections {
            let currency = section.currency.map { [ReportText.defused($0.code)] } ?? []
            for row in section.rows { try write(line(currency + row.map { text(of: $0) })) }
        }
    }

    private static func text(of value: ReportValue) -> String {
        switch value {
        case .empty: ""
        case .money(let number), .count(let number): String(number)
        case .percent(let hundredths): ReportText.decimal(hundredths: hundredths)
        case .date(let day): day.description
        case .text(let text): ReportText.defused(text)
        }
    }

    private static func line(_ cells: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (place, cell) in cells.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            append(cell, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    /// Appends a cell, in quotes where any reader could take a part of it for something else.
    private static func append(_ cell: String, to bytes: inout [UInt8]) {
        let special: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\"")]
        let isPlain =
            !cell.utf8.contains { $0 < 0x20 || special.contains($0) } && !cell.hasPrefix(" ") && !cell.hasSuffix(" ")
        guard !isPlain else { return bytes.append(contentsOf: cell.utf8) }
        bytes.append(UInt8(ascii: "\""))
        for byte in cell.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

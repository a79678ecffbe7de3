/// Why a report does not become a workbook.
public enum WorkbookError: Error, Hashable, Sendable {
    /// A number has more digits than a spreadsheet keeps; `row` counts the section's rows from 1, nil for its total.
    case digits(column: String, row: Int?, minorUnits: Int64)
    /// A section has more rows than a sheet holds.
    case rows(report: String, count: Int)
    /// A total would add amounts of several currencies (R1.1).
    case mixedTotal(column: String)
    /// The library or the disk failed.
    case failed(String)
}

extension WorkbookError: CustomStringConvertible {
    /// One sentence, with what to do next.
    public var description: String {
        switch self {
        case .digits(let column, let row, let minorUnits):
            "\(row.map { "row \($0)" } ?? "the total") of column \"\(column)\" is \"\(minorUnits)\" as a whole number, and "
                + "a spreadsheet keeps \(Digits.most) digits; take --format csv or json, which keep them all"
        case .rows(let report, let count):
            "report \"\(report)\" has \(count) rows of one currency, and a sheet holds \(SheetLayout.mostRows) besides its "
                + "headings; take --format csv, or a shorter period"
        case .mixedTotal(let column):
            "the total of column \"\(column)\" would add several currencies; part the report by currency, or leave out the total"
        case .failed(let reason):
            "cannot make the workbook: \(reason); make room in the folder for temporary files, or set TMPDIR to another"
        }
    }
}

internal import Money
internal import Reporting

/// Where on a sheet the parts of a section are, and what each cell of its table holds.
///
/// Title, what the report is, and what it was asked; an empty row; the headings; the rows; the totals.
struct SheetLayout {
    /// Where the title is.
    static let title = 0
    /// Where it says what the report is.
    static let about = 1
    /// Where it says what was asked.
    static let asked = 2
    /// Where the headings are.
    static let headings = 4
    /// The first row of the table.
    static let first = 5
    /// How many rows a sheet of Excel's holds.
    private static let sheetRows = 1_048_576
    /// How many rows of a section fit, with headings above and totals below.
    static let mostRows = sheetRows - first - 1

    /// The report.
    let report: ReportTable
    /// The section.
    let section: ReportTable.Section
    /// The place of the column that names each row's currency, where the section has none of its own.
    private let currencyColumn: Int?

    /// The layout of a section.
    ///
    /// - Throws: ``WorkbookError/rows(report:count:)``.
    init(_ report: ReportTable, _ section: ReportTable.Section) throws(WorkbookError) {
        guard section.rows.count <= SheetLayout.mostRows else {
            throw .rows(report: report.name, count: section.rows.count)
        }
        self.report = report
        self.section = section
        currencyColumn =
            section.currency == nil ? report.columns.firstIndex { $0.name == "currency" && $0.kind == .text } : nil
    }

    /// The last row of the table; a remark stands where there is none.
    var last: Int { SheetLayout.first + max(section.rows.count, 1) - 1 }

    /// The row of the totals; nil if nothing is totalled.
    var totals: Int? { section.totals.contains { $0 != nil } ? last + 1 : nil }

    /// The first row that is free.
    var end: Int { (totals ?? last) + 1 }

    /// The cells of a row of the section.
    func cells(ofRow row: Int) throws(WorkbookError) -> [Cell] {
        let values = section.rows[row]
        let exponent = decimals(ofRow: values)
        var cells: [Cell] = []
        cells.reserveCapacity(values.count)
        for (column, value) in zip(report.columns, values) {
            guard let cell = Cell(value, decimals: exponent) else {
                throw .digits(column: column.title, row: row + 1, minorUnits: value.units ?? 0)
            }
            cells.append(cell)
        }
        return cells
    }

    /// The cells of the totals: `Total` in the first column that has none, and a sum under each that has one.
    func totalCells() throws(WorkbookError) -> [Cell] {
        let label = section.totals.firstIndex(of: nil)
        var cells: [Cell] = []
        for (place, total) in section.totals.enumerated() {
            guard let total else {
                let content: Cell.Content = place == label ? .text("Total") : .blank
                cells.append(Cell(content: content, style: CellStyle(role: .total)))
                continue
            }
            cells.append(try sum(total, column: place))
        }
        return cells
    }

    private func sum(_ total: Int64, column place: Int) throws(WorkbookError) -> Cell {
        let column = report.columns[place]
        let isMoney = column.kind == .money
        let exponent = isMoney ? try totalDecimals(column) : 0
        guard let value = Digits.value(total, decimals: exponent) else {
            throw .digits(column: column.title, row: nil, minorUnits: total)
        }
        let letters = CellPlace.letters(ofColumn: place)
        let format = isMoney ? NumberFormat.money(decimals: exponent) : NumberFormat.count
        return Cell(
            content: .sum(formula: "=SUM(\(letters)\(SheetLayout.first + 1):\(letters)\(last + 1))", value: value),
            style: CellStyle(role: .total, format: format, isRight: true))
    }

    /// The decimals of a row's amounts; none where the currency is not in the standard's list.
    func decimals(ofRow values: [ReportValue]) -> Int {
        if let currency = section.currency { return currency.exponent ?? 0 }
        guard let currencyColumn, case .text(let code) = values[currencyColumn] else { return 0 }
        return Currency(code).exponent ?? 0
    }

    private func totalDecimals(_ column: ReportColumn) throws(WorkbookError) -> Int {
        if let currency = section.currency { return currency.exponent ?? 0 }
        guard let currencyColumn else { return 0 }
        guard Set(section.rows.map { $0[currencyColumn] }).count <= 1 else { throw .mixedTotal(column: column.title) }
        return section.rows.first.map(decimals) ?? 0
    }
}

internal import Reporting

/// A chart as it will be drawn from the cells of a sheet.
struct ChartPlan: Hashable {
    /// How the values are drawn.
    enum Shape: Hashable {
        /// Upright bars, over labels that are short.
        case columns
        /// Bars that lie, beside labels that are long.
        case bars
        /// A line.
        case line
    }

    /// A row of values.
    struct Series: Hashable {
        /// The cell of its heading, as a formula.
        let name: String
        /// The cells of its values, as a formula.
        let values: String
    }

    /// How many rows a table may have, with those behind its charts, for the charts to stand under it; else they have a
    /// sheet of their own.
    static let mostRowsOfOnePage = 45
    /// How wide and high a chart is, in pixels.
    static let size = (width: 840, height: 360)
    /// How many rows of a sheet lie behind a chart, and the space to the next.
    static let rowsBehind = 20

    /// How the values are drawn.
    let shape: Shape
    /// The title.
    let title: String
    /// Whether the labels are days.
    let areLabelsDays: Bool
    /// How the values are shown beside their axis.
    let valueFormat: String
    /// The cells of the labels, as a formula.
    let labels: String
    /// The rows of values.
    let series: [Series]

    /// A chart of a section's table.
    ///
    /// - Parameters:
    ///   - chart: The chart.
    ///   - layout: Where the table is.
    ///   - sheet: The name of its sheet.
    init(_ chart: ReportChart, _ layout: SheetLayout, sheet: String) {
        let drawn = min(chart.rows ?? layout.section.rows.count, layout.section.rows.count)
        let rows = SheetLayout.first...(SheetLayout.first + max(drawn, 1) - 1)
        let longest = layout.section.rows.prefix(drawn).map { ChartPlan.labelLength($0[chart.label]) }.max() ?? 0
        shape = chart.kind == .line ? .line : longest > 12 || drawn > 16 ? .bars : .columns
        // A title that begins with an equals sign would be taken for a formula.
        let words = CellText.line(chart.title, limit: 200)
        title = words.hasPrefix("=") ? " \(words)" : words
        areLabelsDays = layout.report.columns[chart.label].kind == .date
        let isPercent = chart.values.allSatisfy { layout.report.columns[$0].kind == .percent }
        valueFormat = isPercent ? "0%" : NumberFormat.count
        labels = "=\(CellPlace.range(sheet, column: chart.label, rows: rows))"
        series = chart.values.map { column in
            Series(
                name: "='\(sheet)'!$\(CellPlace.letters(ofColumn: column))$\(SheetLayout.headings + 1)",
                values: "=\(CellPlace.range(sheet, column: column, rows: rows))")
        }
    }

    private static func labelLength(_ label: ReportValue) -> Int {
        switch label {
        case .text(let text): text.count
        case .date: 10
        case .empty, .money, .count, .percent: 6
        }
    }
}

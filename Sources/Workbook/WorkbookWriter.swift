#if Excel
    internal import Money
    internal import Reporting
    internal import Settlement

    /// Puts a report's sections on sheets.
    struct WorkbookWriter {
        /// From how many cells on a workbook is written in constant memory: below, its charts show values at once.
        private static let manyCells = 100_000

        private let table: ReportTable
        private let sections: [ReportTable.Section]

        /// A writer of a report; one without sections has a sheet that says so.
        init(_ table: ReportTable) {
            self.table = table
            let none = ReportTable.Section(currency: nil, rows: [], totals: table.columns.map { _ in nil })
            sections = table.sections.isEmpty ? [none] : table.sections
        }

        /// Writes the file.
        func write(to path: String, made: Instant) throws(WorkbookError) {
            let cells = sections.reduce(0) { $0 + $1.rows.count } * table.columns.count
            let file = try XlsxFile(path: path, isLarge: cells > WorkbookWriter.manyCells)
            let about = CellText.line(table.about, limit: 255)
            try file.describe(title: CellText.line(table.title, limit: 255), subject: about, made: made)
            var names = SheetNames()
            for section in sections {
                let name = names.next(section.currency?.code ?? table.title)
                let layout = try SheetLayout(table, section)
                let sheet = try file.addSheet(name)
                try SheetWriter(layout, sheet).write(isOnePage: hasRoomForCharts(layout))
                try draw(layout, name, on: sheet, file, &names)
            }
            try file.close()
        }

        /// Whether a section's charts are shown on its own sheet, and printed on the same page.
        private func hasRoomForCharts(_ layout: SheetLayout) -> Bool {
            !table.charts.isEmpty
                && layout.end + table.charts.count * ChartPlan.rowsBehind <= ChartPlan.mostRowsOfOnePage
        }

        /// Draws a section's charts under its table or, where that is long, on a sheet of their own.
        private func draw(
            _ layout: SheetLayout, _ name: String, on sheet: XlsxSheet, _ file: XlsxFile, _ names: inout SheetNames
        ) throws(WorkbookError) {
            guard !table.charts.isEmpty, !layout.section.rows.isEmpty else { return }
            var (place, row) = (sheet, layout.end + 1)
            if !hasRoomForCharts(layout) {
                (place, row) = (try file.addSheet(names.next("\(name) charts")), 0)
                try place.setUpForPaper(foot: layout.foot, headings: nil, isOnePage: false)
            }
            for chart in table.charts {
                try place.draw(ChartPlan(chart, layout, sheet: name), row: row)
                row += ChartPlan.rowsBehind
            }
        }
    }
#endif

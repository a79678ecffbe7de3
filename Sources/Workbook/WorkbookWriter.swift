#if Excel
    internal import Money
    internal import Reporting
    internal import Settlement

    /// Puts a report's sections on sheets.
    struct WorkbookWriter {
        /// From how many cells on a workbook is written in constant memory: below, its charts show values at once.
        private static let manyCells = 100_000

        private let tables: [ReportTable]
        private let title: String
        private let about: String

        /// A writer of a report's tables.
        init(_ tables: [ReportTable], title: String, about: String) {
            self.tables = tables
            self.title = title
            self.about = about
        }

        /// Writes the file.
        func write(to path: String, made: Instant) throws(WorkbookError) {
            let cells = tables.reduce(0) { $0 + $1.sections.reduce(0) { $0 + $1.rows.count } * $1.columns.count }
            let file = try XlsxFile(path: path, isLarge: cells > WorkbookWriter.manyCells)
            try file.describe(
                title: CellText.line(title, limit: 255), subject: CellText.line(about, limit: 255), made: made)
            var names = SheetNames()
            for table in tables { try write(table, file, &names) }
            try file.close()
        }

        /// Writes a table, each section on a sheet; one without sections has a sheet that says so.
        private func write(_ table: ReportTable, _ file: XlsxFile, _ names: inout SheetNames) throws(WorkbookError) {
            let none = ReportTable.Section(currency: nil, rows: [], totals: table.columns.map { _ in nil })
            var titled = table
            if tables.count > 1 { titled.title = "\(title): \(table.title)" }
            for section in table.sections.isEmpty ? [none] : table.sections {
                // A table that stands alone is known by the workbook's name.
                let parts = [section.currency?.code, tables.count > 1 ? table.title : nil].compactMap(\.self)
                let name = names.next(parts.isEmpty ? table.title : parts.joined(separator: " "))
                let layout = try SheetLayout(titled, section)
                let sheet = try file.addSheet(name)
                try SheetWriter(layout, sheet).write(isOnePage: hasRoomForCharts(layout))
                try draw(layout, name, on: sheet, file, &names)
            }
        }

        /// Whether a section's charts are shown on its own sheet, and printed on the same page.
        private func hasRoomForCharts(_ layout: SheetLayout) -> Bool {
            let charts = layout.report.charts
            return !charts.isEmpty
                && layout.end + charts.count * ChartPlan.rowsBehind <= ChartPlan.mostRowsOfOnePage
        }

        /// Draws a section's charts under its table or, where that is long, on a sheet of their own.
        private func draw(
            _ layout: SheetLayout, _ name: String, on sheet: XlsxSheet, _ file: XlsxFile, _ names: inout SheetNames
        ) throws(WorkbookError) {
            guard !layout.report.charts.isEmpty, !layout.section.rows.isEmpty else { return }
            var (place, row) = (sheet, layout.end + 1)
            if !hasRoomForCharts(layout) {
                (place, row) = (try file.addSheet(names.next("\(name) charts")), 0)
                try place.setUpForPaper(foot: layout.foot, headings: nil, isOnePage: false)
            }
            for chart in layout.report.charts {
                try place.draw(ChartPlan(chart, layout, sheet: name), row: row)
                row += ChartPlan.rowsBehind
            }
        }
    }
#endif

#if Excel
    internal import Reporting

    /// Writes a section of a report on a sheet, from the top down.
    struct SheetWriter {
        /// How many characters what the report is may take on a line, however narrow the table.
        private static let line = 90

        private let layout: SheetLayout
        private let sheet: XlsxSheet
        private let widths: [Int]

        /// A writer of a section.
        init(_ layout: SheetLayout, _ sheet: XlsxSheet) {
            self.layout = layout
            self.sheet = sheet
            widths = ColumnWidths.of(layout)
        }

        /// Writes all of it but the charts.
        ///
        /// - Parameter isOnePage: Whether it is printed on one page.
        func write(isOnePage: Bool) throws(WorkbookError) {
            try sheet.setWidths(widths)
            try sheet.freeze(above: SheetLayout.first, filterTo: layout.last, columns: widths.count)
            try writeAbove()
            // The buttons of the filter are below headings of one line.
            try writeRow(headings, row: SheetLayout.headings, atLeast: 2)
            for row in layout.section.rows.indices {
                try writeRow(try layout.cells(ofRow: row), row: SheetLayout.first + row)
            }
            if layout.section.rows.isEmpty {
                let remark = Cell(content: .text("No rows"), style: CellStyle(role: .remark))
                try sheet.write([remark], row: SheetLayout.first)
            }
            if let totals = layout.totals { try sheet.write(try layout.totalCells(), row: totals) }
            let texts = layout.textPlaces
            if !texts.isEmpty { try sheet.allowNumbersAsText(in: texts) }
            try sheet.setUpForPaper(foot: layout.foot, headings: SheetLayout.headings, isOnePage: isOnePage)
        }

        /// Writes a row as high as its longest text needs: programs that print workbooks do not see to that.
        private func writeRow(_ cells: [Cell], row: Int, atLeast least: Int = 1) throws(WorkbookError) {
            var lines = least
            for (cell, width) in zip(cells, widths) {
                guard case .text(let text) = cell.content else { continue }
                lines = max(lines, TextExtent.lines(text, in: width))
            }
            if lines > 1 { try sheet.setHeight(lines: lines, row: row) }
            try sheet.write(cells, row: row)
        }

        /// Title, what the report is, and what it was asked.
        private func writeAbove() throws(WorkbookError) {
            let title = Cell(
                content: .text(CellText.line(layout.report.title, limit: 255)), style: CellStyle(role: .title))
            try sheet.setHeight(lines: 2, row: SheetLayout.title)
            try sheet.write([title], row: SheetLayout.title)
            try writeWrapped(CellText.fit(layout.report.about), row: SheetLayout.about)
            try writeWrapped(layout.whatWasAsked, row: SheetLayout.asked)
        }

        /// Writes a text across as many columns as it takes to read well; they need not be the table's.
        private func writeWrapped(_ text: String, row: Int) throws(WorkbookError) {
            var (last, width) = (0, widths.first ?? 9)
            while last < 1 || width < SheetWriter.line {
                last += 1
                width += last < widths.count ? widths[last] : 9
            }
            try sheet.setHeight(lines: TextExtent.lines(text, in: width), row: row)
            try sheet.write(text, CellStyle(role: .about), row: row, columns: 0...last)
        }

        private var headings: [Cell] {
            layout.report.columns.map { column in
                let isRight = column.kind == .money || column.kind == .count || column.kind == .percent
                return Cell(
                    content: .text(CellText.fit(column.title)), style: CellStyle(role: .heading, isRight: isRight))
            }
        }
    }

    extension SheetLayout {
        /// What the report was asked, and the currency of its amounts, on a line.
        var whatWasAsked: String {
            var parts = report.asked.map { "\($0.label): \($0.value)" }
            if let currency = section.currency { parts.append("Currency: \(currency)") }
            return CellText.line(parts.joined(separator: "  ·  "), limit: 1_000)
        }

        /// What stands at the foot of each page.
        var foot: String { "\(report.title), \(whatWasAsked)" }

        /// The places of the columns of texts, such as `A6:A9 C6:C9`.
        var textPlaces: String {
            report.columns.indices.filter { report.columns[$0].kind == .text }.map { column in
                let letters = CellPlace.letters(ofColumn: column)
                return "\(letters)\(SheetLayout.first + 1):\(letters)\(last + 1)"
            }.joined(separator: " ")
        }
    }
#endif

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
        func write() throws(WorkbookError) {
            try sheet.setWidths(widths)
            try writeAbove()
            try sheet.write(headings, row: SheetLayout.headings)
            for row in layout.section.rows.indices {
                try sheet.write(try layout.cells(ofRow: row), row: SheetLayout.first + row)
            }
            if layout.section.rows.isEmpty {
                let remark = Cell(content: .text("No rows"), style: CellStyle(role: .remark))
                try sheet.write([remark], row: SheetLayout.first)
            }
            if let totals = layout.totals { try sheet.write(try layout.totalCells(), row: totals) }
            try sheet.freeze(above: SheetLayout.first, filterTo: layout.last, columns: widths.count)
            let texts = layout.textPlaces
            if !texts.isEmpty { try sheet.allowNumbersAsText(in: texts) }
            try sheet.setUpForPaper(title: footer, headings: SheetLayout.headings)
        }

        /// Title, what the report is, and what it was asked.
        private func writeAbove() throws(WorkbookError) {
            let title = Cell(
                content: .text(CellText.line(layout.report.title, limit: 255)), style: CellStyle(role: .title))
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
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
                $0 + max(1, ($1.count + width - 1) / width)
            }
            try sheet.setHeight(Double(15 * min(lines, 20) + 1), row: row)
            try sheet.write(text, CellStyle(role: .about), row: row, columns: 0...last)
        }

        private var headings: [Cell] {
            layout.report.columns.map { column in
                let isRight = column.kind == .money || column.kind == .count || column.kind == .percent
                return Cell(
                    content: .text(CellText.fit(column.title)), style: CellStyle(role: .heading, isRight: isRight))
            }
        }

        private var footer: String {
            "\(layout.report.title)\(layout.section.currency.map { " \($0)" } ?? ""), \(layout.whatWasAsked)"
        }
    }

    extension SheetLayout {
        /// What the report was asked, and the currency of its amounts, on a line.
        var whatWasAsked: String {
            var parts = report.asked.map { "\($0.label): \($0.value)" }
            if let currency = section.currency { parts.append("Currency: \(currency)") }
            return CellText.line(parts.joined(separator: "  ·  "), limit: 1_000)
        }

        /// The places of the columns of texts, such as `A6:A9 C6:C9`.
        var textPlaces: String {
            report.columns.indices.filter { report.columns[$0].kind == .text }.map { column in
                let letters = CellPlace.letters(ofColumn: column)
                return "\(letters)\(SheetLayout.first + 1):\(letters)\(last + 1)"
            }.joined(separator: " ")
        }
    }
#endif

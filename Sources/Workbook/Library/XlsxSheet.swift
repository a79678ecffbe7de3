#if Excel
    internal import CXlsxWriter

    /// A sheet of a file; rows are written from the top down.
    @safe
    struct XlsxSheet {
        private let sheet: UnsafeMutablePointer<lxw_worksheet>
        private let file: XlsxFile

        /// The library's sheet, with the file that owns it.
        init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, of file: XlsxFile) {
            unsafe self.sheet = unsafe sheet
            self.file = file
        }

        /// Writes a cell; row and column are counted from 0.
        func write(_ cell: Cell, row: Int, column: Int) throws(WorkbookError) {
            let format = try unsafe file.format(cell.style)
            let (row, column) = (UInt32(row), UInt16(column))
            switch cell.content {
            case .blank: try Xlsx.check(unsafe worksheet_write_blank(sheet, row, column, format))
            case .text(let text): try Xlsx.check(unsafe worksheet_write_string(sheet, row, column, text, format))
            case .number(let number): try Xlsx.check(unsafe worksheet_write_number(sheet, row, column, number, format))
            case .sum(let formula, let value):
                try Xlsx.check(unsafe worksheet_write_formula_num(sheet, row, column, formula, format, value))
            }
        }

        /// Writes cells side by side, from the first column on.
        func write(_ cells: [Cell], row: Int) throws(WorkbookError) {
            for (column, cell) in cells.enumerated() { try write(cell, row: row, column: column) }
        }

        /// Writes a text across several columns, at least two.
        func write(_ text: String, _ style: CellStyle, row: Int, columns: ClosedRange<Int>) throws(WorkbookError) {
            let format = try unsafe file.format(style)
            try Xlsx.check(
                unsafe worksheet_merge_range(
                    sheet, UInt32(row), UInt16(columns.lowerBound), UInt32(row), UInt16(columns.upperBound), text,
                    format))
        }

        /// Sets a row's height to a number of lines, of 15 points each.
        func setHeight(lines: Int, row: Int) throws(WorkbookError) {
            try Xlsx.check(unsafe worksheet_set_row(sheet, UInt32(row), Double(15 * lines), nil))
        }

        /// Sets how wide columns are, in characters, from the first column on.
        func setWidths(_ widths: [Int]) throws(WorkbookError) {
            for (column, width) in widths.enumerated() {
                let place = UInt16(column)
                try Xlsx.check(unsafe worksheet_set_column(sheet, place, place, Double(min(width, 255)), nil))
            }
        }

        /// Keeps the rows above one in sight, and gives the headings, which are just above it, buttons to filter by.
        ///
        /// - Parameters:
        ///   - first: The first row of the table; none may have been written.
        ///   - last: The last row of the table.
        ///   - columns: How many columns it has.
        func freeze(above first: Int, filterTo last: Int, columns: Int) throws(WorkbookError) {
            unsafe worksheet_freeze_panes(sheet, UInt32(first), 0)
            guard last > first else { return }
            try Xlsx.check(
                unsafe worksheet_autofilter(sheet, UInt32(first - 1), 0, UInt32(last), UInt16(columns - 1)))
        }

        /// Keeps Excel from marking texts that look like numbers as mistakes, in places such as `A6:A9 C6:C9`.
        func allowNumbersAsText(in places: String) throws(WorkbookError) {
            let type = UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue)
            try Xlsx.check(unsafe worksheet_ignore_errors(sheet, type, places))
        }

        /// Sets it up for paper: A4, as wide as a page, the footer with the page's number.
        ///
        /// - Parameters:
        ///   - foot: What stands at the foot of each page.
        ///   - headings: The row that each page begins with; nil for a sheet of charts, which stands upright.
        ///   - isOnePage: Whether all of it is made to fit on a page.
        func setUpForPaper(foot: String, headings: Int?, isOnePage: Bool) throws(WorkbookError) {
            if headings != nil { unsafe worksheet_set_landscape(sheet) }
            unsafe worksheet_set_paper(sheet, 9)
            unsafe worksheet_set_margins(sheet, 0.5, 0.5, 0.6, 0.7)
            unsafe worksheet_fit_to_pages(sheet, 1, isOnePage ? 1 : 0)
            if let headings {
                try Xlsx.check(unsafe worksheet_repeat_rows(sheet, UInt32(headings), UInt32(headings)))
            }
            let foot = CellText.line(foot, limit: 110).replacing("&", with: "&&")
            try Xlsx.check(unsafe worksheet_set_footer(sheet, "&L\(foot)&RPage &P of &N"))
        }

        /// Draws a chart, its upper left corner on the first column of a row.
        func draw(_ plan: ChartPlan, row: Int) throws(WorkbookError) {
            let chart = try unsafe file.drawn(plan)
            var options = unsafe lxw_chart_options()
            // A chart of the library's is 480 by 288 pixels.
            unsafe options.x_scale = Double(ChartPlan.size.width) / 480
            unsafe options.y_scale = Double(ChartPlan.size.height) / 288
            try Xlsx.check(unsafe worksheet_insert_chart_opt(sheet, UInt32(row), 0, chart, &options))
        }
    }
#endif

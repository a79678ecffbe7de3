#if Excel
    import Money
    import Reporting
    import Settlement
    import TestServer
    import Testing
    import Workbook

    @Suite struct HostileWorkbookTests {
        private static let day = Day(year: 2026, month: 10, day: 31)

        @Test(arguments: [
            "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "=HYPERLINK(\"http://example.com\")",
            "<b>&amp;\"]]></t>", "   spaces   ", "http://example.com/", "12345678901234567890", "TRUE", "#REF!",
        ])
        func textsStayTexts(text: String) throws {
            var table = ReportTable.sales(
                [.init("USD", [ReportTable.row(text, HostileWorkbookTests.day, count: 1, gross: 1, share: 1)])],
                charts: [ReportChart(kind: .line, title: text, label: 0, values: [2])])
            (table.title, table.about, table.columns[0].title) = (text, text, text)
            table.asked = [(label: text, value: text)]
            let book = try WrittenWorkbook(table)
            #expect(book.cell("A6") == ["value": .text(text), "format": "@", "type": "s"])
            #expect(book.cell("A2") == ["value": .text(text), "format": "@", "type": "s"])
            #expect(book.cell("A5") == ["value": .text(text), "format": "@", "type": "s"])
            #expect(book.cell("A1")?["formula"] == nil)
            #expect(book.cell("A3")?["formula"] == nil)
        }

        @Test func whatXMLCannotHoldIsShown() throws {
            let rows = [
                ReportTable.row("a\u{0}b\u{1B}\u{FFFF}", HostileWorkbookTests.day, count: 1, gross: 1, share: 1),
                ReportTable.row("one\r\ntwo", HostileWorkbookTests.day, count: 1, gross: 1, share: 1),
            ]
            let book = try WrittenWorkbook(.sales([.init("[U]'\u{1}*/", rows)]))
            #expect(book.sheets.map { $0["name"] } == ["-U-’␁--"])
            #expect(book.value("A6") == "a␀b␛\u{FFFD}")
            #expect(book.value("A7") == "one\ntwo")
        }

        @Test func theSameReportIsTheSameBytes() async throws {
            let table = ReportTable.sales(
                [.init("USD", [ReportTable.row("A", HostileWorkbookTests.day, count: 1, gross: 1, share: 1)])],
                charts: [ReportChart(kind: .line, title: "Sales", label: 0, values: [2])])
            let bytes = try WrittenWorkbook.bytes(table)
            // Times in a zip file count by two seconds.
            try await Task.sleep(for: .milliseconds(2_100))
            #expect(try WrittenWorkbook.bytes(table) == bytes)
            let later = Instant(microseconds: WrittenWorkbook.made.microseconds + 1_000_000)
            #expect(try WrittenWorkbook.bytes(table, made: later) != bytes)
        }

        @Test func numbersOfMoreThanFifteenDigitsAreRefused() throws {
            let most: Int64 = 999_999_999_999_999
            let row = { ReportTable.row("A", HostileWorkbookTests.day, count: 1, gross: $0, share: 1) }
            let book = try WrittenWorkbook(.sales([.init("USD", [row(most)])]))
            #expect(book.value("D6") == "9999999999999.99")
            #expect(book.value("D7") == "9999999999999.99")
            let refused = #expect(throws: WorkbookError.self) {
                try WrittenWorkbook.bytes(.sales([.init("USD", [row(1), row(1 << 53 + 1)])]))
            }
            #expect(refused == .digits(column: "Gross", row: 2, minorUnits: 1 << 53 + 1))
            #expect(
                refused?.description
                    == "row 2 of column \"Gross\" is \"9007199254740993\" as a whole number, and a spreadsheet keeps 15 digits; "
                    + "take --format csv or json, which keep them all")
            let total = #expect(throws: WorkbookError.self) {
                try WrittenWorkbook.bytes(.sales([.init("USD", [row(most), row(1)])]))
            }
            #expect(total == .digits(column: "Gross", row: nil, minorUnits: most + 1))
        }

        @Test func rowsThatNameACurrencyEachHaveItsDecimalsButNoCommonTotal() throws {
            var table = ReportTable.sales([])
            table.columns[0].name = "currency"
            let rows = ["USD", "JPY", "KWD", "NONE"].map {
                ReportTable.row($0, HostileWorkbookTests.day, count: 1, gross: 1_500, share: 1)
            }
            table.sections = [.init(currency: nil, rows: rows, totals: [nil, nil, 4, nil, nil])]
            let book = try WrittenWorkbook(table)
            #expect(book.sheets.map { $0["name"] } == ["Sales by creator"])
            #expect((6...9).map { book.value("D\($0)") } == ["15", "1500", "1.5", "1500"])
            #expect(book.value("C10") == "4")
            table.sections[0].totals[3] = 6_000
            let refused = #expect(throws: WorkbookError.self) { try WrittenWorkbook.bytes(table) }
            #expect(
                refused?.description
                    == "the total of column \"Gross\" would add several currencies; part the report by currency, or leave out "
                    + "the total")
        }

        @Test func moreRowsThanASheetHoldsAreRefused() throws {
            let row = ReportTable.row("A", HostileWorkbookTests.day, count: 0, gross: 0, share: 0)
            let rows = [[ReportValue]](repeating: row, count: 1_048_571)
            let refused = #expect(throws: WorkbookError.self) {
                try WrittenWorkbook.bytes(.sales([.init("USD", rows)]))
            }
            #expect(refused == .rows(report: "sales", count: 1_048_571))
            #expect(
                refused?.description
                    == "report \"sales\" has 1048571 rows of one currency, and a sheet holds 1048570 besides its headings; "
                    + "take --format csv, or a shorter period")
        }

        @Test func largeTablesAreTheSameInConstantMemory() throws {
            let rows = (0..<20_001).map {
                ReportTable.row("=Creator \($0)", HostileWorkbookTests.day, count: 1, gross: Int64($0), share: 1)
            }
            let table = ReportTable.sales(
                [.init("USD", rows)], charts: [ReportChart(kind: .bar, title: "Gross", label: 0, values: [3], rows: 9)])
            let book = try WrittenWorkbook(table, cells: ["A20006", "D20006", "D20007"])
            #expect(book.value("A20006") == "=Creator 20000")
            #expect(book.value("D20006") == "200")
            #expect(book.cell("D20007")?["formula"] == "=SUM(D6:D20006)")
            #expect(book.value("D20007") == "2000100")
            #expect(book.sheets.map { $0["name"] } == ["USD", "USD charts"])
        }

        @Test func aReportWithoutSectionsSaysSo() throws {
            var table = ReportTable.sales([])
            (table.about, table.asked) = ("", [])
            let book = try WrittenWorkbook(table)
            #expect(book.sheets.map { $0["name"] } == ["Sales by creator"])
            #expect(book.value("A6") == "No rows")
            #expect(["A2", "A3", "A4"].map { book.cell($0) } == [nil, nil, nil])
        }
    }
#endif

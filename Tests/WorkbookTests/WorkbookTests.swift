#if Excel
    import Money
    import Reporting
    import Settlement
    import TestServer
    import Testing
    import Workbook

    @Suite struct WorkbookTests {
        private static let day = Day(year: 2026, month: 10, day: 31)

        private static let two = ReportTable.sales(
            [
                .init(
                    "USD",
                    [
                        ReportTable.row("Ångström", day, count: 1_234, gross: 1_234_567, share: 3_333),
                        ReportTable.row("0123", day, count: 0, gross: -29, share: -1),
                        [.empty, .date(Day(year: 1899, month: 1, day: 1)), .empty, .empty, .empty],
                    ]),
                .init("JPY", [ReportTable.row("Sato", day, count: 1, gross: 1_500, share: 10_000)]),
                .init("KWD", [ReportTable.row("Sara", day, count: 1, gross: 1_500, share: 0)]),
                .init("EUR", []),
            ], charts: [ReportChart(kind: .bar, title: "=Gross & share", label: 0, values: [3, 4], rows: 2)])

        private static func number(_ value: String, _ format: String) -> JSONValue {
            ["value": .text(value), "format": .text(format), "type": "n"]
        }

        @Test func valuesAreNumbersWithTheirFormats() throws {
            let book = try WrittenWorkbook(WorkbookTests.two)
            #expect(book.sheets.map { $0["name"] } == ["USD", "JPY", "KWD", "EUR"])
            let money = "#,##0.00;[Red]-#,##0.00"
            #expect(book.cell("A6") == ["value": "Ångström", "format": "@", "type": "s"])
            #expect(book.cell("B6") == ["value": "2026-10-31T00:00:00", "format": "yyyy-mm-dd", "type": "d"])
            #expect(book.cell("C6") == WorkbookTests.number("1234", "#,##0"))
            #expect(book.cell("D6") == WorkbookTests.number("12345.67", money))
            #expect(book.cell("E6") == WorkbookTests.number("0.3333", "0.00%"))
            #expect(book.cell("A7") == ["value": "0123", "format": "@", "type": "s"])
            #expect(book.cell("D7") == WorkbookTests.number("-0.29", money))
            #expect(book.cell("E7") == WorkbookTests.number("-0.0001", "0.00%"))
            #expect(book.cell("A8") == nil)
            #expect(book.cell("B8") == ["value": "1899-01-01", "format": "@", "type": "s"])
            #expect(book.cell("D6", sheet: 1) == WorkbookTests.number("1500", "#,##0;[Red]-#,##0"))
            #expect(book.cell("D6", sheet: 2) == WorkbookTests.number("1.5", "#,##0.000;[Red]-#,##0.000"))
        }

        @Test func totalsAreSumsWhoseValuesAreThere() throws {
            let book = try WrittenWorkbook(WorkbookTests.two)
            #expect(book.value("A9") == "Total")
            #expect(
                book.cell("D9") == [
                    "value": "12345.38", "format": "#,##0.00;[Red]-#,##0.00", "type": "n", "formula": "=SUM(D6:D8)",
                ])
            #expect(
                book.cell("C9") == ["value": "1234", "format": "#,##0", "type": "n", "formula": "=SUM(C6:C8)"])
            #expect(book.cell("E9") == nil)
            #expect(book.value("D7", sheet: 1) == "1500")
            #expect(book.value("D7", sheet: 2) == "1.5")
            #expect(book.value("A6", sheet: 3) == "No rows")
            #expect(book.value("D7", sheet: 3) == "0")
        }

        @Test func sheetsSayWhatTheyAreAndArePrintedWell() throws {
            let book = try WrittenWorkbook(WorkbookTests.two)
            let sheet = book.sheets[0]
            #expect(book.value("A1") == "Sales by creator")
            #expect(book.value("A2") == "What was sold & what it left.")
            #expect(book.value("A3") == "Period: 2026-10 · Currency: USD")
            #expect("ABCDE".map { book.value("\($0)5") } == ["Creator", "First sale", "Sales", "Gross", "Share"])
            #expect(sheet["frozen"] == "A6")
            #expect(sheet["filter"] == "A5:E8")
            #expect(sheet["paper"] == ["landscape", 9, "$5:$5", .null, true])
            #expect(sheet["foot"] == ["Sales by creator, Period: 2026-10 · Currency: USD", "Page &P of &N"])
            // The definition gives D a width of 5, which is too narrow for the amounts.
            #expect(sheet["widths"] == ["A": 10, "B": 12, "C": 8, "D": 13, "E": 8])
            #expect(
                book.content["properties"] == [
                    "Sales by creator", "What was sold & what it left.", "remit", "2026-11-05T06:07:08",
                    "2026-11-05T06:07:08",
                ])
        }

        @Test func chartsDrawCells() throws {
            let book = try WrittenWorkbook(WorkbookTests.two)
            let series = { (letter: String) -> JSONValue in
                [
                    "name": .text("'USD'!$\(letter)$5"), "labels": "'USD'!$A$6:$A$7",
                    "values": .text("'USD'!$\(letter)$6:$\(letter)$7"),
                ]
            }
            #expect(
                book.sheets[0]["charts"] == [
                    [
                        "kind": "BarChart col", "title": " =Gross & share", "row": 10,
                        "series": [series("D"), series("E")],
                    ]
                ])
            #expect(book.sheets[3]["charts"] == [])
        }

        @Test func severalTablesShareAWorkbook() throws {
            let first = ReportTable.sales([.init("USD", []), .init("EUR", [])])
            var (second, third) = (first, first)
            (second.title, third.title, third.sections) = ("Refunds", "Notes", [])
            let book = try WrittenWorkbook([first, second, third])
            #expect(
                book.sheets.map { $0["name"] } == [
                    "USD Sales by creator", "EUR Sales by creator", "USD Refunds", "EUR Refunds", "Notes",
                ])
            #expect(
                [0, 2, 4].map { book.value("A1", sheet: $0) } == [
                    "A month: Sales by creator", "A month: Refunds", "A month: Notes",
                ])
            #expect(
                book.content["properties"] == [
                    "A month", "All of it.", "remit", "2026-11-05T06:07:08", "2026-11-05T06:07:08",
                ])
        }

        @Test func longTablesHaveTheirChartsOnASheetOfTheirOwn() throws {
            let rows = (1...60).map {
                ReportTable.row("Creator of \($0) courses", WorkbookTests.day, count: 1, gross: $0, share: 0)
            }
            let charts = [
                ReportChart(kind: .bar, title: "Gross", label: 0, values: [3], rows: 100),
                ReportChart(kind: .line, title: "Days", label: 1, values: [2]),
            ]
            let book = try WrittenWorkbook(.sales([.init("USD", rows)], charts: charts))
            #expect(book.sheets.map { $0["name"] } == ["USD", "USD charts"])
            #expect(book.sheets[0]["charts"] == [])
            guard case .list(let drawn) = book.sheets[1]["charts"] else {
                throw WrittenWorkbook.Unread(description: "")
            }
            #expect(drawn.map { $0["kind"] } == ["BarChart bar", "LineChart"])
            #expect(drawn.map { $0["row"] } == [0, 20])
            #expect(
                drawn[1]["series"] == [
                    ["name": "'USD'!$C$5", "labels": "'USD'!$B$6:$B$65", "values": "'USD'!$C$6:$C$65"]
                ])
        }
    }
#endif

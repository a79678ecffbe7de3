import Money
import Reporting
import Settlement

extension ReportTable {
    /// A report of sales by creator: two currencies, a row each way, and what is asked of it changed by the tests.
    static func sales(_ sections: [Section], charts: [ReportChart] = []) -> ReportTable {
        ReportTable(
            name: "sales", title: "Sales by creator", about: "What was sold & what it left.",
            asked: [(label: "Period", value: "2026-10")],
            columns: [
                ReportColumn(name: "creator", title: "Creator", kind: .text),
                ReportColumn(name: "first", title: "First sale", kind: .date),
                ReportColumn(name: "count", title: "Sales", kind: .count, isTotalled: true),
                ReportColumn(name: "gross", title: "Gross", kind: .money, width: 5, isTotalled: true),
                ReportColumn(name: "share", title: "Share", kind: .percent),
            ], sections: sections, charts: charts)
    }

    /// A row of it.
    static func row(_ creator: String, _ day: Day, count: Int64, gross: Int64, share: Int64) -> [ReportValue] {
        [.text(creator), .date(day), .count(count), .money(gross), .percent(hundredths: share)]
    }
}

extension ReportTable.Section {
    /// The section of a currency, its totals added up.
    init(_ code: String, _ rows: [[ReportValue]]) {
        let sum = { (column: Int) -> Int64 in
            rows.reduce(0) { sum, row in
                switch row[column] {
                case .money(let units), .count(let units): sum + units
                case .empty, .date, .text, .percent: sum
                }
            }
        }
        self.init(currency: Currency(code), rows: rows, totals: [nil, nil, sum(2), sum(3), nil])
    }
}

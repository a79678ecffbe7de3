import Money
import Reporting
import Settlement

/// A small report with a value of every type, in two currencies.
enum SampleReport {
    static let columns = [
        ReportColumn(name: "title", title: "What & who", kind: .text),
        ReportColumn(name: "cents", title: "Amount", kind: .money, isTotalled: true),
        ReportColumn(name: "sold", title: "Sold", kind: .count, isTotalled: true),
        ReportColumn(name: "share", title: "Share", kind: .percent),
        ReportColumn(name: "day", title: "Day", kind: .date),
    ]

    /// A report of one table whose rows have these titles, the first of them in JPY, the others in USD.
    static func titled(_ titles: [String], charts: [ReportChart] = []) -> Report {
        let rows = titles.map { title -> [ReportValue] in
            [
                .text(title), .money(-123_456), .count(1_234), .percent(hundredths: -1_250),
                .date(Day(year: 2026, month: 3, day: 1)),
            ]
        }
        let table = ReportTable(
            name: "sample", title: "Sample", about: "", asked: [], columns: columns,
            sections: [
                ReportTable.Section(
                    currency: Currency("JPY"), rows: Array(rows.prefix(1)), totals: [nil, -123_456, 1_234, nil, nil]),
                ReportTable.Section(
                    currency: .usd, rows: Array(rows.dropFirst()) + [[.empty, .empty, .empty, .empty, .empty]],
                    totals: [nil, -123_456 * Int64(rows.count - 1), 1_234 * Int64(rows.count - 1), nil, nil]),
            ], charts: charts)
        return Report(
            name: "sample", title: "Sample <of> all", about: "As R4.4 & R9 say.",
            asked: [("Period", "2026-03"), ("As of", "2026-04-02")], tables: [table])
    }

    /// The text that a writer hands over.
    static func text(_ body: (([UInt8]) throws -> Void) throws -> Void) rethrows -> String {
        var bytes: [UInt8] = []
        try body { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}

internal import Money
internal import Reporting

/// How wide the columns are, in characters: wide enough that no number turns into `####`.
enum ColumnWidths {
    /// The widest that a column of texts becomes by itself; longer texts wrap.
    private static let widestText = 48
    /// From this width on a heading may wrap.
    private static let narrowest = 10
    /// The room at both sides of a value.
    private static let margin = 2

    /// The width of each column.
    static func of(_ layout: SheetLayout) -> [Int] {
        var widest = layout.report.columns.map { _ in 0 }
        for values in layout.section.rows {
            let decimals = layout.decimals(ofRow: values)
            for (place, value) in values.enumerated() { widest[place] = max(widest[place], length(value, decimals)) }
        }
        let decimals = layout.section.currency?.exponent ?? 3
        for (place, total) in layout.section.totals.enumerated() {
            guard let total else { continue }
            let isMoney = layout.report.columns[place].kind == .money
            // Bold digits are wider.
            widest[place] = max(widest[place], length(isMoney ? .money(total) : .count(total), decimals) + 1)
        }
        return zip(layout.report.columns, widest).map(width)
    }

    /// A column's width: what its definition says, and what its numbers and the words of its heading need.
    private static func width(_ column: ReportColumn, content: Int) -> Int {
        let words = column.title.split(separator: " ").map(\.count).max() ?? 0
        let heading = max(words, min(column.title.count, narrowest)) + margin
        let needed = content + margin
        if let width = column.width { return max(width, column.kind == .text ? 0 : needed, words + margin) }
        return max(heading, needed)
    }

    /// About how many characters a value is shown with.
    private static func length(_ value: ReportValue, _ decimals: Int) -> Int {
        switch value {
        case .empty: 0
        case .text(let text): min(TextExtent.width(text), widestText)
        case .date: 10
        case .percent(let hundredths): Money.decimal(hundredths, exponent: 2).utf8.count + 1
        case .count(let count): grouped(Money.decimal(count, exponent: 0).utf8.count)
        case .money(let cents): grouped(Money.decimal(cents, exponent: decimals).utf8.count)
        }
    }

    /// The length with separators of thousands.
    private static func grouped(_ length: Int) -> Int { length + (length - 1) / 3 }
}

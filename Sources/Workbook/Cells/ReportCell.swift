internal import Reporting
internal import Settlement

extension Cell {
    /// The cell of a report's value; nil if the value has more digits than a spreadsheet keeps.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - decimals: The decimals of an amount.
    init?(_ value: ReportValue, decimals: Int) {
        switch value {
        case .empty: self.init(content: .blank, style: CellStyle(role: .body))
        case .text(let text): self.init(content: .text(CellText.fit(text)), style: CellStyle(role: .body))
        case .money(let cents): self.init(cents, decimals, NumberFormat.money(decimals: decimals))
        case .count(let count): self.init(count, 0, NumberFormat.count)
        case .percent(let hundredths): self.init(hundredths, 4, NumberFormat.percent)
        case .date(let day):
            guard let number = day.spreadsheetNumber else {
                self.init(content: .text(day.description), style: CellStyle(role: .body))
                return
            }
            self.init(content: .number(number), style: CellStyle(role: .body, format: NumberFormat.date))
        }
    }

    private init?(_ units: Int64, _ decimals: Int, _ format: String) {
        guard let number = Digits.value(units, decimals: decimals) else { return nil }
        self.init(content: .number(number), style: CellStyle(role: .body, format: format, isRight: true))
    }
}

extension ReportValue {
    /// The whole number that it is held as; nil of a text, a day and nothing.
    var units: Int64? {
        switch self {
        case .money(let units), .count(let units), .percent(let units): units
        case .empty, .date, .text: nil
        }
    }
}

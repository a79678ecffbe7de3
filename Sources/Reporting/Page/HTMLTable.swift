internal import Money
internal import Settlement

/// A section's rows as an HTML table, with the sums below.
struct HTMLTable {
    let table: ReportTable
    let section: ReportTable.Section

    /// The table's markup.
    var text: String {
        var text = "<table>\n<thead><tr>"
        for column in table.columns {
            text += "<th scope=\"col\"\(column.isNumber ? " class=\"n\"" : "")>\(MarkupText.escaped(column.title))</th>"
        }
        text += "</tr></thead>\n<tbody>\n"
        for row in section.rows {
            text += "<tr>"
            for (place, value) in row.enumerated() {
                text += cell(value, of: table.columns[place], isFirst: place == 0)
            }
            text += "</tr>\n"
        }
        return text + "</tbody>\n" + foot + "</table>"
    }

    private var foot: String {
        guard section.totals.contains(where: { $0 != nil }) else { return "" }
        var text = "<tfoot><tr>"
        for (place, column) in table.columns.enumerated() {
            if let sum = section.totals[place] {
                text += cell(column.kind == .money ? .money(sum) : .count(sum), of: column, isFirst: false)
            } else {
                text += place == 0 ? "<th scope=\"row\">Total</th>" : "<td></td>"
            }
        }
        return text + "</tr></tfoot>\n"
    }

    private func cell(_ value: ReportValue, of column: ReportColumn, isFirst: Bool) -> String {
        let markup = HTMLTable.markup(of: value, in: section.currency)
        var kinds: [String] = []
        switch value {
        case .money(let number), .count(let number):
            kinds = ["n"] + (number < 0 ? ["neg"] : number == 0 ? ["zero"] : [])
        case .percent(let hundredths): kinds = ["n"] + (hundredths < 0 ? ["neg"] : [])
        case .date: kinds = ["d"]
        case .text(let text): kinds = HTMLTable.isIdentifier(text) ? ["id"] : [column.isNarrow ? "w" : "t"]
        case .empty: break
        }
        let attribute = kinds.isEmpty ? "" : " class=\"\(kinds.joined(separator: " "))\""
        return isFirst ? "<th scope=\"row\"\(attribute)>\(markup)</th>" : "<td\(attribute)>\(markup)</td>"
    }

    /// A value as it is read on a page; a negative number has a real minus sign.
    static func markup(of value: ReportValue, in currency: Currency?) -> String {
        switch value {
        case .text(let text): isIdentifier(text) ? text : "<bdi>\(MarkupText.escaped(text))</bdi>"
        default: MarkupText.escaped(shown(value, in: currency))
        }
    }

    /// A value as plain text.
    static func shown(_ value: ReportValue, in currency: Currency?) -> String {
        switch value {
        case .empty: ""
        case .money(let cents): ReportText.amount(cents, in: currency).replacing("-", with: "\u{2212}")
        case .count(let number): ReportText.count(number).replacing("-", with: "\u{2212}")
        case .percent(let hundredths):
            ReportText.decimal(hundredths: hundredths).replacing("-", with: "\u{2212}") + "\u{A0}%"
        case .date(let day): day.description
        case .text(let text): text
        }
    }

    /// Whether a text is a UUID, which is set small.
    private static func isIdentifier(_ text: String) -> Bool { Identifier(text)?.description == text }
}

extension ReportColumn {
    /// Whether its values stand at the right.
    var isNumber: Bool { kind == .money || kind == .count || kind == .percent }

    /// Whether its texts are short, so that no room need be kept for them.
    var isNarrow: Bool { (width ?? .max) < 20 }
}

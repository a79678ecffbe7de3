internal import Money
internal import Settlement

extension Markup {
    /// Begins a page, up to its body.
    mutating func beginPage(title: String) {
        add("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        add("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
        add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        add("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
        text(title)
        add("</title>\n<style>\n")
        add(StatementStyle.css)
        add("</style>\n</head>\n<body>\n")
    }

    /// Ends a page.
    mutating func endPage() { add("</body>\n</html>\n") }

    /// Adds a cell with an amount.
    ///
    /// - Parameters:
    ///   - cents: The amount, in minor units.
    ///   - currency: Its currency.
    ///   - label: What the column is called, where rows are set one below the other.
    mutating func amount(_ cents: Int64, in currency: Currency, _ label: StaticString) {
        add(cents < 0 ? "<td class=\"n neg\" data-l=\"" : "<td class=\"n\" data-l=\"")
        add(label)
        add("\">")
        text(AmountText.amount(cents, in: currency))
        add("</td>")
    }

    /// Adds a cell with a number that is no amount.
    mutating func number(_ number: String, _ label: StaticString) {
        add("<td class=\"n\" data-l=\"")
        add(label)
        add("\">")
        text(number)
        add("</td>")
    }

    /// Adds a cell with a day.
    mutating func day(_ day: Day?) {
        add("<td class=\"d\">")
        text(day?.description ?? "")
        add("</td>")
    }

    /// Adds links to rules.
    mutating func rules(_ numbers: [String], page: String) {
        for (place, number) in numbers.enumerated() {
            if place > 0 { add(", ") }
            add("<a href=\"")
            text("\(page)#\(number)")
            add("\">")
            text(number)
            add("</a>")
        }
    }

    /// Adds the name of a content: its title, or its id where none was kept.
    mutating func content(_ title: String?, _ id: Identifier?) {
        if let title {
            words(title)
        } else if let id {
            add("a content without a title<small><code>")
            text(id.description)
            add("</code></small>")
        } else {
            add("a content that was not recorded")
        }
    }
}

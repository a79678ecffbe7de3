internal import Money
internal import Receipts
internal import Settlement

/// A statement as one HTML file that needs nothing else: no script, no network; for screens, phones and paper, light and dark.
public struct StatementPage {
    private let statement: Statement
    private let rulesPage: String

    /// The page of a statement.
    ///
    /// - Parameters:
    ///   - statement: The statement.
    ///   - rulesPage: The address of the ``RulesPage``, relative to this one.
    public init(_ statement: Statement, rulesPage: String = "../rules.html") {
        self.statement = statement
        self.rulesPage = rulesPage
    }

    /// The bytes of the file, in UTF-8.
    public func file() throws -> [UInt8] {
        var page = Markup()
        page.beginPage(title: title)
        header(&page)
        page.add("<main>\n")
        if statement.sections.isEmpty { page.add("<p>There is nothing to show.</p>\n") }
        for section in statement.sections {
            SectionPage(section: section, month: statement.month, rulesPage: rulesPage).add(to: &page)
        }
        try receipt(&page)
        page.add("</main>\n")
        page.endPage()
        return page.bytes
    }

    private var title: String {
        let period = statement.month.period
        return "Statement, \(AmountText.month(period.year, period.month))"
    }

    private func header(_ page: inout Markup) {
        page.add("<header>\n<h1>")
        page.text(title)
        page.add("</h1>\n<dl class=\"asked\">")
        if let name = statement.name {
            page.add("<div><dt>Creator</dt><dd>")
            page.words(name)
            page.add("</dd></div>")
        }
        page.add("<div><dt>Id</dt><dd><code>")
        page.text(statement.creator.description)
        page.add("</code></dd></div><div><dt>Balance as of</dt><dd>")
        page.text(statement.month.asOf.description)
        page.add("</dd></div></dl>\n<p>Days are those of the time zone ")
        page.text(statement.month.policy.timezone)
        page.add(". Numbers such as ")
        page.rules(["R4.1"], page: rulesPage)
        page.add(
            " lead to the rule by which an amount is computed. In every row the price is the sum of what the payment ")
        page.add("provider takes, what the platform keeps, and what is yours.</p>\n</header>\n")
    }

    private func receipt(_ page: inout Markup) throws {
        page.add("<section id=\"receipt\">\n<h2>Receipt</h2>\n")
        guard let receipt = statement.receipt else {
            page.add("<p>The month has nothing of yours, so there is nothing to prove.</p>\n</section>\n")
            return
        }
        page.add("<p>The amounts of this month are leaf ")
        page.text(AmountText.count(Int64(receipt.index) + 1))
        page.add(" of ")
        page.text(AmountText.count(Int64(receipt.treeSize)))
        page.add(" under the root <code>")
        page.text(receipt.root)
        page.add("</code>. Compare it with the root that the platform published for the month (")
        page.rules(["R13"], page: rulesPage)
        page.add(
            "): where they are the same, nobody has changed an amount since. To check the whole way by yourself, save ")
        page.add(
            "the line below as <code>receipt.json</code> and run <code>remit verify --receipt receipt.json</code>.</p>\n"
        )
        page.add("<details><summary>The receipt</summary><pre>")
        page.text(String(decoding: try receipt.file().dropLast(), as: UTF8.self))
        page.add("</pre></details>\n</section>\n")
    }
}

/// The rules that statements and reports refer to, in words for whoever reads those; every number is an anchor, such as `R4.1`.
public struct RulesPage {
    /// The page.
    public init() {}

    /// The bytes of the file, in UTF-8.
    public func file() -> [UInt8] {
        var page = Markup()
        page.beginPage(title: "How amounts are computed")
        page.add("<header>\n<h1>How amounts are computed</h1>\n")
        page.add(
            "<p>The rules by which every month is settled. Statements and reports name them by their numbers.</p>\n")
        page.add("</header>\n<main>\n")
        for chapter in RuleChapter.all { add(chapter, to: &page) }
        page.add("</main>\n")
        page.endPage()
        return page.bytes
    }

    private func add(_ chapter: RuleChapter, to page: inout Markup) {
        let number = "R\(chapter.number)"
        page.add("<section id=\"")
        page.text(number)
        page.add("\">\n<h2>")
        page.text("\(number) \(chapter.title)")
        page.add("</h2>\n")
        if let text = chapter.text {
            page.add("<p>")
            page.text(text)
            page.add("</p>\n")
        }
        for (place, rule) in chapter.rules.enumerated() {
            page.add("<p id=\"")
            page.text("\(number).\(place + 1)")
            page.add("\"><b>")
            page.text("\(number).\(place + 1)")
            page.add("</b> ")
            page.text(rule)
            page.add("</p>\n")
        }
        page.add("</section>\n")
    }
}

/// A chapter of the rules.
struct RuleChapter {
    /// Its number.
    let number: Int
    /// Its title.
    let title: String
    /// What it says as a whole; nil where its rules say everything.
    var text: String?
    /// Its rules, numbered from 1.
    var rules: [String] = []

    /// All chapters, in order.
    static let all = [money, periods, policy, sales, bundles, tips, revenue, changes, pool] + closing
}

internal import Money

/// A report as one HTML file that needs nothing else: no script, no network; for screens, phones and paper, light and dark.
public struct HTMLPage {
    /// Where the rules are, so that `R4.4` in the definition's words links to `RULES#R4.4`; nil: numbers are plain text.
    private let rulesPage: String?
    private let template: PageTemplate

    /// A page by a template.
    ///
    /// - Parameters:
    ///   - template: The definition's own; nil for the standard one.
    ///   - rulesPage: The address of the page of rules, relative to this one; nil for no links.
    /// - Throws: ``ReportFault`` if the standard template is no template, which a test rules out.
    public init(template: PageTemplate? = nil, rulesPage: String? = nil) throws {
        self.template = try template ?? PageTemplate.standard.get()
        self.rulesPage = rulesPage
    }

    /// The page of a report, in UTF-8.
    public func bytes(of report: Report) -> [UInt8] {
        var charts = 0
        let tables = report.tables.map { table -> [String: Any] in
            let sections = table.sections.map { section -> [String: Any] in
                let drawn = table.charts.compactMap { chart -> String? in
                    let data = ChartData(chart, of: section, in: table)
                    guard !data.isBlank else { return nil }
                    charts += 1
                    return data.svg(number: charts)
                }
                return [
                    "currency": section.currency?.code ?? "", "has_currency": section.currency != nil,
                    "charts": drawn.joined(separator: "\n"), "table": HTMLTable(table: table, section: section).text,
                ]
            }
            return [
                "name": table.name, "title": table.title, "about": RuleLinks(page: rulesPage).markup(of: table.about),
                "has_about": !table.about.isEmpty, "is_alone": report.tables.count == 1, "sections": sections,
                "is_empty": table.sections.allSatisfy(\.rows.isEmpty),
            ]
        }
        let page = template.page(of: [
            "name": report.name, "title": report.title, "about": RuleLinks(page: rulesPage).markup(of: report.about),
            "asked": report.asked.map { ["label": $0.label, "value": $0.value] }, "tables": tables,
            "period": report.asked.first?.value ?? "",
            "style": String(decoding: PackageResources.standard_css, as: UTF8.self),
        ])
        return Array(page.utf8)
    }
}

/// Makes links of the rule numbers in a definition's words.
struct RuleLinks {
    let page: String?

    /// The text as markup, `R9.1` as a link to the rule.
    func markup(of text: String) -> String {
        guard let page else { return MarkupText.escaped(text) }
        var result = ""
        var rest = text[...]
        while let found = rest.firstMatch(of: /\bR\d+(?:\.\d+)?\b/) {
            result += MarkupText.escaped(String(rest[..<found.range.lowerBound]))
            let rule = String(found.output)
            result += "<a href=\"\(MarkupText.escaped(page))#\(rule)\">\(rule)</a>"
            rest = rest[found.range.upperBound...]
        }
        return result + MarkupText.escaped(String(rest))
    }
}

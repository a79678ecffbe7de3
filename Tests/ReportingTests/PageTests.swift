import Money
import Reporting
import Testing

/// Reports as pages: what a cell looks like, and that nothing in one can become markup.
@Suite("Reports as pages")
struct PageTests {
    private func page(_ titles: [String], charts: [ReportChart] = [], rulesPage: String? = nil) throws -> String {
        let page = try HTMLPage(rulesPage: rulesPage)
        return String(decoding: page.bytes(of: SampleReport.titled(titles, charts: charts)), as: UTF8.self)
    }

    private static let bars = ReportChart(kind: .bar, title: "Bars", label: 0, values: [1])

    @Test("show money with its currency's decimals, a real minus, and the sums below")
    func numbers() throws {
        let text = try page(["a", "b"])
        #expect(
            text.contains(
                """
                <tr><th scope="row" class="t"><bdi>a</bdi></th><td class="n neg">\u{2212}123,456</td><td class="n">1,234</td>\
                <td class="n neg">\u{2212}12.50\u{A0}%</td><td class="d">2026-03-01</td></tr>
                """))
        #expect(text.contains("<td class=\"n neg\">\u{2212}1,234.56</td>"))
        #expect(text.contains("<tfoot><tr><th scope=\"row\">Total</th><td class=\"n neg\">\u{2212}1,234.56</td>"))
        #expect(text.contains("<h3>JPY</h3>") && text.contains("<h3>USD</h3>"))
        #expect(text.contains("<th scope=\"col\">What &amp; who</th><th scope=\"col\" class=\"n\">Amount</th>"))
        #expect(text.contains("<tr><th scope=\"row\"></th><td></td><td></td><td></td><td></td></tr>"))
    }

    @Test("are one file without a script and without anything from elsewhere")
    func whole() throws {
        let text = try page(["a", "b"], charts: [PageTests.bars])
        #expect(text.hasPrefix("<!doctype html>\n") && text.hasSuffix("</html>\n"))
        #expect(text.contains("default-src 'none'; style-src 'unsafe-inline'"))
        for word in ["<script", "http:", "https:", "src=", "url(", "@import", "<link"] {
            #expect(!text.contains(word), "\(word)")
        }
        for word in ["prefers-color-scheme: dark", "@media print", "position: sticky", "max-width: 40rem"] {
            #expect(text.contains(word), "\(word)")
        }
    }

    @Test(
        "take no title for markup, in a cell or in a chart",
        arguments: [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\"\u{301} onload=x", "&quot;\u{301} onload=x"), ("<\u{200D}img src=x>", "&lt;\u{200D}img src=x&gt;"),
            ("'><svg/onload=x>", "&#39;&gt;&lt;svg/onload=x&gt;"), ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
            ("{{title}}{{{style}}}", "{{title}}{{{style}}}"), ("\u{202E}txt.exe", "\u{202E}txt.exe"),
            ("a\u{0}\u{1B}b", "a\u{FFFD}\u{FFFD}b"), ("</title><b>", "&lt;/title&gt;&lt;b&gt;"),
            ("<!--", "&lt;!--"), ("ចាន់ 👩‍🚀", "ចាន់ 👩‍🚀"),
        ])
    func markup(title: String, markup: String) throws {
        let text = try page([title], charts: [PageTests.bars])
        let scalars = { (text: String) in Array(text.unicodeScalars) }
        #expect(scalars(text).contains(scalars("<th scope=\"row\" class=\"t\"><bdi>\(markup)</bdi></th>")))
        #expect(scalars(text).contains(scalars("<title>\(markup)</title></text>")))
        // The page has as many tags as one with a harmless title.
        let harmless = try page(["a"], charts: [PageTests.bars])
        #expect(scalars(text).count { $0 == "<" } == scalars(harmless).count { $0 == "<" })
        #expect(scalars(text).count { $0 == "\"" } == scalars(harmless).count { $0 == "\"" })
    }

    @Test("link rule numbers where the page of rules is, and only there")
    func rules() throws {
        let linked = try page(["a"], rulesPage: "rules.html")
        #expect(
            linked.contains(
                "<p>As <a href=\"rules.html#R4.4\">R4.4</a> &amp; <a href=\"rules.html#R9\">R9</a> say.</p>"))
        #expect(try page(["a"]).contains("<p>As R4.4 &amp; R9 say.</p>"))
    }

    @Test("say when there is nothing to show")
    func empty() throws {
        let table = ReportTable(
            name: "t", title: "T", about: "", asked: [], columns: SampleReport.columns, sections: [],
            charts: [PageTests.bars])
        let report = Report(name: "t", title: "T", about: "", asked: [("Period", "2026-03")], tables: [table])
        let text = String(decoding: try HTMLPage().bytes(of: report), as: UTF8.self)
        #expect(text.contains("<p class=\"none\">There is nothing to show.</p>") && !text.contains("<table"))
    }

    @Test("draw bars from zero, to both sides, with all numbers for whoever hears the page")
    func bars() throws {
        let rows: [[ReportValue]] = [
            [.text("up"), .money(300)], [.text("down"), .money(-100)], [.text("none"), .money(0)],
        ]
        let table = ReportTable(
            name: "t", title: "T", about: "", asked: [], columns: Array(SampleReport.columns.prefix(2)),
            sections: [ReportTable.Section(currency: .usd, rows: rows, totals: [nil, 200])], charts: [PageTests.bars])
        let report = Report(name: "t", title: "T", about: "", asked: [("Period", "2026-03")], tables: [table])
        let text = String(decoding: try HTMLPage().bytes(of: report), as: UTF8.self)
        #expect(text.contains("<desc id=\"data1\">up: 3.00; down: \u{2212}1.00; none: 0.00</desc>"))
        // 220 units for 4.00: zero lies at 55.
        #expect(text.contains("class=\"s0\" transform=\"translate(150 0)\" x=\"55.0\" y=\"8\" width=\"165.0\""))
        #expect(text.contains("class=\"s0 below\" transform=\"translate(150 0)\" x=\"0.0\" y=\"29\" width=\"55.0\""))
        #expect(text.contains("x=\"55.0\" y=\"50\" width=\"0.0\""))
    }

    @Test("draw the largest and the smallest amounts that there are")
    func extremes() throws {
        let rows: [[ReportValue]] = [[.text("most"), .money(.max)], [.text("least"), .money(.min)]]
        for kind in ReportChart.Kind.allCases {
            let chart = ReportChart(kind: kind, title: "C", label: 0, values: [1])
            let table = ReportTable(
                name: "t", title: "T", about: "", asked: [], columns: Array(SampleReport.columns.prefix(2)),
                sections: [ReportTable.Section(currency: .usd, rows: rows, totals: [nil, nil])], charts: [chart])
            let report = Report(name: "t", title: "T", about: "", asked: [("Period", "2026-03")], tables: [table])
            let text = String(decoding: try HTMLPage().bytes(of: report), as: UTF8.self)
            #expect(text.contains("92,233,720,368,547,758.07"))
        }
    }
}

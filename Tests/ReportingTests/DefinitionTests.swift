import Reporting
import Testing

/// What a report's folder may say, and every mistake in it with its whole message.
@Suite("Definitions of reports")
struct DefinitionTests {
    private static let head = "title: Fees\nabout: What was charged.\n"
    private static let columns = "columns: [{name: kind, title: Kind, type: text}]\n"

    /// What the file says, and what is said against it.
    private static let refusals: [(String, String)] = [
        ("", "report.yaml: the file defines nothing; give title, about and columns"),
        (
            "titel: Fees\n",
            "report.yaml:1:1: the key \"titel\" is not known; the keys here are \"title\", \"about\", \"parameters\", \"tables\", \"currency\", \"columns\", \"charts\""
        ),
        ("about: x\n", "report.yaml:1:1: the key \"title\" is missing; give it"),
        (
            "title: 7\n",
            "report.yaml:1:8: title: \"7\" is not a text; give the report's title, in quotes if it looks like a number or a switch"
        ),
        (head, "report.yaml:1:1: the key \"columns\" is missing; give it"),
        ("\(head)columns: []\n", "report.yaml:3:10: columns: a list has no column; give at least one"),
        (
            "\(head)columns: [{name: Kind, title: Kind, type: text}]\n",
            "report.yaml:3:18: columns[0].name: \"Kind\" is no name for a column; give one of small letters, digits, - and _"
        ),
        (
            "\(head)columns: [{name: kind, title: Kind, type: number}]\n",
            "report.yaml:3:43: columns[0].type: \"number\" is not one of the words known here; give money or count or percent or date or text"
        ),
        (
            "\(head)columns: [{name: kind, title: Kind, type: text, total: true}]\n",
            "report.yaml:3:56: columns[0].total: a column of type text has no total; only money and count have"
        ),
        (
            head
                + "columns:\n  - {name: kind, title: Kind, type: text}\n  - {name: kind, title: Kind, type: text}\n",
            "report.yaml:5:5: columns[1]: the column \"kind\" is there before; keep one"
        ),
        (
            "\(head)columns: [{name: fee, title: Fee, type: money}]\n",
            "report.yaml:3:11: columns[0]: the column \"fee\" is money, and the table has no currency; name the query's column that holds it, as currency"
        ),
        (
            "\(head)currency: kind\n\(columns)",
            "report.yaml:3:11: currency: \"kind\" is one of the columns too; give it here alone: rows are shown currency by currency"
        ),
        (
            "\(head)\(columns)charts: [{type: pie, title: T, label: kind, values: [kind]}]\n",
            "report.yaml:4:54: charts[0].values[0]: \"kind\" is no column of type money or count; give such a column first"
        ),
        (
            "\(head)\(columns)parameters: {least: {title: At least, type: money, default: 1.5}}\n",
            "report.yaml:4:61: parameters.least.default: \"1.5\" is no whole number of cents; give cents as a whole number, such as sum(…)::bigint"
        ),
        (
            "\(head)\(columns)parameters: {At least: {title: At least, type: money, default: 1}}\n",
            "report.yaml:4:24: parameters.At least: \"At least\" is no name for a parameter; give one of small letters, digits, - and _"
        ),
        (
            "\(head)\(columns)tables: [{name: one, title: One}]\n",
            "report.yaml:3:10: columns: this belongs to each of the tables, where there is a list of them"
        ),
        ("\(head)tables: []\n", "report.yaml:3:9: tables: a list has no table; give at least one"),
        (
            "\(head)tables: [{name: ../one, title: One}]\n",
            "report.yaml:3:17: tables[0].name: \"../one\" is no name for a table; give one of small letters, digits, - and _"
        ),
        (
            "\(head)tables: [{name: one, title: One, \(columns.dropLast())}, {name: one}]\n",
            "report.yaml:3:92: tables[1].name: \"one\" names two tables; give each its own name"
        ),
        (
            "\(head)tables: [{name: two, title: Two, \(columns.dropLast())}]\n",
            "two.sql: there is no such file; check the path"
        ),
        (
            "title: Fees\ntitle: Fees\n",
            "report.yaml:2:1: title: the key \"title\" was given before, on line 1; keep one"
        ),
    ]

    @Test("are read with all they say")
    func whole() throws {
        let folder = try DefinitionFolder([
            "report.yaml": """
            title: Fees
            about: >
              What was
              charged.
            parameters:
              least: {title: At least, type: money, default: -5}
            currency: currency
            columns:
              - {name: kind, title: Kind, type: text, width: 12}
              - {name: fee_cents, title: Fee, type: money, total: true}
            charts:
              - {type: bar, title: By kind, label: kind, values: [fee_cents], rows: 3}
            """, "query.sql": "SELECT 1", "page.mustache": "<h1>{{title}}</h1>{{{table}}}",
        ])
        let read = try DefinitionFile.read("fees", in: folder.path)
        #expect(read.title == "Fees" && read.about == "What was charged." && read.page != nil)
        let parameter = try #require(read.parameters.first)
        #expect(parameter.name == "least" && parameter.title == "At least")
        #expect(parameter.kind == .money && parameter.standard == "-5")
        let table = try #require(read.tables.first)
        #expect(
            table.name == "fees" && table.title == "Fees" && table.currency == "currency" && table.query == "SELECT 1")
        #expect(
            table.columns == [
                ReportColumn(name: "kind", title: "Kind", kind: .text, width: 12),
                ReportColumn(name: "fee_cents", title: "Fee", kind: .money, isTotalled: true),
            ])
        #expect(table.charts == [ReportChart(kind: .bar, title: "By kind", label: 0, values: [1], rows: 3)])
    }

    @Test("have as many tables as they like, each with a query of its own")
    func tables() throws {
        let folder = try DefinitionFolder([
            "report.yaml": """
            title: Fees
            about: What was charged.
            tables:
              - {name: one, title: First, \(DefinitionTests.columns.dropLast())}
              - {name: two, title: Second, about: More., \(DefinitionTests.columns.dropLast())}
            """, "one.sql": "SELECT 1", "two.sql": "SELECT 2",
        ])
        let tables = try DefinitionFile.read("fees", in: folder.path).tables
        #expect(tables.map(\.name) == ["one", "two"] && tables.map(\.query) == ["SELECT 1", "SELECT 2"])
        #expect(tables.map(\.about) == ["", "More."])
    }

    @Test(
        "are refused with file, line and what to do",
        arguments: refusals)
    func refused(text: String, message: String) throws {
        let folder = try DefinitionFolder(["report.yaml": text, "query.sql": "SELECT 1", "one.sql": "SELECT 1"])
        #expect(folder.refusal() == message)
    }

    @Test(
        "have no template that could put in what is not escaped",
        arguments: [
            ("<p>\n{{{title}}}", "{{{title", 2), ("{{&title}}", "{{&title", 1), ("{{=<% %>=}}", "{{=<% %>=", 1),
            ("\n\n{{% CONTENT_TYPE:TEXT}}", "{{% CONTENT_TYPE:TEXT", 3), ("{{> other}}", "{{> other", 1),
            ("{{ &title}}", "{{ &title", 1),
        ])
    func templates(text: String, tag: String, line: Int) throws {
        let folder = try DefinitionFolder([
            "report.yaml": DefinitionTests.head + DefinitionTests.columns, "query.sql": "SELECT 1",
            "page.mustache": text,
        ])
        #expect(
            folder.refusal()
                == "page.mustache:\(line): the tag \"\(tag)\" is not allowed, since it could put in what is not escaped; use two braces, or {{{style}}}, {{{about}}}, {{{charts}}}, {{{table}}}"
        )
    }

    @Test("have no template that is none")
    func brokenTemplate() throws {
        let folder = try DefinitionFolder([
            "report.yaml": DefinitionTests.head + DefinitionTests.columns, "query.sql": "SELECT 1",
            "page.mustache": "<p>\n{{#tables}}",
        ])
        #expect(folder.refusal()?.hasPrefix("page.mustache:2: this is no mustache template: ") == true)
    }
}

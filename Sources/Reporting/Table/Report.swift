/// A finished report: one table, or several that belong together.
public struct Report: Sendable {
    /// The name of its definition.
    public var name: String
    /// Its title.
    public var title: String
    /// What it shows, in a sentence or two.
    public var about: String
    /// What it was asked: label and value, such as `Period` and `2026-10`.
    public var asked: [(label: String, value: String)]
    /// The tables, in the definition's order; one that stands alone has the report's own name and title.
    public var tables: [ReportTable]

    /// A report.
    public init(
        name: String, title: String, about: String, asked: [(label: String, value: String)], tables: [ReportTable]
    ) {
        self.name = name
        self.title = title
        self.about = about
        self.asked = asked
        self.tables = tables
    }
}

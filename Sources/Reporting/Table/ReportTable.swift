public import Money

/// A finished report: what every format writes, with all numbers worked out.
public struct ReportTable: Sendable {
    /// A part of a report: the rows of one currency, where amounts of several would mix.
    public struct Section: Sendable {
        /// The currency of its amounts; nil where the report has no amounts, or its rows name a currency each.
        public var currency: Currency?
        /// The rows, each with a value per column.
        public var rows: [[ReportValue]]
        /// The sum of each column that is totalled; nil for the others.
        public var totals: [Int64?]

        /// A section.
        public init(currency: Currency?, rows: [[ReportValue]], totals: [Int64?]) {
            self.currency = currency
            self.rows = rows
            self.totals = totals
        }
    }

    /// The name of its definition.
    public var name: String
    /// Its title.
    public var title: String
    /// What it shows, in a sentence or two.
    public var about: String
    /// What it was asked: label and value, such as `Period` and `2026-10`.
    public var asked: [(label: String, value: String)]
    /// The columns.
    public var columns: [ReportColumn]
    /// The parts, by currency.
    public var sections: [Section]
    /// The charts of each section.
    public var charts: [ReportChart]

    /// A report.
    public init(
        name: String, title: String, about: String, asked: [(label: String, value: String)], columns: [ReportColumn],
        sections: [Section], charts: [ReportChart]
    ) {
        self.name = name
        self.title = title
        self.about = about
        self.asked = asked
        self.columns = columns
        self.sections = sections
        self.charts = charts
    }
}

/// A chart of a section's rows.
public struct ReportChart: Hashable, Sendable {
    /// How it is drawn.
    public enum Kind: String, CaseIterable, Sendable {
        /// A bar per row, or a group of bars.
        case bar
        /// A line over the rows.
        case line
    }

    /// How it is drawn.
    public var kind: Kind
    /// Its title.
    public var title: String
    /// The place of the column that labels the rows.
    public var label: Int
    /// The places of the columns whose values are drawn.
    public var values: [Int]
    /// How many rows are drawn, from the first; nil for all.
    public var rows: Int?

    /// A chart.
    public init(kind: Kind, title: String, label: Int, values: [Int], rows: Int? = nil) {
        self.kind = kind
        self.title = title
        self.label = label
        self.values = values
        self.rows = rows
    }
}

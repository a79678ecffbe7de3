/// A column of a report, as its definition describes it.
public struct ReportColumn: Hashable, Sendable {
    /// What its values are.
    public enum Kind: String, CaseIterable, Sendable {
        /// Cents of the row's currency.
        case money
        /// A whole number.
        case count
        /// A percentage with at most two decimals.
        case percent
        /// A day.
        case date
        /// Anything else.
        case text
    }

    /// Its name in the query, in csv and in json.
    public var name: String
    /// Its heading.
    public var title: String
    /// What its values are.
    public var kind: Kind
    /// About how many characters wide it is; nil leaves that to the reader's program.
    public var width: Int?
    /// Whether the sum of its values stands below them; only of money and counts.
    public var isTotalled: Bool

    /// A column.
    public init(name: String, title: String, kind: Kind, width: Int? = nil, isTotalled: Bool = false) {
        self.name = name
        self.title = title
        self.kind = kind
        self.width = width
        self.isTotalled = isTotalled
    }
}

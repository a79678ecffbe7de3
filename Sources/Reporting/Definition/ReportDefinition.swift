internal import YAMLFile

/// What a folder `Reports/NAME` says of a report: what it is called, which queries it asks, and how it is laid out.
public struct ReportDefinition {
    /// Its name, which is the folder's.
    public let name: String
    /// Its title.
    public let title: String
    /// What it shows, in a sentence or two.
    public let about: String
    /// What it can be asked besides month and day.
    public let parameters: [ReportParameter]
    /// Its tables, at least one.
    public let tables: [TableDefinition]
    /// The template of its page; nil for the standard one.
    public let page: PageTemplate?
}

/// A value that a report's queries read as `current_setting('report.NAME')`.
public struct ReportParameter: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// What the report calls it.
    public let title: String
    /// What its values are.
    public let kind: ReportColumn.Kind
    /// The value that it has unless another is given.
    public let standard: String
}

/// A table of a report.
public struct TableDefinition {
    /// Its name; that of the report where it is the only one.
    public let name: String
    /// Its title.
    public let title: String
    /// What it shows; empty where the report's own words say it.
    public let about: String
    /// The column of the query that holds the currency of a row's amounts; nil where it has no amounts.
    public let currency: String?
    /// Its columns.
    public let columns: [ReportColumn]
    /// Its charts.
    public let charts: [ReportChart]
    /// The file of its query.
    public let queryFile: String
    /// Its query.
    public let query: String
    /// Where the definition names the columns of the query, those of `columns` first, then `currency`.
    let places: [Field]
}

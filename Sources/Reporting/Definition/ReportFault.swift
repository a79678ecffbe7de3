/// A mistake in a report's folder that is not one of YAML: in a query, in what it returns, or in a page template.
public struct ReportFault: Error, Hashable, Sendable {
    /// The file, as it was named to the reader.
    public let file: String
    /// The line; nil where the file as a whole is meant.
    public let line: Int?
    /// One sentence: what is wrong, the value in quotes, and what to do.
    public let message: String

    /// A mistake.
    public init(file: String, line: Int? = nil, _ message: String) {
        self.file = file
        self.line = line
        self.message = message
    }
}

extension ReportFault: CustomStringConvertible {
    /// The mistake on one line, such as `Reports/fees/query.sql:3: column "fee" does not exist; …`.
    public var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(message)" }
}

internal import Settlement

/// Something in the ledger that is not as a close left it.
public struct Finding: Sendable, Equatable, Encodable {
    /// The period it belongs to; nil for what belongs to all of them.
    public let period: String?
    /// What is wrong, with the rule's number where there is one.
    public let what: String
    /// Where: a table, a leaf, a row.
    public let place: String
    /// What should be there.
    public let expected: String
    /// What is there.
    public let found: String
    /// What to do next.
    public let next: String

    /// A finding with all its parts.
    init(
        _ period: Period?, _ what: String, at place: String, expected: String, found: String, next: Remedy = .restore
    ) {
        self.period = period?.description
        self.what = what
        self.place = place
        self.expected = expected
        self.found = found
        self.next = next.rawValue
    }
}

extension Finding: CustomStringConvertible {
    /// One line: what, where, what was expected and found, and what to do next.
    public var description: String {
        "\(period.map { "\($0) " } ?? "")damage: \(what): \(place): expected \(expected), found \(found); \(next)"
    }
}

/// What to do about a finding.
enum Remedy: String {
    /// The rows were changed.
    case restore = "restore the books from a backup that verifies"
    /// The database's definitions were changed.
    case redefine = "let the owner of schema settlement undo the change, then verify again"
    /// Someone must ask how it came to be.
    case investigate = "find out who settled it and take the surplus back by hand"
    /// A row of the platform's was changed, of which the engine has a record.
    case putBack = "find out who changed it, and put it back as schema settlement has it"
    /// Somebody may have been paid what they should not.
    case ask = "find out how it came to be before anybody is paid again"
}

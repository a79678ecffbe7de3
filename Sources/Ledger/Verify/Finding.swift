public import Settlement

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
}

/// What one verification tells, in the order in which it finds it.
public enum VerifyEvent: Sendable {
    /// What follows is of this period, up to its verdict; what comes before the first one was looked for in all.
    case began(Period)
    /// Damage.
    case finding(Finding)
    /// A difference between the books and what today's sources would make of the period.
    case drift(DriftedRow)
    /// A period has been looked at in whole.
    case verified(VerifiedPeriod)
}

/// What was found of a period.
public struct VerifiedPeriod: Sendable {
    /// The month.
    public let period: Period
    /// Its root, as it is kept.
    public let root: [UInt8]
    /// How many lines it has; nil where they cannot be read.
    public let lines: Int?
    /// How many findings there are of it.
    public let findings: Int
    /// The differences from today's sources by dataset; nil where nothing was recomputed.
    public let drift: [DatasetDrift]?

    /// Whether it is as its close left it.
    public var isSound: Bool { findings == 0 }
}

/// What was found in whole.
public struct VerifySummary: Sendable {
    /// The periods that were looked at.
    public internal(set) var periods = 0
    /// Those with findings.
    public internal(set) var damaged = 0
    /// Those with other sources than when they were closed; nil where nothing was recomputed.
    public internal(set) var drifted: Int?
    /// All findings.
    public internal(set) var findings = 0

    /// Whether everything is as it was left.
    public var isSound: Bool { findings == 0 }
}

/// What a verification goes through.
public enum VerifyStage: String, Sendable {
    /// The definitions of tables and functions.
    case schema
    /// Sources that are settled twice, over all periods.
    case sources
    /// Leaves, root, and chain.
    case digest
    /// What must add up.
    case balances
    /// The period settled again.
    case recomputing
}

/// Hears how far a verification has come.
public protocol VerifyObserver: Sendable {
    /// A stage begins; of one period, or of all.
    func begin(_ stage: VerifyStage, of period: Period?)
}

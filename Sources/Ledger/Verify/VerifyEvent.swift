public import Settlement

/// What one verification tells, in the order in which it finds it.
public enum VerifyEvent: Sendable {
    /// What follows is of this period, up to its verdict; what comes before the first one was looked for in all.
    case began(Period)
    /// Damage.
    case finding(Finding)
    /// A period was closed and reopened; whether the books that were withdrawn are still those of their root.
    case reopened(ReopeningEntry, isSound: Bool)
    /// A difference between the books and what today's sources would make of the period.
    case drift(DriftedRow)
    /// A period has been looked at in whole.
    case verified(VerifiedPeriod)
    /// What follows is of payouts, up to their verdict.
    case payoutsBegan
    /// Payouts have been looked at in whole.
    case payouts(PayoutScope)
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
    /// Those of what belongs to all periods, such as the definitions that guard them.
    public internal(set) var general = 0
    /// Those of payouts.
    public internal(set) var ofPayouts = 0

    /// Whether everything is as it was left.
    public var isSound: Bool { findings == 0 }
}

/// What a verification goes through.
public enum VerifyStage: String, Sendable {
    /// The definitions of tables and functions.
    case schema
    /// What was decided by hand, over all periods.
    case byHand = "by hand"
    /// Sources that are settled twice, over all periods.
    case sources
    /// Leaves, root, and chain.
    case digest
    /// What must add up.
    case balances
    /// The period settled again.
    case recomputing
    /// Payouts against the record of them.
    case payouts
    /// Plans, and the runs that applied them.
    case plans
    /// Files of payouts, and what became of what they hold.
    case files
    /// What was available when payouts were decided.
    case available
}

/// Hears how far a verification has come.
public protocol VerifyObserver: Sendable {
    /// A stage begins; of one period, or of all.
    func begin(_ stage: VerifyStage, of period: Period?)
}

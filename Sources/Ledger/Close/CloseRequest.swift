public import Money
public import Settlement

/// What is asked of a close.
public struct CloseRequest: Sendable {
    /// The period; nil for the first one that is not closed, if it has ended.
    public var period: Period?
    /// Whether only a preview is wanted, kept apart, which changes nothing else (R2.2).
    public var draft: Bool
    /// Whether to refuse if errors would stay open (R12).
    public var strict: Bool
    /// Whether to look again at everything that the windows of R8 cover, rather than at what changed since the last
    /// close; the result is the same, unless the books have a million lines and both dates of a settled purchase were
    /// moved into the period: only this then finds that it is settled already.
    public var exhaustive: Bool
    /// The policy.
    public var policy: Policy
    /// Where the policy was read.
    public var policyPath: String
    /// The policy file, byte for byte.
    public var policyText: String
    /// The SHA-256 of the policy file, in hexadecimal digits.
    public var policyHash: String
    /// What time it is.
    public var now: Instant
    /// The version of the engine.
    public var engineVersion: String

    /// A request with all its parts.
    public init(
        period: Period?, draft: Bool, strict: Bool, exhaustive: Bool = false, policy: Policy, policyPath: String,
        policyText: String,
        policyHash: String, now: Instant, engineVersion: String
    ) {
        self.period = period
        self.draft = draft
        self.strict = strict
        self.exhaustive = exhaustive
        self.policy = policy
        self.policyPath = policyPath
        self.policyText = policyText
        self.policyHash = policyHash
        self.now = now
        self.engineVersion = engineVersion
    }
}

/// What became of a close.
public enum CloseResult: Sendable {
    /// The period is closed, or drafted.
    case done(CloseSummary)
    /// It had been closed before; nothing was done.
    case alreadyClosed(ClosedPeriod)
    /// Every period that has ended is closed.
    case upToDate(next: Period, ends: Instant)
}

/// What a close did.
public struct CloseSummary: Sendable {
    /// The period.
    public let period: Period
    /// Whether it is a draft.
    public let draft: Bool
    /// The root of its digest: 32 bytes.
    public let root: [UInt8]
    /// How many lines were written.
    public let lines: Int64
    /// How many exceptions are errors that stay open.
    public let openErrors: Int
    /// What creators earned in the period, payable lines alone, by currency.
    public let earnings: [Currency: Int64]
}

public import Money
public import Settlement

/// What is known of one purchase or donation: the row as it is now, and what the books say of it.
public struct SourceFacts: Sendable {
    /// What the books of one period say of it.
    public struct Chapter: Sendable {
        /// The period.
        public let period: Period
        /// Whether the books are a draft.
        public let draft: Bool
        /// The policy that the period was closed under, and where it was read.
        public let policy: PolicyRecord
        /// The period's bounds under that policy.
        public let bounds: PeriodBounds
        /// The lines; those of an amount of 0, which the books keep apart as marks, are empty.
        public let lines: [Line]
    }

    /// An exception that a close recorded of it.
    public struct Recorded: Sendable {
        /// The period of the close.
        public let period: Period
        /// The code.
        public let code: String
        /// Whether it stayed open.
        public let isOpen: Bool
        /// What was wrong.
        public let message: String
    }

    /// The table it is in.
    public let table: SourceTable
    /// Its id.
    public let id: Identifier
    /// The row as it is now; nil if it is gone.
    public let row: SourceRow?
    /// The bundle as it is now.
    public let bundle: Bundle?
    /// The periods that know it, in order.
    public let chapters: [Chapter]
    /// The exceptions, in order.
    public let exceptions: [Recorded]
    /// What was waived of it and taken back by hand, in order (R12).
    public let waivers: [WaiverEntry]
    /// The last closed period; nil if none is closed.
    public let lastClosed: Period?
}

/// A policy with where it was read and the SHA-256 of the file.
public struct PolicyRecord: Sendable {
    /// The terms.
    public let policy: Policy
    /// The path.
    public let path: String
    /// The hash, in hexadecimal digits.
    public let hash: String

    /// A policy and where it comes from.
    public init(policy: Policy, path: String, hash: String) {
        self.policy = policy
        self.path = path
        self.hash = hash
    }
}

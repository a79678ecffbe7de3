public import Money
public import Settlement

/// What is known of one payout that a run made or accepted.
public struct PayoutFacts: Sendable {
    /// Something that became of it.
    public struct Step: Sendable {
        /// When.
        public let takenAt: Instant
        /// `pending`, `processing`, `completed`, `failed`, or `unknown`, an answer that changes nothing (R11.5).
        public let status: String
        /// Why, where somebody said so.
        public let reason: String?
        /// What the bank or provider calls it.
        public let reference: String?
        /// The database user.
        public let takenBy: String
    }

    /// The file that it was handed out in.
    public struct File: Sendable {
        /// The name.
        public let name: String
        /// The file's own id.
        public let batch: Identifier
        /// The id under which the file has the payout.
        public let shortID: String
    }

    /// The run that made or accepted it.
    public struct Run: Sendable {
        /// The as-of date D.
        public let day: Day
        /// The SHA-256 of its plan.
        public let plan: String
        /// The database user who wrote the plan.
        public let plannedBy: String
        /// The database user who applied it.
        public let appliedBy: String
        /// When it was applied.
        public let appliedAt: Instant
        /// The last closed period that counted; nil if none had ended.
        public let through: Period?
    }

    /// Its id.
    public let id: Identifier
    /// Who gets it.
    public let creator: Identifier
    /// How much.
    public let amount: Money
    /// From which buckets.
    public let parts: BucketAmounts
    /// By which method.
    public let method: String
    /// The last characters of the account.
    public let accountEnding: String
    /// Whether the creator asked for it.
    public let isRequest: Bool
    /// When it was requested; of the engine's own, when the day D began.
    public let requestedAt: Instant
    /// Its status now.
    public let status: String
    /// The run.
    public let run: Run
    /// The policy that the run went by.
    public let policy: PolicyRecord
    /// How the creator stood when the run came to this payout: what lines had earned, and what earlier payouts took (R10).
    public let standing: Standing
    /// The payouts before it that were not given back since, in the order in which they were made.
    public let earlier: [DrawingPayout]
    /// The creator's positive payable lines in the currency, of all closed periods.
    public let lines: [DrawableLine]
    /// What became of it, in order.
    public let steps: [Step]
    /// The file; nil before it was handed out.
    public let file: File?

    /// What it draws on, and after what (R11.8).
    public var draws: [Draw] {
        DrawOrder.draws(of: earlier + [DrawingPayout(parts: parts, through: run.through)], from: lines).last ?? []
    }

    /// The creator's balance just before it.
    ///
    /// - Throws: `MoneyError` past 64 bits.
    public func balance() throws -> Balance {
        try PayoutRules(policy: policy.policy, day: run.day).balance(of: standing)
    }
}

public import Money
public import Settlement

/// What is known of one creator in one period: the books' lines and totals, and what they stem from.
public struct CreatorFacts: Sendable {
    /// With more sources than this, their steps are read only where everything is asked for.
    public static let sourceLimit = 50
    /// With more rows of engagement than this, they are read only where everything is asked for.
    public static let readingLimit: Int64 = 200

    /// A total of the books (`settlement.creator_totals`).
    public struct Total: Sendable {
        /// The currency.
        public let currency: Currency
        /// The bucket.
        public let bucket: Bucket
        /// Whether the platform owes it.
        public let payable: Bool
        /// The day from which it is held (R8.6).
        public let holdFrom: Day
        /// How many lines it sums.
        public let lines: Int64
        /// Gross, processing, platform and creator part, in minor units.
        public let amounts: [Int64]

        /// The creator part, in minor units.
        public var creatorPart: Int64 { amounts[3] }
    }

    /// What was left out of one content's engagement by one rule (R9.1).
    public struct LeftOut: Sendable {
        /// The currency in which the readers had revenue.
        public let currency: Currency
        /// The content.
        public let content: Identifier
        /// The rule; nil for one that this engine does not know.
        public let rule: ExclusionRule?
        /// How many rows.
        public let rows: Int64
        /// How many seconds.
        public let seconds: Int64
    }

    /// A row that the close left open (R12).
    public struct Open: Sendable {
        /// `purchases` or `donations`.
        public let table: String
        /// The row.
        public let row: Identifier
        /// The code.
        public let code: String
        /// What was wrong.
        public let message: String
    }

    /// An adjustment or opening balance, with where it comes from.
    public struct ByHand: Sendable {
        /// The entry.
        public let entry: ManualEntry
        /// The name of its file, and the line.
        public let place: String
        /// The SHA-256 of the file.
        public let fileHash: String
        /// The database user who proposed it.
        public let proposedBy: String
        /// The database user who applied it.
        public let appliedBy: String
        /// When.
        public let appliedAt: Instant
    }

    /// Whether the platform knows the creator at all.
    public struct Standing: Sendable {
        /// How many contents the creator owns now.
        public let contents: Int64
        /// Whether there is a purchase from the creator; asked only where the books have no line.
        public let isSeller: Bool
        /// Whether there is a donation to the creator; asked only where the books have no line.
        public let isRecipient: Bool
    }

    /// The creator.
    public let creator: Identifier
    /// The period.
    public let period: Period
    /// Whether the books are a draft.
    public let draft: Bool
    /// The policy that the period was closed under.
    public let policy: PolicyRecord
    /// Whether the platform knows the creator.
    public let standing: Standing
    /// The creator's lines: sales, donations and the pool's, each by the date of the source.
    public let lines: [Line]
    /// The totals that the close wrote.
    public let totals: [Total]
    /// What is known of the sources of the lines, in the lines' order; empty where they are too many.
    public let sources: [SourceFacts]
    /// The pools of the currencies that concern the creator.
    public let pools: [PoolFacts]
    /// What was left out of the creator's contents.
    public let leftOut: [LeftOut]
    /// The rows that stayed open.
    public let open: [Open]
    /// What was put in by hand, in the order in which it was applied.
    public let byHand: [ByHand]
}

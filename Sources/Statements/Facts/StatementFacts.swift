public import Money
public import Receipts
public import Settlement

/// What the books say of one creator in one month, and of their balances as of a day.
public struct StatementFacts: Sendable {
    /// The creator.
    public var creator: Identifier
    /// The name that the close kept; nil where it found none.
    public var name: String?
    /// The lines of the month, in the order in which they are shown.
    public var lines: [BookedLine] = []
    /// What counted of the creator's contents in the pools.
    public var shares: [CountedReading] = []
    /// What was left out of the creator's contents.
    public var leftOut: [LeftOutReading] = []
    /// The balances, by currency in ascending order.
    public var accounts: [AccountFacts] = []
    /// The payouts that something became of between the month's first day and the asked one.
    public var payouts: [PayoutRecord] = []
    /// The receipt; nil where the month has no lines of the creator.
    public var receipt: Receipt?

    /// A creator of whom nothing else is known yet.
    public init(creator: Identifier) {
        self.creator = creator
    }
}

/// A line of the books with the words that the close kept about it.
public struct BookedLine: Sendable {
    /// The line.
    public var line: Line
    /// The day on which its source was completed, in the policy's time zone.
    public var day: Day?
    /// The content's title; nil where none was kept.
    public var title: String?
    /// The title of the bundle that the content was sold in.
    public var bundle: String?
    /// The message of a donation, or the reason of an adjustment.
    public var message: String?
    /// The reference of an adjustment.
    public var reference: String?

    /// A line with its words.
    public init(
        line: Line, day: Day?, title: String? = nil, bundle: String? = nil, message: String? = nil,
        reference: String? = nil
    ) {
        self.line = line
        self.day = day
        self.title = title
        self.bundle = bundle
        self.message = message
        self.reference = reference
    }
}

/// What counted of one content in a pool, and its part (R9.2, R9.3).
public struct CountedReading: Sendable {
    /// The pool's currency.
    public var currency: Currency
    /// The content.
    public var content: Identifier
    /// Its title; nil where none was kept.
    public var title: String?
    /// What counted.
    public var metrics: Metrics
    /// Its part of the pool, in minor units.
    public var part: Int64

    /// A content's part in a pool.
    public init(currency: Currency, content: Identifier, title: String?, metrics: Metrics, part: Int64) {
        self.currency = currency
        self.content = content
        self.title = title
        self.metrics = metrics
        self.part = part
    }
}

/// What was left out of one content's engagement by one rule (R9.1).
public struct LeftOutReading: Sendable {
    /// The currency of the pool that it was left out of.
    public var currency: Currency
    /// The content.
    public var content: Identifier
    /// Its title; nil where none was kept.
    public var title: String?
    /// The rule; nil for one that this engine does not know.
    public var rule: ExclusionRule?
    /// How many rows.
    public var rows: Int64
    /// How many seconds.
    public var seconds: Int64

    /// What was left out.
    public init(
        currency: Currency, content: Identifier, title: String?, rule: ExclusionRule?, rows: Int64, seconds: Int64
    ) {
        self.currency = currency
        self.content = content
        self.title = title
        self.rule = rule
        self.rows = rows
        self.seconds = seconds
    }
}

public import Money

/// One entry of a period's books: what of an amount went to the provider, the platform and a creator (R4.4).
public struct Line: Hashable, Sendable {
    /// What kind of fact the line records.
    public var kind: LineKind
    /// Which part of a creator's balance it belongs to (R10).
    public var bucket: Bucket
    /// The purchase or donation it stems from; nil for a share of the pool, and for what was put in by hand.
    public var source: Identifier?
    /// The content that was sold, tipped or read; nil where there is none.
    public var content: Identifier?
    /// Who earns the creator part; nil on the platform's own content.
    public var creator: Identifier?
    /// The purchase's seller where no creator is on the line, so that a later change of it can be told (R8.4).
    public var seller: Identifier?
    /// The currency of the four amounts.
    public var currency: Currency
    /// The whole amount, in minor units.
    public var gross: Int64
    /// What the payment provider takes.
    public var processing: Int64
    /// What the platform keeps; it may be negative.
    public var platform: Int64
    /// What the creator earns.
    public var creatorPart: Int64
    /// Whether the creator part is owed by the platform: false for direct donations (R6).
    public var payable: Bool
    /// Whether the source was completed before the period (R8.6).
    public var late: Bool
    /// The day from which the hold is counted (R8.6).
    public var holdFrom: Day
    /// When the source was completed, as first settled; nil where there is none (R8.2).
    public var soldAt: Instant?

    /// A line with all its parts.
    public init(
        kind: LineKind, bucket: Bucket, source: Identifier?, content: Identifier?, creator: Identifier?,
        seller: Identifier? = nil, currency: Currency, gross: Int64, processing: Int64, platform: Int64,
        creatorPart: Int64, payable: Bool = true, late: Bool = false, holdFrom: Day, soldAt: Instant?
    ) {
        self.kind = kind
        self.bucket = bucket
        self.source = source
        self.content = content
        self.creator = creator
        self.seller = seller
        self.currency = currency
        self.gross = gross
        self.processing = processing
        self.platform = platform
        self.creatorPart = creatorPart
        self.payable = payable
        self.late = late
        self.holdFrom = holdFrom
        self.soldAt = soldAt
    }

    /// Whether all four amounts are 0; such a line is not made, of any kind (R4.4).
    public var isEmpty: Bool { gross == 0 && processing == 0 && platform == 0 && creatorPart == 0 }

    /// The same line with every amount negated, as another kind (R8.3, R8.4).
    public func negated(as kind: LineKind) throws(MoneyError) -> Line {
        var line = self
        line.kind = kind
        line.gross = try gross.negated()
        line.processing = try processing.negated()
        line.platform = try platform.negated()
        line.creatorPart = try creatorPart.negated()
        line.late = false
        return line
    }
}

/// What a line records.
public enum LineKind: UInt8, Hashable, Sendable, CaseIterable {
    /// A purchase of one content (R4).
    case sale = 0x73  // s
    /// One content's part of a bundle purchase (R5).
    case bundle = 0x62  // b
    /// A donation (R6).
    case donation = 0x64  // d
    /// A content's share of the subscription pool (R9).
    case pool = 0x70  // p
    /// The undoing of a settlement by a refund, a dispute or a return to pending (R8.2).
    case reversal = 0x72  // r
    /// The undoing of a reversal (R8.3).
    case reinstatement = 0x69  // i
    /// The undoing of a settlement whose source was changed since (R8.4).
    case correction = 0x63  // c
    /// An amount that was put into a creator's balance by hand.
    case adjustment = 0x61  // a
    /// A balance that was brought in from before genesis.
    case opening = 0x6E  // n

    /// The name in datasets and on statements.
    public var name: String {
        switch self {
        case .sale: "sale"
        case .bundle: "bundle"
        case .donation: "donation"
        case .pool: "pool"
        case .reversal: "reversal"
        case .reinstatement: "reinstatement"
        case .correction: "correction"
        case .adjustment: "adjustment"
        case .opening: "opening"
        }
    }

    /// Whether the line settles a source, rather than undoing something.
    public var settles: Bool { self == .sale || self == .bundle || self == .donation }
}

/// A part of a creator's balance (R10).
public enum Bucket: UInt8, Hashable, Sendable, CaseIterable {
    /// Purchases, whatever the line's kind.
    case sales = 0x73  // s
    /// Donations.
    case donations = 0x64  // d
    /// Shares of the subscription pool.
    case subscriptions = 0x70  // p

    /// The name in datasets and on statements.
    public var name: String {
        switch self {
        case .sales: "sales"
        case .donations: "donations"
        case .subscriptions: "subscriptions"
        }
    }
}

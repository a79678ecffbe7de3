public import Money

/// A commission from an amount on (R4.1).
public struct CommissionTier: Hashable, Sendable {
    /// The smallest amount, in minor units, that the tier applies to.
    public var from: Int64
    /// The commission on the whole amount.
    public var percent: Percentage

    /// A tier from an amount on.
    public init(from: Int64, percent: Percentage) {
        self.from = from
        self.percent = percent
    }
}

/// What a payment provider takes of an amount (R4.2).
public struct ProviderFee: Hashable, Sendable {
    /// The part of the amount.
    public var percent: Percentage
    /// The fixed part in minor units, by currency; empty for a provider that has none in any.
    public var fixed: [Currency: Int64]

    /// A fee of a percentage and fixed amounts.
    public init(percent: Percentage, fixed: [Currency: Int64]) {
        self.percent = percent
        self.fixed = fixed
    }

    /// What the provider takes of an amount.
    ///
    /// - Throws: `MoneyError/overflow(_:)` past 64 bits.
    public func processing(of amount: Int64, in currency: Currency) throws(MoneyError) -> Int64 {
        try percent.of(amount).adding(fixed[currency] ?? 0)
    }
}

/// Who bears what the payment provider takes.
public enum Bearer: String, Hashable, Sendable, CaseIterable {
    /// The platform, out of its commission.
    case platform
    /// The creator, out of what is left.
    case creator
}

/// What becomes of the fees that the platform recorded on a purchase (R4.7).
public enum RecordedFees: String, Hashable, Sendable, CaseIterable {
    /// They are compared with the computed ones, which stand.
    case verify
    /// Where they add up and none is negative they stand instead.
    case honour
}

/// What bundle contents without a share of their own are weighted by (R5.2).
public enum WithoutShare: String, Hashable, Sendable, CaseIterable {
    /// Their list prices.
    case listPrice = "list_price"
    /// All the same.
    case equal
}

/// How the subscription pool is shared (R9).
public enum PoolModel: String, Hashable, Sendable, CaseIterable {
    /// By each content's part of everybody's engagement (R9.2).
    case proRata = "pro_rata"
    /// Each subscriber's money by what that subscriber read (R9.3).
    case userCentric = "user_centric"
}

/// The terms of the subscription pool (R9).
public struct PoolTerms: Hashable, Sendable {
    /// The platform's part of subscription revenue.
    public var platformPercent: Percentage
    /// How the pool is shared.
    public var model: PoolModel
    /// The weight of each metric.
    public var weights: Metrics
    /// The most hours a day of one reader that count, in hundredths; nil if there is no cap (R9.1).
    public var viewerCapHundredths: Int64?

    /// Terms of a pool.
    public init(platformPercent: Percentage, model: PoolModel, weights: Metrics, viewerCapHundredths: Int64?) {
        self.platformPercent = platformPercent
        self.model = model
        self.weights = weights
        self.viewerCapHundredths = viewerCapHundredths
    }
}

/// The three measures of engagement, or a weight for each: time in seconds, completed sessions, opened concepts.
public struct Metrics: Hashable, Sendable, BitwiseCopyable {
    /// Seconds of reading.
    public var time: Int64
    /// Completed learning sessions.
    public var sessions: Int64
    /// Concepts accessed.
    public var concepts: Int64

    /// Three measures.
    @inlinable
    public init(time: Int64, sessions: Int64, concepts: Int64) {
        self.time = time
        self.sessions = sessions
        self.concepts = concepts
    }

    /// Nothing of any.
    public static let zero = Metrics(time: 0, sessions: 0, concepts: 0)

    /// The three in the order time, sessions, concepts.
    public var all: [Int64] { [time, sessions, concepts] }
}

/// How creators are paid (R11).
public struct PayoutTerms: Hashable, Sendable {
    /// The smallest payout in minor units; its currencies are the settled ones (R3).
    public var minimum: [Currency: Int64]
    /// Days from `hold_from` until a line is available (R10).
    public var holdDays: Int32
    /// Whether a second person must approve a plan (R11.7).
    public var approvalRequired: Bool

    /// Terms of payouts.
    public init(minimum: [Currency: Int64], holdDays: Int32, approvalRequired: Bool) {
        self.minimum = minimum
        self.holdDays = holdDays
        self.approvalRequired = approvalRequired
    }
}

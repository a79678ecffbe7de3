public import Money

/// What a month comes to under one policy: each creator's sums, and the pools.
public struct MonthOutcome: Sendable {
    /// Whose sums, in which currency.
    public struct Key: Hashable, Comparable, Sendable {
        /// The creator; nil for the platform's own contents.
        public let creator: Identifier?
        /// The currency.
        public let currency: Currency

        /// A creator's sums in a currency.
        public init(creator: Identifier?, currency: Currency) {
            self.creator = creator
            self.currency = currency
        }

        /// Orders by creator, the platform first, then by currency.
        public static func < (left: Key, right: Key) -> Bool {
            guard left.creator != right.creator else { return left.currency < right.currency }
            guard let first = left.creator, let second = right.creator else { return left.creator == nil }
            return first < second
        }
    }

    /// The sums of some lines, in minor units (R4.4).
    public struct Sums: Hashable, Sendable {
        /// The whole amounts.
        public var gross: Int64
        /// What payment providers take.
        public var processing: Int64
        /// What the platform keeps.
        public var platform: Int64
        /// What the platform owes creators.
        public var earned: Int64
        /// What went straight to creators' own accounts (R6).
        public var direct: Int64

        /// Sums of lines.
        public init(gross: Int64, processing: Int64, platform: Int64, earned: Int64, direct: Int64) {
            self.gross = gross
            self.processing = processing
            self.platform = platform
            self.earned = earned
            self.direct = direct
        }

        /// Nothing.
        public static let zero = Sums(gross: 0, processing: 0, platform: 0, earned: 0, direct: 0)

        /// Both together.
        ///
        /// - Throws: `MoneyError` past 64 bits.
        public func adding(_ other: Sums) throws(MoneyError) -> Sums {
            Sums(
                gross: try gross.adding(other.gross), processing: try processing.adding(other.processing),
                platform: try platform.adding(other.platform), earned: try earned.adding(other.earned),
                direct: try direct.adding(other.direct))
        }
    }

    /// A currency's pool without its shares.
    public struct PoolFigures: Hashable, Sendable {
        /// How it is shared.
        public let model: PoolModel
        /// What the period recognised.
        public let revenue: Int64
        /// What creators get.
        public let distributed: Int64
        /// What is left for the next period.
        public let carriedOut: Int64
        /// What one more subscriber could move; nil where nobody paid.
        public let bot: ExtraSubscriber?

        /// A pool's figures.
        public init(_ pool: Pool, bot: ExtraSubscriber?) {
            model = pool.model
            revenue = pool.revenue
            distributed = pool.distributed
            carriedOut = pool.carriedOut
            self.bot = bot
        }
    }

    /// The sums of everybody who has a line.
    public let sums: [Key: Sums]
    /// The pools.
    public let pools: [Currency: PoolFigures]
    /// How many rows could not be settled (R12).
    public let openErrors: Int

    /// An outcome with all its parts.
    public init(sums: [Key: Sums], pools: [Currency: PoolFigures], openErrors: Int) {
        self.sums = sums
        self.pools = pools
        self.openErrors = openErrors
    }
}

public import Money
public import Settlement

/// What all statements of a month share.
public struct StatementMonth: Sendable {
    /// The sums of a pool, without which nobody could work out a part of it.
    public struct PoolSums: Sendable {
        /// How it was shared; nil for a model that this engine does not know.
        public var model: PoolModel?
        /// What all creators got together, in minor units.
        public var distributed: Int64
        /// What counted of all engagement.
        public var sums: Metrics

        /// The sums of a pool.
        public init(model: PoolModel?, distributed: Int64, sums: Metrics) {
            self.model = model
            self.distributed = distributed
            self.sums = sums
        }
    }

    /// The closed month.
    public var period: Period
    /// The day whose balances are shown.
    public var asOf: Day
    /// The root of the month's digest, in hexadecimal digits.
    public var root: String
    /// The policy: holds, smallest payouts and the pool's weights are those in force.
    public var policy: Policy
    /// The pools, by currency.
    public var pools: [Currency: PoolSums]

    /// A month.
    public init(period: Period, asOf: Day, root: String, policy: Policy, pools: [Currency: PoolSums]) {
        self.period = period
        self.asOf = asOf
        self.root = root
        self.policy = policy
        self.pools = pools
    }
}

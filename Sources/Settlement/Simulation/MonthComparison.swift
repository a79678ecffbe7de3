public import Money

/// A month under two policies: who gains, who loses, and what it does to the whole.
public struct MonthComparison: Sendable {
    /// What the platform owes one creator for the month, before and after.
    public struct Change: Hashable, Sendable {
        /// The creator.
        public let creator: Identifier
        /// The currency.
        public let currency: Currency
        /// Under the one policy, in minor units.
        public let before: Int64
        /// Under the other.
        public let after: Int64
        /// What it is more.
        public let difference: Int64
    }

    /// One currency under one policy.
    public struct Side: Sendable {
        /// The sums of all lines, the platform's own among them.
        public let sums: MonthOutcome.Sums
        /// How creators' earnings are spread over all who have a line under either policy; nil where nobody earns.
        public let concentration: Concentration?
        /// The pool; nil where there is none.
        public let pool: MonthOutcome.PoolFigures?
    }

    /// One currency under both.
    public struct CurrencyChange: Sendable {
        /// The currency.
        public let currency: Currency
        /// Under the one policy.
        public let before: Side
        /// Under the other.
        public let after: Side
    }

    /// Every creator who has a line under either policy, by creator and currency.
    public let creators: [Change]
    /// Every currency that has a line or a pool under either, in order.
    public let currencies: [CurrencyChange]

    /// Compares two outcomes of one month.
    ///
    /// - Throws: `MoneyError` where a sum or a difference leaves 64 bits.
    public init(before: MonthOutcome, after: MonthOutcome) throws(MoneyError) {
        var changes: [Change] = []
        let keys = Set(before.sums.keys).union(after.sums.keys)
        for key in keys.sorted() {
            guard let creator = key.creator else { continue }
            let (old, new) = (before.sums[key]?.earned ?? 0, after.sums[key]?.earned ?? 0)
            changes.append(
                Change(
                    creator: creator, currency: key.currency, before: old, after: new,
                    difference: try new.subtracting(old)))
        }
        creators = changes
        let pools = Set(before.pools.keys).union(after.pools.keys)
        var currencies: [CurrencyChange] = []
        for currency in Set(keys.map(\.currency)).union(pools).sorted() {
            let own = changes.filter { $0.currency == currency }
            currencies.append(
                CurrencyChange(
                    currency: currency, before: try Side(before, currency, earnings: own.map(\.before)),
                    after: try Side(after, currency, earnings: own.map(\.after))))
        }
        self.currencies = currencies
    }
}

extension MonthComparison.Side {
    fileprivate init(_ outcome: MonthOutcome, _ currency: Currency, earnings: [Int64]) throws(MoneyError) {
        var sums = MonthOutcome.Sums.zero
        for (key, more) in outcome.sums where key.currency == currency { sums = try sums.adding(more) }
        self.init(sums: sums, concentration: Concentration(earnings), pool: outcome.pools[currency])
    }
}

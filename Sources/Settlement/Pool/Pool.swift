public import Money

/// The subscription pool of one currency in one period, and how it was shared (R9).
public struct Pool: Sendable {
    /// What one content got.
    public struct Share: Hashable, Sendable {
        /// The content.
        public var content: Identifier
        /// Its owner.
        public var owner: Identifier
        /// What counted of its engagement.
        public var metrics: Metrics
        /// Its exact weight, over the pool's common denominator.
        public var weight: UInt256
        /// Its part in minor units.
        public var part: Int64

        /// A content's share.
        public init(content: Identifier, owner: Identifier, metrics: Metrics, weight: UInt256, part: Int64) {
            self.content = content
            self.owner = owner
            self.metrics = metrics
            self.weight = weight
            self.part = part
        }
    }

    /// The period.
    public var period: Period
    /// The currency.
    public var currency: Currency
    /// How it was shared.
    public var model: PoolModel
    /// What the period recognised.
    public var revenue: Int64
    /// What the period before left over.
    public var carriedIn: Int64
    /// The platform's part of the revenue.
    public var platform: Int64
    /// What creators got.
    public var distributed: Int64
    /// What is left for the next period, because nobody read anything (R9.5).
    public var carriedOut: Int64
    /// What counted of all engagement.
    public var sums: Metrics
    /// The shares, by content.
    public var shares: [Share]

    /// The bytes that salt the draw among equal remainders: period and currency (R9.4).
    public static func key(_ period: Period, _ currency: Currency) -> [UInt8] {
        Array("\(period)/\(currency.code)".utf8)
    }

    /// Shares a pool (R9.2–R9.5).
    ///
    /// - Parameters:
    ///   - period: The period.
    ///   - currency: The currency.
    ///   - terms: The terms in force.
    ///   - revenue: What the period recognised in the currency.
    ///   - carriedIn: What the period before carried over.
    ///   - contents: What counts of each content, as ``PoolBuilder/contents(of:)`` gives it.
    /// - Throws: `MoneyError` where an exact weight leaves 256 bits; that refuses the close.
    public init(
        period: Period, currency: Currency, terms: PoolTerms, revenue: Int64, carriedIn: Int64,
        contents: [Share]
    ) throws(MoneyError) {
        self.period = period
        self.currency = currency
        self.revenue = revenue
        self.carriedIn = carriedIn
        model = terms.model
        platform = try terms.platformPercent.of(revenue)
        let total = try revenue.subtracting(platform).adding(carriedIn)
        (shares, sums) = try Pool.weighed(contents, terms: terms)
        guard shares.contains(where: { $0.weight != .zero }) else {
            distributed = 0
            carriedOut = total
            return
        }
        distributed = total
        carriedOut = 0
        try share(total, key: Pool.key(period, currency))
    }

    /// The shares in ascending order of the contents, each with its exact weight, and what counts of all (R9.2).
    private static func weighed(
        _ contents: consuming [Share], terms: PoolTerms
    ) throws(MoneyError) -> ([Share], Metrics) {
        var shares = contents
        shares.sort { $0.content < $1.content }
        var sums = Metrics.zero
        for share in shares { sums = try sums.adding(share.metrics) }
        guard terms.model == .proRata else { return (shares, sums) }
        let ratio = try MetricRatio(sums: sums, weights: terms.weights)
        for index in shares.indices { shares[index].weight = try ratio.weight(of: shares[index].metrics) }
        return (shares, sums)
    }

    /// Splits the total over creators, then each creator's part over their contents (R9.4).
    private mutating func share(_ total: Int64, key: [UInt8]) throws(MoneyError) {
        let order = shares.indices.sorted { (shares[$0].owner, $0) < (shares[$1].owner, $1) }
        var creators: [Apportionment.Party] = []
        var ends: [Int] = []
        for (place, index) in order.enumerated() {
            let share = shares[index]
            if let last = creators.last, last.id == share.owner {
                let weight = try last.weight.adding(share.weight)
                creators[creators.count - 1] = Apportionment.Party(id: share.owner, weight: weight)
                ends[ends.count - 1] = place + 1
            } else {
                creators.append(Apportionment.Party(id: share.owner, weight: share.weight))
                ends.append(place + 1)
            }
        }
        let parts = try Apportionment.split(total, over: creators, key: key)
        var start = 0
        for (number, end) in ends.enumerated() {
            if creators[number].weight != .zero { try split(parts[number], over: order[start..<end], key: key) }
            start = end
        }
    }

    private mutating func split(_ part: Int64, over contents: ArraySlice<Int>, key: [UInt8]) throws(MoneyError) {
        let parties = contents.map { Apportionment.Party(id: shares[$0].content, weight: shares[$0].weight) }
        for (index, share) in zip(contents, try Apportionment.split(part, over: parties, key: key)) {
            shares[index].part = share
        }
    }

    /// One line per content that got something (R9.4).
    public func lines(holdFrom: Day) -> [Line] {
        shares.filter { $0.part != 0 }.map { $0.line(in: currency, holdFrom: holdFrom) }
    }
}

extension Pool.Share {
    /// The line of a content that got something (R9.4).
    public func line(in currency: Currency, holdFrom: Day) -> Line {
        Line(
            kind: .pool, bucket: .subscriptions, source: nil, content: content, creator: owner, currency: currency,
            gross: part, processing: 0, platform: 0, creatorPart: part, holdFrom: holdFrom, soldAt: nil)
    }
}

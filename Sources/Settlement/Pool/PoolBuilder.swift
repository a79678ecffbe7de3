public import Money

/// Gathers the engagement of a period, reader by reader, for all currencies (R9.1–R9.3).
///
/// Holds one entry per content that is read, however many readers there are.
public struct PoolBuilder: Sendable {
    /// What one content gathered in one currency.
    public struct ContentWeight: Sendable {
        /// The content's owner.
        public var owner: Identifier
        /// The sums of what counts of it.
        public var metrics: Metrics = .zero
        /// Its weight in a user-centric pool; worked out at the end in a pro-rata one.
        public var weight: UInt256 = .zero

        /// What one content gathered.
        public init(owner: Identifier, metrics: Metrics = .zero, weight: UInt256 = .zero) {
            self.owner = owner
            self.metrics = metrics
            self.weight = weight
        }
    }

    /// One content, one rule, one currency.
    public struct ExclusionKey: Hashable, Sendable {
        /// The currency in which the reader had revenue.
        public var currency: Currency
        /// The content, if the row names one.
        public var content: Identifier?
        /// The rule.
        public var rule: ExclusionRule
    }

    /// The period.
    public let bounds: PeriodBounds
    /// The terms of the pool.
    public let terms: PoolTerms
    private var index = IdentifierIndex()
    /// What counts, by currency and the content's number in the index.
    private var weights: [(currency: Currency, contents: [ContentWeight?])] = []
    /// What was left out.
    public private(set) var exclusions: [ExclusionKey: Exclusion] = [:]

    /// What counts in a currency, by content.
    public func contents(of currency: Currency) -> [Identifier: ContentWeight] {
        guard let place = weights.firstIndex(where: { $0.currency == currency }) else { return [:] }
        var result: [Identifier: ContentWeight] = [:]
        for (number, weight) in weights[place].contents.enumerated() {
            if let weight { result[index.identifiers[number]] = weight }
        }
        return result
    }

    /// An empty gathering.
    public init(bounds: PeriodBounds, terms: PoolTerms) {
        self.bounds = bounds
        self.terms = terms
    }

    /// Takes up all rows of one reader.
    ///
    /// - Parameters:
    ///   - reader: The reader; rows without one have no revenue and are only asked for faults.
    ///   - rows: All rows of the reader whose `period_start` lies in the period, in any order.
    ///   - revenue: What the period recognised for the reader, by currency; only amounts above 0 count.
    /// - Returns: The exceptions of the rows.
    public mutating func take(
        reader: Identifier?, rows: [EngagementRow], revenue: [(currency: Currency, cents: Int64)]
    ) throws(MoneyError) -> [SettlementException] {
        let judged = try ReaderEngagement(reader: reader, bounds: bounds, terms: terms).judge(rows)
        for (currency, cents) in revenue where cents > 0 && reader != nil {
            for (content, rule, seconds) in judged.excluded {
                let key = ExclusionKey(currency: currency, content: content, rule: rule)
                exclusions[key, default: Exclusion()].rows += 1
                exclusions[key, default: Exclusion()].seconds += seconds
            }
            try count(judged.counting, revenue: cents, in: currency)
        }
        return judged.exceptions
    }

    private mutating func count(
        _ rows: [(row: EngagementRow, metrics: Metrics)], revenue: Int64, in currency: Currency
    ) throws(MoneyError) {
        let share = terms.model == .userCentric ? try ReaderShare(rows.map(\.metrics), terms.weights) : nil
        let place = place(of: currency)
        for (row, metrics) in rows {
            guard let content = row.content, let owner = row.owner else { continue }
            let weight = try share?.weight(of: metrics, revenue: revenue)
            let number = index.number(for: content)
            while weights[place].contents.count <= number { weights[place].contents.append(nil) }
            var known = weights[place].contents[number] ?? ContentWeight(owner: owner)
            try known.add(metrics, weight)
            weights[place].contents[number] = known
        }
    }

    private mutating func place(of currency: Currency) -> Int {
        if let known = weights.firstIndex(where: { $0.currency == currency }) { return known }
        weights.append((currency, []))
        return weights.count - 1
    }
}

extension PoolBuilder.ContentWeight {
    fileprivate mutating func add(_ more: Metrics, _ heavier: UInt256?) throws(MoneyError) {
        metrics = try metrics.adding(more)
        if let heavier { weight = try weight.adding(heavier) }
    }
}

extension Metrics {
    /// The sum, measure by measure.
    ///
    /// - Throws: `MoneyError` past 64 bits.
    public func adding(_ other: Metrics) throws(MoneyError) -> Metrics {
        Metrics(
            time: try time.adding(other.time), sessions: try sessions.adding(other.sessions),
            concepts: try concepts.adding(other.concepts))
    }
}

/// The fractions of one reader's revenue that the reader's rows stand for (R9.3).
public struct ReaderShare {
    /// What the reader's rows are measured by: the sums over these rows alone.
    public let ratio: MetricRatio

    /// Nil where the reader's rows weigh nothing.
    public init?(_ rows: [Metrics], _ weights: Metrics) throws(MoneyError) {
        var sums = Metrics.zero
        for row in rows { sums = try sums.adding(row) }
        ratio = try MetricRatio(sums: sums, weights: weights)
        if ratio.weightOfPresent == 0 { return nil }
    }

    /// `floor(revenue × f × 2^40)` of a row (R9.3).
    public func weight(of metrics: Metrics, revenue: Int64) throws(MoneyError) -> UInt256 {
        let steps = try steps(of: metrics, revenue: revenue)
        let product = try steps.numerator.multiplied(by: steps.scaled)
        return product.quotientAndRemainder(dividingBy: steps.denominator).quotient
    }

    /// What ``weight(of:revenue:)`` is the quotient of: `revenue × 2^40`, and the fraction `f` of a row.
    public func steps(
        of metrics: Metrics, revenue: Int64
    ) throws(MoneyError) -> (scaled: UInt256, numerator: UInt256, denominator: UInt256) {
        let scaled = UInt256(UInt128(revenue) << 40)
        let denominator = try ratio.scale.multiplied(by: UInt256(ratio.weightOfPresent))
        return (scaled, try ratio.weight(of: metrics), denominator)
    }
}

/// `Σ_m w_m × x_m / X_m` over a common denominator, exactly (R9.2).
public struct MetricRatio: Sendable {
    /// The common denominator: the product of the sums that are not 0.
    public let scale: UInt256
    /// `w_m × scale / X_m` for time, sessions and concepts; 0 for a metric that drops out.
    public let factors: [UInt256]
    /// The sum of the weights of the metrics that are there.
    public let weightOfPresent: UInt64
    /// The weights of time, sessions and concepts; 0 for a metric that drops out.
    public let present: [UInt64]
    /// The sums of time, sessions and concepts that are in the common denominator; 1 for a metric that drops out.
    public let used: [UInt64]

    /// The ratio for given sums and weights.
    public init(sums: Metrics, weights: Metrics) throws(MoneyError) {
        let present = zip(sums.all, weights.all).map { $0 > 0 ? UInt64($1) : 0 }
        // A metric with weight 0 adds nothing, so its sum need not be in the denominator either.
        let used = zip(sums.all, present).map { $1 > 0 ? UInt64($0) : 1 }
        var factors: [UInt256] = []
        for index in 0..<3 {
            var factor = UInt256(present[index])
            for other in 0..<3 where other != index { factor = try factor.multiplied(by: UInt256(used[other])) }
            factors.append(factor)
        }
        var scale = UInt256(1 as UInt64)
        for sum in used { scale = try scale.multiplied(by: UInt256(sum)) }
        self.scale = scale
        self.factors = factors
        self.present = present
        self.used = used
        weightOfPresent = present.reduce(0, +)
    }

    /// The numerator of some metrics' weight.
    public func weight(of metrics: Metrics) throws(MoneyError) -> UInt256 {
        var sum = UInt256.zero
        for (factor, value) in zip(factors, metrics.all) where value > 0 {
            sum = try sum.adding(try factor.multiplied(by: UInt256(UInt64(value))))
        }
        return sum
    }
}

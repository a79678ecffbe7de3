public import Money

/// Gathers the engagement of a period, reader by reader, for all currencies (R9.1–R9.3).
///
/// Holds one entry per content that is read, however many readers there are.
public struct PoolBuilder: Sendable {
    /// One content, one rule, one currency.
    public struct ExclusionKey: Hashable, Sendable {
        /// The currency in which the reader had revenue.
        public var currency: Currency
        /// The content, if the row names one.
        public var content: Identifier?
        /// The rule.
        public var rule: ExclusionRule
    }

    /// The same, with the content's number.
    private struct NumberedKey: Hashable {
        let currency: Currency
        let content: UInt32
        let rule: ExclusionRule
    }

    /// The period.
    public let bounds: PeriodBounds
    /// The terms of the pool.
    public let terms: PoolTerms
    /// The contents that rows name.
    private var contents: PoolContents
    /// What counts, by currency.
    private var sums: [(currency: Currency, contents: ContentSums)] = []
    /// What was left out.
    private var left: [NumberedKey: Exclusion] = [:]

    /// An empty gathering.
    ///
    /// - Parameters:
    ///   - bounds: The period.
    ///   - terms: The terms of the pool.
    ///   - contents: The contents that are known before.
    public init(bounds: PeriodBounds, terms: PoolTerms, contents: PoolContents = PoolContents()) {
        self.bounds = bounds
        self.terms = terms
        self.contents = contents
    }

    /// What counts in a currency: a share for each content, without weights in a pro-rata pool, which works them out
    /// of all that counts, and without parts; in no order.
    public func contents(of currency: Currency) -> [Pool.Share] {
        sums.first { $0.currency == currency }?.contents.shares(of: contents) ?? []
    }

    /// What was left out.
    public var exclusions: [ExclusionKey: Exclusion] {
        var exclusions: [ExclusionKey: Exclusion] = [:]
        for (key, exclusion) in left {
            let content = contents.all[Int(key.content)].id
            exclusions[ExclusionKey(currency: key.currency, content: content, rule: key.rule)] = exclusion
        }
        return exclusions
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
        let readings = rows.map { contents.reading(of: $0, in: bounds.period) }
        let engagement = ReaderEngagement(reader: reader, bounds: bounds, terms: terms)
        let judged = try engagement.judge(readings, of: contents)
        if reader != nil { try count(judged, of: readings, revenue: revenue) }
        return engagement.exceptions(of: judged, rows)
    }

    /// Takes up all rows of one reader if none of them is at fault, which needs no more of them than this.
    ///
    /// - Returns: Whether none is; else nothing is taken up, and the reader's rows are to be taken whole.
    public mutating func takeFaultless(
        reader: Identifier, rows: [Reading], revenue: [(currency: Currency, cents: Int64)]
    ) throws(MoneyError) -> Bool {
        let judged = try ReaderEngagement(reader: reader, bounds: bounds, terms: terms).judge(rows, of: contents)
        guard judged.faults.isEmpty else { return false }
        try count(judged, of: rows, revenue: revenue)
        return true
    }

    private mutating func count(
        _ judged: ReaderEngagement.Judgement, of rows: [Reading], revenue: [(currency: Currency, cents: Int64)]
    ) throws(MoneyError) {
        for (currency, cents) in revenue where cents > 0 {
            for (content, rule, seconds) in judged.excluded {
                let key = NumberedKey(currency: currency, content: content, rule: rule)
                left[key, default: Exclusion()].add(seconds: seconds)
            }
            let share =
                terms.model == .userCentric ? try ReaderShare(judged.counting.map(\.metrics), terms.weights) : nil
            let place = place(of: currency)
            for (row, metrics) in judged.counting {
                let weight = try share?.weight(of: metrics, revenue: cents)
                try sums[place].contents.add(metrics, weight, to: Int(rows[row].content))
            }
        }
    }

    /// The place of a currency's sums, with room for every content.
    private mutating func place(of currency: Currency) -> Int {
        let known = sums.firstIndex { $0.currency == currency } ?? sums.count
        if known == sums.count { sums.append((currency, ContentSums(weighs: terms.model == .userCentric))) }
        sums[known].contents.makeRoom(for: contents.all.count)
        return known
    }
}

extension Exclusion {
    fileprivate mutating func add(seconds more: Int64) {
        rows += 1
        seconds += more
    }
}

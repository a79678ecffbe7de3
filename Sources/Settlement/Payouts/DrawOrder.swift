public import Money

/// A positive line that payouts draw on.
public struct DrawableLine: Hashable, Sendable {
    /// The bucket.
    public var bucket: Bucket
    /// The day from which it is held.
    public var holdFrom: Day
    /// The period of its books.
    public var period: Period
    /// The purchase or donation; nil for a share of the pool.
    public var source: Identifier?
    /// The content; nil where there is none.
    public var content: Identifier?
    /// The creator's part, more than 0.
    public var cents: Int64

    /// A line.
    public init(
        bucket: Bucket, holdFrom: Day, period: Period, source: Identifier?, content: Identifier?, cents: Int64
    ) {
        self.bucket = bucket
        self.holdFrom = holdFrom
        self.period = period
        self.source = source
        self.content = content
        self.cents = cents
    }

    /// The order in which payouts draw on lines: by `hold_from`, period, source, content, none first (R11.8).
    fileprivate func precedes(_ other: DrawableLine) -> Bool {
        if holdFrom != other.holdFrom { return holdFrom < other.holdFrom }
        if period != other.period { return period < other.period }
        if source != other.source { return DrawableLine.precedes(source, other.source) }
        return DrawableLine.precedes(content, other.content)
    }

    private static func precedes(_ left: Identifier?, _ right: Identifier?) -> Bool {
        guard let right else { return false }
        return left.map { $0 < right } ?? true
    }
}

/// A payout that draws on lines.
public struct DrawingPayout: Hashable, Sendable {
    /// What it takes of each bucket.
    public var parts: BucketAmounts
    /// The last period whose lines it could draw on; nil if there was none.
    public var through: Period?

    /// A payout of what was earned through a period.
    public init(parts: BucketAmounts, through: Period?) {
        self.parts = parts
        self.through = through
    }
}

/// What a payout draws of a line.
public struct Draw: Hashable, Sendable {
    /// The line.
    public let line: DrawableLine
    /// What earlier payouts drew of it.
    public let before: Int64
    /// How much of it, more than 0.
    public let cents: Int64
}

/// Which lines each payout is made of (R11.8).
public enum DrawOrder {
    /// What each payout draws on, oldest lines first: of what earlier ones left, in the periods that had been closed.
    ///
    /// A line that a later period adds, though it is held from an earlier day, such as a reinstatement's, is nothing that
    /// an earlier payout could draw on.
    ///
    /// - Parameters:
    ///   - payouts: The payouts that were not given back, in the order in which they were made.
    ///   - lines: The positive payable lines of one creator and currency, in any order.
    /// - Returns: The draws of each payout, in the order of ``DrawableLine``, sales before donations before subscriptions. What
    ///   no line covers is in no draw.
    public static func draws(of payouts: [DrawingPayout], from lines: [DrawableLine]) -> [[Draw]] {
        var draws = payouts.map { _ in [Draw]() }
        for bucket in Bucket.allCases {
            var supply = lines.filter { $0.bucket == bucket && $0.cents > 0 }.sorted { $0.precedes($1) }
                .map { (line: $0, used: Int64(0)) }
            for (index, payout) in payouts.enumerated() {
                var wanted = payout.parts[bucket]
                guard let through = payout.through, wanted > 0 else { continue }
                for place in supply.indices where wanted > 0 && supply[place].line.period <= through {
                    let (line, used) = supply[place]
                    let taken = min(wanted, line.cents - used)
                    if taken > 0 { draws[index].append(Draw(line: line, before: used, cents: taken)) }
                    supply[place].used += taken
                    wanted -= taken
                }
                supply.removeAll { $0.used == $0.line.cents }
            }
        }
        return draws
    }
}

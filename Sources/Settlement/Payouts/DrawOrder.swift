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

/// What a payout draws of a line.
public struct Draw: Hashable, Sendable {
    /// The line.
    public let line: DrawableLine
    /// How much of it, more than 0.
    public let cents: Int64
}

/// Which lines each payout is made of (R11.8).
public enum DrawOrder {
    /// What each payout draws on, oldest lines first, each payout going on where the one before it stopped.
    ///
    /// - Parameters:
    ///   - payouts: The parts of the payouts that were not given back, in the order in which they were made.
    ///   - lines: The positive payable lines of one creator and currency, in any order.
    /// - Returns: The draws of each payout, in the order of ``DrawableLine``, sales before donations before subscriptions. What
    ///   no line covers is in no draw.
    public static func draws(of payouts: [BucketAmounts], from lines: [DrawableLine]) -> [[Draw]] {
        var draws = payouts.map { _ in [Draw]() }
        for bucket in Bucket.allCases {
            var supply = lines.filter { $0.bucket == bucket && $0.cents > 0 }.sorted { $0.precedes($1) }[...]
            var left = supply.first?.cents ?? 0
            for (index, parts) in payouts.enumerated() {
                var wanted = parts[bucket]
                while wanted > 0, let line = supply.first {
                    let taken = min(wanted, left)
                    draws[index].append(Draw(line: line, cents: taken))
                    (wanted, left) = (wanted - taken, left - taken)
                    guard left == 0 else { continue }
                    supply.removeFirst()
                    left = supply.first?.cents ?? 0
                }
            }
        }
        return draws
    }
}

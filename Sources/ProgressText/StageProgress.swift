/// A stage under way.
public struct StageProgress: Sendable {
    /// What a stage counts.
    public enum Counted: Sendable {
        /// Rows: many, so that it matters how many a second.
        case rows
        /// Parts of the whole, such as months, of which it is known how many there are.
        case parts
    }

    let name: String
    let counted: Counted
    let expected: Int64?
    let began: Duration
    var count: Int64 = 0

    /// What can be said about it.
    func report(at time: Duration, hasEnded: Bool) -> StageReport {
        let elapsed = max((time - began).milliseconds, 1)
        // An estimate that has been passed says nothing.
        let expected = expected.flatMap { $0 > 0 && $0 >= count ? $0 : nil }
        let left = expected.flatMap { hasEnded ? nil : secondsLeft(of: $0, after: elapsed) }
        return StageReport(
            stage: name, counted: counted, count: count, expected: expected,
            rate: counted == .rows && count > 0 ? count * 1_000 / elapsed : nil, secondsElapsed: elapsed / 1_000,
            secondsLeft: left, hasEnded: hasEnded)
    }

    /// The time that the rest takes if it goes on as so far, in begun seconds; nil while there is too little to tell.
    private func secondsLeft(of expected: Int64, after elapsed: Int64) -> Int64? {
        guard count > 0, elapsed >= 1_000 else { return nil }
        let (product, overflow) = (expected - count).multipliedReportingOverflow(by: elapsed)
        guard !overflow else { return nil }
        let (quotient, remainder) = product.quotientAndRemainder(dividingBy: count * 1_000)
        return quotient + (remainder > 0 ? 1 : 0)
    }
}

/// What can be said about a stage at a time.
public struct StageReport: Equatable, Sendable {
    /// The stage.
    public let stage: String
    /// What it counts.
    public let counted: StageProgress.Counted
    /// How many there have been.
    public let count: Int64
    /// About how many there will be; nil if that is not known, or turned out too low.
    public let expected: Int64?
    /// Rows a second since it began; nil without rows.
    public let rate: Int64?
    /// Whole seconds since it began.
    public let secondsElapsed: Int64
    /// Seconds until it ends, if it goes on as so far; nil while that cannot be told.
    public let secondsLeft: Int64?
    /// Whether it has ended.
    public let hasEnded: Bool

    /// Percent of what is expected, 99 at most: the estimate may be a little too low.
    public var percent: Int64? {
        expected.map { min(99, count.multipliedReportingOverflow(by: 100).partialValue / $0) }
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 { components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000 }
}

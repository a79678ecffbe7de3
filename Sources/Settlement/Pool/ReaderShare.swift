public import Money

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

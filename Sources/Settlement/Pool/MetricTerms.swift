public import Money

extension MetricRatio {
    /// The whole numbers whose product is the common denominator: the sums that are in it.
    public var scaleFactors: [UInt256] { zip(present, used).filter { $0.0 > 0 }.map { UInt256($0.1) } }

    /// What ``weight(of:)`` adds up, each term as the whole numbers whose product it is: the metric's weight, what
    /// counts of it, and the other sums (R9.2). Metrics that drop out have no term.
    public func terms(of metrics: Metrics) -> [[UInt256]] {
        (0..<3).filter { present[$0] > 0 }.map { metric in
            let others = (0..<3).filter { $0 != metric && present[$0] > 0 }.map { UInt256(used[$0]) }
            return [UInt256(present[metric]), UInt256(UInt64(max(0, metrics.all[metric])))] + others
        }
    }

    /// The whole numbers whose product is the weight of everything that counts: the present weights' sum, and the
    /// common denominator (R9.2).
    public var totalFactors: [UInt256] { [UInt256(weightOfPresent)] + scaleFactors }
}

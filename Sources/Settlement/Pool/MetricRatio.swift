public import Money

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

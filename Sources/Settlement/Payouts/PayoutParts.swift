public import Money

/// From which buckets a payout is taken (R11.2).
public enum PayoutParts {
    /// The parts of a payout: they sum to its amount, and none is negative.
    ///
    /// A bucket below 0 counts as 0, and what it lacks is taken from subscriptions, then sales, then donations. The payout
    /// takes of the rest sales first, then subscriptions, then donations.
    ///
    /// - Parameters:
    ///   - amount: The payout, not more than what is available in total.
    ///   - available: What is available, by bucket.
    public static func parts(of amount: Int64, from available: BucketAmounts) throws(MoneyError) -> BucketAmounts {
        var left = BucketAmounts.zero
        for bucket in Bucket.allCases { left[bucket] = max(0, available[bucket]) }
        var lacking = try left.total().subtracting(available.total())
        for bucket in deficitOrder where lacking > 0 {
            let taken = min(left[bucket], lacking)
            left[bucket] -= taken
            lacking -= taken
        }
        return draw(amount, from: left)
    }

    private static func draw(_ amount: Int64, from left: BucketAmounts) -> BucketAmounts {
        var parts = BucketAmounts.zero
        var missing = amount
        for bucket in payoutOrder {
            parts[bucket] = min(left[bucket], missing)
            missing -= parts[bucket]
        }
        precondition(missing == 0, "a payout is not more than what is available")
        return parts
    }

    private static let deficitOrder: [Bucket] = [.subscriptions, .sales, .donations]
    private static let payoutOrder: [Bucket] = [.sales, .subscriptions, .donations]
}

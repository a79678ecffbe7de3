public import Money

/// From which buckets a payout is taken (R11.2).
public enum PayoutParts {
    /// The parts of a payout: they sum to its amount, and none is negative.
    ///
    /// A bucket below 0 counts as 0, and what it lacks is taken from subscriptions, then sales, then donations, as is what
    /// is available but not to be spent. The payout takes of the rest sales first, then subscriptions, then donations.
    ///
    /// - Parameters:
    ///   - amount: The payout, not more than what can be spent.
    ///   - available: What is available, by bucket.
    ///   - spendable: What of it can be spent, in total.
    public static func parts(
        of amount: Int64, from available: BucketAmounts, spendable: Int64
    ) throws(MoneyError) -> BucketAmounts {
        precondition(amount >= 0 && amount <= spendable, "a payout is not more than what can be spent")
        var left = BucketAmounts.zero
        for bucket in Bucket.allCases { left[bucket] = max(0, available[bucket]) }
        var lacking = try left.total().subtracting(spendable)
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
        precondition(missing == 0, "the buckets cover what can be spent")
        return parts
    }

    private static let deficitOrder: [Bucket] = [.subscriptions, .sales, .donations]
    private static let payoutOrder: [Bucket] = [.sales, .subscriptions, .donations]
}

public import Money

/// From which buckets a payout is taken, and how that comes about (R11.2).
public struct PayoutParts: Hashable, Sendable {
    /// What is available, by bucket; a bucket may be below 0.
    public let available: BucketAmounts
    /// The same, a bucket below 0 counting as 0.
    public let positive: BucketAmounts
    /// What of each bucket makes up for what others lack: taken from subscriptions, then sales, then donations.
    public let lent: BucketAmounts
    /// What of each bucket is left to pay from.
    public let left: BucketAmounts
    /// What the payout takes of each bucket: sales first, then subscriptions, then donations.
    public let parts: BucketAmounts

    /// The order in which a payout takes of the buckets.
    public static let payoutOrder: [Bucket] = [.sales, .subscriptions, .donations]
    /// The order in which buckets make up for what others lack.
    public static let deficitOrder: [Bucket] = [.subscriptions, .sales, .donations]

    /// The parts of a payout: they sum to its amount, and none is negative.
    ///
    /// - Parameters:
    ///   - amount: The payout, not more than what is available in total.
    ///   - available: What is available, by bucket.
    public static func parts(of amount: Int64, from available: BucketAmounts) throws(MoneyError) -> BucketAmounts {
        let found = try PayoutParts(of: amount, from: available)
        let total = try found.parts.total()
        precondition(total == amount, "a payout is not more than what is available")
        return found.parts
    }

    /// How a payout is divided; where it is more than what is available, the parts sum to that.
    ///
    /// - Parameters:
    ///   - amount: The payout.
    ///   - available: What is available, by bucket.
    public init(of amount: Int64, from available: BucketAmounts) throws(MoneyError) {
        self.available = available
        var (positive, lent, parts) = (BucketAmounts.zero, BucketAmounts.zero, BucketAmounts.zero)
        for bucket in Bucket.allCases { positive[bucket] = max(0, available[bucket]) }
        var lacking = try positive.total().subtracting(available.total())
        for bucket in PayoutParts.deficitOrder {
            lent[bucket] = min(positive[bucket], lacking)
            lacking -= lent[bucket]
        }
        let left = try positive.subtracting(lent)
        var missing = amount
        for bucket in PayoutParts.payoutOrder {
            parts[bucket] = min(left[bucket], missing)
            missing -= parts[bucket]
        }
        (self.positive, self.lent, self.left, self.parts) = (positive, lent, left, parts)
    }
}

public import Money

/// An amount for each bucket of a creator's balance, in minor units of one currency (R10).
public struct BucketAmounts: Hashable, Sendable {
    /// Of purchases.
    public var sales: Int64
    /// Of donations.
    public var donations: Int64
    /// Of the subscription pool.
    public var subscriptions: Int64

    /// Three amounts.
    public init(sales: Int64, donations: Int64, subscriptions: Int64) {
        self.sales = sales
        self.donations = donations
        self.subscriptions = subscriptions
    }

    /// Nothing of any.
    public static let zero = BucketAmounts(sales: 0, donations: 0, subscriptions: 0)

    /// The amount of a bucket.
    public subscript(bucket: Bucket) -> Int64 {
        get {
            switch bucket {
            case .sales: sales
            case .donations: donations
            case .subscriptions: subscriptions
            }
        }
        set {
            switch bucket {
            case .sales: sales = newValue
            case .donations: donations = newValue
            case .subscriptions: subscriptions = newValue
            }
        }
    }

    /// The sum of the three.
    ///
    /// - Throws: `MoneyError/overflow(_:)` past 64 bits, as all arithmetic here.
    public func total() throws(MoneyError) -> Int64 {
        try sales.adding(donations).adding(subscriptions)
    }

    /// The sums, bucket by bucket.
    public func adding(_ other: BucketAmounts) throws(MoneyError) -> BucketAmounts {
        BucketAmounts(
            sales: try sales.adding(other.sales), donations: try donations.adding(other.donations),
            subscriptions: try subscriptions.adding(other.subscriptions))
    }

    /// The differences, bucket by bucket.
    public func subtracting(_ other: BucketAmounts) throws(MoneyError) -> BucketAmounts {
        BucketAmounts(
            sales: try sales.subtracting(other.sales), donations: try donations.subtracting(other.donations),
            subscriptions: try subscriptions.subtracting(other.subscriptions))
    }
}

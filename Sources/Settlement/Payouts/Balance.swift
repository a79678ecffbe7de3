public import Money

/// A creator's balance in one currency as of a day (R10).
public struct Balance: Hashable, Sendable {
    /// Each bucket: what lines earned less the parts of payouts, held included.
    public let whole: BucketAmounts
    /// What of it is held, in total.
    public let held: Int64
    /// What of each bucket is available, which payouts are taken from; it may be negative.
    public let available: BucketAmounts
    /// What can be paid out: what is available, but never more than the whole balance, less what later payouts take; they
    /// are money that is gone, so that a run of an earlier day pays nothing that is held in its place.
    public let spendable: Int64
    /// What a request can be covered by: the whole balance, less what later payouts take.
    public let coverable: Int64

    /// The balance of a standing, lines being held for so many days.
    ///
    /// - Parameters:
    ///   - standing: The creator's lines and payouts.
    ///   - day: The day as of which a line is held or available.
    ///   - holdDays: The days of hold in force on that day (R3).
    public init(of standing: Standing, on day: Day, holdDays: Int32) throws(MoneyError) {
        var (earned, reached) = (BucketAmounts.zero, BucketAmounts.zero)
        for earning in standing.earnings {
            earned[earning.bucket] = try earned[earning.bucket].adding(earning.cents)
            guard earning.holdFrom.adding(days: holdDays) <= day else { continue }
            reached[earning.bucket] = try reached[earning.bucket].adding(earning.cents)
        }
        whole = try earned.subtracting(standing.taken)
        held = try earned.total().subtracting(reached.total())
        available = try reached.subtracting(standing.taken)
        coverable = try whole.total().subtracting(standing.takenLater)
        spendable = max(0, try min(available.total(), whole.total()).subtracting(standing.takenLater))
    }
}

public import Settlement

/// What a report is asked about: a closed month, as it was known when a day ended.
public struct ReportQuestion: Sendable {
    /// The closed month.
    public var period: Period
    /// The day whose balances and payouts are shown, and by whose end everything shown was recorded; nil for the day of the
    /// month's close.
    public var asOf: Day?

    /// A question about a month.
    public init(period: Period, asOf: Day? = nil) {
        self.period = period
        self.asOf = asOf
    }
}

/// What was settled about the question when the books were opened for it.
public struct ReportOccasion: Sendable {
    /// The closed month.
    public let period: Period
    /// The day that is shown.
    public let asOf: Day
    /// When that day ended in the policy's time zone: what was recorded from then on is not shown.
    public let recordedBefore: Instant
    /// When the month was closed.
    public let closedAt: Instant
    /// The root of the month's digest: 32 bytes.
    public let root: [UInt8]
    /// The SHA-256 of the policy file that the month was closed under.
    public let policyHash: String
    /// The time zone of days.
    public let timezone: String
}

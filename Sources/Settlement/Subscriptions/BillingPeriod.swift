public import Money

/// A stretch of days that a subscription was paid for, as the engine recorded it (R7.1).
public struct BillingPeriod: Hashable, Sendable {
    /// Its first day.
    public var from: Day
    /// The day after its last, as recorded.
    public var to: Day
    /// `to` as the platform's row last showed it; earlier than ``to`` where the row cut it short (R7.3).
    public var shownTo: Day
    /// Where a later billing period starts inside of it; nil if none does (R7.3).
    public var nextFrom: Day?
    /// The price in minor units for all of its days.
    public var price: Int64
    /// The currency of the price.
    public var currency: Currency
    /// The subscriber.
    public var user: Identifier?
    /// What it had earned through the last close, what it earned before genesis left out, in minor units.
    public var earnedBefore: Int64

    /// A billing period of days with a price.
    public init(
        from: Day, to: Day, shownTo: Day? = nil, nextFrom: Day? = nil, price: Int64, currency: Currency,
        user: Identifier?, earnedBefore: Int64 = 0
    ) {
        self.from = from
        self.to = to
        self.shownTo = shownTo ?? to
        self.nextFrom = nextFrom
        self.price = price
        self.currency = currency
        self.user = user
        self.earnedBefore = earnedBefore
    }

    /// The day at which it was cut: its rate stays, and what was left of it is not earned; nil if it runs its course.
    public var cut: Day? {
        let shortest = min(shownTo, nextFrom ?? to)
        return shortest < to ? shortest : nil
    }

    /// What of the price is earned before a day, straight line over the days (R7.4).
    ///
    /// - Throws: `MoneyError/overflow(_:)` if price × days leaves 64 bits.
    public func earned(before day: Day) throws(MoneyError) -> Int64 {
        let end = min(day, cut ?? to)
        guard end > from else { return 0 }
        let (product, overflow) = price.multipliedReportingOverflow(by: from.days(to: end))
        guard !overflow else { throw .overflow("a price times days") }
        return product / from.days(to: to)
    }

    /// What is earned from genesis on, before a day (R7.4).
    public func earned(before day: Day, since genesis: Day) throws(MoneyError) -> Int64 {
        try earned(before: day).subtracting(try earned(before: genesis))
    }
}

/// The interval of a plan.
public enum Plan: String, Hashable, Sendable {
    /// A calendar month.
    case monthly
    /// Twelve calendar months.
    case yearly

    /// The day so many intervals before another, always counted from that day, clamped to the month's length (R7.2).
    public func steppingBack(_ count: Int, from day: Day) -> Day {
        day.adding(months: -count * (self == .monthly ? 1 : 12))
    }
}

/// A row of `subscriptions`, its times turned into days of the policy's time zone (R7.1).
public struct SubscriptionRow: Hashable, Sendable {
    /// The subscription's id.
    public var id: Identifier
    /// The subscriber.
    public var user: Identifier?
    /// The text of the plan.
    public var plan: String?
    /// The price in minor units.
    public var price: Int64?
    /// The currency.
    public var currency: Currency
    /// The day on which it started.
    public var started: Day?
    /// The day on which the current billing period starts.
    public var from: Day?
    /// The day after the current billing period's last.
    public var to: Day?
    /// The day of `current_period_end`, else of `created_at`: rows before genesis are not asked (R12).
    public var asked: Day?

    /// A row with all that the rules ask of it.
    public init(
        id: Identifier, user: Identifier?, plan: String?, price: Int64?, currency: Currency, started: Day?, from: Day?,
        to: Day?, asked: Day?
    ) {
        self.id = id
        self.user = user
        self.plan = plan
        self.price = price
        self.currency = currency
        self.started = started
        self.from = from
        self.to = to
        self.asked = asked
    }
}

public import Money

/// What is recorded of one subscription: its billing periods, and what was recognised too early (R7).
///
/// A close loads only the billing periods that can still matter: those that go on earning, the one that began last,
/// and the one that the row shows. What the others earned is settled and stays so.
public struct SubscriptionAccount: Sendable {
    /// The subscription's id.
    public let id: Identifier
    /// The billing periods that can still matter, by their first day.
    public private(set) var periods: [BillingPeriod]
    /// What closed periods recognised beyond what is earned, by currency: later revenue waits for it (R7.4).
    public private(set) var excess: [Currency: Int64]
    /// The first days of the billing periods that this close recorded or changed.
    public private(set) var changed: Set<Day> = []

    /// An account as the last close left it; empty for a subscription that is seen for the first time.
    public init(id: Identifier, periods: [BillingPeriod] = [], excess: [Currency: Int64] = [:]) {
        self.id = id
        self.periods = periods.sorted { $0.from < $1.from }
        self.excess = excess
    }

    /// Whether it has been recorded before.
    public var isKnown: Bool { !periods.isEmpty }

    /// The billing period that began last.
    public var last: BillingPeriod? { periods.last }

    /// The billing period that begins on a day.
    public func period(from day: Day) -> BillingPeriod? {
        let place = place(of: day)
        return place < periods.count && periods[place].from == day ? periods[place] : nil
    }

    /// Where in the order a billing period that begins on a day is, or would be: a date far off makes them many.
    private func place(of day: Day) -> Int {
        var (low, high) = (0, periods.count)
        while low < high {
            let middle = (low + high) / 2
            if periods[middle].from < day { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Records a billing period, new or changed, and cuts what it starts inside of (R7.1, R7.3).
    mutating func record(_ period: BillingPeriod) {
        changed.insert(period.from)
        let index = place(of: period.from)
        guard index == periods.count || periods[index].from != period.from else {
            periods[index] = period
            return
        }
        periods.insert(period, at: index)
        if index + 1 < periods.count { periods[index].nextFrom = periods[index + 1].from }
        guard index > 0 else { return }
        let before = periods[index - 1].cut
        periods[index - 1].nextFrom = period.from
        if periods[index - 1].cut != before { changed.insert(periods[index - 1].from) }
    }

    /// What a period recognises, per currency, and for whom (R7.4).
    ///
    /// - Parameters:
    ///   - end: The day after the period's last.
    ///   - genesis: The first day of the books.
    /// - Throws: `MoneyError` past 64 bits.
    public mutating func recognise(before end: Day, since genesis: Day) throws(MoneyError) -> [Recognition] {
        // A subscription has one currency, save for the rare one whose currency was changed.
        var balances: [(currency: Currency, cents: Int64)] = []
        for (currency, waiting) in excess { balances.append((currency, try waiting.negated())) }
        for index in periods.indices {
            let earned = try periods[index].earned(before: end, since: genesis)
            let gained = try earned.subtracting(periods[index].earnedBefore)
            periods[index].earnedBefore = earned
            if let known = balances.firstIndex(where: { $0.currency == periods[index].currency }) {
                balances[known].cents = try balances[known].cents.adding(gained)
            } else {
                balances.append((periods[index].currency, gained))
            }
        }
        excess = [:]
        var recognitions: [Recognition] = []
        for (currency, balance) in balances.sorted(by: { $0.currency < $1.currency }) {
            if balance < 0 { excess[currency] = try balance.negated() }
            if balance > 0 {
                recognitions.append(
                    Recognition(subscription: id, user: last?.user, currency: currency, cents: balance))
            }
        }
        return recognitions
    }

    /// Whether a billing period can still matter after a close (see the type).
    ///
    /// - Parameters:
    ///   - period: The billing period.
    ///   - end: The day after the closed period's last.
    ///   - shown: The first day of the billing period that the row shows.
    public func matters(_ period: BillingPeriod, after end: Day, shown: Day?) -> Bool {
        if period.from == last?.from || period.from == shown || (period.cut ?? period.to) > end { return true }
        guard excess[period.currency] != nil else { return false }
        return period.from == periods.last { $0.currency == period.currency }?.from
    }
}

/// Revenue of one subscription that a period recognises (R7.4).
public struct Recognition: Hashable, Sendable {
    /// The subscription.
    public var subscription: Identifier
    /// The user whose engagement it lends weight to: that of the billing period that began last.
    public var user: Identifier?
    /// The currency.
    public var currency: Currency
    /// Minor units; always above 0.
    public var cents: Int64
}

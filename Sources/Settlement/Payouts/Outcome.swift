public import Money

/// The one state in which a creator and a currency end a run (R11.6).
public enum PayoutState: String, Hashable, Sendable, CaseIterable {
    /// The engine's payout of the day, not failed by the day.
    case paid
    /// A request was accepted on the day.
    case requestedPaid = "requested_paid"
    /// The balance, held included, is below 0.
    case inDeficit = "in_deficit"
    /// The balance is 0.
    case nothingDue = "nothing_due"
    /// Enough is available, and there is no account.
    case noPayoutDetails = "no_payout_details"
    /// The balance is less than the smallest payout.
    case belowMinimum = "below_minimum"
    /// It will be paid later.
    case onHold = "on_hold"
}

/// How a creator and a currency end a run.
public struct Outcome: Hashable, Sendable {
    /// The state.
    public let state: PayoutState
    /// What was paid or accepted on the day, else the balance.
    public let cents: Int64
    /// Why the oldest request refused on the day was.
    public let reason: RefusalReason?
    /// Of what is on hold, the first day on which it is covered.
    public let nextDate: Day?

    /// An outcome.
    public init(state: PayoutState, cents: Int64, reason: RefusalReason?, nextDate: Day?) {
        self.state = state
        self.cents = cents
        self.reason = reason
        self.nextDate = nextDate
    }
}

extension PayoutRules {
    /// How a creator ends the run of the day; nil for one without any line.
    public func outcome(of standing: Standing) throws(MoneyError) -> Outcome? {
        guard standing.hasLines else { return nil }
        let balance = try balance(of: standing)
        let state = try state(of: standing, balance)
        let cents: Int64 =
            switch state {
            case .paid: standing.paid ?? 0
            case .requestedPaid: standing.accepted ?? 0
            default: try balance.whole.total()
            }
        return Outcome(
            state: state, cents: cents, reason: standing.oldestRefusal,
            nextDate: state == .onHold ? try nextDate(of: standing) : nil)
    }

    private func state(of standing: Standing, _ balance: Balance) throws(MoneyError) -> PayoutState {
        let whole = try balance.whole.total()
        if standing.paid != nil { return .paid }
        if standing.accepted != nil { return .requestedPaid }
        if whole < 0 { return .inDeficit }
        if whole == 0 { return .nothingDue }
        if try lacksAccount(standing, balance) { return .noPayoutDetails }
        // Without a smallest payout there is none that it could reach.
        guard let minimum = terms.minimum[standing.currency], whole >= minimum else { return .belowMinimum }
        return .onHold
    }

    /// Whether enough is available to be paid, and there is no account (R11.3).
    func lacksAccount(_ standing: Standing, _ balance: Balance) throws(MoneyError) -> Bool {
        guard let minimum = terms.minimum[standing.currency] else { return false }
        return try balance.available.total() >= max(1, minimum) && standing.settings?.account(ownMethod: nil) == nil
    }

    /// The first day after D on which the oldest waiting request, or without one the smallest payout, is covered, by the
    /// terms of that day's month (R3); the day after D if none is known.
    ///
    /// After a payout of the day requests are not looked at (R11.4), so none of them waits.
    private func nextDate(of standing: Standing) throws(MoneyError) -> Day {
        let tomorrow = day.adding(days: 1)
        let waiting = standing.hasPayoutOfDay ? nil : standing.oldestRequest
        for candidate in releases(of: standing) {
            let then = policy.entry(for: Period(containing: candidate)).payouts
            let wanted = waiting?.cents ?? max(1, then.minimum[standing.currency] ?? 0)
            let balance = try Balance(of: standing, on: candidate, holdDays: then.holdDays)
            if try balance.available.total() >= wanted { return candidate }
        }
        return tomorrow
    }

    /// The days after D on which more can become available, in order: a hold ends, or an entry brings another hold.
    private func releases(of standing: Standing) -> [Day] {
        let tomorrow = day.adding(days: 1)
        let days = standing.earnings.flatMap { earning in
            policy.entries.map { entry in
                max(tomorrow, entry.effective.firstDay, earning.holdFrom.adding(days: entry.payouts.holdDays))
            }
        }
        return Set(days + [tomorrow]).sorted()
    }
}

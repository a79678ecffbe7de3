public import Money

/// Records what a subscription's row shows, and what must have been before (R7.1–R7.3, R12).
public struct SubscriptionRecorder: Sendable {
    /// The entry in force in the period being closed.
    public let entry: PolicyEntry
    /// The first day of the books.
    public let genesis: Day

    /// How far a step back may miss the end of what was recorded and still count as a missed renewal, in days (R7.2).
    private static let renewalTolerance: Int64 = 3

    /// A recorder for one close.
    public init(entry: PolicyEntry, genesis: Day) {
        self.entry = entry
        self.genesis = genesis
    }

    /// Takes up a row into its account.
    ///
    /// A bad row records nothing; what was recorded of it before goes on earning (R7.5).
    ///
    /// - Returns: The row's exception, if it has one; a row that ended before genesis is not asked.
    /// - Throws: `MoneyError` if a price times days leaves 64 bits.
    public func record(
        _ row: SubscriptionRow, in account: inout SubscriptionAccount
    ) throws(MoneyError) -> SettlementException? {
        let good: Good
        switch judge(row) {
        case .failure(let fault):
            guard let asked = row.asked, asked >= genesis else { return nil }
            return fault.exception(of: row)
        case .success(let value): good = value
        }
        if let known = account.period(from: good.from) {
            return update(known, with: good, in: &account)?.exception(of: row)
        }
        let fault: SubscriptionFault?
        if let last = account.last {
            fault = try follow(last, with: good, in: &account)
        } else {
            try fillSinceStart(good, in: &account)
            fault = nil
        }
        account.record(good.period(from: good.from, to: good.to))
        return fault?.exception(of: row)
    }

    /// The row of a known billing period: its last state counts (R7.3).
    private func update(
        _ known: BillingPeriod, with good: Good, in account: inout SubscriptionAccount
    ) -> SubscriptionFault? {
        guard known.currency == good.currency, known.user == good.user else { return .changed(known) }
        var period = known
        period.price = good.price
        period.to = max(known.to, good.to)
        period.shownTo = good.to
        if period != known { account.record(period) }
        return nil
    }

    /// A new billing period after others: missed renewals are filled in, a long gap is told (R7.2).
    private func follow(
        _ last: BillingPeriod, with good: Good, in account: inout SubscriptionAccount
    ) throws(MoneyError) -> SubscriptionFault? {
        let end = last.shownTo
        guard good.from > end else { return nil }
        var steps = 1
        var step = good.plan.steppingBack(1, from: good.from)
        while end.days(to: step) > Self.renewalTolerance {
            steps += 1
            step = good.plan.steppingBack(steps, from: good.from)
        }
        if abs(end.days(to: step)) <= Self.renewalTolerance {
            for count in (1...steps).reversed() {
                let from = count == steps ? end : good.plan.steppingBack(count, from: good.from)
                account.record(good.period(from: from, to: good.plan.steppingBack(count - 1, from: good.from)))
            }
            return .renewalsAssumed(from: end, to: good.from)
        }
        return good.plan.steppingBack(1, from: good.from) >= end ? .gap(from: end, to: good.from) : nil
    }

    /// The time before a row that is seen for the first time, back to its start or genesis (R7.2).
    private func fillSinceStart(_ good: Good, in account: inout SubscriptionAccount) throws(MoneyError) {
        let limit = max(good.started, genesis)
        var filled: [BillingPeriod] = []
        var to = good.from
        var count = 1
        while to > limit {
            let from = good.plan.steppingBack(count, from: good.from)
            var period = good.period(from: max(from, good.started), to: to)
            if from < good.started {
                let (product, overflow) = good.price.multipliedReportingOverflow(by: period.from.days(to: to))
                guard !overflow else { throw .overflow("a price times days") }
                period.price = product / from.days(to: to)
            }
            filled.append(period)
            to = from
            count += 1
        }
        for period in filled.reversed() { account.record(period) }
    }
}

extension SubscriptionRecorder {
    /// A row without a fault.
    private struct Good {
        var plan: Plan
        var price: Int64
        var currency: Currency
        var user: Identifier?
        var started: Day
        var from: Day
        var to: Day

        func period(from: Day, to: Day) -> BillingPeriod {
            BillingPeriod(from: from, to: to, price: price, currency: currency, user: user)
        }
    }

    /// The row with its nulls gone, or its first fault (R12).
    private func judge(_ row: SubscriptionRow) -> Result<Good, SubscriptionFault> {
        guard let plan = row.plan.flatMap(Plan.init(rawValue:)) else { return .failure(.plan(row.plan)) }
        guard let started = row.started, let from = row.from, let to = row.to, to > from else {
            return .failure(.dates(row))
        }
        guard let price = row.price, price >= 0 else { return .failure(.price(row.price)) }
        guard entry.settles(row.currency) else { return .failure(.currency(row.currency)) }
        return .success(
            Good(
                plan: plan, price: price, currency: row.currency, user: row.user, started: started, from: from, to: to))
    }
}

/// What is wrong with, or worth telling of, a subscription (R12).
enum SubscriptionFault: Error {
    case plan(String?)
    case dates(SubscriptionRow)
    case price(Int64?)
    case currency(Currency)
    case changed(BillingPeriod)
    case renewalsAssumed(from: Day, to: Day)
    case gap(from: Day, to: Day)

    func exception(of row: SubscriptionRow) -> SettlementException {
        SettlementException(table: .subscriptions, row: row.id, code: code, message: message)
    }

    private var code: ExceptionCode {
        switch self {
        case .plan: .planUnknown
        case .dates: .subscriptionDates
        case .price: .subscriptionPrice
        case .currency: .currencyNotSettled
        case .changed: .subscriptionChanged
        case .renewalsAssumed: .renewalsAssumed
        case .gap: .subscriptionGap
        }
    }

    private var message: String {
        switch self {
        case .plan(let text): "the plan \(RowFault.quoted(text)) is neither monthly nor yearly; correct it"
        case .dates(let row):
            "started \(Self.text(row.started)), current period \(Self.text(row.from)) to \(Self.text(row.to)): "
                + "a date is missing or no day lies between; correct them"
        case .price(let price): "price_cents is \(price.map(String.init) ?? "null"); a price is 0 (a trial) or more"
        case .currency(let currency):
            "the currency \"\(currency)\" has no smallest payout in the policy; add it there or correct it"
        case .changed(let known):
            "the billing period from \(known.from) is recorded in \"\(known.currency)\" for user "
                + "\(known.user?.description ?? "null"), the row shows another currency or user; it stays as recorded"
        case .renewalsAssumed(let from, let to):
            "renewals between \(from) and \(to) were missed and have been filled in"
        case .gap(let from, let to):
            "nothing was paid from \(from) to \(to), longer than a plan interval; nothing is earned"
        }
    }

    private static func text(_ day: Day?) -> String { day?.description ?? "null" }
}

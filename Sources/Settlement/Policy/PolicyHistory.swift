internal import Money

/// What a policy may no longer say otherwise once a month has been closed under it (R3).
public enum PolicyConflict: Error, Hashable, Sendable {
    /// The time zone is not what it was.
    case timezone(was: String, is: String)
    /// Genesis is not what it was.
    case genesis(was: Period, is: Period)
    /// The entry in force in a closed month is not what it was at that month's close.
    case terms(Period, what: String)
}

extension PolicyConflict: CustomStringConvertible {
    /// One sentence: what changed, and what to do.
    public var description: String {
        switch self {
        case .timezone(let was, let now):
            "the time zone is \"\(now)\", but months were closed in \"\(was)\"; a closed month never changes: put it back"
        case .genesis(let was, let now):
            "genesis is \"\(now)\", but the books began in \"\(was)\"; a closed month never changes: put it back"
        case .terms(let period, let what):
            "\(what) in force in \(period) is not what it was when that month was closed; "
                + "put it back, and let an entry effective in a later month bring the change"
        }
    }
}

extension Policy {
    /// Refuses this policy if a month that was closed under another would now have other terms (R3).
    ///
    /// Providers and currencies that the closed month's entry lacked may have been added, so that what they left as
    /// exceptions can be settled.
    ///
    /// - Parameters:
    ///   - closed: The policy at the month's close.
    ///   - period: The closed month.
    public func checkUnchanged(since closed: Policy, for period: Period) throws(PolicyConflict) {
        guard timezone == closed.timezone else { throw .timezone(was: closed.timezone, is: timezone) }
        guard genesis == closed.genesis else { throw .genesis(was: closed.genesis, is: genesis) }
        if let what = entry(for: period).difference(from: closed.entry(for: period)) {
            throw .terms(period, what: what)
        }
    }
}

extension PolicyEntry {
    /// What differs from the terms of a closed month, additions of what these lacked apart; nil if nothing does.
    func difference(from closed: PolicyEntry) -> String? {
        let settledThen = Set(closed.payouts.minimum.keys)
        if !extends(commission, closed.commission, keeping: settledThen) { return "the commission" }
        if !extendsProviders(of: closed, settledThen: settledThen) { return "a provider's fee" }
        let known = closed.collected.union(closed.direct)
        if collected.intersection(known) != closed.collected || direct.intersection(known) != closed.direct {
            return "the list of donation providers"
        }
        if !extends(payouts.minimum, closed.payouts.minimum, keeping: settledThen) { return "the smallest payout" }
        var comparable = self
        comparable.effective = closed.effective
        comparable.commission = closed.commission
        comparable.providers = closed.providers
        comparable.collected = closed.collected
        comparable.direct = closed.direct
        comparable.payouts.minimum = closed.payouts.minimum
        return comparable == closed ? nil : "the entry"
    }

    private func extendsProviders(of closed: PolicyEntry, settledThen: Set<Currency>) -> Bool {
        closed.providers.allSatisfy { name, fee in
            guard let present = providers[name], present.percent == fee.percent else { return false }
            return extends(present.fixed, fee.fixed, keeping: settledThen)
        }
    }

    /// Whether every value of a closed month still stands; values of currencies that it did not settle may differ.
    private func extends<Value: Equatable>(
        _ present: [Currency: Value], _ closed: [Currency: Value], keeping settled: Set<Currency>
    ) -> Bool {
        settled.allSatisfy { present[$0] == closed[$0] }
    }
}

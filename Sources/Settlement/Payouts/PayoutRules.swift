public import Money

/// The rules of one payout run: what is paid, refused and left waiting on a day, and how everybody stands (R11).
public struct PayoutRules: Sendable {
    /// The as-of date D.
    public let day: Day
    let policy: Policy

    /// The most that the platform's 32-bit column holds (R11.1).
    public static let largest: Int64 = 2_147_483_647

    /// The rules of a day, the terms being those in force in its month (R3).
    public init(policy: Policy, day: Day) {
        self.policy = policy
        self.day = day
    }

    /// How creators are paid on the day.
    public var terms: PayoutTerms { policy.entry(for: Period(containing: day)).payouts }

    /// A creator's balance as of the day.
    ///
    /// - Throws: `MoneyError/overflow(_:)` past 64 bits, as everything here.
    public func balance(of standing: Standing) throws(MoneyError) -> Balance {
        try Balance(of: standing, on: day, holdDays: terms.holdDays)
    }

    /// What a run does for a creator: their requests, oldest first, then a payout of what is left.
    ///
    /// Nothing, if the engine's payout of the day exists, whatever became of it, or the currency is not settled.
    public func decide(_ standing: Standing) throws(MoneyError) -> PayoutDecision {
        var decision = PayoutDecision(after: standing)
        guard let minimum = terms.minimum[standing.currency], !standing.hasPayoutOfDay else { return decision }
        for request in standing.requests.sorted(by: { $0.precedes($1) }) {
            try decide(request, minimum: minimum, in: &decision)
        }
        if decision.after.requests.isEmpty { try payRest(minimum: minimum, in: &decision) }
        return decision
    }

    private func decide(
        _ request: PayoutRequest, minimum: Int64, in decision: inout PayoutDecision
    ) throws(MoneyError) {
        let balance = try balance(of: decision.after)
        let account = decision.after.settings?.account(ownMethod: request.method)
        guard let account, request.cents <= balance.coverable, request.cents >= max(1, minimum) else {
            let reason: RefusalReason =
                request.cents > balance.coverable
                ? .notCovered : request.cents < max(1, minimum) ? .belowMinimum : .noPayoutDetails
            return decision.refuse(RefusedRequest(request: request, reason: reason))
        }
        guard request.cents <= balance.spendable else { return }
        let parts = try PayoutParts.parts(
            of: request.cents, from: balance.available, spendable: balance.spendable)
        try decision.accept(AcceptedRequest(request: request, parts: parts, account: account))
    }

    private func payRest(minimum: Int64, in decision: inout PayoutDecision) throws(MoneyError) {
        let standing = decision.after
        let balance = try balance(of: standing)
        guard balance.spendable >= max(1, minimum), let account = standing.settings?.account(ownMethod: nil) else {
            return
        }
        let cents = min(balance.spendable, PayoutRules.largest)
        let parts = try PayoutParts.parts(of: cents, from: balance.available, spendable: balance.spendable)
        let id = PayoutIdentifier.id(creator: standing.creator, currency: standing.currency, day: day)
        try decision.pay(NewPayout(id: id, cents: cents, parts: parts, account: account))
    }
}

extension PayoutDecision {
    fileprivate mutating func refuse(_ refusal: RefusedRequest) {
        refused.append(refusal)
        after.refused.append(refusal)
        after.requests.removeAll { $0.id == refusal.request.id }
    }

    fileprivate mutating func accept(_ acceptance: AcceptedRequest) throws(MoneyError) {
        accepted.append(acceptance)
        after.requests.removeAll { $0.id == acceptance.request.id }
        after.accepted = try (after.accepted ?? 0).adding(acceptance.request.cents)
        try take(acceptance.parts)
    }

    fileprivate mutating func pay(_ made: NewPayout) throws(MoneyError) {
        payout = made
        after.hasPayoutOfDay = true
        after.paid = made.cents
        try take(made.parts)
    }

    private mutating func take(_ parts: BucketAmounts) throws(MoneyError) {
        after.hasPayouts = true
        after.taken = try after.taken.adding(parts)
    }
}

internal import Crypto
internal import Money
internal import PostgresClient
internal import Settlement

/// Makes the plan of a day from what one view of the data shows.
struct PayoutPlanner {
    let connection: Connection
    let terms: PayoutRunTerms
    /// Reads the text of a policy file that a month was closed under.
    let parsePolicy: (String) throws -> Policy

    /// The plan of a day.
    ///
    /// - Throws: ``PayoutError/beforeLastRun(_:last:)`` for a day that cannot be paid any more.
    func plan(of date: Day) throws -> PayoutPlan {
        let store = PayoutStore(connection: connection)
        let lastRun = try store.lastRunDay()
        if let lastRun, date < lastRun { throw PayoutError.beforeLastRun(date, last: lastRun) }
        let day = try PayoutDay(date, policy: terms.policy, over: connection)
        let approval = try PeriodStore(connection: connection).approvalRules(terms.policy, parsing: parsePolicy)
        let history = try store.histories()
        let key = SymmetricKey(data: try store.key())
        let entries = try StandingReader(connection: connection, day: day).read().compactMap { standing in
            try PayoutPlanner.entry(of: standing, day.rules, history[standing.creator]?[standing.currency], key)
        }
        return PayoutPlan(
            day: date, policyHash: terms.policyHash, approval: approval.basis(on: date),
            lastPeriod: try store.lastPeriod(endedBy: day.start), lastRun: lastRun, entries: entries)
    }

    /// What is planned for somebody with any line or request; nil for one who only had payouts.
    private static func entry(
        of standing: Standing, _ rules: PayoutRules, _ history: PayeeHistory?, _ key: SymmetricKey
    ) throws -> PayoutPlan.Entry? {
        let faults = try rules.faults(of: standing)
        guard standing.hasLines || !standing.requests.isEmpty || !faults.isEmpty else { return nil }
        let decision = try rules.decide(standing)
        var seals: [Identifier: String] = [:]
        for accepted in decision.accepted { seals[accepted.request.id] = accepted.account.seal(key) }
        if let payout = decision.payout { seals[payout.id] = payout.account.seal(key) }
        return PayoutPlan.Entry(
            creator: standing.creator, currency: standing.currency, decision: decision,
            outcome: try rules.outcome(of: decision.after), faults: try rules.faults(of: decision.after),
            history: history ?? PayeeHistory(), seals: seals)
    }
}

extension PayeeAccount {
    /// The HMAC of the whole account under the ledger's key, in hexadecimal digits (R11.7).
    func seal(_ key: SymmetricKey) -> String {
        hexadecimal(Array(HMAC<SHA256>.authenticationCode(for: Array(sealedText.utf8), using: key)))
    }
}

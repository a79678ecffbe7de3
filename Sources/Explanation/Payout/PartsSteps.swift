internal import Ledger
internal import Money
internal import Settlement

/// From which buckets a payout was taken: what was available in each, what a deficit took, and what the payout took.
struct PartsSteps {
    let facts: PayoutFacts

    func entries() throws -> [Entry] {
        let found = try PayoutParts(of: facts.amount.cents, from: try facts.balance().available)
        let isSame = found.parts == facts.parts
        return try hold() + Bucket.allCases.map(available) + (isSame ? rules(found) : moved(found)) + [total()]
    }

    private func hold() -> [Entry] {
        let days = PayoutRules(policy: facts.policy.policy, day: facts.run.day).terms.holdDays
        return [.note("lines are held for \(days) day\(days == 1 ? "" : "s") on \(facts.run.day) (R3)")]
    }

    /// What lines had earned, less what was held and what earlier payouts took.
    private func available(in bucket: Bucket) throws -> Entry {
        let balance = try facts.balance()
        let taken = facts.standing.taken[bucket]
        let earned = try balance.whole[bucket].adding(taken)
        let held = try balance.whole[bucket].subtracting(balance.available[bucket])
        return .step(
            rule: "R10", what: "\(bucket.name), earned − held − taken by earlier payouts = available",
            formula: .sum([earned, try held.negated(), try taken.negated()], result: balance.available[bucket]))
    }

    /// How the parts come about.
    private func rules(_ found: PayoutParts) throws -> [Entry] {
        positive(found) + (try deficit(found)) + taken(found)
    }

    private func positive(_ found: PayoutParts) -> [Entry] {
        Bucket.allCases.filter { found.available[$0] < 0 }.map { bucket in
            .step(
                rule: "R11.2", what: "\(bucket.name), below zero counts as zero",
                formula: .atLeastZero([found.available[bucket]], result: found.positive[bucket]))
        }
    }

    /// What the buckets lend, in their order, to those below zero.
    private func deficit(_ found: PayoutParts) throws -> [Entry] {
        var lacking = try found.positive.total().subtracting(try found.available.total())
        guard lacking > 0 else { return [] }
        return try PayoutParts.deficitOrder.flatMap { bucket -> [Entry] in
            let lent = found.lent[bucket]
            let entries: [Entry] = [
                .step(
                    rule: "R11.2", what: "\(bucket.name), taken for the deficit, of what it has and what is lacking",
                    formula: .smaller(found.positive[bucket], lacking, result: lent)),
                .step(
                    rule: "R11.2", what: "\(bucket.name), left to pay from",
                    formula: .sum([found.positive[bucket], try lent.negated()], result: found.left[bucket])),
            ]
            lacking = try lacking.subtracting(lent)
            return entries
        }
    }

    private func taken(_ found: PayoutParts) -> [Entry] {
        var missing = facts.amount.cents
        return PayoutParts.payoutOrder.map { bucket in
            defer { missing -= found.parts[bucket] }
            return .step(
                rule: "R11.2", what: "\(bucket.name), part, of what is left in it and what is to be paid",
                formula: .smaller(found.left[bucket], missing, result: found.parts[bucket]))
        }
    }

    /// What is said where today's books would give other parts.
    private func moved(_ found: PayoutParts) -> [Entry] {
        [
            .note(
                "by what is recorded now the parts would be \(PartsSteps.text(found.parts)): rows that the run saw were "
                    + "changed since; what was recorded then stands")
        ]
    }

    private static func text(_ parts: BucketAmounts) -> String {
        Bucket.allCases.map { "\($0.name) \(parts[$0])" }.joined(separator: ", ")
    }

    private func total() -> Entry {
        .step(
            rule: "R11.2", what: "\(Bucket.allCases.map(\.name).joined(separator: " + ")) = amount",
            formula: .sum(Bucket.allCases.map { facts.parts[$0] }, result: facts.amount.cents))
    }
}

internal import Ledger
internal import Money
internal import Settlement

/// A currency's subscription pool, and how one creator's part of it comes about (R9).
struct PoolSection {
    let facts: CreatorFacts
    let pool: PoolFacts
    let view: CreatorView

    func entries() throws -> [Entry] {
        var entries = try revenue()
        guard !pool.shares.isEmpty else {
            return entries + [.note("R9.1 no engagement with a content of this creator counted in this pool")]
        }
        entries += try PoolWeights(facts: facts, pool: pool, view: view).entries()
        entries += try LongSum("R9.2", "weight of the creator, over the contents", of: pool.shares.map(\.weight))
            .entries
        return entries + (try shares())
    }

    private var total: Int64 { get throws { try pool.revenue.subtracting(pool.platform).adding(pool.carriedIn) } }

    private func revenue() throws -> [Entry] {
        let percent = pool.terms.platformPercent
        let money = Money(cents: pool.revenue, currency: pool.currency)
        var entries: [Entry] = [
            .fact(
                "revenue",
                "\(money), the sum of \(pool.recognitions) recognitions (R7.4): `remit export recognitions` lists them"),
            try .percent(
                "R9", "platform's part, \(percent)", percent, of: pool.revenue, result: try percent.of(pool.revenue)),
        ]
        if pool.recognised != pool.revenue {
            entries.append(.note("R13 the recognitions sum to \(pool.recognised): books were changed"))
        }
        if try percent.of(pool.revenue) != pool.platform {
            entries.append(.note("the books have \(pool.platform) under the policy of their close; they stand"))
        }
        if pool.carriedIn != 0 {
            entries.append(.fact("carried in (R9.5)", "from the pool of \(facts.period.previous)"))
        }
        entries.append(
            .step(
                rule: "R9", what: "pool = revenue − platform + carried in",
                formula: .sum([pool.revenue, try pool.platform.negated(), pool.carriedIn], result: try total)))
        return entries
    }

    /// The creator's part of the pool, and its parts over their contents (R9.4).
    private func shares() throws -> [Entry] {
        guard pool.carriedOut == 0, pool.creators.contains(where: { $0.weight != .zero }) else {
            let carried = Money(cents: pool.carriedOut, currency: pool.currency)
            return [
                .note("R9.5 nothing that was read has a weight: all of the pool, \(carried), goes into the next period")
            ]
        }
        let key = Pool.key(facts.period, pool.currency)
        let steps = try Apportionment.steps(try total, over: pool.creators, key: key)
        guard let index = pool.creators.firstIndex(where: { $0.id == facts.creator }) else { return [] }
        let split = SplitSteps(rule: "R9.4", what: "pool share", steps: steps)
        var entries = try closedSum(steps.sum)
        if view.all || pool.creators.count <= CreatorView.partyLimit {
            entries += try split.entries()
        } else {
            entries.append(.fact("creators in the pool", "\(pool.creators.count); --all shows them all"))
            entries += SplitDecision(split: split, index: index).entries()
        }
        guard pool.creators[index].weight != .zero else {
            return entries + [.note("R1.4 a weight of 0 gets nothing")]
        }
        return try entries + contents(of: steps.parts[index], key: key) + lines()
    }

    /// The sum of all weights, where the model has it as a product.
    private func closedSum(_ sum: UInt256) throws -> [Entry] {
        guard pool.model == .proRata else { return [] }
        let ratio = try MetricRatio(sums: pool.sums, weights: pool.terms.weights)
        guard try ratio.scale.multiplied(by: UInt256(ratio.weightOfPresent)) == sum else { return [] }
        return [
            .step(
                rule: "R9.2", what: "weight of everything that counted, the weights' sum × the common denominator",
                formula: .products([ratio.totalFactors], result: sum))
        ]
    }

    private func contents(of part: Int64, key: [UInt8]) throws -> [Entry] {
        let parties = pool.shares.map { Apportionment.Party(id: $0.content, weight: $0.weight) }
        let steps = try Apportionment.steps(part, over: parties, key: key)
        var entries = try SplitSteps(rule: "R9.4", what: "content part", steps: steps).entries()
        if steps.parts != pool.shares.map(\.part) {
            entries.append(.note("R13 the books have other parts, \(pool.shares.map(\.part)): they were changed"))
        }
        return entries
    }

    private func lines() -> [Entry] {
        let lines = facts.lines.filter { $0.kind == .pool && $0.currency == pool.currency }
        let days = Set(lines.map(\.holdFrom)).sorted().map { day in
            Entry.fact(
                "the pool's lines",
                "payable, held from \(day) (R8.6), available from "
                    + "\(facts.policy.policy.availableDay(heldFrom: day)) (R10)")
        }
        return lines.map { LineSteps(line: $0, policy: facts.policy.policy).sum() } + days
    }
}

internal import Ledger
internal import Money
internal import Settlement

/// The exact weight of each of a creator's contents in a pool (R9.2, R9.3).
struct PoolWeights {
    let facts: CreatorFacts
    let pool: PoolFacts
    let view: CreatorView

    func entries() throws -> [Entry] {
        var entries: [Entry] = [
            .fact("model", "\(pool.model?.rawValue ?? "unknown") (\(pool.model == .userCentric ? "R9.3" : "R9.2"))"),
            .fact("weights of the metrics", PoolWeights.text(pool.terms.weights)),
            .fact("what counted of all readers (R9.1)", PoolWeights.text(pool.sums)),
        ]
        if case .counted(let count) = pool.readings {
            entries.append(
                .note(
                    "\(count) rows of engagement with the creator's contents, of readers with revenue, are too many to list; "
                        + "--all lists them"))
        }
        let ratio = try pool.model == .proRata ? MetricRatio(sums: pool.sums, weights: pool.terms.weights) : nil
        if let ratio { entries += denominator(ratio) }
        for share in pool.shares {
            entries.append(.fact("content \(share.content), what counted", PoolWeights.text(share.metrics)))
            entries += try readings(of: share)
            if let ratio { entries += try weight(of: share, ratio) }
        }
        return entries
    }

    /// Metrics in words.
    static func text(_ metrics: Metrics) -> String {
        "time \(metrics.time), sessions \(metrics.sessions), concepts \(metrics.concepts)"
    }

    private func denominator(_ ratio: MetricRatio) -> [Entry] {
        let dropped = zip(["time", "sessions", "concepts"], ratio.present).filter { $0.1 == 0 }.map(\.0)
        let note = Entry.note("R9.2 without weight or engagement, and so left out: \(dropped.joined(separator: ", "))")
        return (dropped.isEmpty ? [] : [note]) + [
            .step(
                rule: "R9.2", what: "common denominator of the weights, the sums of all readers multiplied",
                formula: .products(
                    [ratio.scaleFactors.isEmpty ? [UInt256(1 as UInt64)] : ratio.scaleFactors], result: ratio.scale))
        ]
    }

    /// `Σ_m w_m × x_m × the other sums` (R9.2).
    private func weight(of share: Pool.Share, _ ratio: MetricRatio) throws -> [Entry] {
        let weight = try ratio.weight(of: share.metrics)
        return [
            .step(
                rule: "R9.2",
                what: "weight of content \(share.content), each metric: its weight × what counted × the other sums",
                formula: .products(ratio.terms(of: share.metrics), result: weight))
        ] + differing(weight, share)
    }

    private func readings(of share: Pool.Share) throws -> [Entry] {
        guard case .listed(let all) = pool.readings else {
            guard pool.model == .userCentric else { return [] }
            return [.fact("R9.3 weight of content \(share.content), the sum over its rows", share.weight.description)]
        }
        let steps = ReadingSteps(
            content: share.content, readings: all.filter { $0.content == share.content }, pool: pool, view: view)
        var entries = try steps.entries()
        let now = try steps.metrics()
        if now != share.metrics {
            entries.append(
                .note(
                    "R9.1 the engagement there now gives \(PoolWeights.text(now)), the books hold what is above; engagement "
                        + "changed since the close is not looked at, and the books stand"))
        }
        guard pool.model == .userCentric else { return entries }
        return entries + differing(try steps.weight(), share)
    }

    private func differing(_ weight: UInt256, _ share: Pool.Share) -> [Entry] {
        guard weight != share.weight else { return [] }
        return [.note("the books hold the weight \(share.weight) of content \(share.content); they stand")]
    }
}

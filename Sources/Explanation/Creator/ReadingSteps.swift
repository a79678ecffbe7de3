internal import Ledger
internal import Money
internal import Settlement

/// The rows of engagement behind what counted of one content, and in a user-centric pool behind its weight (R9.1–R9.3).
struct ReadingSteps {
    let content: Identifier
    let readings: [PoolFacts.Reading]
    let pool: PoolFacts
    let view: CreatorView

    private static let measures = ["time", "sessions", "concepts"]

    func entries() throws -> [Entry] {
        try readings.flatMap(row) + (try sums())
    }

    /// What counts of the rows.
    func metrics() throws -> Metrics { try readings.map(\.metrics).reduce(.zero) { try $0.adding($1) } }

    /// The content's weight in a user-centric pool.
    func weight() throws -> UInt256 { try readings.map(weight).reduce(.zero) { try $0.adding($1) } }

    private func weight(_ reading: PoolFacts.Reading) throws -> UInt256 {
        try share(of: reading)?.weight(of: reading.metrics, revenue: reading.revenue) ?? .zero
    }

    /// What the reader's rows are measured by; nil where they weigh nothing.
    private func share(of reading: PoolFacts.Reading) throws -> ReaderShare? {
        try ReaderShare([reading.sums], pool.terms.weights)
    }

    private func name(_ reading: PoolFacts.Reading) -> String {
        view.readerIDs ? "reader \(reading.reader)" : "reader \(reading.number)"
    }

    private func sums() throws -> [Entry] {
        var entries = try ReadingSteps.measures.indices.flatMap { index in
            try LongSum(
                "R9.1", "\(ReadingSteps.measures[index]) of content \(content), over its rows",
                of: readings.map { $0.metrics.all[index] }
            ).entries
        }
        if pool.model == .userCentric {
            entries += try LongSum("R9.3", "weight of content \(content), over its rows", of: readings.map(weight))
                .entries
        }
        return entries
    }

    private func row(_ reading: PoolFacts.Reading) throws -> [Entry] {
        let row = Entry.fact("\(name(reading)), what counts of the row", PoolWeights.text(reading.metrics))
        return try cap(reading) + [row] + (pool.model == .userCentric ? fraction(reading) : [])
    }

    /// `floor(x × cap / the reader's total time)` for each measure (R9.1).
    private func cap(_ reading: PoolFacts.Reading) throws -> [Entry] {
        guard let (limit, total) = reading.capped else { return [] }
        return try ReadingSteps.measures.indices.map { index in
            let (measured, sum) = (UInt256(UInt64(reading.measured.all[index])), UInt256(UInt64(total)))
            let exact = try measured.multiplied(by: UInt256(UInt64(limit))).quotientAndRemainder(dividingBy: sum)
            return .step(
                rule: "R9.1", what: "viewer cap, \(ReadingSteps.measures[index]) of \(name(reading))",
                formula: .share(
                    total: measured, weight: UInt256(UInt64(limit)), sum: sum,
                    whole: UInt256(UInt64(reading.metrics.all[index])), remainder: exact.remainder))
        }
    }

    /// The row's fraction of the reader's revenue, and its weight (R9.3).
    private func fraction(_ reading: PoolFacts.Reading) throws -> [Entry] {
        let name = name(reading)
        let revenue = Money(cents: reading.revenue, currency: pool.currency)
        let reader = Entry.fact(
            name, "recognised \(revenue); all \(reading.rows) counting rows: \(PoolWeights.text(reading.sums))")
        guard let share = try share(of: reading) else {
            return [reader, .note("R9.3 the reader's rows have no weight")]
        }
        let steps = try share.steps(of: reading.metrics, revenue: reading.revenue)
        let exact = try steps.scaled.multiplied(by: steps.numerator)
            .quotientAndRemainder(dividingBy: steps.denominator)
        return [
            reader,
            .step(
                rule: "R9.3", what: "numerator of the fraction, \(name)",
                formula: .products(share.ratio.terms(of: reading.metrics), result: steps.numerator)),
            .step(
                rule: "R9.3", what: "denominator of the fraction, \(name)",
                formula: .products([share.ratio.totalFactors], result: steps.denominator)),
            .step(
                rule: "R9.3", what: "revenue × 2^40, \(name)",
                formula: .products(
                    [[UInt256(UInt64(reading.revenue)), UInt256(1 << 40 as UInt64)]], result: steps.scaled)),
            .step(
                rule: "R9.3", what: "weight of the row of \(name)",
                formula: .share(
                    total: steps.scaled, weight: steps.numerator, sum: steps.denominator,
                    whole: try share.weight(of: reading.metrics, revenue: reading.revenue),
                    remainder: exact.remainder)),
        ]
    }
}

internal import Ledger
internal import Money
internal import Settlement

/// How a settlement follows from the row: computed again by the core, and compared with the books (R4–R6).
struct SettlingSteps {
    let facts: SourceFacts
    let chapter: SourceFacts.Chapter

    private var settled: [Line] { chapter.lines.filter(\.kind.settles) }

    func entries() throws -> [Entry] {
        guard let first = settled.first, let soldAt = first.soldAt else { return [] }
        let period = chapter.bounds.period(of: soldAt) ?? chapter.period
        let entry = chapter.policy.policy.entry(for: period)
        let intro = Entry.fact("\(first.kind.name) of \(period), policy entry effective", entry.effective.description)
        guard let row = try rowAsSettled(first, soldAt: soldAt) else {
            return [intro, .note("the row is gone: the steps cannot be computed again, and the books are shown")]
        }
        let settler = SaleSettler(
            policy: chapter.policy.policy, bounds: chapter.bounds,
            bundles: row.bundle.flatMap { id in
                facts.bundle.map { [id: $0] }
            } ?? [:])
        switch try settler.steps(of: row, soldAt: soldAt, holdFrom: first.holdFrom) {
        case .failure(let fault):
            return [intro, .note("today's data cannot be settled (\(fault.message)); the books stand and are shown")]
        case .success(let steps):
            let agree = Set(steps.lines.map(Amounts.init)) == Set(settled.map(Amounts.init))
            let verdict =
                agree ? [] : [Entry.note("the books differ from today's data (R4.6); they stand, and are shown")]
            return try [intro] + course(steps, row: row) + verdict
        }
    }

    /// What two lines must agree in.
    private struct Amounts: Hashable {
        let content: Identifier?
        let creator: Identifier?
        let amounts: [Int64]

        init(_ line: Line) {
            content = line.content
            creator = line.creator
            amounts = [line.gross, line.processing, line.platform, line.creatorPart]
        }
    }

    /// Today's row under the amount, currency, payee and kind that the books have.
    private func rowAsSettled(_ first: Line, soldAt: Instant) throws -> SourceRow? {
        guard var row = facts.row else { return nil }
        var amount: Int64 = 0
        for line in settled { amount = try amount.adding(line.gross) }
        row.amount = amount
        row.currency = first.currency
        row.status = .completed
        row.date = soldAt
        guard first.kind != .bundle else { return row }
        row.bundle = nil
        row.content = first.content
        row.payee = first.creator ?? first.seller
        row.isPlatformContent = facts.table == .purchases && first.creator == nil
        return row
    }

    private func course(_ steps: SaleSteps, row: SourceRow) throws -> [Entry] {
        switch steps.course {
        case .nothing: return [.note("R4.5 an amount of 0 makes no line")]
        case .direct: return [.note("R6 direct to the creator's own account: all of it is the creator's, not payable")]
        case .divided(let terms, let computed, let standing):
            var entries = try DivisionSteps(
                terms: terms, computed: computed, standing: standing, provider: row.provider
            )
            .entries()
            if row.isPlatformContent, facts.table == .purchases, row.bundle == nil {
                entries.append(
                    .step(
                        rule: "R4.6", what: "the platform's own content, platform + creator",
                        formula: .sum(
                            [try standing.platform(), standing.creator],
                            result: try standing.platform().adding(standing.creator))))
            }
            return try entries + bundle(steps)
        }
    }

    private func bundle(_ steps: SaleSteps) throws -> [Entry] {
        guard let bundle = steps.bundle else { return [] }
        let weights = steps.weights.map { weight in
            Entry.step(
                rule: "R5.2", what: "weight of content \(weight.content), \(SettlingSteps.name(weight.basis))",
                formula: .products([[UInt256(weight.value), UInt256(weight.scale)]], result: weight.weight))
        }
        return try weights + SplitSteps(rule: "R5.3", what: "creator part", steps: bundle.creator).entries()
            + SplitSteps(rule: "R5.3", what: "platform part", steps: bundle.platform).entries()
            + SplitSteps(rule: "R5.3", what: "processing", steps: bundle.processing).entries()
    }

    private static func name(_ basis: BundleWeight.Basis) -> String {
        switch basis {
        case .share: "share in basis points × scale"
        case .listPrice: "list price × scale"
        case .equal: "equal × scale"
        }
    }
}

internal import Money
internal import Settlement

/// The division of an amount between provider, platform and creator (R4.1–R4.3).
struct DivisionSteps {
    let terms: SaleTerms
    let computed: Division
    let standing: Division
    let provider: String?

    func entries() throws -> [Entry] {
        var entries: [Entry] = []
        if let tier = terms.tier(of: computed.amount) {
            let what = "commission, \(tier.percent) from \(Money(cents: tier.from, currency: terms.currency))"
            entries.append(
                try .percent("R4.1", what, tier.percent, of: computed.amount, result: computed.commission))
        }
        let share = try terms.fee.percent.of(computed.amount)
        let fixed = terms.fee.fixed[terms.currency] ?? 0
        entries += [
            try .percent(
                "R4.2", "processing, \(provider ?? "") \(terms.fee.percent)", terms.fee.percent, of: computed.amount,
                result: share),
            .step(
                rule: "R4.2", what: "processing with its fixed part",
                formula: .sum([share, fixed], result: computed.processing)),
        ]
        let commission = try computed.commission.negated()
        let processing = try computed.processing.negated()
        entries.append(
            terms.bearer == .platform
                ? .step(
                    rule: "R4.3", what: "creator, processing borne by the platform",
                    formula: .sum([computed.amount, commission], result: computed.creator))
                : .step(
                    rule: "R4.3", what: "creator, processing borne by the creator",
                    formula: .atLeastZero([computed.amount, commission, processing], result: computed.creator)))
        if standing != computed {
            let fee = try standing.amount.subtracting(standing.creator)
            entries.append(
                .step(
                    rule: "R4.7", what: "recorded fee + recorded revenue stand, honoured",
                    formula: .sum([fee, standing.creator], result: standing.amount)))
        }
        entries.append(
            .step(
                rule: "R4.3", what: "platform",
                formula: .sum(
                    [standing.amount, processing, try standing.creator.negated()], result: try standing.platform())))
        return entries
    }
}

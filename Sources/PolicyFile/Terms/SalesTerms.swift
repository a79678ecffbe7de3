internal import Money
internal import Settlement
internal import YAMLFile

/// The `sales` of an entry: commission by amount, and what becomes of recorded fees (R4).
struct SalesTerms {
    /// The tiers by currency.
    let commission: [Currency: [CommissionTier]]
    /// Whether recorded fees are verified, which they are unless the file says otherwise, or honoured.
    let recordedFees: RecordedFees

    /// Reads the terms.
    init(_ field: Field) throws(YAMLFileError) {
        let record = try field.record("commission", "recorded_fees")
        var commission: [Currency: [CommissionTier]] = [:]
        let currencies = try record.required("commission")
        for (code, tiers) in try currencies.members("tiers by currency, such as {USD: [{from: 0, percent: 20}]}") {
            commission[Currency(code)] = try SalesTerms.tiers(tiers)
        }
        self.commission = commission
        recordedFees = try record.optional("recorded_fees")?.word(RecordedFees.self) ?? .verify
    }

    /// The tiers of a currency, which rise from an amount of 0.
    private static func tiers(_ field: Field) throws(YAMLFileError) -> [CommissionTier] {
        let items = try field.items("tiers, such as [{from: 0, percent: 20}]")
        guard !items.isEmpty else {
            throw field.error("the list has no tier; give one from 0, and others rising from it")
        }
        var tiers: [CommissionTier] = []
        for item in items {
            let record = try item.record("from", "percent")
            let start = try record.required("from")
            let tier = CommissionTier(
                from: try start.whole(.amount), percent: try record.required("percent").percentage())
            if let last = tiers.last {
                guard last.from < tier.from else {
                    throw start.error("does not rise from \"\(last.from)\" before it", give: "tiers in rising order")
                }
            } else if tier.from != 0 {
                throw start.error("is where the first tier begins", give: "a first tier from 0")
            }
            tiers.append(tier)
        }
        return tiers
    }
}

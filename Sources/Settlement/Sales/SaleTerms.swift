public import Money

/// How an amount is divided between provider, platform and creator (R4.1–R4.3).
public struct Division: Hashable, Sendable {
    /// The whole amount.
    public var amount: Int64
    /// The commission that the tier gives.
    public var commission: Int64
    /// What the provider takes.
    public var processing: Int64
    /// What the creator earns.
    public var creator: Int64

    /// What the platform keeps; it may be negative (R4.3).
    public func platform() throws(MoneyError) -> Int64 {
        try amount.subtracting(processing).subtracting(creator)
    }
}

/// The terms that apply to sales or donations of one currency through one provider in one month.
public struct SaleTerms: Hashable, Sendable {
    /// The commission tiers; empty for donations, which bear none (R6).
    public var tiers: [CommissionTier]
    /// What the provider takes.
    public var fee: ProviderFee
    /// The currency.
    public var currency: Currency
    /// Who bears the provider's fee.
    public var bearer: Bearer

    /// The terms of an entry for sales; nil if it lacks the provider.
    public init?(sales entry: PolicyEntry, currency: Currency, provider: String) {
        guard let fee = entry.providers[provider] else { return nil }
        tiers = entry.commission[currency] ?? []
        self.fee = fee
        self.currency = currency
        bearer = entry.salesProcessing
    }

    /// The terms of an entry for donations that the platform collects; nil if it does not collect the provider's.
    public init?(donations entry: PolicyEntry, currency: Currency, provider: String) {
        guard entry.collected.contains(provider), let fee = entry.providers[provider] else { return nil }
        tiers = []
        self.fee = fee
        self.currency = currency
        bearer = entry.donationProcessing
    }

    /// The tier of an amount: the last whose `from` is not above it (R4.1); nil for donations.
    public func tier(of amount: Int64) -> CommissionTier? { tiers.last { $0.from <= amount } }

    /// Divides an amount (R4.1–R4.3, R6).
    ///
    /// - Throws: `MoneyError/overflow(_:)` past 64 bits.
    public func divide(_ amount: Int64) throws(MoneyError) -> Division {
        let commission = try tier(of: amount)?.percent.of(amount) ?? 0
        let processing = try fee.processing(of: amount, in: currency)
        var creator = try amount.subtracting(commission)
        if bearer == .creator { creator = max(0, try creator.subtracting(processing)) }
        return Division(amount: amount, commission: commission, processing: processing, creator: creator)
    }
}

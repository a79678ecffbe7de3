public import Money

/// The platform's terms: effective-dated entries, the time zone of its months, and where its books begin (R3).
public struct Policy: Hashable, Sendable {
    /// The name of the time zone whose calendar months are the periods, such as `Asia/Phnom_Penh`.
    public var timezone: String
    /// The first period of the books.
    public var genesis: Period
    /// The entries, in the order in which they take effect; never empty.
    public var entries: [PolicyEntry]

    /// A policy; ``PolicyRefusal`` says which are refused.
    public init(timezone: String, genesis: Period, entries: [PolicyEntry]) {
        self.timezone = timezone
        self.genesis = genesis
        self.entries = entries
    }

    /// The entry in force in a month: the last one effective in it or before.
    ///
    /// Months before the first entry do not occur: a policy whose first entry starts after genesis is refused.
    public func entry(for period: Period) -> PolicyEntry {
        entries.last { $0.effective <= period } ?? entries[0]
    }
}

/// The terms from one month on, until a later entry takes their place (R3).
public struct PolicyEntry: Hashable, Sendable {
    /// The first month in which the entry is in force.
    public var effective: Period
    /// The commission by currency: tiers that rise from an amount of 0 (R4.1).
    public var commission: [Currency: [CommissionTier]]
    /// What becomes of fees that the platform recorded itself (R4.7).
    public var recordedFees: RecordedFees
    /// What each payment provider takes (R4.2).
    public var providers: [String: ProviderFee]
    /// Who bears the processing of sales (R4.3).
    public var salesProcessing: Bearer
    /// Who bears the processing of donations (R6).
    public var donationProcessing: Bearer
    /// Whether a provider gives its fee back when a sale is refunded (R8.2).
    public var processingRefunded: Bool
    /// Providers whose donations the platform collects (R6).
    public var collected: Set<String>
    /// Providers whose donations go straight to the creator's account (R6).
    public var direct: Set<String>
    /// How subscription revenue is shared (R9).
    public var pool: PoolTerms
    /// What bundle contents without a share are weighted by (R5.2).
    public var withoutShare: WithoutShare
    /// How creators are paid (R11).
    public var payouts: PayoutTerms
    /// How many days before a period late arrivals and corrections are still looked for (R8.1, R8.4).
    public var lateArrivalDays: Int32
    /// How many days before a period refunds are still looked for (R8.2).
    public var refundDays: Int32

    /// An entry with all its terms.
    public init(
        effective: Period, commission: [Currency: [CommissionTier]], recordedFees: RecordedFees,
        providers: [String: ProviderFee], salesProcessing: Bearer, donationProcessing: Bearer,
        processingRefunded: Bool, collected: Set<String>, direct: Set<String>, pool: PoolTerms,
        withoutShare: WithoutShare, payouts: PayoutTerms, lateArrivalDays: Int32, refundDays: Int32
    ) {
        self.effective = effective
        self.commission = commission
        self.recordedFees = recordedFees
        self.providers = providers
        self.salesProcessing = salesProcessing
        self.donationProcessing = donationProcessing
        self.processingRefunded = processingRefunded
        self.collected = collected
        self.direct = direct
        self.pool = pool
        self.withoutShare = withoutShare
        self.payouts = payouts
        self.lateArrivalDays = lateArrivalDays
        self.refundDays = refundDays
    }

    /// The settled currencies: those with a smallest payout (R3).
    public func settles(_ currency: Currency) -> Bool { payouts.minimum[currency] != nil }
}

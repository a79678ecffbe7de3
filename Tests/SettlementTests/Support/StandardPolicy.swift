import Money
import Settlement

extension PolicyEntry {
    /// The default terms of R3.
    static let standard = PolicyEntry(
        effective: Period(year: 2026, month: 1),
        commission: [
            .usd: [
                CommissionTier(from: 0, percent: Percentage(basisPoints: 2_000)),
                CommissionTier(from: 500, percent: Percentage(basisPoints: 1_500)),
                CommissionTier(from: 2_000, percent: Percentage(basisPoints: 1_000)),
            ]
        ],
        recordedFees: .verify,
        providers: [
            "lemon_squeezy": ProviderFee(percent: Percentage(basisPoints: 500), fixed: [.usd: 50]),
            "paddle": ProviderFee(percent: Percentage(basisPoints: 500), fixed: [.usd: 50]),
            "aba_khqr": ProviderFee(percent: Percentage(basisPoints: 0), fixed: [:]),
            "paypal": ProviderFee(percent: Percentage(basisPoints: 0), fixed: [:]),
        ],
        salesProcessing: .platform, donationProcessing: .creator, processingRefunded: false, collected: ["paddle"],
        direct: ["aba_khqr", "paypal"],
        pool: PoolTerms(
            platformPercent: Percentage(basisPoints: 3_000), model: .proRata,
            weights: Metrics(time: 50, sessions: 30, concepts: 20), viewerCapHundredths: nil),
        withoutShare: .listPrice, payouts: PayoutTerms(minimum: [.usd: 1_000], holdDays: 30, approvalRequired: false),
        lateArrivalDays: 45, refundDays: 180)
}

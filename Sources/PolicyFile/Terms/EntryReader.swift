internal import Money
internal import Settlement
internal import YAMLFile

/// Reads one entry of the policy: the terms from a month on.
///
/// What may be left out has one obvious meaning: no approval, nothing refunded, recorded fees verified, list prices, no
/// cap and no fixed fee. Everything else must be said, so that no term is in force that nobody wrote down.
struct EntryReader {
    /// The entry.
    let field: Field

    /// The terms of the entry.
    func entry() throws(YAMLFileError) -> PolicyEntry {
        let record = try field.record(
            "effective", "sales", "processing", "donations", "subscriptions", "bundles", "payouts", "windows")
        let effective = try record.required("effective").month()
        let sales = try SalesTerms(record.required("sales"))
        let processing = try ProcessingTerms(record.required("processing"))
        let donations = try DonationTerms(record.required("donations"))
        let pool = try EntryReader.pool(record.required("subscriptions"))
        let withoutShare = try EntryReader.withoutShare(record.required("bundles"))
        let payouts = try EntryReader.payouts(record.required("payouts"))
        let windows = try record.required("windows").record("late_arrival_days", "refund_days")
        return PolicyEntry(
            effective: effective, commission: sales.commission, recordedFees: sales.recordedFees,
            providers: processing.providers, salesProcessing: processing.sales,
            donationProcessing: processing.donations, processingRefunded: processing.refunded,
            collected: donations.collected, direct: donations.direct, pool: pool, withoutShare: withoutShare,
            payouts: payouts, lateArrivalDays: try windows.required("late_arrival_days").days(),
            refundDays: try windows.required("refund_days").days())
    }

    private static func pool(_ field: Field) throws(YAMLFileError) -> PoolTerms {
        let record = try field.record("platform_percent", "model", "weights", "viewer_cap_hours_per_day")
        return PoolTerms(
            platformPercent: try record.required("platform_percent").percentage(),
            model: try record.required("model").word(PoolModel.self),
            weights: try weights(record.required("weights")),
            viewerCapHundredths: try record.optional("viewer_cap_hours_per_day")?.hoursPerDay())
    }

    private static func weights(_ field: Field) throws(YAMLFileError) -> Metrics {
        let record = try field.record("time", "sessions", "concepts")
        let weights = Metrics(
            time: try record.required("time").whole(.weight), sessions: try record.required("sessions").whole(.weight),
            concepts: try record.required("concepts").whole(.weight))
        guard weights != .zero else { throw field.error("the weights are all 0; give at least one above 0") }
        return weights
    }

    private static func withoutShare(_ field: Field) throws(YAMLFileError) -> WithoutShare {
        try field.record("without_share").optional("without_share")?.word(WithoutShare.self) ?? .listPrice
    }

    private static func payouts(_ field: Field) throws(YAMLFileError) -> PayoutTerms {
        let record = try field.record("minimum", "hold_days", "approval")
        return PayoutTerms(
            minimum: try record.required("minimum").amounts(), holdDays: try record.required("hold_days").days(),
            approvalRequired: try record.optional("approval")?.word(Approval.self) == .required)
    }
}

/// Whether a second person must approve a payout plan (R11.7).
private enum Approval: String, CaseIterable {
    /// Nobody need.
    case none
    /// Somebody must.
    case required
}

extension Field {
    /// Amounts by currency, such as `{USD: 1000}`.
    func amounts() throws(YAMLFileError) -> [Currency: Int64] {
        var amounts: [Currency: Int64] = [:]
        for (code, amount) in try members("amounts by currency, such as {USD: 1000}") {
            amounts[Currency(code)] = try amount.whole(.amount)
        }
        return amounts
    }
}

public import Money

/// What can be wrong with a row, in the order in which the first fault of a row is told (R12).
public enum ExceptionCode: String, Hashable, Sendable, CaseIterable {
    /// The status is none that the rules know.
    case statusUnknown = "status_unknown"
    /// A completed purchase has no time of completion.
    case completedAtMissing = "completed_at_missing"
    /// The amount is null.
    case amountMissing = "amount_missing"
    /// The amount is below 0.
    case amountNegative = "amount_negative"
    /// The policy gives the currency no smallest payout.
    case currencyNotSettled = "currency_not_settled"
    /// The policy does not know the payment provider.
    case providerUnknown = "provider_unknown"
    /// Nobody is there to earn it.
    case sellerMissing = "seller_missing"
    /// The bundle does not exist.
    case bundleMissing = "bundle_missing"
    /// The bundle cannot be split.
    case bundleShares = "bundle_shares"
    /// It lies beyond the windows of R8; found by `backfill late`.
    case tooLate = "too_late"
    /// The recorded fees are not the computed ones.
    case feeMismatch = "fee_mismatch"
    /// Somebody paid themselves.
    case selfDealing = "self_dealing"
    /// The donation has not been completed yet.
    case donationPending = "donation_pending"
    /// The plan is neither monthly nor yearly.
    case planUnknown = "plan_unknown"
    /// A date is missing, or the billing period has no day.
    case subscriptionDates = "subscription_dates"
    /// The price is null or below 0.
    case subscriptionPrice = "subscription_price"
    /// A known billing period shows another currency or user.
    case subscriptionChanged = "subscription_changed"
    /// Renewals were missed and have been filled in.
    case renewalsAssumed = "renewals_assumed"
    /// Between two billing periods a whole interval fits.
    case subscriptionGap = "subscription_gap"
    /// A measure is below 0.
    case engagementNegative = "engagement_negative"
    /// The dates are not the first and the last day of the month.
    case engagementPeriod = "engagement_period"
    /// More was done than the time allows.
    case engagementImpossible = "engagement_impossible"

    /// Whether what it says is settled or counted all the same (R12).
    public var isWarning: Bool {
        switch self {
        case .feeMismatch, .selfDealing, .donationPending, .subscriptionChanged, .renewalsAssumed, .subscriptionGap:
            true
        default: false
        }
    }

    /// Whether the row stays open, to be looked at again whatever its age (R8.1, R12).
    public var staysOpen: Bool { !isWarning || self == .donationPending }
}

/// The platform's tables whose rows a close judges.
public enum SourceTable: String, Hashable, Sendable, CaseIterable {
    /// Sales of contents and bundles.
    case purchases
    /// Tips.
    case donations
    /// Subscriptions.
    case subscriptions
    /// What readers did, by month and content.
    case engagement = "engagement_tracking"
}

/// A row that a close left out, or settled with a warning (R12).
public struct SettlementException: Hashable, Sendable {
    /// The table of the row.
    public var table: SourceTable
    /// The id of the row.
    public var row: Identifier
    /// What is wrong with it.
    public var code: ExceptionCode
    /// One sentence: what is wrong, with the value, and what to do.
    public var message: String

    /// An exception of a row.
    public init(table: SourceTable, row: Identifier, code: ExceptionCode, message: String) {
        self.table = table
        self.row = row
        self.code = code
        self.message = message
    }
}

/// What the books of a demo say in the end, over all its months.
public struct DemoSummary: Codable, Hashable, Sendable {
    /// The demo's folder.
    public let folder: String
    /// The policy that its months were closed under.
    public let policy: String
    /// The folder of the payout files, their answers, and what was put in by hand.
    public let payoutFiles: String
    /// The URL of the database, while the server runs.
    public let database: String
    /// The months, in order.
    public let months: [ClosedMonth]
    /// The figures of each currency: that with the most lines first.
    public let currencies: [CurrencyFigures]
    /// What creators are owed in each currency, in the same order; empty where nobody was paid.
    public let balances: [BalanceFigures]
    /// What the paydays came to.
    public let payouts: PayoutFigures
    /// The bad rows, by what was wrong with them.
    public let exceptions: [ExceptionFigures]
    /// Rows worth looking into.
    public let examples: DemoExamples

    /// A month that was closed.
    public struct ClosedMonth: Codable, Hashable, Sendable {
        /// The month, such as `2025-01`.
        public let period: String
        /// The root of its digest, in hexadecimal digits.
        public let root: String
        /// How many lines it has.
        public let lines: Int64
    }
}

/// What the books say of one currency, in its minor units.
///
/// What was brought in from before the first month is left out. Sales and donations are what is left of them after refunds and edits. It all adds up: sales, donations and
/// subscription revenue are processing, the platform's part, creators' earnings, what donors gave to creators directly,
/// and what of the pool waits for the next month.
public struct CurrencyFigures: Codable, Hashable, Sendable {
    /// The currency's code.
    public let currency: String
    /// How many lines there are.
    public let lines: Int64
    /// Purchases of contents and bundles.
    public let salesCents: Int64
    /// The platform's commission on them: `gross − creator` (R4.4), all of it where the content is the platform's own.
    public let commissionCents: Int64
    /// Donations, those that went straight to the creator included.
    public let donationsCents: Int64
    /// Donations that went straight to the creator's own account (R6).
    public let directCents: Int64
    /// What payment providers took of sales and donations.
    public let processingCents: Int64
    /// Subscription revenue that was earned (R7).
    public let revenueCents: Int64
    /// The creators' part of it (R9): the revenue less the platform's percentage.
    public let poolCents: Int64
    /// What of the pool could not be shared yet.
    public let carriedCents: Int64
    /// What the platform keeps of everything.
    public let platformCents: Int64
    /// What creators earn and the platform owes them, with what was given or taken by hand.
    public let creatorsCents: Int64
}

/// How often a fault was met.
public struct ExceptionFigures: Codable, Hashable, Sendable {
    /// The fault's code (R12).
    public let code: String
    /// Whether what it says is settled all the same.
    public let isWarning: Bool
    /// How many rows were reported with it by any close.
    public let rows: Int64
    /// How many of them the last close left open.
    public let open: Int64
}

/// Rows of the demo worth looking into; an id is nil where the sample is too small to have one.
public struct DemoExamples: Codable, Hashable, Sendable {
    /// The last month.
    public let period: String
    /// The creator who earned most in the last month, in the currency with the most lines.
    public let creator: String?
    /// A bundle purchase: of the last month, if it has one.
    public let bundlePurchase: String?
    /// A purchase that was reversed.
    public let reversedPurchase: String?
    /// A request that the last run refused, or the last run that refused any.
    public let refusedRequest: String?
    /// A payout that failed and was paid again.
    public let failedPayout: String?
    /// The payout by which a later run paid it again.
    public let payoutAgain: String?
}

/// A row that the rules call an exception, put into the sample on purpose.
public struct PlantedFault: Hashable, Sendable {
    /// The exception's code in the rules, such as `provider_unknown`.
    public let code: String
    /// The table of the row.
    public let table: SampleTable
    /// The row's id, as text.
    public let rowID: String
    /// The month whose close first reports the row, 0 being the first; nil where no close does.
    ///
    /// Ratings are reported by the ratings job and payouts by payout runs: there it is the month of the row.
    public let month: Int?
    /// The month after whose close `SamplePlatform.changes` repair the row; nil where nobody does.
    public let repairedAfter: Int?

    /// Whether the exception is only a warning.
    public var isWarning: Bool { PlantedFault.warnings.contains(code) }

    private static let warnings: Set<String> = [
        "fee_mismatch", "self_dealing", "donation_pending", "subscription_changed", "renewals_assumed",
        "subscription_gap", "rating_out_of_range", "no_payout_details", "payout_parts",
    ]
}

/// How a good row is made bad.
struct FaultRecipe<Row>: Sendable {
    let code: String
    /// What sets the row right again, as assignments of an UPDATE; nil where the row stays as it is.
    let repair: String?
    let spoil: @Sendable (inout Row, SamplePlatform) -> Void

    init(_ code: String, repair: String? = nil, _ spoil: @escaping @Sendable (inout Row, SamplePlatform) -> Void) {
        self.code = code
        self.repair = repair
        self.spoil = spoil
    }
}

/// A planted row with what is wrong with it.
struct Planted<Row> {
    let code: String
    /// The statement's part that repairs it, where it is ever repaired.
    let repair: String?
    let row: Row
    let id: RowID
}

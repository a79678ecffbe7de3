/// The fees that the platform recorded with a purchase, against those that the rules give (R4.7).
public struct FeeComparison: Hashable, Sendable {
    /// What came of the comparison; the value is the letter that the books have for it.
    public enum Verdict: UInt8, Sendable {
        /// Nothing was recorded: both are null, or both 0.
        case unrecorded = 0x6E  // n
        /// The recorded pair is the computed one.
        case agrees = 0x61  // a
        /// It differs, and the computed pair stands.
        case differs = 0x64  // d
        /// It differs, and stands.
        case honoured = 0x68  // h
    }

    /// The recorded fee of the platform, in cents.
    public let recordedFee: Int64?
    /// The recorded revenue of the seller, in cents.
    public let recordedRevenue: Int64?
    /// What the platform's fee is by the rules, processing included, in cents.
    public let computedFee: Int64
    /// What the seller's revenue is by the rules, in cents.
    public let computedRevenue: Int64
    /// What came of it.
    public let verdict: Verdict

    /// Compares what a purchase shows with how its amount was divided.
    ///
    /// - Parameters:
    ///   - row: The purchase.
    ///   - division: The division by the rules.
    ///   - mode: What the policy says of recorded fees.
    init(_ row: SourceRow, _ division: Division, as mode: RecordedFees) {
        recordedFee = row.recordedFee
        recordedRevenue = row.recordedRevenue
        computedRevenue = row.ownedByPlatform ? 0 : division.creator
        computedFee = division.amount - computedRevenue
        if (row.recordedFee ?? 0) == 0, (row.recordedRevenue ?? 0) == 0 {
            // Both null or both 0 is "not recorded"; one null and one 0 is a half that is null.
            verdict = (row.recordedFee == nil) == (row.recordedRevenue == nil) ? .unrecorded : .differs
        } else if row.recordedRevenue == computedRevenue, row.recordedFee == computedFee {
            verdict = .agrees
        } else if mode == .honour, !row.ownedByPlatform, let fee = row.recordedFee, let revenue = row.recordedRevenue,
            fee >= 0, revenue >= 0, fee <= division.amount, revenue == division.amount - fee
        {
            verdict = .honoured
        } else {
            verdict = .differs
        }
    }

    /// The warning that it deserves; nil where there is nothing to warn of.
    var warning: RowFault? {
        guard verdict == .differs || verdict == .honoured else { return nil }
        let recorded = [recordedFee, recordedRevenue].map { $0.map(String.init) ?? "null" }.joined(separator: " and ")
        let stands = verdict == .honoured ? "the recorded pair stands" : "the computed pair stands"
        return RowFault(
            code: .feeMismatch,
            message: "recorded fee and revenue are \(recorded) cents, computed \(computedFee) and \(computedRevenue); "
                + stands)
    }
}

extension Division {
    /// The division with the recorded revenue where that stands (R4.7).
    func standing(after fees: FeeComparison?) -> Division {
        guard let fees, fees.verdict == .honoured, let revenue = fees.recordedRevenue else { return self }
        var division = self
        division.creator = revenue
        return division
    }
}

public import Money

/// How a purchase or donation comes to its lines, step by step (R4–R6): what `remit explain` shows.
///
/// The steps come from the functions that settle; here they are only kept.
public struct SaleSteps: Sendable {
    /// Which way a row goes.
    public enum Course: Sendable {
        /// An amount of 0 makes no line (R4.5).
        case nothing
        /// A donation that went straight to the creator's account (R6).
        case direct
        /// An amount that is divided: under these terms, as computed, and with the recorded fees where they are
        /// honoured (R4.1–R4.3, R4.7).
        case divided(SaleTerms, computed: Division, standing: Division)
    }

    /// The policy entry in force in the month of the sale.
    public let entry: PolicyEntry
    /// Which way the row went.
    public let course: Course
    /// What the contents of a bundle weigh; empty for anything else.
    public let weights: [BundleWeight]
    /// The splits of a bundle; nil for anything else.
    public let bundle: BundleSteps?
    /// The lines, as the settler makes them.
    public let lines: [Line]
}

extension SaleSettler {
    /// Settles a row and keeps the steps; or says what is in the way of it (R12).
    ///
    /// - Parameters:
    ///   - row: A row as if it were completed.
    ///   - soldAt: The date under which it is settled.
    ///   - holdFrom: The day from which its lines are held.
    public func steps(
        of row: SourceRow, soldAt: Instant, holdFrom: Day
    ) throws(MoneyError) -> Result<SaleSteps, RowFault> {
        var settler = self
        if let fault = settler.fault(of: row, soldAt: soldAt) { return .failure(fault) }
        guard let period = bounds.period(of: soldAt), let amount = row.amount else {
            return .failure(RowFault(code: .tooLate, message: "its date lies outside the books"))
        }
        var lines: [Line] = []
        _ = try settler.settle(row, soldAt: soldAt, holdFrom: holdFrom, into: &lines)
        let entry = policy.entry(for: period)
        guard let terms = terms(of: row, entry: entry), amount != 0 else {
            let course = amount == 0 ? SaleSteps.Course.nothing : .direct
            return .success(SaleSteps(entry: entry, course: course, weights: [], bundle: nil, lines: lines))
        }
        let computed = try terms.divide(amount)
        let fees = row.table == .purchases ? FeeComparison(row, computed, as: entry.recordedFees) : nil
        let standing = computed.standing(after: fees)
        let course = SaleSteps.Course.divided(terms, computed: computed, standing: standing)
        guard let bundle = row.bundle.flatMap({ bundles[$0] }),
            case .success(let weights) = bundle.weighing(entry.withoutShare)
        else { return .success(SaleSteps(entry: entry, course: course, weights: [], bundle: nil, lines: lines)) }
        let whole = Line(
            kind: .bundle, bucket: row.bucket, source: row.id, content: nil, creator: nil, currency: row.currency,
            gross: amount, processing: standing.processing, platform: try standing.platform(),
            creatorPart: standing.creator, holdFrom: holdFrom, soldAt: soldAt)
        let splits = try BundleSplit(bundle: bundle, withoutShare: entry.withoutShare).steps(of: whole)
        return .success(SaleSteps(entry: entry, course: course, weights: weights, bundle: splits, lines: lines))
    }

    /// The terms of a row; nil for a donation that the platform does not collect.
    private func terms(of row: SourceRow, entry: PolicyEntry) -> SaleTerms? {
        guard let provider = row.provider else { return nil }
        guard row.table == .donations else {
            return SaleTerms(sales: entry, currency: row.currency, provider: provider)
        }
        if entry.direct.contains(provider) { return nil }
        return SaleTerms(donations: entry, currency: row.currency, provider: provider)
    }
}

public import Money

/// Settles purchases and donations, row by row (R4–R6).
///
/// A value of it holds what one close knows: the policy, where its months begin, and the bundles.
public struct SaleSettler: Sendable {
    /// The policy of the close.
    public let policy: Policy
    /// The period's bounds.
    public let bounds: PeriodBounds
    /// The bundles, by id.
    public let bundles: [Identifier: Bundle]

    private var remembered: [RememberedTerms] = []

    /// A settler for one close.
    public init(policy: Policy, bounds: PeriodBounds, bundles: [Identifier: Bundle]) {
        self.policy = policy
        self.bounds = bounds
        self.bundles = bundles
    }

    /// The first fault that keeps a completed row from being settled; nil if it is good (R12).
    ///
    /// An amount of 0 is asked nothing (R4.5).
    public mutating func fault(of row: SourceRow, soldAt: Instant?) -> RowFault? {
        guard row.amount != 0 else { return nil }
        let period = soldAt.flatMap(bounds.period(of:)) ?? bounds.period
        return remembered(row, in: period).inquiry.fault(of: row)
    }

    /// What is to be said of a row that was settled, beside its lines.
    public struct Remarks: Sendable {
        /// The warning that it deserves; nil for none.
        public var warning: RowFault?
        /// What came of its recorded fees; nil for a donation, and for an amount of 0, which is asked nothing (R4.5).
        public var fees: FeeComparison?
    }

    /// Settles a good row under a date, and says what is remarkable about it.
    ///
    /// - Parameters:
    ///   - row: A completed row without a fault.
    ///   - soldAt: The date under which it is settled: its own, or that of its first settlement (R8.4).
    ///   - holdFrom: The day from which its lines are held (R8.6).
    ///   - lines: Where the lines go; a row whose lines are all 0 leaves one empty line, so that it is known to be
    ///     settled. Empty lines are not written to the books (R4.4).
    /// - Throws: `MoneyError` past 64 bits, which refuses the close (R1.1).
    public mutating func settle(
        _ row: SourceRow, soldAt: Instant, holdFrom: Day, into lines: inout [Line]
    ) throws(MoneyError) -> Remarks {
        guard let period = bounds.period(of: soldAt), let amount = row.amount else { return Remarks() }
        let blank = Line(
            kind: row.bundle != nil ? .bundle : row.table == .donations ? .donation : .sale, bucket: row.bucket,
            source: row.id, content: row.bundle == nil ? row.content : nil,
            creator: row.bundle == nil ? row.payee : nil,
            currency: row.currency, gross: 0, processing: 0, platform: 0, creatorPart: 0,
            late: soldAt < bounds.start, holdFrom: holdFrom, soldAt: soldAt)
        guard amount != 0 else {
            lines.append(row.isPlatformContent && row.bundle == nil ? blank.ofPlatform() : blank)
            return Remarks()
        }
        let known = remembered(row, in: period)
        if known.isDirect {
            var line = blank
            line.gross = amount
            line.creatorPart = amount
            line.payable = false
            lines.append(line)
            return Remarks(warning: row.dealsWithSelf ? .selfDealing : nil)
        }
        guard let terms = known.terms else { preconditionFailure("a row without terms was settled: \(row.id)") }
        let computed = try terms.divide(amount)
        let fees = row.table == .purchases ? FeeComparison(row, computed, as: known.recordedFees) : nil
        let division = computed.standing(after: fees)
        try append(row, division, blank: blank, withoutShare: known.withoutShare, to: &lines)
        return Remarks(warning: fees?.warning ?? (row.dealsWithSelf ? .selfDealing : nil), fees: fees)
    }

    private func append(
        _ row: SourceRow, _ division: Division, blank: Line, withoutShare: WithoutShare, to lines: inout [Line]
    ) throws(MoneyError) {
        var line = blank
        line.gross = division.amount
        line.processing = division.processing
        line.platform = try division.platform()
        line.creatorPart = division.creator
        if let bundle = row.bundle.flatMap({ bundles[$0] }) {
            try BundleSplit(bundle: bundle, withoutShare: withoutShare).append(line, to: &lines)
        } else if row.ownedByPlatform {
            line.platform = try line.platform.adding(line.creatorPart)
            line.creatorPart = 0
            lines.append(line.ofPlatform())
        } else {
            lines.append(line)
        }
    }
}

extension SaleSettler {
    /// What an entry says of one currency through one provider, looked up once: most rows of a month share a handful.
    private final class RememberedTerms: Sendable {
        let table: SourceTable
        let period: Period
        let currency: Currency
        let provider: String?
        let recordedFees: RecordedFees
        let withoutShare: WithoutShare
        /// Whether the money went straight to the creator's account (R6).
        let isDirect: Bool
        /// The terms; nil where the entry has none.
        let terms: SaleTerms?
        /// Asks a row what else may be wrong with it (R12).
        let inquiry: SaleInquiry

        init(_ row: SourceRow, in period: Period, entry: PolicyEntry, bundles: [Identifier: Bundle]) {
            table = row.table
            self.period = period
            currency = row.currency
            provider = row.provider
            recordedFees = entry.recordedFees
            withoutShare = entry.withoutShare
            isDirect = row.table == .donations && row.provider.map(entry.direct.contains) ?? false
            terms = row.provider.flatMap { provider in
                row.table == .donations
                    ? SaleTerms(donations: entry, currency: row.currency, provider: provider)
                    : SaleTerms(sales: entry, currency: row.currency, provider: provider)
            }
            inquiry = SaleInquiry(
                moneyFault: SaleInquiry.moneyFault(of: row, under: entry), withoutShare: entry.withoutShare,
                bundles: bundles)
        }

        func holds(for row: SourceRow, in period: Period) -> Bool {
            self.period == period && table == row.table && provider == row.provider && currency == row.currency
        }
    }

    private mutating func remembered(_ row: SourceRow, in period: Period) -> RememberedTerms {
        if let known = remembered.first(where: { $0.holds(for: row, in: period) }) { return known }
        let terms = RememberedTerms(row, in: period, entry: policy.entry(for: period), bundles: bundles)
        remembered.append(terms)
        return terms
    }
}

extension SourceRow {
    /// Whether the platform itself earns what its single content is sold for (R4.6).
    var ownedByPlatform: Bool { table == .purchases && bundle == nil && isPlatformContent }

    /// Whether the payer is the payee (R12); who sells a bundle is not asked.
    fileprivate var dealsWithSelf: Bool { bundle == nil && payer != nil && payer == payee }
}

extension Line {
    /// The line on the platform's own content: no creator; the seller is kept for later comparison.
    func ofPlatform() -> Line {
        var line = self
        line.seller = creator
        line.creator = nil
        return line
    }
}

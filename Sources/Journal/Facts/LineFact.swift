public import Money
public import Settlement

/// A line of the books (R4.4), or the sum of several that agree in everything but their amounts.
public struct LineFact: Hashable, Sendable {
    /// What kind of line it is.
    public var kind: LineKind
    /// Which part of a creator's balance it belongs to.
    public var bucket: Bucket
    /// Whose creator part it is.
    public var payee: Payee
    /// Whether the platform owes the creator part: false for direct donations (R6).
    public var payable: Bool
    /// Whether the creator bears the processing, by the policy of the month of the sale (R4.3).
    public var creatorBearsProcessing: Bool
    /// The whole amount, in minor units.
    public var gross: Int64
    /// What the provider takes of it.
    public var processing: Int64
    /// The creator part.
    public var creatorPart: Int64

    /// A fact with all its parts; what the platform keeps follows from them (R4.4).
    public init(
        kind: LineKind, bucket: Bucket, payee: Payee, payable: Bool, creatorBearsProcessing: Bool, gross: Int64,
        processing: Int64, creatorPart: Int64
    ) {
        self.kind = kind
        self.bucket = bucket
        self.payee = payee
        self.payable = payable
        self.creatorBearsProcessing = creatorBearsProcessing
        self.gross = gross
        self.processing = processing
        self.creatorPart = creatorPart
    }

    /// Its entry: the money that came in, the provider's fee, the creator's part and the commission, which is gross less
    /// creator part, less processing where the creator bears that (R4.4).
    public func entry(_ heading: EntryHeading, in currency: Currency) throws -> JournalEntry {
        let isPassedOn = creatorBearsProcessing && payee != .platform
        let kept = try gross.subtracting(creatorPart).subtracting(isPassedOn ? processing : 0)
        return try JournalEntry(
            heading, in: currency,
            [
                Posting(origin, gross), Posting(.fees, try processing.negated()),
                Posting(.processing, isPassedOn ? 0 : processing), Posting(keeper, try kept.negated()),
                Posting(payable ? .owed(to: payee, bucket) : .direct(to: payee), try creatorPart.negated()),
            ])
    }

    /// Where the whole amount comes from.
    private var origin: Account {
        guard payable else { return .directDonations }
        switch kind {
        case .pool: return .pool
        case .opening: return .opening
        case .reversal, .reinstatement: return .refunds
        case .sale, .bundle, .donation, .correction, .adjustment: return bucket == .donations ? .donations : .sales
        }
    }

    /// Where goes what the platform keeps.
    private var keeper: Account {
        if kind == .adjustment { return .adjustments }
        return payee == .platform ? .ownContents : .commission(bucket)
    }
}

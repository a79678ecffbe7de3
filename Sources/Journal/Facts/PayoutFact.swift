public import Money
public import Settlement

/// A step of a payout (R11.5), or the sum of several of one kind.
public struct PayoutFact: Hashable, Sendable {
    /// What can become of a payout.
    public enum Step: String, Hashable, Sendable, CaseIterable {
        /// It was made or accepted, and takes from the balance.
        case inFlight = "in flight"
        /// It arrived.
        case paid
        /// It did not arrive, and its parts went back to the balance.
        case failed
        /// It had arrived and came back.
        case returned
    }

    /// The step.
    public var step: Step
    /// Whose payout it is.
    public var payee: Payee
    /// Its parts by bucket, in minor units.
    public var parts: BucketAmounts

    /// A fact with all its parts.
    public init(step: Step, payee: Payee, parts: BucketAmounts) {
        self.step = step
        self.payee = payee
        self.parts = parts
    }

    /// Its entry.
    public func entry(_ heading: EntryHeading, in currency: Currency) throws -> JournalEntry {
        let total = try parts.total()
        let owed = Bucket.allCases.map { Posting(.owed(to: payee, $0), parts[$0]) }
        let back = try owed.map { Posting($0.account, try $0.cents.negated()) }
        let postings =
            switch step {
            case .inFlight: owed + [Posting(.payoutsInFlight, try total.negated())]
            case .paid: [Posting(.payoutsInFlight, total), Posting(.bank, try total.negated())]
            case .failed: back + [Posting(.payoutsInFlight, total)]
            case .returned: back + [Posting(.bank, total)]
            }
        return try JournalEntry(heading, in: currency, postings)
    }
}

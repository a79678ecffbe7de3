public import Money

/// Why a statement cannot be made: its numbers contradict each other.
public struct StatementFault: Error, Hashable, Sendable {
    /// Whose statement.
    public let creator: Identifier
    /// The currency.
    public let currency: Currency
    /// What does not foot.
    public let what: What
    /// What the parts add up to, in minor units.
    public let found: Int64
    /// What they should.
    public let expected: Int64

    /// What must foot.
    public enum What: String, Hashable, Sendable {
        /// The lines against the totals of the receipt.
        case lines = "the lines"
        /// The parts of contents against the lines of the pool.
        case shares = "the parts of the pool"
        /// The month: opened, earned, paid and closed.
        case month = "what was owed, earned and paid in the month"
        /// From the month's end to the asked day.
        case balance = "what was owed at the month's end, earned and paid since"
    }
}

extension StatementFault: CustomStringConvertible {
    /// One sentence: what is wrong, with the values, and what to do.
    public var description: String {
        let (found, expected) = (
            Money(cents: found, currency: currency), Money(cents: expected, currency: currency)
        )
        return "the statement of creator \(creator) does not foot: \(what.rawValue) add up to \(found), not to "
            + "\(expected); `remit verify` shows what was changed in the books or the payouts"
    }
}

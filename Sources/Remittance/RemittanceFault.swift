public import Money

/// Why a payout cannot go into a file: the payout, the field, what is wrong with it, and what to do.
public struct RemittanceFault: Error, Hashable, Sendable {
    /// The payout.
    public let payout: Identifier
    /// The field, such as `iban`.
    public let field: String
    /// What is wrong, with no more of an account than its last four characters.
    public let problem: String

    /// A fault of a payout.
    public init(payout: Identifier, field: String, problem: String) {
        self.payout = payout
        self.field = field
        self.problem = problem
    }
}

extension RemittanceFault: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        "payout \(payout): \(field) \(problem); pay it by hand with --format csv, or confirm it from there as failed"
    }
}

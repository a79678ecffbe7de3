public import Money

/// What a provider or bank says of one payout: a line of the file that `remit payouts confirm` reads.
public struct PayoutConfirmation: Hashable, Sendable {
    /// What became of the payout.
    public enum Status: String, Hashable, Sendable, CaseIterable {
        /// The creator has the money.
        case completed
        /// The creator does not have it: it goes back to the balance.
        case failed
        /// Nobody knows; it is noted and nothing changes.
        case unknown
    }

    /// The line of the file, counted from 1.
    public let line: Int
    /// The payout.
    public let payout: Identifier
    /// What became of it.
    public let status: Status
    /// The provider's own id of the payment; may be empty.
    public let reference: String
    /// Why it failed; may be empty.
    public let reason: String
    /// The amount that the file says it is about; nil if it says none.
    public let amount: Money?

    /// What a line says.
    public init(line: Int, payout: Identifier, status: Status, reference: String, reason: String, amount: Money?) {
        self.line = line
        self.payout = payout
        self.status = status
        self.reference = reference
        self.reason = reason
        self.amount = amount
    }
}

extension PayoutConfirmation {
    /// The same with its texts as they are kept (see ``BankText``).
    ///
    /// - Parameter account: The number or address of the payout's account; empty where none is known.
    public func cleaned(hiding account: String) -> PayoutConfirmation {
        PayoutConfirmation(
            line: line, payout: payout, status: status, reference: BankText.cleaned(reference, hiding: account),
            reason: BankText.cleaned(reason, hiding: account), amount: amount)
    }
}

/// What is wrong with one line of a confirmation file.
public struct LineFault: Error, Hashable, Sendable {
    /// The line, counted from 1.
    public let line: Int
    /// What is wrong, the value in quotes, and what is allowed.
    public let problem: String

    /// A fault of a line.
    public init(line: Int, problem: String) {
        self.line = line
        self.problem = problem
    }
}

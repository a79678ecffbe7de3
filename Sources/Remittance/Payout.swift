public import Money
public import Settlement

/// A payout as a file shows it: who gets how much, on which account.
public struct Payout: Hashable, Sendable {
    /// The payout's id.
    public let id: Identifier
    /// What the creator gets.
    public let amount: Money
    /// The account, as it was copied into the payout when that was made (R11.3).
    public let account: PayeeAccount
    /// What the recipient reads beside the amount.
    public let note: String

    /// A payout to an account.
    public init(id: Identifier, amount: Money, account: PayeeAccount, note: String) {
        self.id = id
        self.amount = amount
        self.account = account
        self.note = note
    }

    /// The id that files carry where a UUID is too long.
    public var shortID: String { ShortID.text(of: id) }
}

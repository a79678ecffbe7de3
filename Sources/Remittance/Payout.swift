public import Money

/// A payout as a file shows it: who gets how much, on which account.
public struct Payout: Hashable, Sendable {
    /// The payout's id.
    public let id: Identifier
    /// What the creator gets.
    public let amount: Money
    /// The account, as it was copied into the payout when that was made (R11.3).
    public let account: Account
    /// What the recipient reads beside the amount.
    public let note: String

    /// A payout to an account.
    public init(id: Identifier, amount: Money, account: Account, note: String) {
        self.id = id
        self.amount = amount
        self.account = account
        self.note = note
    }

    /// The id that files carry where a UUID is too long.
    public var shortID: String { ShortID.text(of: id) }
}

/// Where a payout goes, by method (R11.3). What it holds is as the creator typed it.
public enum Account: Hashable, Sendable {
    /// To an IBAN.
    case bankTransfer(iban: String, bic: String?, name: String)
    /// To a PayPal account.
    case paypal(email: String)
    /// By Wise, to an e-mail address.
    case wise(email: String, name: String)
    /// To an account at ABA Bank.
    case aba(account: String, name: String?)

    /// How the payout reaches the creator.
    public var method: PayoutMethod {
        switch self {
        case .bankTransfer: .bankTransfer
        case .paypal: .paypal
        case .wise: .wise
        case .aba: .aba
        }
    }

    /// The account itself.
    public var number: String {
        switch self {
        case .bankTransfer(let iban, _, _): iban
        case .paypal(let email), .wise(let email, _): email
        case .aba(let account, _): account
        }
    }

    /// The holder's name, where it is known.
    public var name: String? {
        switch self {
        case .bankTransfer(_, _, let name), .wise(_, let name): name
        case .paypal: nil
        case .aba(_, let name): name
        }
    }

    /// The bank's BIC, where it is known.
    public var bic: String? {
        guard case .bankTransfer(_, let bic, _) = self else { return nil }
        return bic
    }
}

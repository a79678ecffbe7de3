/// How a payout reaches the creator: the platform's `payout_method`.
public enum PayoutMethod: String, Hashable, Sendable, CaseIterable {
    /// To an IBAN.
    case bankTransfer = "bank_transfer"
    /// To a PayPal account.
    case paypal
    /// By Wise, to an e-mail address.
    case wise
    /// To an account at ABA Bank.
    case aba
}

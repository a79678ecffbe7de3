public import Money
public import Settlement

/// Why files are not made.
public enum RemittanceError: Error, Hashable, Sendable {
    /// A payout cannot go into a file.
    case payout(RemittanceFault)
    /// A payout's method has no place in the format.
    case method(Identifier, PayeeAccount.Method, PayoutFormat)
    /// Bank transfers need an account to be paid from.
    case debtorMissing
    /// A file without payouts was asked for.
    case empty
    /// A sum left 64 bits, or mixed currencies.
    case arithmetic(MoneyError)
}

extension RemittanceError: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch self {
        case .payout(let fault): fault.description
        case .method(let payout, let method, let format):
            "payout \(payout) is by \"\(method.rawValue)\", which has no place in a file of format \"\(format.rawValue)\""
        case .debtorMissing:
            "the settings name no account to pay from; give debtor {name, iban, bic} in Jobs/remit.yaml or the file that "
                + "REMIT_CONFIG names"
        case .empty: "a file needs a payout"
        case .arithmetic(let error): error.description
        }
    }
}

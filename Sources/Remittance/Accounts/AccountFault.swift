internal import Settlement

/// What is wrong with an account; it holds no more of the account than its last four characters.
public struct AccountFault: Error, Hashable, Sendable {
    /// The account as it may be shown, such as `…2051`.
    public let shown: String
    /// What is wrong with it, such as `is not an IBAN`.
    public let problem: String

    /// A fault of an account.
    public init(value: String, problem: String) {
        shown = AccountFault.lastFour(value)
        self.problem = problem
    }

    /// The last four characters of an account behind an ellipsis; of a short one, fewer, so that half stays hidden.
    public static func lastFour(_ account: String) -> String { "…" + PayeeAccount.ending(of: account) }
}

extension AccountFault: CustomStringConvertible {
    /// The fault, such as `"…2051" is not an IBAN`.
    public var description: String { "\"\(shown)\" \(problem)" }
}

public import Money
internal import Settlement

/// The tools that a journal is written for.
public enum JournalFormat: String, CaseIterable, Sendable {
    /// hledger, for `hledger check --strict`.
    case hledger
    /// beancount, version 2 or 3, for `bean-check` without any tolerance.
    case beancount

    var text: any JournalText {
        switch self {
        case .hledger: HledgerText()
        case .beancount: BeancountText()
        }
    }
}

/// A balance that an account must have.
public struct AssertedBalance: Hashable, Sendable {
    /// The account.
    public let account: Account
    /// The currency.
    public let currency: Currency
    /// The balance in minor units: debits are positive.
    public let cents: Int64

    /// A balance of an account.
    public init(_ account: Account, _ currency: Currency, _ cents: Int64) {
        self.account = account
        self.currency = currency
        self.cents = cents
    }
}

/// How the parts of a journal are spelled.
protocol JournalText {
    /// What a file begins with.
    var header: String { get }
    /// The declaration of an account that is used from a day on.
    func declaration(of account: Account, from day: Day) -> String
    /// The declaration of a currency that is used from a day on.
    func declaration(of currency: Currency, from day: Day) -> String
    /// An entry.
    func text(of entry: JournalEntry) -> String
    /// Balances at the end of a day.
    func text(of balances: [AssertedBalance], endOf day: Day) -> String
}

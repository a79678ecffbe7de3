/// The account that bank transfers are paid from: the `debtor` of the settings.
public struct Debtor: Hashable, Sendable {
    /// The holder's name.
    public let name: String
    /// The account.
    public let iban: IBAN
    /// Its bank; nil lets the bank find itself by the account.
    public let bic: BIC?

    /// An account to pay from.
    public init(name: String, iban: IBAN, bic: BIC?) {
        self.name = name
        self.iban = iban
        self.bic = bic
    }
}

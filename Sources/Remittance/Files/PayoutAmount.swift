internal import Money

extension Payout {
    /// The amount with the decimals of its currency (ISO 4217), such as `12.50`.
    ///
    /// - Throws: ``RemittanceFault`` if it is not above 0, or the currency is not in the standard's list.
    func decimalAmount() throws(RemittanceFault) -> String {
        guard amount.cents > 0 else { throw fault("amount", "\"\(amount)\" is not above 0") }
        guard let exponent = amount.currency.exponent else {
            throw fault("currency", "\"\(amount.currency)\" is no currency of ISO 4217")
        }
        return Money.decimal(amount.cents, exponent: exponent)
    }

    /// A fault of this payout.
    func fault(_ field: String, _ problem: String) -> RemittanceFault {
        RemittanceFault(payout: id, field: field, problem: problem)
    }

    /// What stands for a name of which no letter is left.
    var namelessName: String { "Payee \(shortID)" }

    /// What stands for a note of which no letter is left.
    var notelessNote: String { "Payout \(shortID)" }
}

import Money
import Remittance

/// Payouts to make files of.
enum Example {
    /// A payout with a readable id.
    static func payout(
        _ number: UInt64, _ amount: String, to account: Account, note: String = "Earnings of January"
    ) -> Payout {
        let id = Identifier(high: 0x0000_0000_0000_4000, low: 0x8000_0000_0000_0000 + number)
        return Payout(id: id, amount: Money(amount) ?? Money(cents: 0, currency: .usd), account: account, note: note)
    }

    /// An account by PayPal.
    static func paypal(_ email: String = "ann@example.org") -> Account { .paypal(email: email) }

    /// An account at a bank.
    static func bank(
        _ iban: String = "DE89370400440532013000", bic: String? = nil, name: String = "Ann Smith"
    ) -> Account {
        .bankTransfer(iban: iban, bic: bic, name: name)
    }

    /// The terms of a batch.
    static func terms(columns: [PayoutMethod: ColumnMap] = [:], source: Currency? = nil) throws -> BatchTerms {
        BatchTerms(
            id: "B1", madeAt: "2026-03-03T09:00:00Z",
            debtor: Debtor(
                name: "Learning OS & Co", iban: try IBAN("DE02120300000000202051"), bic: try BIC("BYLADEM1001")),
            wiseSourceCurrency: source, columns: columns)
    }

    /// The texts of the files of payouts.
    static func texts(
        _ payouts: [Payout], as format: PayoutFormat, _ terms: BatchTerms? = nil
    ) throws -> [String: String] {
        let files = try Remittance.files(of: payouts, as: format, terms ?? Example.terms())
        return Dictionary(uniqueKeysWithValues: files.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) })
    }
}

import Money
import Remittance
import Settlement

/// Payouts to make files of.
enum Example {
    /// A payout with a readable id.
    static func payout(
        _ number: UInt64, _ amount: String, to account: PayeeAccount, note: String = "Earnings of January"
    ) -> Payout {
        let id = Identifier(high: 0x0000_0000_0000_4000, low: 0x8000_0000_0000_0000 + number)
        return Payout(id: id, amount: Money(amount) ?? Money(cents: 0, currency: .usd), account: account, note: note)
    }

    /// An account at PayPal.
    static func paypal(_ email: String = "ann@example.org") -> PayeeAccount {
        account(PayeeSettings(preferredMethod: "paypal", paypalEmail: email))
    }

    /// An account at a bank.
    static func bank(
        _ iban: String = "DE89370400440532013000", bic: String? = nil, name: String = "Ann Smith"
    ) -> PayeeAccount {
        account(PayeeSettings(preferredMethod: "bank", iban: iban, bic: bic, name: name))
    }

    /// A recipient by Wise.
    static func wise(_ email: String, name: String) -> PayeeAccount {
        account(PayeeSettings(preferredMethod: "wise", wiseEmail: email, name: name))
    }

    /// An account at ABA Bank.
    static func aba(_ number: String, name: String? = nil) -> PayeeAccount {
        account(PayeeSettings(preferredMethod: "aba", abaAccount: number, name: name))
    }

    private static func account(_ settings: PayeeSettings) -> PayeeAccount {
        guard let account = settings.account(ownMethod: nil) else { fatalError("no account: \(settings)") }
        return account
    }

    /// The id of the batches.
    static let batch = Identifier(high: 0xB000_0000_0000_4000, low: 0x8000_0000_0000_0001)

    /// The day on which transfers are due; in UTC it is still the day before.
    static let due = Day(year: 2026, month: 3, day: 4)

    /// What files say.
    static func terms(columns: [PayeeAccount.Method: ColumnMap] = [:], source: Currency? = nil) throws -> BatchTerms {
        BatchTerms(
            id: batch, madeAt: "2026-03-03T17:00:00Z", dueOn: due,
            debtor: Debtor(
                name: "Learning OS & Co", iban: try IBAN("DE02120300000000202051"), bic: try BIC("BYLADEM1001")),
            wiseSourceCurrency: source, columns: columns)
    }

    /// The texts of the files of payouts.
    static func texts(
        _ payouts: [Payout], as format: PayoutFormat, _ terms: BatchTerms? = nil
    ) throws -> [String: String] {
        let files = try files(of: payouts, as: format, terms)
        return Dictionary(
            uniqueKeysWithValues: files.map { file in
                let name = file.name.replacing("-b0000000-0000-4000-8000-000000000001", with: "")
                return (name, String(decoding: file.bytes, as: UTF8.self))
            })
    }

    /// The files of payouts, under names that a batch of each kind could have.
    static func files(
        of payouts: [Payout], as format: PayoutFormat, _ terms: BatchTerms? = nil
    ) throws -> [PayoutFile] {
        let terms = try terms ?? Example.terms()
        return try Remittance.batches(of: payouts, as: format).map { try Remittance.file(of: $0, as: format, terms) }
    }
}

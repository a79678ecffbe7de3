internal import Money
public import Settlement

/// Writes a journal entry by entry; accounts and currencies are declared where they first occur.
public struct JournalWriter {
    private let text: any JournalText
    private let begins: Day
    private let write: ([UInt8]) throws -> Void
    private var accounts: Set<Account> = []
    private var currencies: Set<Currency> = []
    private var used: Set<AccountCurrency> = []

    /// What has a balance of its own.
    private struct AccountCurrency: Hashable {
        let account: Account
        let currency: Currency
    }

    /// A journal whose first day is given, written piece by piece; its header is written at once.
    public init(_ format: JournalFormat, begins: Day, write: @escaping ([UInt8]) throws -> Void) throws {
        text = format.text
        self.begins = begins
        self.write = write
        try write(Array(text.header.utf8))
    }

    /// Writes an entry, unless it has no postings.
    public mutating func add(_ entry: JournalEntry) throws {
        guard !entry.postings.isEmpty else { return }
        let declared = declarations(entry.postings.map(\.account), [entry.currency])
        for posting in entry.postings {
            used.insert(AccountCurrency(account: posting.account, currency: entry.currency))
        }
        try write(Array((declared + text.text(of: entry)).utf8))
    }

    /// Writes what every account must have at the end of a day, after all that is booked on it: those that were used before
    /// and are not among the balances must have nothing.
    public mutating func assert(_ balances: [AssertedBalance], endOf day: Day) throws {
        let named = Set(balances.map { AccountCurrency(account: $0.account, currency: $0.currency) })
        let empty = used.subtracting(named).map { AssertedBalance($0.account, $0.currency, 0) }
        let all = (balances + empty).sorted {
            $0.account != $1.account ? $0.account < $1.account : $0.currency < $1.currency
        }
        guard !all.isEmpty else { return }
        let declared = declarations(all.map(\.account), all.map(\.currency))
        try write(Array((declared + text.text(of: all, endOf: day)).utf8))
    }

    private mutating func declarations(_ used: [Account], _ usedCurrencies: [Currency]) -> String {
        var declared = ""
        for currency in usedCurrencies where currencies.insert(currency).inserted {
            declared += text.declaration(of: currency, from: begins)
        }
        for account in used where accounts.insert(account).inserted {
            declared += text.declaration(of: account, from: begins)
        }
        return declared
    }
}

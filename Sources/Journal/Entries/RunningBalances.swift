internal import Money
public import Settlement

/// What entries add up to, account by account and currency by currency: a journal of one month begins with it.
public struct RunningBalances {
    private var balances: [Currency: [Account: Int64]] = [:]

    /// No balances.
    public init() {}

    /// Adds an entry.
    ///
    /// - Throws: `MoneyError/overflow(_:)` past 64 bits.
    public mutating func add(_ entry: JournalEntry) throws {
        for posting in entry.postings {
            let balance = balances[entry.currency, default: [:]][posting.account, default: 0]
            balances[entry.currency, default: [:]][posting.account] = try balance.adding(posting.cents)
        }
    }

    /// The balances by currency and account, zeros included, as what the accounts must have.
    ///
    /// - Parameter left: Accounts that are left out.
    public func balances(without left: Set<Account>) -> [AssertedBalance] {
        balances.sorted { $0.key < $1.key }.flatMap { currency, accounts in
            accounts.filter { !left.contains($0.key) }.sorted { $0.key < $1.key }.map { account, cents in
                AssertedBalance(account, currency, cents)
            }
        }
    }

    /// An entry for each currency that brings the balances forward to a day, by currency and account.
    public func broughtForward(to day: Day) throws -> [JournalEntry] {
        try balances.sorted { $0.key < $1.key }.map { currency, accounts in
            try JournalEntry(
                EntryHeading(day: day, narration: "brought forward"), in: currency,
                accounts.sorted { $0.key < $1.key }.map { Posting($0.key, $0.value) })
        }.filter { !$0.postings.isEmpty }
    }
}

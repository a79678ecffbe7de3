internal import Money
internal import Settlement

/// Beancount's format.
struct BeancountText: JournalText {
    /// Without an option for tolerances, whose name is another in each major version: balances carry their own.
    let header = """
        ;; the books of remit: debits are positive
        option "title" "remit"


        """

    func declaration(of account: Account, from day: Day) -> String { "\(day) open \(account.name)\n" }

    func declaration(of currency: Currency, from day: Day) -> String {
        let original = currency.symbol == currency.code ? "" : "\n  code: \"\(PlainWords.cleaned(currency.code))\""
        return "\(day) commodity \(currency.symbol)\(original)\n"
    }

    func text(of entry: JournalEntry) -> String {
        var text = "\(entry.heading.day) * \"\(PlainWords.cleaned(entry.heading.narration))\""
        for link in entry.heading.links { text += " ^\(link.name)-\(link.id)" }
        for posting in entry.postings {
            text += "\n  \(posting.account.name)  \(entry.currency.decimal(posting.cents)) \(entry.currency.symbol)"
        }
        return text + "\n\n"
    }

    /// Beancount looks at balances before anything else of a day, so they are asserted on the next one.
    func text(of balances: [AssertedBalance], endOf day: Day) -> String {
        balances.map { balance in
            let amount = "\(balance.currency.decimal(balance.cents)) ~ 0 \(balance.currency.symbol)"
            return "\(day.adding(days: 1)) balance \(balance.account.name)  \(amount)\n"
        }.joined() + "\n"
    }
}

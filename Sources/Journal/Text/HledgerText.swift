internal import Money
internal import Settlement

/// hledger's journal format.
struct HledgerText: JournalText {
    let header = "; the books of remit: debits are positive\ndecimal-mark .\n\n"

    func declaration(of account: Account, from day: Day) -> String { "account \(account.name)\n" }

    func declaration(of currency: Currency, from day: Day) -> String {
        // hledger wants a decimal mark here, also where nothing follows it.
        let zero = currency.decimal(0)
        return "commodity \(zero.contains(".") ? zero : zero + ".") \(symbol(currency))\(original(currency))\n"
    }

    func text(of entry: JournalEntry) -> String {
        let links = entry.heading.links.map { "\($0.name):\($0.id)" }.joined(separator: ", ")
        var text = "\(entry.heading.day) * \(PlainWords.cleaned(entry.heading.narration))"
        if !links.isEmpty { text += "  ; \(links)" }
        for posting in entry.postings {
            text += "\n    \(posting.account.name)  \(entry.currency.decimal(posting.cents)) \(symbol(entry.currency))"
        }
        return text + "\n\n"
    }

    func text(of balances: [AssertedBalance], endOf day: Day) -> String {
        var text = "\(day) * balances"
        for balance in balances {
            let symbol = symbol(balance.currency)
            text += "\n    \(balance.account.name)  \(balance.currency.decimal(0)) \(symbol)"
            text += " = \(balance.currency.decimal(balance.cents)) \(symbol)"
        }
        return text + "\n\n"
    }

    /// A symbol with digits in it needs quotes.
    private func symbol(_ currency: Currency) -> String {
        currency.symbol.contains(where: \.isNumber) ? "\"\(currency.symbol)\"" : currency.symbol
    }

    private func original(_ currency: Currency) -> String {
        currency.symbol == currency.code ? "" : "  ; \(PlainWords.cleaned(currency.code))"
    }
}

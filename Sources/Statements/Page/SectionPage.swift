internal import Money
internal import Settlement

/// What a page says in one currency.
struct SectionPage {
    let section: Statement.Section
    let month: StatementMonth
    let rulesPage: String

    var currency: Currency { section.currency }

    func add(to page: inout Markup) {
        page.add("<section>\n<h2>")
        page.text(currency.code)
        page.add("</h2>\n")
        if let account = section.account { AccountPage(section: section, account: account, page: self).add(to: &page) }
        kinds(&page)
        for group in section.earned where group.kind != .pool {
            LineTable(page: self).add(group.lines, sums: group.sums, KindWords(group.kind), to: &page)
        }
        PoolTable(page: self).add(to: &page)
        if !section.direct.isEmpty {
            LineTable(page: self).add(section.direct, sums: section.directTotal, .direct, to: &page)
        }
        if !section.payouts.isEmpty { payouts(&page) }
        page.add("</section>\n")
    }

    /// Adds a heading, a sentence, and the rules' numbers behind it.
    func heading(_ heading: StaticString, _ meaning: StaticString, _ rules: [String], to page: inout Markup) {
        page.add("<h3>")
        page.add(heading)
        page.add("</h3>\n<p>")
        page.add(meaning)
        page.add(" <span class=\"r\">")
        page.rules(rules, page: rulesPage)
        page.add("</span></p>\n")
    }

    /// The sums by kind, with the fees.
    private func kinds(_ page: inout Markup) {
        guard !section.earned.isEmpty else { return }
        heading(
            "What you earned, and what it cost", "All amounts of the month by kind; each is listed below.", ["R4.4"],
            to: &page)
        page.add(
            "<table class=\"rows\"><thead><tr><th scope=\"col\">Kind</th><th scope=\"col\" class=\"n\">Entries</th>")
        page.add(LineTable.amountHeads)
        page.add("</tr></thead>\n<tbody>\n")
        for group in section.earned {
            page.add("<tr><th scope=\"row\">")
            page.add(KindWords(group.kind).heading)
            page.add("</th>")
            page.number(AmountText.count(group.sums.lines), "Entries")
            amounts(group.sums, &page)
            page.add("</tr>\n")
        }
        page.add("</tbody>\n<tfoot><tr><th scope=\"row\">Total</th>")
        page.number(AmountText.count(section.total.lines), "Entries")
        amounts(section.total, &page)
        page.add("</tr></tfoot></table>\n")
    }

    /// Adds the four amounts of sums as cells.
    func amounts(_ sums: Statement.Amounts, _ page: inout Markup) {
        page.amount(sums.gross, in: currency, "Price")
        page.amount(sums.processing, in: currency, "Provider")
        page.amount(sums.platform, in: currency, "Platform")
        page.amount(sums.creator, in: currency, "Yours")
    }

    private func payouts(_ page: inout Markup) {
        heading(
            "Payouts", "What was paid out since the month began, as it stands on the day of this statement.",
            ["R11.4", "R11.5"], to: &page)
        page.add("<table class=\"rows\"><thead><tr><th scope=\"col\">Day</th><th scope=\"col\">Payout</th>")
        page.add("<th scope=\"col\">State</th><th scope=\"col\" class=\"n\">Amount</th></tr></thead>\n<tbody>\n")
        for payout in section.payouts {
            page.add("<tr>")
            page.day(payout.takenDay)
            page.add("<th scope=\"row\">")
            page.words(PayoutWords.method(payout.method))
            if let ending = payout.accountEnding {
                page.add(", account ending in ")
                page.words(ending)
            }
            page.add("<small><code>")
            page.text(payout.id.description)
            page.add("</code></small></th><td>")
            state(of: payout, &page)
            page.add("</td>")
            page.amount(payout.amount, in: currency, "Amount")
            page.add("</tr>\n")
        }
        page.add("</tbody></table>\n")
    }

    private func state(of payout: PayoutRecord, _ page: inout Markup) {
        page.add(PayoutWords.text(payout, on: month.asOf))
        let days = [payout.backDay, payout.paidDay].compactMap(\.self).filter { $0 <= month.asOf }
        if let day = days.first { page.text(" on \(day)") }
        guard let back = payout.backDay, back <= month.asOf else { return }
        page.add("; the amount is in the balance again")
        if let reason = payout.reason {
            page.add("<small>")
            page.words(reason)
            page.add("</small>")
        }
    }
}

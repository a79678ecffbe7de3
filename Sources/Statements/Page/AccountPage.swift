internal import Money
internal import Settlement

/// How the balance came about, from the month's first day to the asked one.
struct AccountPage {
    let section: Statement.Section
    let account: Statement.Account
    let page: SectionPage

    private var balances: AccountFacts { account.balances }
    private var month: StatementMonth { page.month }
    private var isLater: Bool { balances.later != 0 || account.takenSince != 0 || account.returnedSince != 0 }

    func add(to markup: inout Markup) {
        cards(&markup)
        outcome(&markup)
        page.heading(
            "How the balance came about", "What was owed to you, what you earned, and what was paid out.",
            ["R10", "R13"], to: &markup)
        markup.add("<table class=\"account\"><tbody>\n")
        row("Owed when the month began", balances.opening, &markup)
        row("Earned", sum(.sale, .bundle, .donation, .pool), &markup)
        row("Reversed, reinstated and corrected", sum(.reversal, .reinstatement, .correction), &markup)
        row("Adjusted and brought in", sum(.adjustment, .opening), &markup)
        row("Paid out", -account.taken, &markup)
        row("Payouts that failed or came back", account.returned, &markup)
        row("Owed when the month ended", balances.closing, isSum: true, always: true, &markup)
        row("Earned in later months", balances.later, &markup)
        row("Paid out since", -account.takenSince, &markup)
        row("Payouts that failed or came back since", account.returnedSince, &markup)
        if isLater { row("Balance as of this statement", balances.balance, isSum: true, always: true, &markup) }
        row("of it held", balances.held, &markup)
        row("of it available", balances.available, always: true, &markup)
        markup.add("</tbody></table>\n")
        availability(&markup)
    }

    private func cards(_ markup: inout Markup) {
        markup.add("<dl class=\"cards\">")
        card("Earned in the month", AmountText.amount(section.total.creator, in: page.currency), &markup)
        card("Paid out in the month", AmountText.amount(account.taken, in: page.currency), &markup)
        card("Balance", AmountText.amount(balances.balance, in: page.currency), &markup)
        card("Next payout", balances.outcome?.nextDate.map { "from \($0)" } ?? "\u{2013}", &markup)
        markup.add("</dl>\n")
    }

    private func card(_ label: StaticString, _ value: String, _ markup: inout Markup) {
        markup.add("<div><dt>")
        markup.add(label)
        markup.add("</dt><dd>")
        markup.text(value)
        markup.add("</dd></div>")
    }

    /// Why the next payout is when it is.
    private func outcome(_ markup: inout Markup) {
        guard let outcome = balances.outcome else { return }
        markup.add("<p>")
        markup.text(OutcomeWords.text(outcome, in: page.currency, of: month))
        if let reason = outcome.reason {
            markup.add(" ")
            markup.add(OutcomeWords.text(reason))
        }
        markup.add(" <span class=\"r\">")
        markup.rules(["R11.6"] + (outcome.reason == nil ? [] : ["R11.1"]), page: page.rulesPage)
        markup.add("</span></p>\n")
    }

    /// From when on the month's own amounts can be paid out.
    private func availability(_ markup: inout Markup) {
        let first = month.period.next.firstDay
        let lines = section.earned.flatMap(\.lines)
        guard lines.contains(where: { $0.line.holdFrom == first }) else { return }
        markup.add("<p>What you earned in the month is held until it is available from ")
        markup.text(month.policy.availableDay(heldFrom: first).description)
        markup.add(" on, unless its row says otherwise. <span class=\"r\">")
        markup.rules(["R8.6", "R10"], page: page.rulesPage)
        markup.add("</span></p>\n")
    }

    private func row(
        _ label: StaticString, _ cents: Int64, isSum: Bool = false, always: Bool = false, _ markup: inout Markup
    ) {
        guard cents != 0 || always else { return }
        markup.add(isSum ? "<tr class=\"sum\"><th scope=\"row\">" : "<tr><th scope=\"row\">")
        markup.add(label)
        markup.add("</th>")
        markup.amount(cents, in: page.currency, "")
        markup.add("</tr>\n")
    }

    /// The creator's parts of some kinds; they are part of a sum that was found not to overflow, or to be of both signs.
    private func sum(_ kinds: LineKind...) -> Int64 {
        section.earned.filter { kinds.contains($0.kind) }.reduce(0) { $0 &+ $1.sums.creator }
    }
}

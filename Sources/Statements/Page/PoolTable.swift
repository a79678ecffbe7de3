internal import Money
internal import Settlement

/// What a creator got of a subscription pool: the contents that counted, and what was left out of it (R9).
struct PoolTable {
    let page: SectionPage

    private var section: Statement.Section { page.section }

    func add(to markup: inout Markup) {
        if !section.shares.isEmpty { shares(&markup) }
        if !section.leftOut.isEmpty { leftOut(&markup) }
    }

    private func shares(_ markup: inout Markup) {
        let words = KindWords(.pool)
        page.heading(words.heading, words.meaning, words.rules, to: &markup)
        whole(&markup)
        markup.add(
            "<table class=\"rows\"><thead><tr><th scope=\"col\">Content</th><th scope=\"col\" class=\"n\">Minutes</th>")
        markup.add("<th scope=\"col\" class=\"n\">Sessions</th><th scope=\"col\" class=\"n\">Concepts</th>")
        markup.add("<th scope=\"col\" class=\"n\">Yours</th></tr></thead>\n<tbody>\n")
        for share in section.shares {
            markup.add("<tr><th scope=\"row\">")
            markup.content(share.title, share.content)
            markup.add("</th>")
            metrics(share.metrics, &markup)
            markup.amount(share.part, in: page.currency, "Yours")
            markup.add("</tr>\n")
        }
        markup.add("</tbody>\n<tfoot><tr><th scope=\"row\">Total</th>")
        metrics(sums, &markup)
        markup.amount(section.earned.first { $0.kind == .pool }?.sums.creator ?? 0, in: page.currency, "Yours")
        markup.add("</tr></tfoot></table>\n")
    }

    /// The sums of the contents' measures; they are part of the pool's, which the close added up.
    private var sums: Metrics {
        section.shares.reduce(into: Metrics.zero) { sum, share in
            sum.time &+= share.metrics.time
            sum.sessions &+= share.metrics.sessions
            sum.concepts &+= share.metrics.concepts
        }
    }

    private func metrics(_ metrics: Metrics, _ markup: inout Markup) {
        markup.number(AmountText.minutes(metrics.time), "Minutes")
        markup.number(AmountText.count(metrics.sessions), "Sessions")
        markup.number(AmountText.count(metrics.concepts), "Concepts")
    }

    /// What the parts are parts of.
    private func whole(_ markup: inout Markup) {
        guard let pool = page.month.pools[page.currency] else { return }
        markup.add("<p>All creators together got ")
        markup.text(AmountText.money(pool.distributed, in: page.currency))
        markup.add(" for ")
        markup.text(
            "\(AmountText.minutes(pool.sums.time)) minutes, \(AmountText.count(pool.sums.sessions)) sessions and "
                + "\(AmountText.count(pool.sums.concepts)) concepts")
        let weights = page.month.policy.entry(for: page.month.period).pool.weights
        markup.text(", which weigh \(weights.time), \(weights.sessions) and \(weights.concepts).")
        switch pool.model {
        case .proRata: markup.add(" Your part is that of your contents in all that counted. <span class=\"r\">")
        case .userCentric: markup.add(" Each subscriber's money went to what that subscriber used. <span class=\"r\">")
        case nil: markup.add(" <span class=\"r\">")
        }
        markup.rules([pool.model == .userCentric ? "R9.3" : "R9.2"], page: page.rulesPage)
        markup.add("</span></p>\n")
    }

    private func leftOut(_ markup: inout Markup) {
        page.heading(
            "What did not count", "Records of paying readers that the pool leaves out, and why.", ["R9.1"], to: &markup)
        markup.add("<table class=\"rows\"><thead><tr><th scope=\"col\">Content</th><th scope=\"col\">Why</th>")
        markup.add(
            "<th scope=\"col\" class=\"n\">Records</th><th scope=\"col\" class=\"n\">Minutes</th></tr></thead>\n<tbody>\n"
        )
        for row in section.leftOut {
            markup.add("<tr><th scope=\"row\">")
            markup.content(row.title, row.content)
            markup.add("</th><td>")
            markup.add(LeftOutWords.text(row.rule))
            markup.add("</td>")
            markup.number(AmountText.count(row.rows), "Records")
            markup.number(AmountText.minutes(row.seconds), "Minutes")
            markup.add("</tr>\n")
        }
        markup.add("</tbody></table>\n")
    }
}

internal import Money
internal import Settlement

/// The lines of one kind as a table, with their sums below.
struct LineTable {
    let page: SectionPage

    /// The headings of the four amounts.
    static let amountHeads: StaticString = """
        <th scope="col" class="n">Price</th><th scope="col" class="n">Provider</th>\
        <th scope="col" class="n">Platform</th><th scope="col" class="n">Yours</th>
        """

    /// Adds heading and table.
    func add(_ lines: [BookedLine], sums: Statement.Amounts, _ words: KindWords, to markup: inout Markup) {
        page.heading(words.heading, words.meaning, words.rules, to: &markup)
        markup.add("<table class=\"rows\"><thead><tr><th scope=\"col\">Day</th><th scope=\"col\">For</th>")
        markup.add(LineTable.amountHeads)
        markup.add("</tr></thead>\n<tbody>\n")
        for booked in lines {
            markup.add("<tr>")
            markup.day(booked.day)
            markup.add("<th scope=\"row\">")
            subject(of: booked, &markup)
            markup.add("</th>")
            markup.amount(booked.line.gross, in: page.currency, "Price")
            markup.amount(booked.line.processing, in: page.currency, "Provider")
            markup.amount(booked.line.platform, in: page.currency, "Platform")
            markup.amount(booked.line.creatorPart, in: page.currency, "Yours")
            markup.add("</tr>\n")
        }
        markup.add("</tbody>\n<tfoot><tr><td class=\"d\"></td><th scope=\"row\">Total</th>")
        page.amounts(sums, &markup)
        markup.add("</tr></tfoot></table>\n")
    }

    /// What the line is for: a title, a message, a reason; and what else there is to say.
    private func subject(of booked: BookedLine, _ markup: inout Markup) {
        let line = booked.line
        switch line.kind {
        case .adjustment: message(booked.message ?? "a reason that is not kept", &markup)
        case .opening: markup.add("balance of the books before these")
        default:
            if line.bucket == .donations, line.content == nil, booked.title == nil {
                markup.add("tip")
            } else {
                markup.content(booked.title, line.content)
            }
            if let message = booked.message { note(quoting: message, &markup) }
        }
        if let reference = booked.reference { note("reference ", reference, &markup) }
        if let bundle = booked.bundle { note("in the bundle ", bundle, &markup) }
        if !line.kind.settles, line.source != nil {
            markup.add("<small>")
            markup.text("\(line.kind.name) of a \(line.bucket == .donations ? "tip" : "sale")")
            markup.add("</small>")
        }
        if line.late { markup.add("<small>completed before the month, settled in it</small>") }
        availability(of: line, &markup)
    }

    /// When the line's amount can be paid out, where that is another day than for the rest of the month.
    private func availability(of line: Line, _ markup: inout Markup) {
        guard line.payable, line.holdFrom != page.month.period.next.firstDay else { return }
        markup.add("<small>available from ")
        markup.text(page.month.policy.availableDay(heldFrom: line.holdFrom).description)
        markup.add("</small>")
    }

    private func message(_ text: String, _ markup: inout Markup) { markup.words(text) }

    private func note(quoting text: String, _ markup: inout Markup) {
        markup.add("<small>\u{201C}")
        markup.words(text)
        markup.add("\u{201D}</small>")
    }

    private func note(_ label: StaticString, _ text: String, _ markup: inout Markup) {
        markup.add("<small>")
        markup.add(label)
        markup.words(text)
        markup.add("</small>")
    }
}

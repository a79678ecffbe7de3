/// A demo's summary as a person reads it: the table, the bad rows, and what to try next.
public struct SummaryText {
    private let summary: DemoSummary
    private let command: String
    private let folderOption: String

    /// The text of a summary.
    ///
    /// - Parameters:
    ///   - command: How the tool was called, such as `remit`, so that what is suggested can be run as it stands.
    ///   - isUsualFolder: Whether the demo is in the folder of those who name none.
    public init(_ summary: DemoSummary, command: String, isUsualFolder: Bool) {
        self.summary = summary
        self.command = command
        folderOption = isUsualFolder ? "" : " --folder \(summary.folder)"
    }

    /// The lines, without line feeds.
    public var lines: [String] {
        [heading, ""] + SummaryTable(summary: summary).lines + [""] + exceptions + [""] + next
    }

    private var heading: String {
        guard let first = summary.months.first, let last = summary.months.last else { return "no month was closed" }
        let lines = summary.months.reduce(0) { $0 + $1.lines }
        let months = summary.months.count == 1 ? "1 month" : "\(summary.months.count) months"
        return "\(months) closed, \(first.period) to \(last.period): \(lines) lines, all of them to the cent"
    }

    private var exceptions: [String] {
        let all = summary.exceptions
        let errors = all.filter { !$0.isWarning }
        guard !all.isEmpty else { return ["exceptions: none"] }
        let count = { (figures: [ExceptionFigures]) in figures.reduce(0) { $0 + $1.rows } }
        let open = errors.reduce(0) { $0 + $1.open }
        let kinds = errors.map { "\($0.code) \($0.rows)" }.joined(separator: ", ")
        let warnings = all.filter(\.isWarning)
        return [
            "exceptions: \(count(errors)) bad rows left out, \(open) of them still open; "
                + "\(count(warnings)) warnings"
        ] + SummaryText.wrapped(kinds) + SummaryText.wrapped(warnings.map { "\($0.code) \($0.rows)" }.joined(separator: ", "))
    }

    private var next: [String] {
        let period = summary.examples.period
        var tries: [(command: String, purpose: String)] = [
            ("export DATABASE_URL=\"$(\(command) demo serve\(folderOption))\"", "start its server again"),
            ("\(command) export lines --period \(period)", "the books of a month"),
            ("\(command) export exceptions --period \(period)", "what was wrong, and what to do"),
        ]
        if let creator = summary.examples.creator {
            tries.append(("\(command) explain creator \(creator) --period \(period)", "who earned most"))
        }
        if let purchase = summary.examples.bundlePurchase {
            tries.append(("\(command) explain purchase \(purchase)", "a bundle, split"))
        }
        if let purchase = summary.examples.reversedPurchase {
            tries.append(("\(command) explain purchase \(purchase)", "a refund"))
        }
        tries += [
            ("\(command) verify", "check all the books"),
            ("\(command) close --draft --policy \(summary.policy)", "preview the next month"),
            ("\(command) demo stop\(folderOption)", "when you are done"),
        ]
        return ["The server is stopped. What to try next:"] + tries.map { "  \($0.command)  # \($0.purpose)" }
    }

    /// A list in lines of at most a hundred characters, indented.
    static func wrapped(_ list: String) -> [String] {
        var lines: [String] = []
        for item in list.split(separator: ", ") {
            if let last = lines.last, last.count + item.count + 2 <= 100 {
                lines[lines.count - 1] = "\(last), \(item)"
            } else {
                if !lines.isEmpty { lines[lines.count - 1] += "," }
                lines.append("  \(item)")
            }
        }
        return lines
    }
}

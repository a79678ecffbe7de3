/// A demo's summary as a person reads it: the tables, the payouts, the bad rows, and what to try next.
public struct SummaryText {
    private let summary: DemoSummary
    private let command: String
    private let folderOption: String

    /// The text of a summary.
    ///
    /// - Parameters:
    ///   - summary: The summary.
    ///   - command: How the tool was called, such as `remit`, so that what is suggested can be run as it stands.
    ///   - isUsualFolder: Whether the demo is in the folder of those who name none.
    public init(_ summary: DemoSummary, command: String, isUsualFolder: Bool) {
        self.summary = summary
        self.command = SummaryText.quoted(command)
        folderOption = isUsualFolder ? "" : " --folder \(SummaryText.quoted(summary.folder))"
    }

    /// The lines, without line feeds.
    public var lines: [String] {
        let table = SummaryTable(summary: summary)
        return [heading, ""] + table.books + [""] + table.balances + payouts + exceptions + [""] + next
    }

    private var heading: String {
        guard let first = summary.months.first, let last = summary.months.last else { return "no month was closed" }
        let lines = summary.months.reduce(0) { $0 + $1.lines }
        let months = summary.months.count == 1 ? "1 month" : "\(summary.months.count) months"
        return "\(months) closed, \(first.period) to \(last.period): \(lines) lines in the books"
    }

    private var payouts: [String] {
        let figures = summary.payouts
        guard let day = figures.lastRun else { return [] }
        let named = { (counts: [PayoutFigures.Count]) in counts.map { "\($0.name) \($0.count)" } }
        let refused = figures.refused.isEmpty ? "" : " (\(named(figures.refused).joined(separator: ", ")))"
        let all = figures.states.reduce(0) { $0 + $1.count }
        return [
            "payouts: \(figures.payouts) in \(figures.runs) runs, \(figures.requests) of them asked for",
            "  \(figures.failed) failed and \(figures.returned) came back; \(figures.paidAgain) of these were paid again",
            "  \(figures.refused.reduce(0) { $0 + $1.count }) requests refused\(refused)",
            "  deficits: \(figures.deficits), of which later earnings worked off \(figures.workedOff)",
            "the run of \(day) left \(all) balances:",
        ] + SummaryText.wrapped(named(figures.states)) + [""]
    }

    private var exceptions: [String] {
        guard !summary.exceptions.isEmpty else { return ["exceptions: none"] }
        let errors = summary.exceptions.filter { !$0.isWarning }
        let warnings = summary.exceptions.filter(\.isWarning)
        let rows = { (figures: [ExceptionFigures]) in figures.reduce(0) { $0 + $1.rows } }
        let open = errors.reduce(0) { $0 + $1.open }
        return ["exceptions: \(rows(errors)) bad rows left out, \(open) of them still open"]
            + SummaryText.wrapped(errors.map { "\($0.code) \($0.rows)" })
            + ["warnings: \(rows(warnings)) rows, settled or counted all the same"]
            + SummaryText.wrapped(warnings.map { "\($0.code) \($0.rows)" })
    }

    private var next: [String] {
        let tries =
            [["start its server again", "export DATABASE_URL=\"$(\(command) demo serve\(folderOption))\""]] + looks
            + [
                ["preview the next month", "\(command) close --draft --policy \(SummaryText.quoted(summary.policy))"],
                ["when you are done", "\(command) demo stop\(folderOption)"],
            ]
        return ["The server is stopped. What to try next:"]
            + SummaryTable.aligned(tries, rightwards: false).map { "  \($0)" }
    }

    /// Commands that look into the books.
    private var looks: [[String]] {
        let examples = summary.examples
        let month = "--period \(examples.period)"
        let explained = [
            ("the best earner of it", examples.creator.map { "creator \($0) \(month)" }),
            ("a bundle, split", examples.bundlePurchase.map { "purchase \($0)" }),
            ("a refund", examples.reversedPurchase.map { "purchase \($0)" }),
            ("a request that was refused", examples.refusedRequest.map { "payout \($0)" }),
            ("a payout that failed", examples.failedPayout.map { "payout \($0)" }),
            ("and was paid again", examples.payoutAgain.map { "payout \($0)" }),
        ]
        return [
            ["the books of the last month", "\(command) export lines \(month)"],
            ["what was wrong in it", "\(command) export exceptions \(month)"],
        ]
            + explained.compactMap { name, what in what.map { [name, "\(command) explain \($0)"] } }
            + ofPayouts + [["check all books", "\(command) verify"]]
    }

    /// Commands that look at who was paid, with what they need of the policy.
    private var ofPayouts: [[String]] {
        guard let day = summary.payouts.lastRun else { return [] }
        let policy = "--policy \(SummaryText.quoted(summary.policy))"
        return [
            ["who is not paid, and why", "\(command) export outcomes --as-of \(day) \(policy)"],
            ["the books for hledger", "\(command) export journal \(policy)"],
            ["files of banks and back", "ls \(SummaryText.quoted(summary.payoutFiles))"],
        ]
    }

    /// A word as a shell takes it: in quotes where it has to be.
    static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "+")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            default: false
            }
        }
        return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
    }

    /// A list in lines of at most a hundred characters, indented.
    static func wrapped(_ list: [String]) -> [String] {
        var lines: [String] = []
        for item in list {
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

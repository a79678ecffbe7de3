import Explanation
import Ledger

/// A line for each finding, drifted row and month, and one at the end.
final class VerifyText: VerifyReport {
    /// How many lines of one kind are shown of a month.
    private static let shown = 20

    private let recomputes: Bool
    private var counts: [String: Int] = [:]

    init(recomputes: Bool) {
        self.recomputes = recomputes
    }

    func take(_ event: VerifyEvent) {
        switch event {
        case .began: break
        case .finding(let finding):
            show(finding.description, kind: "\(finding.period ?? "") \(finding.what)")
        case .reopened(let entry, let isSound):
            say(
                "\(entry.period) reopened at \(entry.madeAt.text) by \(entry.madeBy): \(entry.reason); withdrawn books "
                    + "\(isSound ? "sound" : "damaged"), root \(hexadecimal(entry.root))")
        case .drift(let row):
            show(
                "\(row.period) drift: \(row.dataset.rawValue) \(row.change.rawValue): \(row.place): \(row.difference)"
                    + (row.takenUp.map { " (taken up in \($0))" } ?? ""),
                kind: "\(row.period) drift of \(row.dataset.rawValue)")
        case .verified(let period): verdict(period)
        case .payoutsBegan: sayRest()
        case .payouts(let scope): verdict(scope)
        }
    }

    private func show(_ line: String, kind: String) {
        counts[kind, default: 0] += 1
        if counts[kind, default: 0] <= VerifyText.shown { say(line) }
    }

    /// Prints a line in which a terminal finds nothing to obey.
    private func say(_ line: String) { Terminal.say(PlainText.clean(line)) }

    /// Says how many lines were not shown.
    private func sayRest() {
        for (kind, count) in counts.sorted(by: { $0.key < $1.key }) where count > VerifyText.shown {
            say("\(kind): \(count - VerifyText.shown) more, shown with --json")
        }
        counts = [:]
    }

    private func verdict(_ period: VerifiedPeriod) {
        sayRest()
        let findings = period.isSound ? "sound" : "damaged (\(VerifyText.counted(period.findings, "finding")))"
        say(
            "\(period.period) \(findings), root \(hexadecimal(period.root)), \(period.lines.map { VerifyText.counted($0, "line") } ?? "lines not readable")"
        )
        guard let drift = period.drift else {
            if recomputes { say("\(period.period) not settled again: its books or those before it are too damaged") }
            return
        }
        let moved = drift.filter { !$0.isEmpty }.map { drift in
            let changes = DriftedRow.Change.allCases.filter { drift.count($0) > 0 }
            let counts = changes.map { "\(drift.count($0)) \($0.rawValue)" }.joined(separator: ", ")
            let takenUp = drift.takenUp == drift.total ? "all" : "\(drift.takenUp)"
            return "\(drift.dataset.rawValue) \(counts)" + (drift.takenUp > 0 ? ", \(takenUp) taken up since" : "")
        }
        say(
            moved.isEmpty
                ? "\(period.period) settled again from today's sources: no drift"
                : "\(period.period) settled again from today's sources: \(moved.joined(separator: "; "))")
    }

    private func verdict(_ scope: PayoutScope) {
        sayRest()
        for note in scope.notes { say("note: \(note)") }
        guard !scope.isEmpty else { return }
        let parts = [
            scope.findings == 0 ? "sound" : "damaged (\(VerifyText.counted(scope.findings, "finding")))",
            VerifyText.counted(Int(scope.payouts), "payout"), VerifyText.counted(Int(scope.runs), "run"),
            VerifyText.counted(Int(scope.files), "file"),
        ]
        let foreign = scope.foreign == 0 ? "" : "; \(scope.foreign) that remit did not make take from balances (R10)"
        say("payouts \(parts.joined(separator: ", "))\(foreign)")
    }

    func finish(_ summary: VerifySummary) {
        sayRest()
        var parts: [String] = []
        if summary.periods == 0 {
            parts.append("no month is closed" + (summary.isSound ? ", so there is nothing to verify" : ""))
        } else if summary.damaged == 0 {
            let general = summary.general == 0 ? "" : ", but what belongs to all of them is not"
            parts.append("\(VerifyText.counted(summary.periods, "closed month")) sound\(general)")
        } else {
            parts.append("\(summary.damaged) of \(VerifyText.counted(summary.periods, "closed month")) damaged")
        }
        if summary.ofPayouts > 0 { parts.append("payouts damaged") }
        if summary.findings > 0 { parts.append(VerifyText.counted(summary.findings, "finding")) }
        if let drifted = summary.drifted {
            parts.append("sources of \(drifted == 0 ? "none" : "\(drifted)") have drifted")
        }
        say(parts.joined(separator: "; "))
    }

    private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

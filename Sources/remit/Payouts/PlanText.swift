import Ledger
import Money
import Settlement

/// A plan as a table.
extension PlanReport {
    /// So many entries are shown unless all are asked for.
    private static let limit = 50

    var sentences: [String] {
        guard outcome != .alreadyApplied else {
            return ["plan \(hash) as of \(asOf) was applied before; nothing was done"]
        }
        return [heading] + (totals ?? []).map(sentence) + table + largest + standing + faults
            + [next].compactMap { $0 }
    }

    private var heading: String {
        let basis = periodsThrough.map { "months through \($0)" } ?? "no closed month"
        return switch outcome {
        case .planned: "plan \(hash) as of \(asOf), \(basis)"
        case .applied: "paid as of \(asOf), \(basis), plan \(hash)"
        case .awaitsApproval: "plan \(hash) as of \(asOf), \(basis); nothing was paid"
        case .alreadyApplied: ""
        }
    }

    private func sentence(_ total: Total) -> String {
        let currency = Currency(total.currency)
        func text(_ cents: Int64) -> String { Money(cents: cents, currency: currency).description }
        let sum = "\(total.payouts) payout\(total.payouts == 1 ? "" : "s"), \(text(total.cents))"
        guard let lastRun else { return "\(sum); there was no run before" }
        let sign = total.changeCents > 0 ? "+" : ""
        return "\(sum); the run of \(lastRun) paid \(text(total.lastRunCents)), \(sign)\(text(total.changeCents))"
    }

    /// The entries in columns.
    private var table: [String] {
        guard let entries, !entries.isEmpty else { return ["nobody has any line or request"] }
        let shown = shownInFull ? entries[...] : entries.prefix(PlanReport.limit)
        let rows = shown.map { entry in
            [
                entry.creatorID, entry.action == .none ? entry.state ?? "" : entry.action.rawValue,
                entry.amount.description, entry.parts, entry.account, entry.remarks,
            ]
        }
        let header = ["creator", "what", "amount", "sales + donations + subscriptions", "account", ""]
        let more = entries.count - shown.count
        return TextTable.lines([header] + rows, rightAligned: [2]).map { "  \($0)" }
            + (more > 0 ? ["  and \(more) more; --all shows them all"] : [])
    }

    /// The ten largest payouts of each currency that has more.
    private var largest: [String] {
        let byID = Dictionary((entries ?? []).map { ($0.payoutID ?? "", $0) }) { first, _ in first }
        return (totals ?? []).filter { $0.payouts > $0.largest.count }.flatMap { total in
            let rows = total.largest.compactMap { byID[$0] }.map { [$0.creatorID, $0.amount.description, $0.account] }
            return ["the ten largest in \(total.currency)"] + TextTable.lines(rows, rightAligned: [1]).map { "  \($0)" }
        }
    }

    private var standing: [String] {
        guard let states, !states.isEmpty else { return [] }
        let counts = Dictionary(grouping: states, by: \.currency).sorted { $0.key < $1.key }.map { currency, states in
            "\(currency): " + states.map { "\($0.state) \($0.creators)" }.joined(separator: ", ")
        }
        return ["everybody's state"] + counts.map { "  \($0)" }
    }

    /// What is wrong, the first ten of each kind where there are more.
    private var faults: [String] {
        Dictionary(grouping: exceptions ?? [], by: \.code).sorted { $0.key < $1.key }.flatMap { code, faults in
            let shown = shownInFull ? faults[...] : faults.prefix(10)
            let more = faults.count - shown.count
            return shown.map(sentence) + (more > 0 ? ["  and \(more) more of \(code); --all shows them all"] : [])
        }
    }

    private func sentence(_ fault: Fault) -> String {
        "\(fault.severity) \(fault.code), \(fault.table) \(fault.rowID): \(fault.message)"
    }

    private var next: String? {
        switch outcome {
        case .planned: "to pay exactly this: remit payouts apply \(hash)"
        case .awaitsApproval:
            "it awaits approval, which \(approval.requirer) requires: another database user applies it with "
                + "remit payouts apply \(hash)"
        case .applied, .alreadyApplied: nil
        }
    }
}

extension PlanEntry {
    fileprivate var parts: String {
        guard let fromSalesCents, let fromDonationsCents, let fromSubscriptionsCents else { return "" }
        let exponent = Currency(currency).exponent ?? 0
        return [fromSalesCents, fromDonationsCents, fromSubscriptionsCents]
            .map { Money.decimal($0, exponent: exponent) }.joined(separator: " + ")
    }

    fileprivate var account: String { method.map { "\($0) …\(accountEnding ?? "")" } ?? "" }

    fileprivate var remarks: String {
        [
            action == .refuse ? reason : reason.map { "a request was refused: \($0)" }, nextDate.map { "from \($0)" },
            newPayee ? "new payee" : nil, accountChanged ? "account changed" : nil,
        ].compactMap { $0 }.joined(separator: ", ")
    }
}

/// Rows of texts in columns.
enum TextTable {
    /// The rows as lines, each column as wide as its widest text.
    static func lines(_ rows: [[String]], rightAligned: Set<Int> = []) -> [String] {
        guard let first = rows.first else { return [] }
        let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            var line = row.enumerated().map { column, text in
                let space = String(repeating: " ", count: widths[column] - text.count)
                return rightAligned.contains(column) ? space + text : text + space
            }.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}

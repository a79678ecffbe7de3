import Explanation
import Money

/// A simulation for people: totals and concentration of each currency, then who gains and who loses most.
struct SimulationTable {
    let report: SimulationReport

    /// How many of those who gain, and of those who lose, are shown of a currency.
    private static let shown = 5

    /// The lines, without line feeds.
    var lines: [String] { (heading + report.currencies.flatMap(section)).map(PlainText.clean) }

    private var heading: [String] {
        let before = report.beforePolicy
        let name =
            before.path.map { "\($0) (\(before.hash.prefix(12)))" } ?? "its own policy (\(before.hash.prefix(12)))"
        var lines = [
            "\(report.period) under \(report.policy.path ?? "") (\(report.policy.hash.prefix(12))), compared with \(name)"
        ]
        if report.estimate {
            lines.append("an estimate: \(report.period) is not closed; this is what its rows give now")
        }
        if report.drifted > 0 {
            lines.append(
                "the rows have changed since the close: \(report.drifted) sums of creators differ in the books from those "
                    + "before; `remit verify \(report.period) --recompute` lists what has drifted")
        }
        let errors = report.openErrors
        if errors.before != errors.after {
            lines.append("rows that could not be settled: \(errors.before) before, \(errors.after) after")
        }
        return lines
    }

    private func section(_ change: SimulationReport.CurrencyChange) -> [String] {
        let rows = amounts(change) + shares(change)
        return ["", change.currency] + SimulationTable.aligned([["", "before", "after", "difference"]] + rows)
            + [counts(change.currency)] + extremes(change.currency)
    }

    /// The rows of money; those that are nothing under both policies are left out.
    private func amounts(_ change: SimulationReport.CurrencyChange) -> [[String]] {
        let exponent = Currency(change.currency).exponent ?? 0
        func row(_ name: String, _ cents: (SimulationReport.Side) -> Int64?) -> [String]? {
            let (before, after) = (cents(change.before), cents(change.after))
            guard before ?? 0 != 0 || after ?? 0 != 0 else { return nil }
            let difference = before.flatMap { old in after.map { $0.subtractingReportingOverflow(old).partialValue } }
            return [name] + [before, after, difference].map { $0.map { Money.decimal($0, exponent: exponent) } ?? "–" }
        }
        return [
            row("sold, donated and shared") { $0.grossCents }, row("payment processing") { $0.processingCents },
            row("the platform keeps of it") { $0.platformCents }, row("creators earn") { $0.earnedCents },
            row("straight to creators") { $0.directCents }, row("pool for creators") { $0.pool?.distributedCents },
            row("pool carried on") { $0.pool?.carriedOutCents },
            row("a bot pays") { $0.pool?.extraSubscriber?.paysCents },
            row("a bot moves") { $0.pool?.extraSubscriber?.movesCents },
        ].compactMap { $0 }
    }

    private func shares(_ change: SimulationReport.CurrencyChange) -> [[String]] {
        func row(_ name: String, exponent: Int, _ value: (SimulationReport.Side) -> Int64?) -> [String] {
            let (before, after) = (value(change.before), value(change.after))
            let difference = before.flatMap { old in after.map { $0 - old } }
            return [name] + [before, after, difference].map { $0.map { Money.decimal($0, exponent: exponent) } ?? "–" }
        }
        let models = [change.before, change.after].map { $0.pool?.model ?? "–" }
        return (models == ["–", "–"] ? [] : [["pool model"] + models + [models[0] == models[1] ? "–" : "changed"]]) + [
            row("Gini coefficient", exponent: 4) { $0.giniTenThousandths },
            row("top 1 % earn, in %", exponent: 2) { $0.topPercentBasisPoints },
        ]
    }

    private func counts(_ currency: String) -> String {
        let own = report.creators.filter { $0.currency == currency }
        let more = own.count { $0.differenceCents > 0 }
        let less = own.count { $0.differenceCents < 0 }
        return "of \(own.count) creators \(more) gain, \(less) lose, \(own.count - more - less) neither"
    }

    /// Those who gain and lose most; equal ones in the order of their ids.
    private func extremes(_ currency: String) -> [String] {
        let moved = report.creators.filter { $0.currency == currency && $0.differenceCents != 0 }
            .sorted { ($1.differenceCents, $0.creatorId) < ($0.differenceCents, $1.creatorId) }
        let gain = moved.filter { $0.differenceCents > 0 }.prefix(SimulationTable.shown)
        let lose = moved.filter { $0.differenceCents < 0 }.suffix(SimulationTable.shown)
        let exponent = Currency(currency).exponent ?? 0
        return SimulationTable.aligned(
            (gain + lose).map { creator in
                [creator.creatorId]
                    + [creator.beforeCents, creator.afterCents, creator.differenceCents].map {
                        Money.decimal($0, exponent: exponent)
                    }
            })
    }

    /// Columns as wide as their widest cells, the first to the left, the others to the right.
    private static func aligned(_ table: [[String]]) -> [String] {
        let widths = (0..<4).map { column in table.map { $0[column].count }.max() ?? 0 }
        return table.map { cells in
            cells.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + padding : padding + cell
            }.joined(separator: "  ")
        }.map { "  \($0)" }
    }
}

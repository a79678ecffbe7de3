internal import Money

/// Figures as tables for people: a column per currency, in units rather than cents.
struct SummaryTable {
    let summary: DemoSummary

    /// The rows of the books: what a figure is called, and where it is found.
    private static let books: [(name: String, cents: @Sendable (CurrencyFigures) -> Int64)] = [
        ("sales", { $0.salesCents }),
        ("  commission on them", { $0.commissionCents }),
        ("donations", { $0.donationsCents }),
        ("  of them straight to creators", { $0.directCents }),
        ("subscription revenue", { $0.revenueCents }),
        ("  pool for creators", { $0.poolCents }),
        ("  of it not shared out yet", { $0.carriedCents }),
        ("payment processing", { $0.processingCents }),
        ("the platform keeps", { $0.platformCents }),
        ("creators earn", { $0.creatorsCents }),
    ]

    /// The rows of what creators are owed, which add up to the last of them.
    private static let balances: [(name: String, cents: @Sendable (BalanceFigures) -> Int64)] = [
        ("owed to creators before", { $0.openingCents }),
        ("  they earned", { $0.earnedCents }),
        ("  taken back by refunds", { $0.reversedCents }),
        ("  adjusted by hand", { $0.adjustedCents }),
        ("  paid to them", { -$0.paidCents }),
        ("  on the way to them", { -$0.inFlightCents }),
        ("owed to creators now", { $0.owedCents }),
    ]

    /// The lines of the table of the books, without line feeds; figures that are nothing in every currency are left out.
    var books: [String] {
        let header = [""] + summary.currencies.map(\.currency)
        let body = SummaryTable.books.filter { row in summary.currencies.contains { row.cents($0) != 0 } }.map { row in
            [row.name] + summary.currencies.map { SummaryTable.amount(row.cents($0), $0.currency) }
        }
        return SummaryTable.aligned([header] + body)
    }

    /// The lines of the table of what creators are owed; none where nobody was paid.
    var balances: [String] {
        guard !summary.balances.isEmpty else { return [] }
        let header = [""] + summary.balances.map(\.currency)
        let body = SummaryTable.balances.map { row in
            [row.name] + summary.balances.map { SummaryTable.amount(row.cents($0), $0.currency) }
        }
        return SummaryTable.aligned([header] + body) + [""]
    }

    /// Columns as wide as their widest cells, the first to the left, the others to the right or to the left as well.
    static func aligned(_ table: [[String]], rightwards: Bool = true) -> [String] {
        let columns = table.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in table.map { $0[column].count }.max() ?? 0 }
        return table.map { cells in
            let padded = cells.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                if rightwards, column > 0 { return padding + cell }
                return column + 1 < columns ? cell + padding : cell
            }
            return padded.joined(separator: "  ")
        }
    }

    /// An amount with its decimals, and its thousands apart: `-1,234.50`; a dash for nothing.
    static func amount(_ cents: Int64, _ currency: String) -> String {
        guard cents != 0 else { return "–" }
        let text = Money.decimal(cents, exponent: Currency(currency).exponent ?? 0)
        let parts = text.split(separator: ".", maxSplits: 1)
        let sign = text.hasPrefix("-") ? "-" : ""
        let digits = parts[0].drop { $0 == "-" }
        return ([sign + grouped(digits)] + parts.dropFirst().map(String.init)).joined(separator: ".")
    }

    private static func grouped(_ digits: Substring) -> String {
        digits.reversed().enumerated().reduce(into: "") { text, digit in
            if digit.offset > 0, digit.offset % 3 == 0 { text = "," + text }
            text = String(digit.element) + text
        }
    }
}

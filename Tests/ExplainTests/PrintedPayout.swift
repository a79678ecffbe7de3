import Foundation

/// A printed payout, read from the text alone, and whether it adds up.
struct PrintedPayout {
    /// A line that a part draws on, as it is printed; amounts in cents.
    struct Row: Hashable {
        let bucket: String
        let heldFrom: String
        let period: String
        let source: String
        let content: String
        let line: Int
        let before: Int
        let drawn: Int
        let left: Int

        /// What tells the line from others.
        var key: [String] { [bucket, period, source, content] }
    }

    /// The payout, in cents.
    let cents: Int
    /// Sales, donations and subscriptions, in cents.
    let parts: [Int]
    /// The lines, in the order of the text.
    let rows: [Row]
    /// What is wrong with it.
    let faults: [String]

    private static let buckets = ["sales", "donations", "subscriptions"]

    init?(_ text: String) {
        let sections = text.components(separatedBy: "\n\n").map { $0.split(separator: "\n").map(String.init) }
        let steps = sections.joined().compactMap(PrintedStep.init)
        guard let amount = PrintedPayout.fact("amount", in: sections),
            let sum = steps.first(where: { $0.what == "sales + donations + subscriptions = amount" })
        else { return nil }
        let cents = PrintedPayout.cents(amount)
        let parts = sum.left.components(separatedBy: " + ").compactMap { Int($0) }
        var faults = PrintedPayout.disagreements(parts, steps)
        if parts.count != 3 || parts.reduce(0, +) != cents { faults.append("parts \(parts) are not \(amount)") }
        var rows: [Row] = []
        for (bucket, part) in zip(PrintedPayout.buckets, parts) {
            let section = sections.first { $0[0].hasPrefix("\(bucket): ") && $0[0].hasSuffix(", drawn on lines") }
            let own = (section ?? []).compactMap { PrintedPayout.row($0, bucket) }
            if own.reduce(0, { $0 + $1.drawn }) != part { faults.append("\(bucket): lines are not \(part)") }
            let total = steps.last { $0.rule == "R11.8" && $0.what == "\(bucket), drawn" }
            if part != 0, total?.right != "\(part)" { faults.append("\(bucket): sum is not \(part)") }
            rows += own
        }
        faults += rows.filter { $0.line - $0.before - $0.drawn != $0.left || $0.left < 0 || $0.drawn <= 0 }
            .map { "\($0)" }
        (self.cents, self.parts, self.rows, self.faults) = (cents, parts, rows, faults)
    }

    /// The parts that the steps of R11.2 do not come to.
    private static func disagreements(_ parts: [Int], _ steps: [PrintedStep]) -> [String] {
        zip(buckets, parts).compactMap { bucket, part in
            let step = steps.first {
                $0.what == "\(bucket), part, of what is left in it and what is to be paid"
            }
            return step?.right == "\(part)" ? nil : "\(bucket): the rules give \(step?.right ?? "nothing")"
        }
    }

    private static func fact(_ name: String, in sections: [[String]]) -> String? {
        sections.joined().first { $0.hasPrefix("  \(name): ") }.map { String($0.dropFirst(name.count + 4)) }
    }

    /// A row of a bucket's table; nil for any other line.
    private static func row(_ text: String, _ bucket: String) -> Row? {
        let cells = text.components(separatedBy: "  ").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
        guard cells.count == 8, cells[0].count == 10, cells[0].first == "2" else { return nil }
        let amounts = cells[4...].map(cents)
        return Row(
            bucket: bucket, heldFrom: cells[0], period: cells[1], source: cells[2], content: cells[3],
            line: amounts[0], before: amounts[1], drawn: amounts[2], left: amounts[3])
    }

    /// An amount's digits: cents of a currency with two decimals, or units of one without.
    private static func cents(_ text: String) -> Int { Int(text.filter(\.isNumber)) ?? -1 }
}

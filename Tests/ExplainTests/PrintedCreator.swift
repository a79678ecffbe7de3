import Foundation

/// A printed explanation of a creator's period, taken apart.
struct PrintedCreator {
    /// A heading with the lines under it.
    struct Section {
        let heading: String
        let lines: [String]

        var steps: [PrintedStep] { lines.compactMap(PrintedStep.init) }
        /// The currency that the heading begins with; empty if it does not.
        var currency: String { heading.contains(": ") ? String(heading.prefix(while: { $0 != ":" })) : "" }
        /// The purchase or donation that the heading names.
        var source: String {
            heading.hasPrefix("\(currency): purchase ") || heading.hasPrefix("\(currency): donation ")
                ? String(heading.suffix(36)) : ""
        }
        var isPool: Bool { heading.hasSuffix(": subscription pool (R9)") }
    }

    let text: String
    let sections: [Section]

    init(_ text: String) {
        self.text = text
        sections = text.components(separatedBy: "\n\n").dropFirst().map { block in
            let lines = block.split(separator: "\n").map(String.init)
            return Section(heading: lines.first ?? "", lines: Array(lines.dropFirst()))
        }
    }

    /// The printed computations that are wrong.
    var wrongFormulas: [String] {
        text.split(separator: "\n").map(String.init).filter { PrintedFormula.holds($0) == false }
    }

    /// How many computations there are.
    var formulas: Int { text.split(separator: "\n").count { PrintedFormula.holds(String($0)) != nil } }

    /// The printed lines of the books: kind, source, content, currency, processing, platform, creator and gross.
    var lines: [String] {
        sections.flatMap { section in
            section.steps.filter { $0.rule == "R4.4" && $0.what.hasPrefix("line ") }.map { step in
                let words = step.what.split(separator: " ").map { $0.trimmingCharacters(in: [","]) }
                let source = words[2] == "of" ? words[4] : section.source
                let content = words[(words.firstIndex(of: "content") ?? 0) + 1]
                let amounts = (step.terms + [BigInteger(step.right)!]).map(\.description)
                return ([words[1], source, content, section.currency] + amounts).joined(separator: " ")
            }
        }.sorted()
    }

    /// What a step under a heading that ends so results in.
    func result(_ what: String, in section: Section) -> BigInteger? {
        section.steps.last { $0.what == what }.flatMap { BigInteger($0.right) }
    }
}

/// The rows of `remit export lines` of one creator in one period.
struct ExportedLines {
    let rows: [[String]]

    init(_ csv: String, creator: String, period: String) {
        rows = csv.split(separator: "\n").dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
            .filter { $0[0] == period && $0[5] == creator }
    }

    /// As ``PrintedCreator/lines``.
    var lines: [String] {
        rows.map { row in
            [row[1], row[3], row[4].isEmpty ? "none" : row[4], row[6], row[8], row[9], row[10], row[7]]
                .joined(separator: " ")
        }.sorted()
    }

    /// The sum of the creator parts of a currency.
    func earned(_ currency: String, payable: Bool) -> BigInteger? {
        let own = rows.filter { $0[6] == currency && $0[11] == (payable ? "true" : "false") }
        return own.isEmpty ? nil : own.reduce(BigInteger(0)) { $0 + BigInteger($1[10])! }
    }
}

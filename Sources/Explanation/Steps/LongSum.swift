internal import Money

/// A sum that is shown in pieces where it has many terms, so that a person can check it.
struct LongSum {
    /// How many terms a piece has.
    static let piece = 20

    /// The steps, the last of which is the sum.
    let entries: [Entry]

    /// A sum of amounts or counts.
    ///
    /// - Throws: `MoneyError` past 64 bits.
    init(_ rule: String, _ what: String, of terms: [Int64]) throws {
        entries = try LongSum.entries(rule, what, terms, zero: 0, add: { try $0.adding($1) }) {
            .sum($0.isEmpty ? [0] : $0, result: $1)
        }
    }

    /// A sum of weights.
    ///
    /// - Throws: `MoneyError` past 256 bits.
    init(_ rule: String, _ what: String, of terms: [UInt256]) throws {
        entries = try LongSum.entries(rule, what, terms, zero: .zero, add: { try $0.adding($1) }) {
            .weights($0.isEmpty ? [.zero] : $0, result: $1)
        }
    }

    private static func entries<Term>(
        _ rule: String, _ what: String, _ terms: [Term], zero: Term, add: (Term, Term) throws -> Term,
        formula: ([Term], Term) -> Formula
    ) throws -> [Entry] {
        guard terms.count > piece else {
            return [.step(rule: rule, what: what, formula: formula(terms, try terms.reduce(zero, add)))]
        }
        var entries: [Entry] = []
        var sums: [Term] = []
        for first in stride(from: 0, to: terms.count, by: piece) {
            let part = Array(terms[first..<min(first + piece, terms.count)])
            let sum = try part.reduce(zero, add)
            sums.append(sum)
            entries.append(
                .step(rule: rule, what: "\(what), \(first + 1) to \(first + part.count)", formula: formula(part, sum)))
        }
        return entries + [.step(rule: rule, what: what, formula: formula(sums, try sums.reduce(zero, add)))]
    }
}

extension Sequence<Int64> {
    /// The sum.
    ///
    /// - Throws: `MoneyError` past 64 bits.
    func summed() throws(MoneyError) -> Int64 {
        var sum: Int64 = 0
        for term in self { sum = try sum.adding(term) }
        return sum
    }
}

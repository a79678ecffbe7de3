public import Money

/// An explanation: headings, and under each what is known, computed and concluded.
public struct Document: Sendable {
    /// One heading with its entries.
    public struct Section: Sendable {
        /// The heading.
        public var heading: String
        /// What stands under it.
        public var entries: [Entry] = []

        /// A section under a heading.
        public init(_ heading: String, _ entries: [Entry] = []) {
            self.heading = heading
            self.entries = entries
        }
    }

    /// What is explained, such as `purchase 00000000-…`.
    public var subject: String
    /// The sections, in order.
    public var sections: [Section]

    /// A document about a subject.
    public init(subject: String, sections: [Section]) {
        self.subject = subject
        self.sections = sections
    }
}

/// One entry of an explanation.
public enum Entry: Sendable {
    /// Something known, by its name.
    case fact(String, String)
    /// A sentence.
    case note(String)
    /// What is known of several things alike.
    case table(Table)
    /// A computation under a rule: the rule's number, what is computed, and how. All numbers are cents.
    case step(rule: String, what: String, formula: Formula)
}

/// Columns with their names, and rows of as many values.
public struct Table: Sendable {
    /// The names of the columns that hold texts, which come first.
    public var texts: [String]
    /// The names of the columns that hold numbers.
    public var numbers: [String]
    /// The rows.
    public var rows: [[String]]

    /// All columns' names.
    public var columns: [String] { texts + numbers }

    /// A table with its rows.
    public init(texts: [String], numbers: [String], rows: [[String]]) {
        self.texts = texts
        self.numbers = numbers
        self.rows = rows
    }

    /// The header and the rows, each column as wide as its widest value, numbers to the right.
    var lines: [String] {
        let widths = columns.indices.map { index in ([columns] + rows).map { $0[index].count }.max() ?? 0 }
        return ([columns] + rows).map { row in
            let cells = row.enumerated().map { index, value in
                let padding = String(repeating: " ", count: widths[index] - value.count)
                return index < texts.count ? value + padding : padding + value
            }
            return cells.joined(separator: "  ")
        }
    }
}

/// A computation in cents that a reader can do again.
public enum Formula: Sendable {
    /// `amount × basis points / 10000`, rounded to the nearest cent (R1.3).
    case percent(of: Int64, basisPoints: Int64, exact: String, result: Int64)
    /// Terms, each with its sign, and their sum.
    case sum([Int64], result: Int64)
    /// `max(0, …)` of a sum.
    case atLeastZero([Int64], result: Int64)
    /// The smaller of two.
    case smaller(Int64, Int64, result: Int64)
    /// Weights and their sum.
    case weights([UInt256], result: UInt256)
    /// Products of whole numbers, and their sum: a content's weight (R5.2, R9.2).
    case products([[UInt256]], result: UInt256)
    /// `total × weight / sum` as a whole part and a remainder (R1.4, R9.1, R9.3).
    case share(total: UInt256, weight: UInt256, sum: UInt256, whole: UInt256, remainder: UInt256)
    /// `SHA-256(key ‖ id)`, the place in a draw (R1.4).
    case lot(key: [UInt8], id: Identifier, hash: [UInt8])

    /// The formula as it is printed.
    public var text: String {
        switch self {
        case .percent(let amount, let points, let exact, let result):
            "\(Formula.number(amount)) × \(points) / 10000 = \(exact) → \(Formula.number(result))"
        case .sum(let terms, let result): "\(Formula.joined(terms)) = \(Formula.number(result))"
        case .atLeastZero(let terms, let result): "max(0, \(Formula.joined(terms))) = \(Formula.number(result))"
        case .smaller(let left, let right, let result):
            "min(\(Formula.number(left)), \(Formula.number(right))) = \(Formula.number(result))"
        case .weights(let terms, let result): "\(terms.map(\.description).joined(separator: " + ")) = \(result)"
        case .products(let terms, let result): "\(Formula.joined(terms)) = \(result)"
        case .share(let total, let weight, let sum, let whole, let remainder):
            "\(total) × \(weight) / \(sum) = \(whole) r \(remainder)"
        case .lot(let key, let id, let hash):
            "SHA-256(\(Formula.hex(key)) ‖ \(Formula.hex(id.bytes))) = \(Formula.hex(hash))"
        }
    }

    private static func number(_ value: Int64) -> String { (value < 0 ? "−" : "") + String(value.magnitude) }

    private static func joined(_ terms: [Int64]) -> String {
        terms.enumerated().map { index, term in
            index == 0 ? number(term) : "\(term < 0 ? "−" : "+") \(term.magnitude)"
        }.joined(separator: " ")
    }

    private static func joined(_ terms: [[UInt256]]) -> String {
        guard !terms.isEmpty else { return "0" }
        return terms.map { $0.map(\.description).joined(separator: " × ") }.joined(separator: " + ")
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

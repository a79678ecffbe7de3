internal import Money
internal import Settlement

/// Reads the fields of one line of a file of adjustments or opening balances, and keeps what is wrong with them.
struct ManualRow {
    let line: Int
    let fields: [String]
    /// What is wrong.
    private(set) var faults: [ManualFile.Fault] = []

    /// How many characters a reason or reference has at most.
    private static let longest = 500

    init(line: Int, fields: [String]) {
        self.line = line
        self.fields = fields
    }

    /// The entry; nil where a field is bad.
    mutating func entry(_ kind: ManualFile.Kind) -> ManualEntry? {
        let creator = creator()
        let bucket = bucket()
        let amount = amount()
        let special = special(kind)
        guard let creator, let bucket, let amount, let special else { return nil }
        return ManualEntry(
            kind: special, creator: creator, currency: Currency(fields[1]), bucket: bucket, amount: amount)
    }

    private mutating func fail<Value>(_ column: String, _ value: String, _ rest: String) -> Value? {
        faults.append(ManualFile.Fault(line: line, what: "\(column) \(ManualFile.quoted(value)) \(rest)"))
        return nil
    }

    private mutating func creator() -> Identifier? {
        Identifier(fields[0]) ?? fail("creator_id", fields[0], "is not a UUID")
    }

    private mutating func bucket() -> Bucket? {
        let names = Bucket.allCases.map(\.name).joined(separator: ", ")
        return Bucket.allCases.first { $0.name == fields[2] }
            ?? fail("bucket", fields[2], "is none; choose one of \(names)")
    }

    /// Digits, after a minus where it is taken: nothing that a spreadsheet made of them.
    private mutating func amount() -> Int64? {
        let text = fields[3]
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard let first = digits.utf8.first, first != UInt8(ascii: "0"),
            digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else {
            return fail("amount_cents", text, "is not a whole number of cents other than 0, such as 1250 or -1250")
        }
        guard let amount = Int64(text), amount > .min else {
            return fail("amount_cents", text, "is more than 64 bits hold")
        }
        return amount
    }

    private mutating func special(_ kind: ManualFile.Kind) -> ManualEntry.Kind? {
        switch kind {
        case .adjustment:
            let reason = text("reason", fields[4])
            let reference = text("reference", fields[5])
            guard let reason, let reference else { return nil }
            return .adjustment(reason: reason, reference: reference)
        case .opening:
            guard let day = Day(fields[4]) else {
                return fail("available_from", fields[4], "is not a day, such as 2026-02-15")
            }
            return .opening(availableFrom: day)
        }
    }

    private mutating func text(_ column: String, _ value: String) -> String? {
        guard value.contains(where: { !$0.isWhitespace }) else { return fail(column, value, "is empty") }
        guard value.count <= ManualRow.longest else {
            return fail(column, value, "has \(value.count) characters; \(ManualRow.longest) are allowed")
        }
        guard value.unicodeScalars.allSatisfy(ManualRow.isPlain) else {
            return fail(column, value, "has a line break or another character that cannot be seen")
        }
        return value
    }

    /// Whether a character can be seen, and is nothing that a terminal obeys.
    static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}

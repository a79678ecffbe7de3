internal import Settlement

/// Why a text of the database is no value of a column's type.
struct ValueFault: Error, CustomStringConvertible {
    let description: String

    init(_ text: String, is problem: String, give allowed: String) {
        let shown = text.count > 60 ? String(text.prefix(60)) + "..." : text
        description = "\(shown.debugDescription) is \(problem); give \(allowed)"
    }
}

extension ReportValue {
    /// Reads the text that PostgreSQL has for a value, digit by digit: no number passes through floating point (R1.2).
    init(_ text: String, as kind: ReportColumn.Kind) throws(ValueFault) {
        switch kind {
        case .money:
            self = .money(
                try ReportValue.whole(
                    text, "no whole number of cents", "cents as a whole number, such as sum(…)::bigint"))
        case .count: self = .count(try ReportValue.whole(text, "no whole number", "a whole number, such as count(*)"))
        case .percent:
            guard let hundredths = ReportValue.hundredths(text) else {
                throw ValueFault(
                    text, is: "no percentage of at most two decimals", give: "a number such as round(share * 100, 2)")
            }
            self = .percent(hundredths: hundredths)
        case .date:
            guard let day = Day(text) else {
                throw ValueFault(text, is: "no day", give: "one such as 2026-03-31, by ::date")
            }
            self = .date(day)
        case .text: self = .text(text)
        }
    }

    private static func whole(_ text: String, _ problem: String, _ allowed: String) throws(ValueFault) -> Int64 {
        guard !text.hasPrefix("+"), let value = Int64(text) else { throw ValueFault(text, is: problem, give: allowed) }
        return value
    }

    /// A decimal number with at most two places that are not 0, in hundredths; nil for anything else.
    private static func hundredths(_ text: String) -> Int64? {
        let isNegative = text.hasPrefix("-")
        let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        let digits = { (part: Substring) in
            !part.isEmpty && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
        guard (1...2).contains(parts.count), parts.allSatisfy(digits), text.count(where: { $0 == "-" }) <= 1 else {
            return nil
        }
        let places = parts.count == 2 ? parts[1] : ""
        guard places.dropFirst(2).allSatisfy({ $0 == "0" }) else { return nil }
        let two = places.prefix(2) + String(repeating: "0", count: max(0, 2 - places.count))
        return Int64("\(isNegative ? "-" : "")\(parts[0])\(two)")
    }
}

internal import Money

/// Values as people read them, by whole numbers alone.
enum ReportText {
    /// An amount with its currency's decimals and its thousands parted: `-1,234.50`; whole units of a currency that ISO 4217
    /// does not have are shown as they are counted.
    static func amount(_ cents: Int64, in currency: Currency?) -> String {
        grouped(Money.decimal(cents, exponent: currency?.exponent ?? 0))
    }

    /// A whole number with its thousands parted.
    static func count(_ number: Int64) -> String { grouped(String(number)) }

    /// Hundredths as a decimal number of two places: `12.50`.
    static func decimal(hundredths: Int64) -> String { Money.decimal(hundredths, exponent: 2) }

    /// A number with commas between the thousands of its whole part.
    private static func grouped(_ number: String) -> String {
        let isNegative = number.hasPrefix("-")
        let parts = number.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        var whole = ""
        for (place, digit) in parts[0].reversed().enumerated() {
            if place > 0, place.isMultiple(of: 3) { whole.append(",") }
            whole.append(digit)
        }
        let fraction = parts.count > 1 ? ".\(parts[1])" : ""
        return (isNegative ? "-" : "") + String(whole.reversed()) + fraction
    }

    /// A text that no spreadsheet takes for a formula: with an apostrophe before it where it begins like one.
    ///
    /// Spaces and marks that are not seen before the sign do not hide it, since programs trim them.
    static func defused(_ text: String) -> String {
        let start = text.unicodeScalars.first { scalar in
            !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
                && scalar.properties.generalCategory != .control || scalar == "\t" || scalar == "\r"
        }
        return start.map { "=+-@＝＋－＠\t\r".unicodeScalars.contains($0) } == true ? "'" + text : text
    }
}

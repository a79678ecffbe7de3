internal import Money
internal import Settlement

/// Values as people read them, by whole numbers alone.
enum ReportText {
    /// An amount with its currency's decimals and its thousands parted: `-1,234.50`; whole units of a currency that ISO 4217
    /// does not have are shown as they are counted.
    static func amount(_ cents: Int64, in currency: Currency?) -> String {
        Money.grouped(Money.decimal(cents, exponent: currency?.exponent ?? 0))
    }

    /// A whole number with its thousands parted.
    static func count(_ number: Int64) -> String { Money.grouped(String(number)) }

    /// Hundredths as a decimal number of two places: `12.50`.
    static func decimal(hundredths: Int64) -> String { Money.decimal(hundredths, exponent: 2) }

    /// A text that no spreadsheet takes for a formula: with an apostrophe before it where it begins like one.
    ///
    /// Spaces and marks that are not seen before the sign do not hide it, since programs trim them.
    static func defused(_ text: String) -> String {
        let start = text.unicodeScalars.first { scalar in
            !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
                && scalar.properties.generalCategory != .control || scalar == "\t" || scalar == "\r"
        }
        return start.map(VisibleText.isFormulaSign) == true ? "'" + text : text
    }
}

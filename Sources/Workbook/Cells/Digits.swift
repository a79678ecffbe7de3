/// What of a whole number a spreadsheet keeps.
enum Digits {
    /// How many significant digits spreadsheets show and compute with. A double holds some numbers of 16 digits, up to
    /// 2^53, but a spreadsheet shows their last digit as 0, and hundredths that large are no longer apart in a double.
    static let most = 15

    /// The largest whole number of so many digits.
    private static let limit: Int64 = 999_999_999_999_999

    /// A whole number divided by a power of ten, which is the double nearest to that decimal; nil if it has more digits
    /// than are kept.
    ///
    /// - Parameters:
    ///   - units: The whole number.
    ///   - decimals: How many of its digits stand behind the point.
    static func value(_ units: Int64, decimals: Int) -> Double? {
        guard (-limit...limit).contains(units) else { return nil }
        return Double(units) / powersOfTen[decimals]
    }

    /// The powers that occur: currencies have up to 4 decimals, as do percentages as fractions.
    private static let powersOfTen: [Double] = [1, 10, 100, 1_000, 10_000]
}

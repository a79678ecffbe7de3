internal import Settlement

extension Day {
    /// The number that a spreadsheet has for the day; nil for a day that it does not know, or counts wrongly.
    ///
    /// Excel takes 1900 for a leap year, so its numbers are right from March of that year on; it ends with 9999.
    var spreadsheetNumber: Double? {
        let isKnown = self >= Day(year: 1900, month: 3, day: 1) && self <= Day(year: 9999, month: 12, day: 31)
        return isKnown ? Double(number) + 25_569 : nil
    }
}

import Reporting
import Settlement
import Testing

@testable import Workbook

@Suite struct CellTests {
    @Test(arguments: [
        ("plain", "plain"),
        ("a\u{0}b\u{1B}[31m\u{7F}", "a␀b␛[31m␡"),
        ("one\r\ntwo\rthree\u{2028}four\n\tfive", "one\ntwo\nthree\nfour\n\tfive"),
        ("\u{FFFE}\u{FFFF}\u{85}\u{9F}", "\u{FFFD}\u{FFFD}\n\u{FFFD}"),
        ("_x0041_ _x41_ __x00e9_", "_x005F_x0041_ _x41_ __x005F_x00e9_"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("", ""),
    ])
    func textsKeepTheirLetters(text: String, fitted: String) {
        #expect(CellText.fit(text) == fitted)
    }

    @Test func longTextsEndWithAnEllipsisAfterAWholeCharacter() {
        let longest = String(repeating: "x", count: 32_767)
        #expect(CellText.fit(longest) == longest)
        #expect(CellText.fit(longest + "x") == longest.dropLast() + "…")
        let smiles = String(repeating: "😀", count: 16_384)
        #expect(CellText.fit(smiles) == smiles.dropLast() + "…")
    }

    @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")])
    func columnsHaveLetters(column: Int, letters: String) {
        #expect(CellPlace.letters(ofColumn: column) == letters)
    }

    @Test(arguments: [
        (Day(year: 1900, month: 2, day: 28), nil), (Day(year: 1900, month: 3, day: 1), 61),
        (Day(year: 2026, month: 10, day: 31), 46_326), (Day(year: 9999, month: 12, day: 31), 2_958_465),
        (Day(year: 10_000, month: 1, day: 1), nil),
    ])
    func daysAreNumbersWhereExcelCountsThem(day: Day, number: Double?) {
        #expect(day.spreadsheetNumber == number)
    }

    @Test(arguments: [0, 2, 3, 4])
    func numbersOfFifteenDigitsAreExact(decimals: Int) {
        let largest: Int64 = 999_999_999_999_999
        for units in [0, 1, -1, 29, 115, largest - 1, largest, -largest] {
            let value = Digits.value(units, decimals: decimals)
            #expect(value.map { ($0 * [1, 10, 100, 1_000, 10_000][decimals]).rounded() } == Double(units))
        }
        for units in [largest + 1, -largest - 1, 1 << 53, .max, .min] {
            #expect(Digits.value(units, decimals: decimals) == nil)
        }
    }

    @Test(arguments: [
        ("one two three", 30, 1), ("one two three", 10, 2), ("a\nb\n", 10, 3), ("", 10, 1),
        (String(repeating: "x", count: 45), 10, 5), (String(repeating: "\n", count: 99), 10, 27), ("李小龍李小龍", 10, 2),
    ])
    func linesAreCounted(text: String, width: Int, lines: Int) {
        #expect(TextExtent.lines(text, in: width) == lines)
    }
}

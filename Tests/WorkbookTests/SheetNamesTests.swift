import Testing

@testable import Workbook

@Suite struct SheetNamesTests {
    @Test(arguments: [
        ("USD", "USD"),
        ("fees: [2026/10] \\ *?", "fees- -2026-10- - --"),
        ("O'Brien's", "O’Brien’s"),
        ("  two\n lines ", "two lines"),
        ("", "Report"),
        ("A name of a sheet that is too long", "A name of a sheet that is too l"),
        ("ចាន់ថាចាន់ថាចាន់ថាចាន់ថាចាន់ថា", "ចាន់ថាចាន់ថាចាន់ថាចាន់ថាចាន់ថា"),
        ("History", "History (2)"),
    ])
    func namesAreLegal(wanted: String, name: String) {
        var names = SheetNames()
        #expect(names.next(wanted) == name)
    }

    @Test func namesAreUniqueWhateverTheirCapitals() {
        var names = SheetNames()
        let wanted =
            ["usd", "USD", "Usd", "USD (2)"] + [String](repeating: String(repeating: "x", count: 40), count: 2)
        #expect(
            wanted.map { names.next($0) } == [
                "usd", "USD (2)", "Usd (3)", "USD (2) (2)", String(repeating: "x", count: 31),
                String(repeating: "x", count: 27) + " (2)",
            ])
    }

    @Test func emojiAreNeverCutInHalf() {
        var names = SheetNames()
        #expect(names.next(String(repeating: "👩‍🚀", count: 9)) == String(repeating: "👩‍🚀", count: 6))
    }
}

import Foundation
import Settlement
import TestRandom
import Testing

@Suite("Days (R2.1)")
struct DayTests {
    @Test(
        "every day of three centuries agrees with Foundation's calendar",
        arguments: [1_899, 1_970, 2_000, 2_026, 2_100])
    func foundation(year: Int) throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        let first = Day(year: year, month: 1, day: 1).number
        for number in first..<first + 20_000 {
            let day = Day(number: number)
            let date = Date(timeIntervalSince1970: TimeInterval(number) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            let (year, month, dayOfMonth) = day.components
            guard parts.year == year, parts.month == month, parts.day == dayOfMonth else {
                Issue.record("\(number) is \(day), not \(parts)")
                return
            }
            #expect(Day(year: year, month: month, day: dayOfMonth) == day)
        }
    }

    @Test("every day is its own text")
    func texts() {
        for number in Int32(-40_000)...100_000 where Day(Day(number: number).description) != Day(number: number) {
            Issue.record("\(number) is \(Day(number: number))")
        }
    }

    @Test(
        "known days",
        arguments: [
            ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
            ("2026-01-01", 20_454),
            ("1600-02-29", -135_081), ("0001-01-01", -719_162),
        ])
    func known(text: String, number: Int32) {
        #expect(Day(text)?.number == number)
        #expect(Day(number: number).description == text)
    }

    @Test(
        "what is no day is not read",
        arguments: [
            "", "2026-1-1", "2026-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
            "26-01-01",
            "2026/01/01", "2026-01-01 ", "2026-01-1x", "+026-01-01", "2026-01",
        ])
    func notDays(text: String) {
        #expect(Day(text) == nil)
    }

    @Test(
        "months are added with the day clamped to the month's length (R7.2)",
        arguments: [
            ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"), ("2024-01-31", -2, "2023-11-30"),
            ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", -12, "2023-02-28"), ("2024-02-29", 48, "2028-02-29"),
            ("2000-02-29", 1_200, "2100-02-28"), ("2024-03-31", -1, "2024-02-29"), ("2023-12-31", 2, "2024-02-29"),
            ("2024-05-15", 0, "2024-05-15"), ("2024-12-31", 1, "2025-01-31"), ("2024-01-31", -1, "2023-12-31"),
            ("2024-05-31", -6, "2023-11-30"), ("2024-05-31", 18, "2025-11-30"),
        ])
    func months(day: String, months: Int, result: String) throws {
        #expect(try #require(Day(day)).adding(months: months).description == result)
    }

    @Test("a day beyond the month's length is clamped")
    func clamped() {
        #expect(Day(year: 2026, month: 2, day: 31).description == "2026-02-28")
        #expect(Day(year: 2024, month: 2, day: 31).description == "2024-02-29")
        #expect(Day(year: 2026, month: 11, day: 31).description == "2026-11-30")
    }

    @Test("days are counted and ordered", arguments: Seeds.first(50))
    func counting(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let day = Day(number: Int32.random(in: -50_000...50_000, using: &random))
        let count = Int32.random(in: -1_000...1_000, using: &random)
        let other = day.adding(days: count)
        #expect(day.days(to: other) == Int64(count))
        #expect(other.days(to: day) == -Int64(count))
        #expect((day < other) == (count > 0))
        #expect((day < other) == (count != 0 && day.description < other.description))
    }
}

import Testing

@testable import Sample

@Suite("Dates")
struct CivilDateTests {
    @Test(
        "are counted from 1970-01-01",
        arguments: [
            (1970, 1, 1, 0), (1970, 1, 31, 30), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2000, 3, 1, 11_017),
            (2024, 2, 29, 19_782), (2025, 1, 1, 20_089), (2026, 1, 1, 20_454), (1900, 3, 1, -25_508),
            (2100, 3, 1, 47_541),
        ])
    func known(year: Int, month: Int, day: Int, days: Int) {
        #expect(CivilDate(year: year, month: month, day: day).days == days)
        #expect(CivilDate(days: days) == CivilDate(year: year, month: month, day: day))
    }

    @Test("follow one another for two hundred years, with the lengths that every calendar gives the months")
    func succession() {
        var date = CivilDate(year: 1901, month: 1, day: 1)
        for days in date.days..<CivilDate(year: 2101, month: 1, day: 1).days {
            guard CivilDate(days: days) == date, date.days == days else {
                Issue.record("day \(days) is not \(date)")
                return
            }
            date = CivilDateTests.day(after: date)
        }
    }

    private static func day(after date: CivilDate) -> CivilDate {
        let isLeap = date.year % 4 == 0 && date.year % 100 != 0 || date.year % 400 == 0
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        if date.day < lengths[date.month - 1] {
            return CivilDate(year: date.year, month: date.month, day: date.day + 1)
        }
        let isDecember = date.month == 12
        return CivilDate(year: date.year + (isDecember ? 1 : 0), month: isDecember ? 1 : date.month + 1, day: 1)
    }

    @Test(
        "months later keep the day, or take the last one of a month that is too short",
        arguments: [
            ((2025, 1, 31), 1, (2025, 2, 28)), ((2024, 1, 31), 1, (2024, 2, 29)), ((2025, 1, 31), 2, (2025, 3, 31)),
            ((2025, 12, 15), 1, (2026, 1, 15)), ((2025, 1, 31), 12, (2026, 1, 31)), ((2024, 2, 29), 12, (2025, 2, 28)),
            ((2025, 3, 31), -1, (2025, 2, 28)), ((2025, 5, 31), 0, (2025, 5, 31)),
        ])
    func addingMonths(from: (Int, Int, Int), months: Int, to: (Int, Int, Int)) {
        let start = CivilDate(year: from.0, month: from.1, day: from.2)
        #expect(start.adding(months: months) == CivilDate(year: to.0, month: to.1, day: to.2))
    }

    @Test("keep the time of day when months are added")
    func moments() {
        let morning = 20_089 * Moment.day + 30 * Moment.day + 3_600 * Moment.second + 7
        #expect(Moment.adding(months: 1, to: morning) == morning + 28 * Moment.day)
    }
}

@Suite("Months of the sample")
struct SampleMonthTests {
    @Test(
        "are written as periods are",
        arguments: [(2025, 1, "2025-01"), (2025, 12, "2025-12"), (1999, 10, "1999-10")])
    func text(year: Int, month: Int, text: String) {
        let sample = SampleMonth(year: year, month: month)
        #expect(sample.description == text)
        #expect((sample.year, sample.month) == (year, month))
    }

    @Test("go on over the end of a year, and back")
    func advancing() {
        let november = SampleMonth(year: 2025, month: 11)
        #expect(november.advanced(by: 2).description == "2026-01")
        #expect(november.advanced(by: -11).description == "2024-12")
        #expect(november < november.advanced(by: 1) && !(november < november))
    }

    @Test("begin and end at midnight in the sample's zone, which is 17:00 UTC of the day before")
    func bounds() {
        let month = SampleMonth(year: 2025, month: 1)
        #expect(written { $0.moment(month.start) } == "2024-12-31 17:00:00")
        #expect(written { $0.moment(month.end) } == "2025-01-31 17:00:00")
        #expect(month.end == month.advanced(by: 1).start)
    }

    @Test("have the days that they have", arguments: [(2024, 2, 29), (2025, 2, 28), (2025, 4, 30), (2025, 12, 31)])
    func lengths(year: Int, month: Int, days: Int) {
        #expect(SampleMonth(year: year, month: month).dayCount == days)
    }
}

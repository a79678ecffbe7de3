import Testing

@testable import Sample

@Suite("Times within a month")
struct MonthClockTests {
    private static let march = SampleMonth(year: 2025, month: 3)

    @Test("put the first rows on the very edges of the month")
    func edges() {
        let clock = MonthClock(MonthClockTests.march)
        var random = RowRandom(state: 1)
        #expect(clock.moment(row: 0, &random) == clock.start)
        #expect(clock.moment(row: 1, &random) == clock.end - Moment.second)
        #expect(clock.moment(row: 2, &random) == clock.end - 1)
    }

    @Test("never leave the month", arguments: 1...12)
    func within(month: Int) {
        let clock = MonthClock(SampleMonth(year: 2024, month: month))
        var random = RowRandom(state: UInt64(month))
        let moments = (0..<5_000).map { clock.moment(row: $0 + 3, &random) }
        #expect(moments.allSatisfy { clock.start <= $0 && $0 < clock.end })
    }

    @Test("reach every day and every hour")
    func coverage() {
        let drawn = MonthClockTests.drawn(20_000)
        #expect(Set(drawn.map(\.day)).count == 31)
        #expect(Set(drawn.map(\.hour)).count == 24)
    }

    @Test("are more on Sundays than on Mondays, and more in the evening than at night")
    func habits() {
        let drawn = MonthClockTests.drawn(20_000)
        // 2025-03-02 was a Sunday, 2025-03-03 a Monday: the weights are 9 and 5.
        let sundays = drawn.count { $0.day % 7 == 1 && $0.day < 28 }
        let mondays = drawn.count { $0.day % 7 == 2 && $0.day < 28 }
        #expect(sundays > mondays * 3 / 2 && sundays < mondays * 9 / 4)
        let evenings = drawn.count { $0.hour == 19 }
        let nights = drawn.count { $0.hour == 3 }
        #expect(evenings > nights * 8)
    }

    /// Days of the month from 0 and hours of the day, in the sample's zone.
    private static func drawn(_ count: Int) -> [(day: Int, hour: Int)] {
        let clock = MonthClock(march)
        var random = RowRandom(state: 42)
        return (0..<count).map { _ in
            let local = clock.moment(&random) - clock.start
            return (local / Moment.day, local % Moment.day / (3_600 * Moment.second))
        }
    }
}

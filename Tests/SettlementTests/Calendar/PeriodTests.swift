import Settlement
import Testing

@Suite("Months and their bounds (R2)")
struct PeriodTests {
    @Test(
        "a month has its first and last day, and so many days",
        arguments: [
            ("2026-01", "2026-01-01", "2026-01-31", 31), ("2026-02", "2026-02-01", "2026-02-28", 28),
            ("2024-02", "2024-02-01", "2024-02-29", 29), ("2100-02", "2100-02-01", "2100-02-28", 28),
            ("2026-11", "2026-11-01", "2026-11-30", 30), ("2026-12", "2026-12-01", "2026-12-31", 31),
        ])
    func month(text: String, first: String, last: String, days: Int64) throws {
        let period = try #require(Period(text))
        #expect(period.description == text)
        #expect(period.firstDay.description == first)
        #expect(period.lastDay.description == last)
        #expect(period.days == days)
        #expect(Period(containing: period.firstDay) == period)
        #expect(Period(containing: period.lastDay) == period)
    }

    @Test("months follow one another over the turn of a year")
    func neighbours() throws {
        let december = try #require(Period("2026-12"))
        #expect(december.next.description == "2027-01")
        #expect(december.next.previous == december)
        #expect(december < december.next)
        #expect((december.year, december.month) == (2026, 12))
        #expect(december == Period(year: 2026, month: 12))
    }

    @Test(
        "what is no month is not read",
        arguments: ["", "2026", "2026-13", "2026-00", "2026-1", "2026-01-01", "26-01", "2026-0１"])
    func notMonths(text: String) {
        #expect(Period(text) == nil)
    }

    @Test("an instant belongs to the month from its first instant to the last before the next one")
    func periodOfInstant() {
        let bounds = PeriodBounds("2026-06")
        #expect(bounds.period(of: Instant("2026-01-01").before) == nil)
        for month in 1...6 {
            let period = Period(year: 2026, month: month)
            #expect(bounds.period(of: Instant("\(period.firstDay)")) == period)
            #expect(bounds.period(of: Instant("\(period.next.firstDay)").before) == period)
        }
        #expect(bounds.period(of: Instant("2026-07-01")) == nil)
    }

    @Test("the first period of the books")
    func genesis() {
        let bounds = PeriodBounds("2026-01")
        #expect(bounds.start == bounds.genesisStart)
        #expect(bounds.period(of: bounds.start) == bounds.period)
        #expect(bounds.period(of: bounds.start.before) == nil)
    }

    /// A month in which the clocks were put forward by an hour.
    @Test("a period's seconds count clock changes")
    func seconds() {
        let start = Instant("2026-03-01 05:00:00")
        let end = Instant("2026-04-01 04:00:00")
        let period = Period(year: 2026, month: 3)
        let bounds = PeriodBounds(
            period: period, genesis: period, monthStarts: [start, end], lateStart: start, refundStart: start)
        #expect(bounds.seconds == 31 * 86_400 - 3_600)
        #expect(bounds.holdFrom.description == "2026-04-01")
    }
}

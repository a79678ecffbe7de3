import Money
import Settlement
import Testing

@Suite("A subscription that is seen for the first time (R7.1, R7.2)")
struct FirstSightTests {
    private func recorded(_ row: SubscriptionRow, genesis: String = "2026-01") throws -> [String] {
        var story = SubscriptionStory(genesis: genesis)
        #expect(try story.show(row) == nil)
        return story.recorded
    }

    @Test("started with its billing period: nothing is filled", arguments: ["2026-03-15", "2026-03-16", "2027-01-01"])
    func nothing(started: String) throws {
        #expect(
            try recorded(.row("2026-03-15 2026-04-15", started: started)) == ["2026-03-15 2026-04-15 3100"])
    }

    @Test("the time before is filled with whole steps back to its start")
    func wholeSteps() throws {
        #expect(
            try recorded(.row("2026-04-15 2026-05-15", started: "2026-02-15")) == [
                "2026-02-15 2026-03-15 3100", "2026-03-15 2026-04-15 3100", "2026-04-15 2026-05-15 3100",
            ])
    }

    @Test("a step that would begin before the start begins on it, at the price of its days")
    func shortStep() throws {
        // From 2026-02-20 to 2026-03-15 are 23 of the 28 days of the step: floor(3100 × 23 / 28) = 2546.
        #expect(
            try recorded(.row("2026-03-15 2026-04-15", started: "2026-02-20")) == [
                "2026-02-20 2026-03-15 2546", "2026-03-15 2026-04-15 3100",
            ])
        #expect(
            try recorded(.row("2026-03-15 2026-04-15", price: 1, started: "2026-03-14")) == [
                "2026-03-14 2026-03-15 0", "2026-03-15 2026-04-15 1",
            ])
    }

    @Test("a year with a digit too many is filled like any other, in time that grows with its months alone")
    func farAhead() throws {
        var story = SubscriptionStory()
        let row = SubscriptionRow(
            id: .subscription, user: .reader, plan: "monthly", price: 3_100, currency: .usd, started: Day("2026-01-01"),
            from: Day(year: 12_026, month: 1, day: 1), to: Day(year: 12_026, month: 2, day: 1), asked: nil)
        let began = ContinuousClock.now
        #expect(try story.show(row) == nil)
        #expect(try story.recognise("2026-01") == ["USD": 3_100])
        #expect(story.account.periods.count == 120_001)
        #expect(story.account.periods.allSatisfy { $0.cut == nil })
        #expect(zip(story.account.periods, story.account.periods.dropFirst()).allSatisfy { $0.to == $1.from })
        // It takes a second or two; looking through all of them for each takes more than ten minutes.
        #expect(ContinuousClock.now - began < .seconds(60))
    }

    @Test("steps are counted from that day, clamped to the month's length, not from the step before")
    func thirtyFirst() throws {
        #expect(
            try recorded(.row("2026-05-31 2026-06-30", started: "2026-01-31")) == [
                "2026-01-31 2026-02-28 3100", "2026-02-28 2026-03-31 3100", "2026-03-31 2026-04-30 3100",
                "2026-04-30 2026-05-31 3100", "2026-05-31 2026-06-30 3100",
            ])
        #expect(
            try recorded(.row("2024-03-30 2024-04-30", started: "2024-01-30"), genesis: "2024-01") == [
                "2024-01-30 2024-02-29 3100", "2024-02-29 2024-03-30 3100", "2024-03-30 2024-04-30 3100",
            ])
    }

    @Test("yearly steps from a leap day")
    func leapDay() throws {
        #expect(
            try recorded(.row("2028-02-29 2029-02-28", started: "2026-02-28", plan: "yearly")) == [
                "2026-02-28 2027-02-28 3100", "2027-02-28 2028-02-29 3100", "2028-02-29 2029-02-28 3100",
            ])
    }

    @Test("steps end with the one that reaches genesis: what it earned before belongs to earlier books")
    func genesis() throws {
        let row = SubscriptionRow.row("2026-02-15 2026-03-15", started: "2025-06-15")
        #expect(
            try recorded(row) == [
                "2025-12-15 2026-01-15 3100", "2026-01-15 2026-02-15 3100", "2026-02-15 2026-03-15 3100",
            ])
        var story = SubscriptionStory()
        // 14 of 31 days of the first and 17 of 31 of the second: just a month's price.
        #expect(try story.cents("2026-01", showing: row) == 1_400 + 1_700)
        #expect(try recorded(.row("2026-01-01 2026-02-01", started: "2025-06-15")) == ["2026-01-01 2026-02-01 3100"])
    }

    @Test("a billing period before genesis is recorded and earns nothing")
    func beforeGenesis() throws {
        var story = SubscriptionStory()
        #expect(try story.show(.row("2025-11-01 2025-12-01")) == nil)
        #expect(story.recorded == ["2025-11-01 2025-12-01 3100"])
        #expect(try story.cents("2026-01") == 0)
    }

    @Test("one in the future is recorded like any other, and earns when its days come")
    func future() throws {
        var story = SubscriptionStory()
        #expect(try story.cents("2026-01", showing: .row("2026-03-01 2026-04-01")) == 0)
        #expect(try story.cents("2026-02") == 0)
        #expect(try story.cents("2026-03") == 3_100)
    }

    @Test("a trial is good and earns nothing")
    func trial() throws {
        #expect(try recorded(.row("2026-01-01 2026-01-15", price: 0)) == ["2026-01-01 2026-01-15 0"])
    }

    @Test("a price times days that leaves 64 bits refuses the close")
    func overflow() throws {
        var story = SubscriptionStory()
        #expect(throws: MoneyError.overflow("a price times days")) {
            try story.show(.row("2026-03-15 2026-04-15", price: .max, started: "2026-02-20"))
        }
        _ = try story.show(.row("2026-03-15 2026-04-15", price: .max))
        #expect(throws: MoneyError.overflow("a price times days")) { try story.recognise("2026-03") }
    }
}

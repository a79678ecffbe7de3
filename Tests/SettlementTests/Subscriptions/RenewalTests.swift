import Money
import Settlement
import Testing

@Suite("The next billing period (R7.2)")
struct RenewalTests {
    /// A subscription that was last seen with a billing period from 2026-01-10 to 2026-02-10.
    private func seen(_ price: Int64 = 3_100) throws -> SubscriptionStory {
        var story = SubscriptionStory()
        _ = try story.show(.row("2026-01-10 2026-02-10", price: price))
        return story
    }

    @Test("a renewal begins where the last one ended: nothing is filled, nothing is told")
    func renewal() throws {
        var story = try seen()
        #expect(try story.show(.row("2026-02-10 2026-03-10")) == nil)
        #expect(story.recorded == ["2026-01-10 2026-02-10 3100", "2026-02-10 2026-03-10 3100"])
    }

    /// The new `from`, what is told, and how many billing periods are recorded in all.
    @Test(
        "a gap is a pause, missed renewals, or long enough to be told",
        arguments: [
            // Less than an interval: a pause, of which nothing is said.
            ("2026-02-11", nil, 2), ("2026-03-06", nil, 2),
            // One step back comes within 3 days of the end, on either side.
            ("2026-03-07", ExceptionCode.renewalsAssumed, 3), ("2026-03-10", .renewalsAssumed, 3),
            ("2026-03-13", .renewalsAssumed, 3),
            // One interval fits, and no step comes near.
            ("2026-03-14", .subscriptionGap, 2), ("2026-04-06", .subscriptionGap, 2),
            // Two steps back do.
            ("2026-04-07", .renewalsAssumed, 4), ("2026-04-13", .renewalsAssumed, 4),
            ("2026-04-14", .subscriptionGap, 2),
            ("2027-02-10", .renewalsAssumed, 14),
        ] as [(String, ExceptionCode?, Int)])
    func gaps(from: String, code: ExceptionCode?, count: Int) throws {
        var story = try seen()
        let to = try #require(Day(from)).adding(months: 1)
        #expect(try story.show(.row("\(from) \(to)", started: "2026-01-10")) == code)
        #expect(story.recorded.count == count)
        #expect(story.account.periods.map(\.from).sorted() == story.account.periods.map(\.from))
    }

    @Test("missed renewals: the first begins on that end, the others at their steps, all at the row's price")
    func missed() throws {
        var story = try seen(1_000)
        #expect(try story.show(.row("2026-04-12 2026-05-12", price: 3_100)) == .renewalsAssumed)
        #expect(
            story.recorded == [
                "2026-01-10 2026-02-10 1000", "2026-02-10 2026-03-12 3100", "2026-03-12 2026-04-12 3100",
                "2026-04-12 2026-05-12 3100",
            ])
        var early = try seen(1_000)
        #expect(try early.show(.row("2026-04-08 2026-05-08", price: 3_100)) == .renewalsAssumed)
        #expect(early.recorded[1] == "2026-02-10 2026-03-08 3100")
    }

    @Test("missed renewals of the 31st")
    func thirtyFirst() throws {
        var story = SubscriptionStory()
        _ = try story.show(.row("2026-01-31 2026-02-28"))
        #expect(try story.show(.row("2026-05-31 2026-06-30", started: "2026-01-31")) == .renewalsAssumed)
        #expect(
            story.recorded.dropFirst() == [
                "2026-02-28 2026-03-31 3100", "2026-03-31 2026-04-30 3100", "2026-04-30 2026-05-31 3100",
                "2026-05-31 2026-06-30 3100",
            ])
    }

    @Test("the plan is the row's plan now")
    func plan() throws {
        var story = try seen()
        #expect(
            try story.show(.row("2027-02-10 2028-02-10", started: "2026-01-10", plan: "yearly")) == .renewalsAssumed)
        #expect(story.recorded.dropFirst() == ["2026-02-10 2027-02-10 3100", "2027-02-10 2028-02-10 3100"])
        var paused = try seen()
        #expect(try paused.show(.row("2026-06-10 2027-06-10", started: "2026-01-10", plan: "yearly")) == nil)
        #expect(paused.recorded.count == 2)
    }

    @Test("the end is that which the row last showed")
    func shownEnd() throws {
        var story = try seen()
        _ = try story.show(.row("2026-01-10 2026-01-25"))
        // From the recorded end it would be a pause; from the shown one a renewal was missed.
        #expect(try story.show(.row("2026-02-25 2026-03-25", started: "2026-01-10")) == .renewalsAssumed)
        #expect(
            story.recorded == [
                "2026-01-10 2026-02-10 (2026-01-25) 3100", "2026-01-25 2026-02-25 3100", "2026-02-25 2026-03-25 3100",
            ])
    }

    @Test("both are told only by the close that first sees the gap")
    func once() throws {
        for (row, code) in [
            (SubscriptionRow.row("2026-03-10 2026-04-10", started: "2026-01-10"), ExceptionCode.renewalsAssumed),
            (.row("2026-03-20 2026-04-20", started: "2026-01-10"), .subscriptionGap),
        ] {
            var story = try seen()
            #expect(try story.show(row) == code)
            #expect(try story.show(row) == nil)
        }
    }

    @Test("a lapse earns nothing, and missed renewals catch up")
    func revenue() throws {
        var lapsed = try seen()
        #expect(try lapsed.cents("2026-01") == 2_200)
        #expect(try lapsed.cents("2026-02") == 900)
        #expect(try lapsed.cents("2026-03", showing: .row("2026-03-22 2026-04-22", started: "2026-01-10")) == 1_000)
        var missed = try seen()
        #expect(try missed.cents("2026-01") == 2_200)
        #expect(try missed.cents("2026-02") == 900)
        // 2026-02-10 to 2026-03-10 in whole, and 22 of the 31 days from 2026-03-10 on.
        #expect(
            try missed.cents("2026-03", showing: .row("2026-03-10 2026-04-10", started: "2026-01-10")) == 3_100 + 2_200)
    }
}

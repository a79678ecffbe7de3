import Money
import Settlement
import Testing

@Suite("Plan changes and rows that change (R7.3)")
struct PlanChangeTests {
    /// A subscription of January, 1.00 a day.
    private func january() throws -> SubscriptionStory {
        var story = SubscriptionStory()
        _ = try story.show(.row("2026-01-01 2026-02-01"))
        return story
    }

    @Test("a later billing period that starts inside of one cuts it; the rate stays")
    func cutByLater() throws {
        var story = try january()
        #expect(try story.show(.row("2026-01-21 2027-01-21", price: 36_500, plan: "yearly")) == nil)
        #expect(story.recorded == ["2026-01-01 2026-02-01 (2026-01-21) 3100", "2026-01-21 2027-01-21 36500"])
        #expect(try story.cents("2026-01") == 2_000 + 1_100)
        #expect(try story.cents("2026-02") == 2_800)
    }

    @Test("the cut of a later billing period stays, whatever the row says")
    func cutStays() throws {
        var story = try january()
        _ = try story.show(.row("2026-01-21 2026-02-21"))
        _ = try story.show(.row("2026-01-01 2026-03-01"))
        #expect(story.recorded.first == "2026-01-01 2026-03-01 (2026-01-21) 3100")
    }

    @Test("one that is told late between two others cuts and is cut")
    func between() throws {
        var story = try january()
        _ = try story.show(.row("2026-01-21 2026-02-21"))
        #expect(try story.show(.row("2026-01-11 2026-02-11")) == nil)
        #expect(
            story.recorded == [
                "2026-01-01 2026-02-01 (2026-01-11) 3100", "2026-01-11 2026-02-11 (2026-01-21) 3100",
                "2026-01-21 2026-02-21 3100",
            ])
    }

    @Test("one that is told late and begins before all others fills nothing and is cut")
    func before() throws {
        var story = SubscriptionStory()
        _ = try story.show(.row("2026-01-21 2026-02-21"))
        #expect(try story.show(.row("2026-01-01 2026-02-01")) == nil)
        #expect(story.recorded == ["2026-01-01 2026-02-01 (2026-01-21) 3100", "2026-01-21 2026-02-21 3100"])
    }

    /// What the row of January shows next, and what is then recorded.
    @Test(
        "the last state of the row counts",
        arguments: [
            ("2026-01-01 2026-01-16", 3_100, "2026-01-01 2026-02-01 (2026-01-16) 3100"),
            ("2026-01-01 2026-02-01", 3_100, "2026-01-01 2026-02-01 3100"),
            ("2026-01-01 2026-03-01", 3_100, "2026-01-01 2026-03-01 3100"),
            ("2026-01-01 2026-02-01", 6_200, "2026-01-01 2026-02-01 6200"),
            ("2026-01-01 2026-01-16", 6_200, "2026-01-01 2026-02-01 (2026-01-16) 6200"),
            ("2026-01-01 2026-02-01", 0, "2026-01-01 2026-02-01 0"),
        ])
    func lastState(dates: String, price: Int64, recorded: String) throws {
        var story = try january()
        #expect(try story.show(.row(dates, price: price)) == nil)
        #expect(story.recorded == [recorded])
    }

    @Test("an end back at or after the recorded one lifts the cut")
    func lifted() throws {
        for (dates, recorded) in [
            ("2026-01-01 2026-02-01", "2026-01-01 2026-02-01 3100"),
            ("2026-01-01 2026-02-02", "2026-01-01 2026-02-02 3100"),
            ("2026-01-01 2026-01-31", "2026-01-01 2026-02-01 (2026-01-31) 3100"),
        ] {
            var story = try january()
            _ = try story.show(.row("2026-01-01 2026-01-16"))
            _ = try story.show(.row(dates))
            #expect(story.recorded == [recorded])
        }
    }

    @Test("a cut keeps the rate: half of January is half of its price")
    func rate() throws {
        var story = try january()
        #expect(try story.cents("2026-01", showing: .row("2026-01-01 2026-01-16")) == 1_500)
        #expect(try story.cents("2026-02", showing: .row("2026-01-01 2026-02-01")) == 1_600)
    }

    @Test("another currency or user of a known billing period: told, and it stays as recorded")
    func changed() throws {
        for row in [
            SubscriptionRow.row("2026-01-01 2026-02-01", currency: .euro), .row("2026-01-01 2026-02-01", user: .buyer),
            .row("2026-01-01 2026-03-01", price: 5, user: nil),
        ] {
            var story = SubscriptionStory(entry: .standard.with { $0.payouts.minimum[.euro] = 1 })
            _ = try story.show(.row("2026-01-01 2026-02-01"))
            #expect(try story.show(row) == .subscriptionChanged)
            #expect(try story.show(row) == .subscriptionChanged)
            #expect(story.recorded == ["2026-01-01 2026-02-01 3100"])
            #expect(try story.recognise("2026-01") == ["USD": 3_100])
        }
    }

    @Test("only what changes is told to have changed")
    func changes() throws {
        var account = SubscriptionAccount(id: .subscription)
        let recorder = SubscriptionRecorder(entry: .standard, genesis: Day("2026-01-01")!)
        _ = try recorder.record(.row("2026-01-01 2026-02-01"), in: &account)
        #expect(account.changed == [Day("2026-01-01")!])
        var loaded = SubscriptionAccount(id: .subscription, periods: account.periods)
        _ = try recorder.record(.row("2026-01-01 2026-02-01"), in: &loaded)
        #expect(loaded.changed.isEmpty)
        _ = try recorder.record(.row("2026-02-01 2026-03-01"), in: &loaded)
        #expect(loaded.changed == [Day("2026-02-01")!])
        var cut = SubscriptionAccount(id: .subscription, periods: account.periods)
        _ = try recorder.record(.row("2026-01-21 2026-02-21"), in: &cut)
        #expect(cut.changed == [Day("2026-01-01")!, Day("2026-01-21")!])
    }
}

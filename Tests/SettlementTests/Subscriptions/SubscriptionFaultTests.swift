import Money
import Settlement
import Testing

@Suite("Bad subscriptions (R7.5, R12)")
struct SubscriptionFaultTests {
    private typealias Repair = (code: ExceptionCode?, repair: (inout SubscriptionRow) -> Void)

    /// A row with every fault at once: each is repaired after it was told, and the next one is told then.
    @Test("the first fault is told")
    func order() throws {
        var row = SubscriptionRow.row("2026-03-01 2026-04-01", price: nil, plan: "weekly", currency: .riel)
        row.started = nil
        row.from = nil
        row.to = nil
        let repairs: [Repair] = [
            (.planUnknown, { $0.plan = nil }),
            (.planUnknown, { $0.plan = "yearly" }),
            (.subscriptionDates, { $0.started = Day("2026-03-01") }),
            (.subscriptionDates, { $0.from = Day("2026-03-01") }),
            (.subscriptionDates, { $0.to = Day("2026-03-01") }),
            (.subscriptionDates, { $0.to = Day("2026-02-28") }),
            (.subscriptionDates, { $0.to = Day("2027-03-01") }),
            (.subscriptionPrice, { $0.price = -1 }),
            (.subscriptionPrice, { $0.price = 0 }),
            (.currencyNotSettled, { $0.currency = .usd }),
            (nil, { _ in }),
        ]
        for (code, repair) in repairs {
            var story = SubscriptionStory()
            #expect(try story.show(row) == code)
            #expect(story.recorded.isEmpty == (code != nil))
            repair(&row)
        }
    }

    @Test("plans are compared as they stand", arguments: ["Monthly", "month", "", "annual"])
    func plans(plan: String) throws {
        var story = SubscriptionStory()
        #expect(try story.show(.row("2026-03-01 2026-04-01", plan: plan)) == .planUnknown)
    }

    @Test("rows that ended before genesis are not asked")
    func beforeGenesis() throws {
        for (asked, code) in [("2025-12-31", nil), ("2026-01-01", ExceptionCode.planUnknown)] {
            var story = SubscriptionStory()
            var row = SubscriptionRow.row("2025-11-01 2025-12-31", plan: nil)
            row.asked = Day(asked)
            #expect(try story.show(row) == code)
        }
        var undated = SubscriptionStory()
        var row = SubscriptionRow.row("2025-11-01 2025-12-31", plan: nil)
        row.asked = nil
        #expect(try undated.show(row) == nil)
    }

    @Test("a bad row records nothing; what was recorded of it before goes on earning")
    func goesOnEarning() throws {
        var story = SubscriptionStory()
        #expect(try story.cents("2026-01", showing: .row("2026-01-16 2026-03-16", price: 5_900)) == 1_600)
        #expect(try story.show(.row("2026-03-16 2026-04-16", price: nil)) == .subscriptionPrice)
        #expect(try story.cents("2026-02") == 2_800)
        #expect(try story.cents("2026-03") == 1_500)
        #expect(story.recorded.count == 1)
    }

    @Test(
        "messages",
        arguments: [
            (
                SubscriptionRow.row("2026-03-01 2026-04-01", plan: "weekly"),
                "the plan \"weekly\" is neither monthly nor yearly; correct it"
            ),
            (
                .row("2026-03-01 2026-03-01"),
                "started 2026-03-01, current period 2026-03-01 to 2026-03-01: "
                    + "a date is missing or no day lies between; correct them"
            ),
            (.row("2026-03-01 2026-04-01", price: nil), "price_cents is null; a price is 0 (a trial) or more"),
            (.row("2026-03-01 2026-04-01", price: -1), "price_cents is -1; a price is 0 (a trial) or more"),
            (
                .row("2026-03-01 2026-04-01", currency: .riel),
                "the currency \"KHR\" has no smallest payout in the policy; add it there or correct it"
            ),
        ])
    func messages(row: SubscriptionRow, message: String) throws {
        var account = SubscriptionAccount(id: .subscription)
        let exception = try SubscriptionRecorder(entry: .standard, genesis: Day("2026-01-01")!).record(
            row, in: &account)
        #expect(exception?.message == message)
        #expect(exception?.table == .subscriptions && exception?.row == .subscription)
    }

    @Test("messages of warnings have the days")
    func warnings() throws {
        let recorder = SubscriptionRecorder(entry: .standard, genesis: Day("2026-01-01")!)
        var account = SubscriptionAccount(id: .subscription)
        _ = try recorder.record(.row("2026-01-10 2026-02-10"), in: &account)
        var missed = account
        #expect(
            try recorder.record(.row("2026-03-10 2026-04-10"), in: &missed)?.message
                == "renewals between 2026-02-10 and 2026-03-10 were missed and have been filled in")
        var gap = account
        #expect(
            try recorder.record(.row("2026-03-20 2026-04-20"), in: &gap)?.message
                == "nothing was paid from 2026-02-10 to 2026-03-20, longer than a plan interval; nothing is earned")
        #expect(
            try recorder.record(.row("2026-01-10 2026-02-10", user: nil), in: &account)?.message
                == "the billing period from 2026-01-10 is recorded in \"USD\" for user \(Identifier.reader), "
                + "the row shows another currency or user; it stays as recorded")
    }
}

import Money
import Settlement
import TestRandom
import Testing

@Suite("What a month recognises (R7.4)")
struct RecognitionTests {
    @Test("late webhooks catch up")
    func late() throws {
        var story = SubscriptionStory()
        #expect(try story.cents("2026-01") == 0)
        #expect(try story.cents("2026-02") == 0)
        #expect(try story.cents("2026-03", showing: .row("2026-01-16 2026-04-16", price: 9_000)) == 7_500)
        #expect(try story.cents("2026-04") == 1_500)
        #expect(try story.cents("2026-05") == 0)
    }

    @Test("a plan change that arrives late takes back what it should not have earned, by waiting")
    func waits() throws {
        var story = SubscriptionStory()
        #expect(
            try story.cents("2026-01", showing: .row("2026-01-01 2027-01-01", price: 36_500, plan: "yearly")) == 3_100)
        #expect(try story.cents("2026-02") == 2_800)
        // Cut on 2026-01-11 it has earned 10.00; 59.00 were recognised. The new plan earns 1.00 a day from then on.
        #expect(try story.cents("2026-03", showing: .row("2026-01-11 2026-02-11")) == 0)
        #expect(story.account.excess == [.usd: 5_900 - 1_000 - 3_100])
        #expect(try story.cents("2026-04", showing: .row("2026-02-11 2026-03-11", price: 2_800)) == 1_000)
        #expect(story.account.excess.isEmpty)
    }

    @Test("one currency does not wait for another")
    func currencies() throws {
        var story = SubscriptionStory(entry: .standard.with { $0.payouts.minimum[.euro] = 1 })
        #expect(try story.cents("2026-01", showing: .row("2026-01-01 2026-03-01", price: 5_900)) == 3_100)
        _ = try story.show(.row("2026-01-11 2026-03-11", price: 5_900, currency: .euro))
        #expect(try story.recognise("2026-02") == ["EUR": 4_900])
        #expect(story.account.excess == [.usd: 2_100])
        #expect(try story.recognise("2026-03") == ["EUR": 1_000])
        #expect(story.account.excess == [.usd: 2_100])
    }

    @Test("revenue is that of the user whose billing period began last, future ones included")
    func user() throws {
        var account = SubscriptionAccount(id: .subscription)
        let recorder = SubscriptionRecorder(entry: .standard, genesis: Day("2026-01-01")!)
        _ = try recorder.record(.row("2026-01-01 2026-02-01", user: .reader), in: &account)
        _ = try recorder.record(.row("2026-02-01 2026-03-01", user: .buyer), in: &account)
        let recognitions = try account.recognise(before: Day("2026-02-01")!, since: Day("2026-01-01")!)
        #expect(recognitions.map(\.user) == [.buyer])
        #expect(recognitions.map(\.cents) == [3_100])
        #expect(recognitions.map(\.subscription) == [.subscription])
    }

    @Test("rounding is floor, and never loses a cent over a life", arguments: Seeds.first(100))
    func life(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let from = Day("2026-01-01")!.adding(days: Int32.random(in: 0...60, using: &random))
        let to = from.adding(days: Int32.random(in: 1...400, using: &random))
        let price = Int64.random(in: 0...20_000, using: &random)
        var story = SubscriptionStory()
        _ = try story.show(.row("\(from) \(to)", price: price))
        var total: Int64 = 0
        var period = Period("2026-01")!
        while period.firstDay < to.adding(days: 40) {
            total += try story.cents("\(period)")
            let passed = max(0, min(from.days(to: period.next.firstDay), from.days(to: to)))
            #expect(total == price * passed / from.days(to: to))
            period = period.next
        }
        #expect(total == price)
    }

    @Test("whatever the row does, what was recognised is what is earned and what waits", arguments: Seeds.first(100))
    func conservation(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var story = SubscriptionStory()
        var total: Int64 = 0
        var period = Period("2026-01")!
        for _ in 0..<12 {
            let from = period.firstDay.adding(days: Int32.random(in: -40...20, using: &random))
            let to = from.adding(days: Int32.random(in: 1...70, using: &random))
            if Bool.random(using: &random) {
                _ = try story.show(
                    .row("\(from) \(to)", price: Int64.random(in: 0...9_999, using: &random), started: "2025-12-20"))
            }
            let cents = try story.cents("\(period)")
            #expect(cents >= 0)
            total += cents
            var earned: Int64 = 0
            for billing in story.account.periods {
                earned += try billing.earned(before: period.next.firstDay, since: Day("2026-01-01")!)
            }
            #expect(total - (story.account.excess[.usd] ?? 0) == earned)
            period = period.next
        }
    }

    /// Of a first month that is over: the row may still change it, or later revenue wait for what it got too early.
    @Test("a billing period matters while it earns, began last, is shown, or is waited for")
    func whatMatters() throws {
        func account(excess: [Currency: Int64] = [:]) -> SubscriptionAccount {
            let periods = [("2026-01-01", "2026-02-01", Currency.euro), ("2026-02-01", "2026-03-01", .usd)].map {
                BillingPeriod(from: Day($0)!, to: Day($1)!, price: 100, currency: $2, user: nil)
            }
            return SubscriptionAccount(id: .subscription, periods: periods, excess: excess)
        }
        let (first, last) = (account().periods[0], account().periods[1])
        let january = Day("2026-01-31")!
        let february = Day("2026-02-01")!
        #expect(account().matters(last, after: Day("2030-01-01")!, shown: nil))
        #expect(account().matters(first, after: january, shown: nil))
        #expect(!account().matters(first, after: february, shown: nil))
        #expect(account().matters(first, after: february, shown: first.from))
        #expect(!account().matters(first, after: february, shown: last.from))
        #expect(account(excess: [.euro: 1]).matters(first, after: february, shown: nil))
        #expect(!account(excess: [.usd: 1]).matters(first, after: february, shown: nil))
    }

    /// What the ledger may leave out of a close: it then recognises the same.
    @Test("billing periods that no longer matter can be left out", arguments: Seeds.first(100))
    func matters(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let recorder = SubscriptionRecorder(entry: .standard, genesis: Day("2026-01-01")!)
        var whole = SubscriptionAccount(id: .subscription)
        var sparse = whole
        var period = Period("2026-01")!
        for _ in 0..<15 {
            let from = period.firstDay.adding(days: Int32.random(in: -10...40, using: &random))
            let isNew = whole.last.map { from >= $0.from } ?? true
            let row = SubscriptionRow.row(
                "\(from) \(from.adding(days: Int32.random(in: 1...80, using: &random)))", started: "2026-01-01")
            if isNew {
                #expect(try recorder.record(row, in: &whole) == recorder.record(row, in: &sparse))
            }
            let end = period.next.firstDay
            let all = try whole.recognise(before: end, since: Day("2026-01-01")!)
            #expect(try sparse.recognise(before: end, since: Day("2026-01-01")!) == all)
            let shown = isNew ? from : nil
            let kept = sparse.periods.filter { sparse.matters($0, after: end, shown: shown) }
            sparse = SubscriptionAccount(id: .subscription, periods: kept, excess: sparse.excess)
            period = period.next
        }
        #expect(sparse.periods.count < whole.periods.count)
    }
}

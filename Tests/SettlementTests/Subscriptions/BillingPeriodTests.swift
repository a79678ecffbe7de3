import Money
import Settlement
import Testing

@Suite("Billing periods (R7)")
struct BillingPeriodTests {
    @Test(
        "months are added with the day clamped",
        arguments: [
            ("2024-01-31", 1, "2024-02-29"), ("2024-01-31", -2, "2023-11-30"), ("2024-02-29", 12, "2025-02-28"),
            ("2024-03-31", -1, "2024-02-29"), ("2023-12-31", 2, "2024-02-29"), ("2024-05-15", 0, "2024-05-15"),
        ])
    func months(day: String, months: Int, result: String) throws {
        #expect(try #require(Day(day)).adding(months: months).description == result)
    }

    @Test("every day of three centuries is its own text")
    func days() {
        for number in Int32(-30_000)...80_000 {
            let day = Day(number: number)
            #expect(Day(day.description) == day)
        }
    }

    @Test("a cut keeps the rate, and a billing period earns its price exactly", arguments: 0..<100)
    func life(seed: Int) throws {
        let from = Day(number: Int32(20_000 + seed))
        let to = from.adding(days: Int32(1 + seed * 3 % 400))
        let period = BillingPeriod(from: from, to: to, price: Int64(seed * 97 + 1), currency: .usd, user: nil)
        #expect(try period.earned(before: to) == period.price)
        #expect(try period.earned(before: to.adding(days: 100)) == period.price)
        #expect(try period.earned(before: from) == 0)
        var cut = period
        cut.shownTo = from.adding(days: 1)
        #expect(try cut.earned(before: to) == period.price / from.days(to: to))
    }

    @Test("what was recognised too early is waited for")
    func waiting() throws {
        let genesis = Day("2024-01-01")!
        let recorder = SubscriptionRecorder(entry: .standard, genesis: genesis)
        var account = SubscriptionAccount(id: Identifier(high: 0, low: 1))
        func row(_ from: String, _ to: String, price: Int64) -> SubscriptionRow {
            SubscriptionRow(
                id: account.id, user: nil, plan: "monthly", price: price, currency: .usd, started: Day("2024-01-01"),
                from: Day(from), to: Day(to), asked: Day(to))
        }
        _ = try recorder.record(row("2024-01-01", "2024-02-01", price: 3_100), in: &account)
        #expect(try account.recognise(before: Day("2024-02-01")!, since: genesis).map(\.cents) == [3_100])
        _ = try recorder.record(row("2024-01-21", "2024-03-11", price: 5_000), in: &account)
        #expect(account.periods.first?.cut == Day("2024-01-21"))
        #expect(try account.recognise(before: Day("2024-03-01")!, since: genesis).map(\.cents) == [2_900])
    }
}

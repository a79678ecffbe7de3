import Money
import Settlement
import TestRandom
import Testing

@Suite("Billing periods (R7.3, R7.4)")
struct BillingPeriodTests {
    /// 31 days of 1.00 each.
    private static let january = BillingPeriod(
        from: Day("2026-01-01")!, to: Day("2026-02-01")!, price: 3_100, currency: .usd, user: .reader)

    @Test(
        "earned before a day, straight line",
        arguments: [
            ("2025-12-31", 0), ("2026-01-01", 0), ("2026-01-02", 100), ("2026-01-31", 3_000), ("2026-02-01", 3_100),
            ("2030-01-01", 3_100),
        ])
    func earned(day: String, cents: Int64) throws {
        #expect(try Self.january.earned(before: #require(Day(day))) == cents)
    }

    @Test(
        "earned is floored",
        arguments: [("2026-01-02", 3), ("2026-01-11", 32), ("2026-01-31", 96), ("2026-02-01", 100)])
    func floored(day: String, cents: Int64) throws {
        var period = Self.january
        period.price = 100
        #expect(try period.earned(before: #require(Day(day))) == cents)
    }

    @Test("what was earned before genesis is left out")
    func sinceGenesis() throws {
        let middle = Day("2026-01-16")!
        #expect(try Self.january.earned(before: Day("2026-02-01")!, since: middle) == 1_600)
        #expect(try Self.january.earned(before: middle, since: middle) == 0)
    }

    /// Where the row showed its end, where a later one starts, and where it is cut.
    @Test(
        "cut at an earlier end or at a later billing period's start, whichever is first",
        arguments: [
            (nil, nil, nil), ("2026-02-01", nil, nil), ("2026-03-01", nil, nil), ("2026-01-31", nil, "2026-01-31"),
            (nil, "2026-02-01", nil), (nil, "2026-02-05", nil), (nil, "2026-01-10", "2026-01-10"),
            ("2026-01-20", "2026-01-10", "2026-01-10"), ("2026-01-05", "2026-01-10", "2026-01-05"),
            ("2026-01-05", "2026-02-10", "2026-01-05"),
        ] as [(String?, String?, String?)])
    func cut(shown: String?, next: String?, cut: String?) throws {
        var period = Self.january
        if let shown { period.shownTo = try #require(Day(shown)) }
        period.nextFrom = next.flatMap { Day($0) }
        #expect(period.cut == cut.flatMap { Day($0) })
        let end = period.cut ?? period.to
        #expect(try period.earned(before: Day("2030-01-01")!) == 100 * period.from.days(to: end))
    }

    @Test("a billing period earns exactly its price, and never less with time", arguments: Seeds.first(100))
    func life(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let from = Day(number: Int32.random(in: 15_000...25_000, using: &random))
        let to = from.adding(days: Int32.random(in: 1...400, using: &random))
        let price = Int64.random(in: 0...100_000, using: &random)
        let period = BillingPeriod(from: from, to: to, price: price, currency: .usd, user: nil)
        let earned = try (from.number...to.number).map { try period.earned(before: Day(number: $0)) }
        #expect(earned.first == 0 && earned.last == price)
        #expect(zip(earned, earned.dropFirst()).allSatisfy { $0 <= $1 })
        let daily = price / from.days(to: to)
        #expect(zip(earned, earned.dropFirst()).allSatisfy { (daily...daily + 1).contains($1 - $0) })
    }

    @Test(
        "a plan's steps back",
        arguments: [("monthly", 1, "2026-02-28"), ("monthly", 13, "2025-02-28"), ("yearly", 2, "2024-03-31")])
    func steps(plan: String, count: Int, day: String) throws {
        #expect(try #require(Plan(rawValue: plan)).steppingBack(count, from: Day("2026-03-31")!).description == day)
    }

    @Test("a price times days that leaves 64 bits is refused")
    func overflow() {
        var period = Self.january
        period.price = .max / 2
        #expect(throws: MoneyError.overflow("a price times days")) { try period.earned(before: Day("2026-01-10")!) }
    }
}

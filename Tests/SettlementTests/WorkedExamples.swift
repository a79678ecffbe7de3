import Money
import Settlement
import Testing

@Suite("The worked examples of the rules")
struct WorkedExamples {
    @Test(
        "sales (R4)",
        arguments: [
            (999, "lemon_squeezy", 150, 100, 50, 849), (499, "paddle", 100, 75, 25, 399),
            (99, "paddle", 20, 55, -35, 79), (2_000, "paddle", 200, 150, 50, 1_800), (500, "paddle", 75, 75, 0, 425),
        ])
    func sale(amount: Int64, provider: String, commission: Int64, processing: Int64, platform: Int64, creator: Int64)
        throws
    {
        let terms = try #require(SaleTerms(sales: .standard, currency: .usd, provider: provider))
        let division = try terms.divide(amount)
        #expect(division.commission == commission)
        #expect(division.processing == processing)
        #expect(try division.platform() == platform)
        #expect(division.creator == creator)
    }

    @Test("donations (R6)", arguments: [(500, 75, 0, 425), (40, 52, -12, 0)])
    func donation(amount: Int64, processing: Int64, platform: Int64, creator: Int64) throws {
        let terms = try #require(SaleTerms(donations: .standard, currency: .usd, provider: "paddle"))
        let division = try terms.divide(amount)
        #expect(division.processing == processing)
        #expect(try division.platform() == platform)
        #expect(division.creator == creator)
    }

    @Test("a yearly plan of 79.99 from 2026-01-15 (R7.4)")
    func yearly() throws {
        var account = SubscriptionAccount(id: Identifier(high: 0, low: 601))
        let recorder = SubscriptionRecorder(entry: .standard, genesis: Day("2026-01-01")!)
        let row = SubscriptionRow(
            id: account.id, user: nil, plan: "yearly", price: 7_999, currency: .usd, started: Day("2026-01-15"),
            from: Day("2026-01-15"), to: Day("2027-01-15"), asked: Day("2027-01-15"))
        #expect(try recorder.record(row, in: &account) == nil)
        let january = try account.recognise(before: Day("2026-02-01")!, since: Day("2026-01-01")!)
        let february = try account.recognise(before: Day("2026-03-01")!, since: Day("2026-01-01")!)
        #expect(january.map(\.cents) == [372])
        #expect(february.map(\.cents) == [614])
    }

    @Test("a pool of 6,993.00 of which one creator read 15 % (R9.2)")
    func pool() throws {
        let terms = PolicyEntry.standard.pool
        let few = Pool.Share(
            content: Identifier(high: 0, low: 203), owner: Identifier(high: 0, low: 103),
            metrics: Metrics(time: 1_500, sessions: 15, concepts: 30), weight: .zero, part: 0)
        let many = Pool.Share(
            content: Identifier(high: 0, low: 202), owner: Identifier(high: 0, low: 102),
            metrics: Metrics(time: 8_500, sessions: 85, concepts: 170), weight: .zero, part: 0)
        let pool = try Pool(
            period: Period("2026-01")!, currency: .usd, terms: terms, revenue: 999_000, carriedIn: 0,
            contents: [few, many])
        #expect(pool.platform == 299_700)
        #expect(pool.distributed == 699_300)
        #expect(pool.shares.map(\.part) == [594_405, 104_895])
        #expect(pool.carriedOut == 0)
    }

    @Test("a pool that nobody reads carries over (R9.5)")
    func carry() throws {
        let pool = try Pool(
            period: Period("2026-01")!, currency: .usd, terms: PolicyEntry.standard.pool, revenue: 999, carriedIn: 5,
            contents: [])
        #expect((pool.platform, pool.distributed, pool.carriedOut) == (300, 0, 704))
    }
}

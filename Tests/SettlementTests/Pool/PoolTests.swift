import Crypto
import Money
import Settlement
import Testing

@Suite("The pool (R9.2–R9.5)")
struct PoolTests {
    private static let terms = PolicyEntry.standard.pool

    /// A pool over contents that are given as `(content, owner, time, sessions, concepts)`.
    private func pool(
        _ revenue: Int64, carry: Int64 = 0, terms: PoolTerms = terms,
        _ contents: [(content: UInt64, owner: UInt64, time: Int64, sessions: Int64, concepts: Int64)]
    ) throws -> Pool {
        let shares = contents.map { content, owner, time, sessions, concepts in
            Pool.Share(
                content: Identifier(high: 8, low: content), owner: Identifier(high: 9, low: owner),
                metrics: Metrics(time: time, sessions: sessions, concepts: concepts), weight: .zero, part: 0)
        }
        return try Pool(
            period: Period("2026-10")!, currency: .usd, terms: terms, revenue: revenue, carriedIn: carry,
            contents: shares)
    }

    @Test(
        "revenue less the platform's part, and what was carried in",
        arguments: [
            (1_000, 0, 300, 700), (999, 0, 300, 699), (1, 0, 0, 1), (2, 0, 1, 1), (0, 704, 0, 704),
            (1_000, 704, 300, 1_404),
        ])
    func amounts(revenue: Int64, carry: Int64, platform: Int64, distributed: Int64) throws {
        let pool = try pool(revenue, carry: carry, [(1, 1, 60, 1, 1)])
        #expect(pool.platform == platform)
        #expect(pool.distributed == distributed)
        #expect(pool.carriedOut == 0)
        #expect(pool.shares.map(\.part) == [distributed])
    }

    @Test("no weight at all: nothing is distributed, and the platform's percentage is not taken twice (R9.5)")
    func carry() throws {
        for contents in [[], [(1, 1, 0, 0, 0)]] as [[(UInt64, UInt64, Int64, Int64, Int64)]] {
            let first = try pool(1_000, carry: 50, contents)
            #expect((first.platform, first.distributed, first.carriedOut) == (300, 0, 750))
            #expect(first.lines(holdFrom: Day("2026-11-01")!).isEmpty)
            let next = try pool(0, carry: first.carriedOut, [(1, 1, 1, 0, 0)])
            #expect((next.platform, next.distributed, next.carriedOut) == (0, 750, 0))
        }
    }

    @Test("a metric that nobody has drops out; its weight is not shared")
    func droppedMetric() throws {
        // Time 50 and concepts 20: the first content has a third of the time and all concepts.
        let pool = try pool(1_000, [(1, 1, 100, 0, 7), (2, 2, 200, 0, 0)])
        #expect(pool.shares.map(\.part) == [367, 333])
    }

    @Test("a metric of weight 0 gives nothing, and a pool of such metrics alone carries over")
    func weightZero() throws {
        let sessionsOnly = Self.terms.with { $0.weights = Metrics(time: 0, sessions: 1, concepts: 0) }
        let shared = try pool(1_000, terms: sessionsOnly, [(1, 1, 9_999, 1, 99), (2, 2, 1, 3, 0)])
        #expect(shared.shares.map(\.part) == [175, 525])
        let unread = try pool(1_000, terms: sessionsOnly, [(1, 1, 9_999, 0, 99)])
        #expect((unread.distributed, unread.carriedOut) == (0, 700))
        #expect(unread.sums == Metrics(time: 9_999, sessions: 0, concepts: 99))
    }

    @Test("first over creators, then over each creator's contents")
    func creatorsFirst() throws {
        let timeOnly = Self.terms.with {
            $0.weights = Metrics(time: 1, sessions: 0, concepts: 0)
            $0.platformPercent = Percentage("0")!
        }
        // 10 over 3 : 1 is 7.5 : 2.5, drawn; three contents alone would get 2.5 each.
        let pool = try pool(10, terms: timeOnly, [(1, 1, 1, 0, 0), (2, 1, 1, 0, 0), (3, 1, 1, 0, 0), (4, 2, 1, 0, 0)])
        let lots = [1, 2].map {
            Array(SHA256.hash(data: Array("2026-10/USD".utf8) + Identifier(high: 9, low: $0).bytes))
        }
        let firstWins = lots[0].lexicographicallyPrecedes(lots[1])
        #expect(pool.shares[3].part == (firstWins ? 2 : 3))
        #expect(pool.shares.prefix(3).map(\.part).reduce(0, +) == (firstWins ? 8 : 7))
        #expect(Set(pool.shares.prefix(3).map(\.part)) == [2, 3])
    }

    @Test("the key names period and currency")
    func key() {
        #expect(Pool.key(Period("2026-10")!, .usd) == Array("2026-10/USD".utf8))
        #expect(Pool.key(Period("2026-01")!, .riel) == Array("2026-01/KHR".utf8))
    }

    @Test("one line per content that got something")
    func lines() throws {
        let pool = try pool(2, [(1, 1, 60, 0, 0), (2, 2, 6_000, 0, 0)])
        #expect(
            pool.lines(holdFrom: Day("2026-11-01")!) == [
                Line(
                    kind: .pool, bucket: .subscriptions, source: nil, content: Identifier(high: 8, low: 2),
                    creator: Identifier(high: 9, low: 2), currency: .usd, gross: 1, processing: 0, platform: 0,
                    creatorPart: 1,
                    payable: true, late: false, holdFrom: Day("2026-11-01")!, soldAt: nil)
            ])
    }

    @Test("the largest metrics are weighed exactly")
    func largest() throws {
        let most = Int64.max / 2
        let pool = try pool(1_000_000_000, [(1, 1, most, most, most), (2, 2, most, most, most - 1)])
        #expect(pool.shares.map(\.part).reduce(0, +) == 700_000_000)
        #expect(pool.shares.map(\.part) == [350_000_000, 350_000_000])
        #expect(pool.shares[0].weight > pool.shares[1].weight)
    }

    @Test("sums of engagement that leave 64 bits refuse the close")
    func overflow() {
        #expect(throws: MoneyError.overflow("a sum of amounts")) {
            try pool(1, [(1, 1, .max, 0, 0), (2, 2, 1, 0, 0)])
        }
        #expect(throws: MoneyError.overflow("a sum of amounts")) { try pool(.max, carry: .max, []) }
    }
}

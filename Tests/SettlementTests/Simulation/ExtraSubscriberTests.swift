import Money
import Settlement
import TestRandom
import Testing

/// What one bot could move, worked out by hand and against rows that it might have had instead.
@Suite("One extra subscriber")
struct ExtraSubscriberTests {
    /// The seconds of February 2026.
    private static let seconds: Int64 = 28 * 86_400
    private static let bounds = PeriodBounds("2026-02")

    /// A month of readers who each read one content of their own creator, as long in all three metrics.
    private struct Month {
        var terms: PoolTerms
        var readers: [(pays: Int64, reads: Int64)]
        var carriedIn: Int64 = 0

        func pool(adding row: EngagementRow? = nil, paying: Int64 = 0) throws -> (
            Pool, contents: [Pool.Share]
        ) {
            var builder = PoolBuilder(bounds: bounds, terms: terms)
            for (number, reader) in readers.enumerated() where reader.reads > 0 {
                let read = EngagementRow.read(
                    UInt64(number), time: reader.reads, sessions: reader.reads, concepts: reader.reads,
                    owner: Identifier(high: 9, low: UInt64(number)))
                _ = try builder.take(
                    reader: Identifier(high: 6, low: UInt64(number)), rows: [read], revenue: [(.usd, reader.pays)])
            }
            if let row {
                _ = try builder.take(reader: Identifier(high: 5, low: 5), rows: [row], revenue: [(.usd, paying)])
            }
            let contents = builder.contents(of: .usd)
            let pool = try Pool(
                period: bounds.period, currency: .usd, terms: terms,
                revenue: readers.reduce(paying) { $0 + $1.pays }, carriedIn: carriedIn, contents: contents)
            return (pool, contents)
        }

        func bot() throws -> ExtraSubscriber? {
            let (pool, contents) = try pool()
            return try ExtraSubscriber(
                in: pool, contents: contents, bounds: bounds, terms: terms, payments: readers.map(\.pays))
        }
    }

    private static func terms(_ model: PoolModel, cap: Int64? = nil) -> PoolTerms {
        PolicyEntry.standard.pool.with {
            $0.model = model
            $0.viewerCapHundredths = cap
        }
    }

    private static func expect(_ month: Month, pays: Int64, gets: Int64, moves: Int64) throws {
        let bot = try #require(try month.bot())
        #expect([bot.pays, bot.gets, bot.moves] == [pays, gets, moves])
    }

    @Test("in a pro-rata pool gets its part of all engagement: 24 of 25 hours here, all but 4 %")
    func proRata() throws {
        let month = Month(terms: ExtraSubscriberTests.terms(.proRata), readers: [(1_000, 100_800)])
        // 1000 more, of which 700 go into the pool: 1400 × 2419200 / 2520000 = 1344.
        try ExtraSubscriberTests.expect(month, pays: 1_000, gets: 1_344, moves: 644)
    }

    @Test("under a viewer cap of an hour a day counts no more than another reader at the cap")
    func capped() throws {
        let month = Month(terms: ExtraSubscriberTests.terms(.proRata, cap: 100), readers: [(1_000, 100_800)])
        try ExtraSubscriberTests.expect(month, pays: 1_000, gets: 700, moves: 0)
        let two = Month(
            terms: ExtraSubscriberTests.terms(.proRata, cap: 100), readers: [(1_000, 100_800), (1_000, 50_400)])
        // 2100 × 2 / 5 = 840, of which it brought 700.
        try ExtraSubscriberTests.expect(two, pays: 1_000, gets: 840, moves: 140)
    }

    @Test("that pays more than its row is worth moves less than nothing")
    func below() throws {
        let month = Month(
            terms: ExtraSubscriberTests.terms(.proRata, cap: 100),
            readers: [(1_000, 1), (1_000, 100_800), (1_000, 100_800), (10, 100_800), (10, 100_800), (1_000, 100_800)])
        let bot = try #require(try month.bot())
        #expect(bot.pays == 1_000 && bot.moves < 0 && bot.gets > 0)
    }

    @Test("in a user-centric pool moves its part of what nobody directs, and nothing else")
    func userCentric() throws {
        let all = Month(terms: ExtraSubscriberTests.terms(.userCentric), readers: [(1_000, 60)])
        try ExtraSubscriberTests.expect(all, pays: 1_000, gets: 700, moves: 0)
        let idle = Month(terms: ExtraSubscriberTests.terms(.userCentric), readers: [(1_000, 60), (1_000, 0)])
        try ExtraSubscriberTests.expect(idle, pays: 1_000, gets: 1_050, moves: 350)
        let carried = Month(terms: ExtraSubscriberTests.terms(.userCentric), readers: [(1_000, 60)], carriedIn: 300)
        try ExtraSubscriberTests.expect(carried, pays: 1_000, gets: 850, moves: 150)
    }

    @Test(
        "where nobody reads gets everything, and moves what would have been carried on", arguments: PoolModel.allCases)
    func nobody(model: PoolModel) throws {
        let month = Month(terms: ExtraSubscriberTests.terms(model), readers: [(1_000, 0)], carriedIn: 5)
        try ExtraSubscriberTests.expect(month, pays: 1_000, gets: 1_405, moves: 705)
    }

    @Test("pays as the median reader, of two the one who paid less; nobody who paid, no bot")
    func pays() throws {
        func paid(_ payments: Int64...) throws -> Int64? {
            try Month(terms: ExtraSubscriberTests.terms(.proRata), readers: payments.map { ($0, 60) }).bot()?.pays
        }
        #expect(try paid(100, 5_000, 1_000) == 1_000)
        #expect(try paid(999, 100) == 100)
        #expect(try paid(0, 0, 7) == 7)
        #expect(try paid(0) == nil && paid() == nil)
    }

    @Test("moves no less than with any other row that is no exception", arguments: 1...60 as ClosedRange<UInt64>)
    func most(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let model = PoolModel.allCases.randomElement(using: &random) ?? .proRata
        let cap: Int64? = [nil, 25, 100, 1_200].randomElement(using: &random) ?? nil
        let readers = (1...Int.random(in: 1...6, using: &random)).map { _ in
            (
                pays: Int64.random(in: 1...9_999, using: &random),
                reads: Int64.random(in: 0...ExtraSubscriberTests.seconds, using: &random)
            )
        }
        let month = Month(terms: ExtraSubscriberTests.terms(model, cap: cap), readers: readers, carriedIn: 77)
        let bot = try #require(try month.bot())
        for _ in 1...20 {
            let time = Int64.random(in: 0...ExtraSubscriberTests.seconds, using: &random)
            let row = EngagementRow.read(
                99, time: time, sessions: Int64.random(in: 0...time, using: &random),
                concepts: Int64.random(in: 0...time, using: &random), owner: Identifier(high: 9, low: 99))
            let (pool, _) = try month.pool(adding: row, paying: bot.pays)
            let part = pool.shares.first { $0.content == row.content }?.part ?? 0
            #expect(part <= bot.gets + 1, "\(row.metrics) gets \(part), the bot \(bot.gets)")
        }
    }
}

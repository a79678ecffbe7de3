import Testing

@testable import Sample

@Suite("Random numbers of a row")
struct RowRandomTests {
    @Test("are SplitMix64's")
    func splitMix() {
        // The generator's published first outputs for the seed 1234567.
        var random = RowRandom(state: 1_234_567)
        let expected: [UInt64] = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        #expect(expected.map { _ in random.next() } == expected)
    }

    @Test("stay below their bound and reach all of it", arguments: [1, 2, 3, 7, 10, 100, 1_000])
    func below(bound: Int) {
        var random = RowRandom(state: 9)
        let drawn = (0..<bound * 40).map { _ in random.below(bound) }
        #expect(drawn.allSatisfy { (0..<bound).contains($0) })
        #expect(Set(drawn).count == bound)
    }

    @Test("are 0 below 0, and never wrap below the largest bound")
    func extremes() {
        var random = RowRandom(state: 9)
        #expect(random.below(0) == 0)
        #expect((0..<1_000).allSatisfy { _ in random.below(.max) >= 0 })
    }

    @Test("are spread evenly: each tenth gets a tenth of the draws, give or take a twentieth of it")
    func evenness() {
        var random = RowRandom(state: 11)
        var counts = Array(repeating: 0, count: 10)
        for _ in 0..<100_000 { counts[random.below(10)] += 1 }
        #expect(counts.allSatisfy { (9_500...10_500).contains($0) })
    }

    @Test("are skewed so that half of the draws fall into the first eighth", arguments: [8, 800, 20_000_000])
    func skewed(bound: Int) {
        var random = RowRandom(state: 5)
        let drawn = (0..<40_000).map { _ in random.skewed(below: bound) }
        #expect(drawn.allSatisfy { (0..<bound).contains($0) })
        #expect((19_000...21_000).contains(drawn.count { $0 < bound / 8 }))
        #expect(drawn.contains { $0 >= bound / 8 * 7 })
    }

    @Test("let things happen as often as is asked", arguments: [0, 1, 25, 50, 99, 100])
    func chance(percent: Int) {
        var random = RowRandom(state: 3)
        let happened = (0..<20_000).count { _ in random.chance(percent, in: 100) }
        #expect(abs(happened - 200 * percent) <= 400)
        if percent == 0 || percent == 100 { #expect(happened == 200 * percent) }
    }

    @Test("pick every element of a list")
    func pick() {
        var random = RowRandom(state: 8)
        #expect(Set((0..<200).map { _ in random.pick(["a", "b", "c"]) }) == ["a", "b", "c"])
    }
}

@Suite("Streams of random numbers")
struct RowStreamTests {
    @Test("give the same row the same numbers and the same id, whatever was drawn before")
    func counterBased() {
        let stream = RowStream(seed: 7, .purchases, .month(3))
        var first = stream.random(99)
        _ = stream.random(1)
        var second = RowStream(seed: 7, .purchases, .month(3)).random(99)
        #expect((0..<5).map { _ in first.next() } == (0..<5).map { _ in second.next() })
        #expect(stream.id(99) == RowStream(seed: 7, .purchases, .month(3)).id(99))
    }

    @Test("differ by seed, purpose, part and row")
    func independence() {
        let streams = [
            RowStream(seed: 7, .purchases, .month(3)), RowStream(seed: 8, .purchases, .month(3)),
            RowStream(seed: 7, .donations, .month(3)), RowStream(seed: 7, .purchases, .month(4)),
            RowStream(seed: 7, .purchases, .late(3)), RowStream(seed: 7, .purchases),
        ]
        let ids = streams.flatMap { stream in (0..<2_000).map { stream.id($0) } }
        #expect(Set(ids).count == ids.count)
        let draws = streams.map { stream in
            var random = stream.random(0)
            return random.next()
        }
        #expect(Set(draws).count == draws.count)
    }

    @Test("make ids of version 4, and ids out of reach of what strikes rows by chance")
    func ids() {
        let stream = RowStream(seed: 1, .planted)
        for row in -5..<500 {
            let text = stream.id(row).description
            #expect(text.dropFirst(14).first == "4" && "89ab".contains(text.dropFirst(19).first ?? "-"))
            let planted = stream.id(row).outOfReach.description
            #expect(planted.hasPrefix("ffffffff-ffff-4") && planted.suffix(17) == text.suffix(17))
        }
    }
}

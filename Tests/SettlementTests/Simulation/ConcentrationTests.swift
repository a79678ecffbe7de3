import Settlement
import TestRandom
import Testing

@Suite("Concentration of earnings")
struct ConcentrationTests {
    @Test(
        "in worked cases",
        arguments: [
            ([7], 0, 10_000), ([5, 5, 5, 5], 0, 2_500), ([0, 0, 0, 9], 7_500, 10_000), ([1, 3], 2_500, 7_500),
            ([3, 1], 2_500, 7_500), ([1, 2], 1_667, 6_667), ([1, 2, 3], 2_222, 5_000), ([-4, 1, 3], 5_000, 7_500),
            ([1, 1, 4], 3_333, 6_667), ([0, 1, 15], 6_250, 9_375),
        ])
    func cases(amounts: [Int64], gini: Int64, topShare: Int64) throws {
        let concentration = try #require(Concentration(amounts))
        #expect(concentration.gini == gini && concentration.topShare == topShare)
        #expect(concentration.creators == amounts.count && concentration.top == 1)
    }

    @Test("is none where nobody earns anything", arguments: [[], [0], [0, 0, 0], [-1, 0]])
    func none(amounts: [Int64]) { #expect(Concentration(amounts) == nil) }

    @Test("the top 1 % are a hundredth of the creators, rounded up")
    func top() throws {
        for (count, top) in [(1, 1), (99, 1), (100, 1), (101, 2), (200, 2), (201, 3), (1_000, 10)] {
            let amounts = [Int64](repeating: 1, count: count)
            #expect(Concentration(amounts)?.top == top)
            #expect(Concentration(amounts)?.gini == 0)
        }
        #expect(Concentration([Int64](repeating: 1, count: 198) + [799, 3])?.topShare == 8_020)
    }

    @Test("holds amounts of 64 bits")
    func wide() {
        #expect(Concentration([.max, .max, .max])?.gini == 0)
        #expect(Concentration([.max, 0, .min])?.gini == 6_667)
    }

    @Test("is the mean difference of two creators over twice the mean", arguments: 1...200 as ClosedRange<UInt64>)
    func definition(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let amounts = (0..<Int.random(in: 1...12, using: &random)).map { _ in
            Int64.random(in: -20...100, using: &random)
        }
        let counted = amounts.map { max(0, $0) }
        let sum = counted.reduce(0, +)
        guard sum > 0 else { return #expect(Concentration(amounts) == nil) }
        let differences = counted.reduce(0) { total, one in total + counted.reduce(0) { $0 + abs(one - $1) } }
        let whole = 2 * Int64(counted.count) * sum
        #expect(Concentration(amounts)?.gini == (2 * 10_000 * differences + whole) / (2 * whole), "\(amounts)")
    }
}

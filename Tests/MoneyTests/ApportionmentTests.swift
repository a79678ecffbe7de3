import Crypto
import Money
import Testing

@Suite("Apportionment (R1.4)")
struct ApportionmentTests {
    private func party(_ number: UInt64, _ weight: UInt64) -> Apportionment.Party {
        Apportionment.Party(id: Identifier(high: 7, low: number), weight: UInt256(weight))
    }

    @Test("three equal parts of 10.00: the odd cent goes to the smallest lot")
    func oddCent() throws {
        let parties = [party(1, 1), party(2, 1), party(3, 1)]
        let key: [UInt8] = [1, 2, 3]
        let parts = try Apportionment.split(1_000, over: parties, key: key)
        let lots = parties.map { Array(SHA256.hash(data: key + $0.id.bytes)) }
        let first = lots.indices.min { lots[$0].lexicographicallyPrecedes(lots[$1]) }
        #expect(parts.reduce(0, +) == 1_000)
        #expect(parts.firstIndex(of: 334) == first)
        #expect(parts.filter { $0 == 333 }.count == 2)
    }

    @Test("the largest remainder comes before the draw")
    func remainders() throws {
        #expect(try Apportionment.split(10, over: [party(1, 1), party(2, 2), party(3, 4)], key: []) == [1, 3, 6])
    }

    @Test("a weight of 0 gets nothing, a negative total is the mirror of its absolute value")
    func zerosAndSigns() throws {
        let parties = [party(1, 0), party(2, 5), party(3, 2)]
        let parts = try Apportionment.split(9, over: parties, key: [9])
        #expect(parts[0] == 0)
        #expect(try Apportionment.split(-9, over: parties, key: [9]) == parts.map { -$0 })
        #expect(try Apportionment.split(0, over: parties, key: [9]) == [0, 0, 0])
    }

    @Test("weights that are all 0 are the caller's error")
    func noWeight() {
        #expect(throws: MoneyError.noWeight) { try Apportionment.split(1, over: [party(1, 0)], key: []) }
        #expect(throws: MoneyError.noWeight) { try Apportionment.split(1, over: [], key: []) }
    }

    @Test("sums to the total, is within a cent of exact, and does not depend on the order", arguments: 0..<200)
    func properties(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let parties = (0..<UInt64.random(in: 1...40, using: &random)).map { number in
            party(number, UInt64.random(in: 0...1_000_000, using: &random) * UInt64.random(in: 0...1, using: &random))
        }
        let sum = parties.reduce(Int128(0)) { $0 + Int128($1.weight.low) }
        guard sum > 0 else { return }
        let total = Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random)
        let key = (0..<8).map { _ in UInt8.random(in: 0...255, using: &random) }
        let parts = try Apportionment.split(total, over: parties, key: key)
        #expect(parts.reduce(0, +) == total, "seed \(seed)")
        for (part, party) in zip(parts, parties) {
            let distance = Int128(part) * sum - Int128(total) * Int128(party.weight.low)
            #expect(distance.magnitude < sum.magnitude, "seed \(seed)")
            #expect(party.weight != .zero || part == 0, "seed \(seed)")
        }
        let shuffled = parties.indices.shuffled(using: &random)
        let again = try Apportionment.split(total, over: shuffled.map { parties[$0] }, key: key)
        #expect(again == shuffled.map { parts[$0] }, "seed \(seed)")
    }

    @Test("10^12 cents over 10^6 parties")
    func large() throws {
        let parties = (0..<1_000_000 as Range<UInt64>).map { party($0, $0 % 977 + 1) }
        #expect(try Apportionment.split(1_000_000_000_000, over: parties, key: [0]).reduce(0, +) == 1_000_000_000_000)
    }
}

/// A small seeded generator, so that a seed that failed can be run again.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

import Crypto
import Money
import TestRandom
import Testing

/// What holds for every split: it is checked against the rule as it is written, worked out in slow arithmetic.
@Suite("Apportionment (R1.4): properties")
struct ApportionmentPropertyTests {
    /// A split to try.
    private struct Case {
        var total: Int64
        var parties: [Apportionment.Party]
        var key: [UInt8]

        /// A random split; weights of few values, so that remainders are often equal.
        init(using random: inout SplitMix, weights: ClosedRange<UInt64>, zeroOneIn: UInt64) {
            let count = UInt64.random(in: 1...40, using: &random)
            parties = (0..<count).map { number in
                let isZero = UInt64.random(in: 1...zeroOneIn, using: &random) == 1 && number > 0
                let weight = isZero ? 0 : UInt64.random(in: weights, using: &random)
                return Apportionment.Party(id: Identifier(high: random.next(), low: number), weight: UInt256(weight))
            }
            total = Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random)
            key = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
        }

        func split() throws -> [Int64] { try Apportionment.split(total, over: parties, key: key) }
    }

    /// The rule word for word: whole parts, then a cent each by remainder and lot.
    private func byTheRule(_ split: Case) -> [Int64] {
        let sum = split.parties.reduce(SlowNumber("0")) { $0 + SlowNumber($1.weight.description) }
        let total = SlowNumber(String(split.total.magnitude))
        let shares = split.parties.map { (total * SlowNumber($0.weight.description)).divided(by: sum) }
        var parts = shares.map { Int64($0.quotient.text) ?? .max }
        let left = Int(split.total.magnitude) - Int(parts.reduce(0, +))
        let lots = split.parties.map { Array(SHA256.hash(data: split.key + $0.id.bytes)) }
        let order = parts.indices.filter { split.parties[$0].weight != .zero }.sorted { one, other in
            let (remainder, rival) = (shares[one].remainder, shares[other].remainder)
            return remainder == rival ? lots[one].lexicographicallyPrecedes(lots[other]) : rival < remainder
        }
        for winner in order.prefix(left) { parts[winner] += 1 }
        return split.total < 0 ? parts.map { -$0 } : parts
    }

    @Test("few different weights, so that much is drawn", arguments: Seeds.first(150))
    func drawn(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let split = Case(using: &random, weights: 1...3, zeroOneIn: 5)
        #expect(try split.split() == byTheRule(split))
    }

    @Test("all weights equal: everything left over is drawn", arguments: Seeds.first(100))
    func equal(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let split = Case(using: &random, weights: 7...7, zeroOneIn: 1_000)
        #expect(try split.split() == byTheRule(split))
    }

    @Test("weights of every size", arguments: Seeds.first(150))
    func anyWeight(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let split = Case(using: &random, weights: 1...UInt64.max >> 8, zeroOneIn: 4)
        #expect(try split.split() == byTheRule(split))
    }

    @Test("weights of more than 200 bits", arguments: Seeds.first(60))
    func wide(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var split = Case(using: &random, weights: 1...9, zeroOneIn: 6)
        split.total = Int64.random(in: 0...1_000_000_000_000, using: &random)
        split.parties = split.parties.map { party in
            let high = UInt128.random(in: 0...UInt128(1) << 76, using: &random)
            let low = UInt128.random(in: 0...UInt128.max, using: &random)
            return Apportionment.Party(id: party.id, weight: UInt256(high: high, low: low))
        }
        #expect(try split.split() == byTheRule(split))
    }

    @Test("the parts sum to the total, each within a cent of exact, 0 for a weight of 0", arguments: Seeds.first(150))
    func bounds(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let split = Case(using: &random, weights: 1...1_000_000, zeroOneIn: 2)
        let parts = try split.split()
        #expect(parts.reduce(0, +) == split.total)
        let sum = split.parties.reduce(Int128(0)) { $0 + Int128($1.weight.low) }
        for (part, party) in zip(parts, split.parties) {
            let distance = Int128(part) * sum - Int128(split.total) * Int128(party.weight.low)
            #expect(distance.magnitude < sum.magnitude)
            #expect(party.weight != .zero || part == 0)
        }
    }

    @Test("the order of the parties does not matter", arguments: Seeds.first(100))
    func order(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let split = Case(using: &random, weights: 1...4, zeroOneIn: 6)
        let shuffled = split.parties.indices.shuffled(using: &random)
        var again = split
        again.parties = shuffled.map { split.parties[$0] }
        let parts = try split.split()
        #expect(try again.split() == shuffled.map { parts[$0] })
    }

    @Test("a negative total is the mirror of its absolute value", arguments: Seeds.first(50))
    func mirror(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let split = Case(using: &random, weights: 1...5, zeroOneIn: 5)
        var mirrored = split
        mirrored.total = -split.total
        #expect(try mirrored.split() == split.split().map { -$0 })
    }

    @Test("weights scaled by one number give the same parts", arguments: Seeds.first(50))
    func scaled(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let split = Case(using: &random, weights: 1...1_000, zeroOneIn: 5)
        let factor = UInt256(UInt64.random(in: 2...UInt64.max, using: &random))
        var scaled = split
        scaled.parties = try split.parties.map {
            Apportionment.Party(id: $0.id, weight: try $0.weight.multiplied(by: factor))
        }
        #expect(try scaled.split() == split.split())
    }

    @Test("10^12 cents over 10^6 parties")
    func large() throws {
        let parties = (0..<1_000_000 as Range<UInt64>).map { number in
            Apportionment.Party(id: Identifier(high: 7, low: number), weight: UInt256(number % 977 + 1))
        }
        let total: Int64 = 1_000_000_000_000
        let sum = parties.reduce(Int64(0)) { $0 + Int64($1.weight.low) }
        let parts = try Apportionment.split(total, over: parties, key: [0])
        #expect(parts.reduce(0, +) == total)
        let isClose = zip(parts, parties).allSatisfy { part, party in
            (Int128(part) * Int128(sum) - Int128(total) * Int128(party.weight.low)).magnitude < UInt128(sum)
        }
        #expect(isClose)
    }
}

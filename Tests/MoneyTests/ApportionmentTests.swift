import Crypto
import Money
import Testing

@Suite("Apportionment (R1.4): examples")
struct ApportionmentTests {
    private static func parties(_ weights: [UInt64]) -> [Apportionment.Party] {
        weights.enumerated().map { number, weight in
            Apportionment.Party(id: Identifier(high: 7, low: UInt64(number)), weight: UInt256(weight))
        }
    }

    /// Splits in which no two remainders are equal, so that nothing is drawn.
    @Test(
        "everybody gets the whole part of their share, the largest remainders a cent more",
        arguments: [
            (10, [1, 2, 4], [1, 3, 6]),
            (100, [1], [100]),
            (100, [99, 1], [99, 1]),
            (1, [1, 2], [0, 1]),
            (1, [3, 2, 1], [1, 0, 0]),
            (7, [5, 3, 1], [4, 2, 1]),
            (1_000, [333, 333, 334], [333, 333, 334]),
            (0, [5, 3], [0, 0]),
            (9, [0, 5, 2], [0, 6, 3]),
            (-10, [1, 2, 4], [-1, -3, -6]),
            (-9, [0, 5, 2], [0, -6, -3]),
            (5, [0, 0, 1], [0, 0, 5]),
        ] as [(Int64, [UInt64], [Int64])])
    func withoutDraw(total: Int64, weights: [UInt64], parts: [Int64]) throws {
        #expect(try Apportionment.split(total, over: Self.parties(weights), key: [1]) == parts)
    }

    @Test("three equal parts of 10.00: the odd cent goes to the smallest lot")
    func oddCent() throws {
        let parties = Self.parties([1, 1, 1])
        let key: [UInt8] = [1, 2, 3]
        let parts = try Apportionment.split(1_000, over: parties, key: key)
        let lots = parties.map { Array(SHA256.hash(data: key + $0.id.bytes)) }
        let first = lots.indices.min { lots[$0].lexicographicallyPrecedes(lots[$1]) }
        #expect(parts.reduce(0, +) == 1_000)
        #expect(parts.firstIndex(of: 334) == first)
        #expect(parts.filter { $0 == 333 }.count == 2)
    }

    /// The lots were worked out with another implementation of SHA-256; their first halves are told.
    @Test(
        "a lot is the SHA-256 of the key and the id's 16 bytes",
        arguments: [
            ("", "00000000-0000-0000-0000-000000000000", "374708fff7719dd5979ec875d56cd228"),
            ("2026-10/USD", "0a000000-0000-4000-8000-0000000000ff", "9f2f5f16292e866686324400e3eb0b53"),
        ])
    func lots(key: String, id: String, lot: String) throws {
        let bytes = Apportionment.lot(key: Array(key.utf8), id: try #require(Identifier(id)))
        #expect(bytes.count == 32)
        #expect(bytes.prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == lot)
    }

    @Test("another key draws another winner sometimes, and the same key always the same")
    func keys() throws {
        let parties = Self.parties([1, 1, 1, 1])
        let winners = try (0..<64 as Range<UInt8>).map { key in
            try Apportionment.split(1, over: parties, key: [key]).firstIndex(of: 1)
        }
        #expect(Set(winners).count == 4)
        #expect(try Apportionment.split(1, over: parties, key: [5]).firstIndex(of: 1) == winners[5])
    }

    @Test("remainders above the tie win before any draw")
    func certainWinners() throws {
        // Shares of 3 over 13: 5 → 1 2/13, 4 → 12/13, 2 → 6/13 twice: one cent is certain, the other is drawn.
        let parties = Self.parties([5, 4, 2, 2])
        let parts = try Apportionment.split(3, over: parties, key: [9])
        #expect(parts[0] == 1 && parts[1] == 1)
        let lots = parties.map { Apportionment.lot(key: [9], id: $0.id) }
        let winner = lots[2].lexicographicallyPrecedes(lots[3]) ? 2 : 3
        #expect(parts[winner] == 1 && parts.reduce(0, +) == 3)
    }

    @Test("the largest amounts of 64 bits are split exactly", arguments: [Int64.max, .min, .min + 1])
    func extremes(total: Int64) throws {
        let parts = try Apportionment.split(total, over: Self.parties([1, 1, 1]), key: [])
        #expect(parts.reduce(Int128(0)) { $0 + Int128($1) } == Int128(total))
        #expect(try Apportionment.split(total, over: Self.parties([7]), key: []) == [total])
    }

    @Test("weights that are all 0 are the caller's error", arguments: [[], [0], [0, 0]] as [[UInt64]])
    func noWeight(weights: [UInt64]) {
        #expect(throws: MoneyError.noWeight) { try Apportionment.split(1, over: Self.parties(weights), key: []) }
        #expect(throws: MoneyError.noWeight) { try Apportionment.split(0, over: Self.parties(weights), key: []) }
    }

    @Test("weights that leave 256 bits are refused, never truncated")
    func overflow() {
        let most = UInt256(high: .max, low: .max)
        let huge = [1, 2].map { Apportionment.Party(id: Identifier(high: 0, low: $0), weight: most) }
        #expect(throws: MoneyError.overflow("a sum of weights")) { try Apportionment.split(1, over: huge, key: []) }
        #expect(throws: MoneyError.overflow("a product of weights")) {
            try Apportionment.split(2, over: Array(huge.prefix(1)), key: [])
        }
    }
}

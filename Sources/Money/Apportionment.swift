internal import Crypto

/// Splits a total over weighted parties so that the parts sum to it exactly (R1.4).
///
/// Everybody gets the whole part of their exact share; the cents left over go one each to the largest remainders.
/// Equal remainders are drawn by hash, so that nobody is first every month and anybody can check the draw.
public enum Apportionment {
    /// One who takes part in a split.
    public struct Party: Hashable, Sendable {
        /// Who it is; its 16 bytes decide the draw among equal remainders.
        public let id: Identifier
        /// What it is to get a share for; 0 gets nothing and takes no part in the draw.
        public let weight: UInt256

        /// A party with its weight.
        public init(id: Identifier, weight: UInt256) {
            self.id = id
            self.weight = weight
        }
    }

    /// The part of each party, in the parties' order; the parts sum to the total.
    ///
    /// A negative total is split as its absolute value, then negated. The result does not depend on the order of the
    /// parties.
    ///
    /// - Parameters:
    ///   - total: What is split, in minor units.
    ///   - parties: Who shares it; ids must be distinct.
    ///   - key: The bytes that name the split, such as a purchase's id; they salt the draw.
    /// - Throws: ``MoneyError/noWeight`` if all weights are 0, ``MoneyError/overflow(_:)`` if a product of the total
    ///   and a weight leaves 256 bits.
    public static func split(_ total: Int64, over parties: [Party], key: [UInt8]) throws(MoneyError) -> [Int64] {
        try steps(total, over: parties, key: key).parts
    }

    /// The same split with everything that led to it, so that it can be shown and checked.
    ///
    /// - Throws: as ``split(_:over:key:)``.
    public static func steps(_ total: Int64, over parties: [Party], key: [UInt8]) throws(MoneyError) -> Steps {
        var sum = UInt256.zero
        for party in parties { sum = try sum.adding(party.weight) }
        guard sum != .zero else { throw .noWeight }
        let magnitude = UInt256(total.magnitude)
        var wholes: [UInt64] = []
        var remainders: [UInt256] = []
        wholes.reserveCapacity(parties.count)
        remainders.reserveCapacity(parties.count)
        var left = total.magnitude
        for party in parties {
            let (quotient, remainder) = try magnitude.multiplied(by: party.weight).quotientAndRemainder(dividingBy: sum)
            wholes.append(UInt64(quotient.low))
            remainders.append(remainder)
            left -= wholes[wholes.count - 1]
        }
        let award = award(Int(left), among: parties, remainders: remainders, key: key)
        var parts = wholes
        for winner in award.winners { parts[winner] += 1 }
        return Steps(
            total: total, parties: parties, key: key, sum: sum, wholes: wholes, remainders: remainders,
            winners: award.winners, drawn: award.drawn,
            parts: try signed(parts, negative: total < 0, summingTo: total))
    }

    /// The place of a party in the draw among equal remainders: the smallest comes first.
    public static func lot(key: [UInt8], id: Identifier) -> [UInt8] {
        Array(SHA256.hash(data: key + id.bytes))
    }

    /// The indices of the parties that get one of the cents left over, and of those among whom it was drawn.
    private static func award(
        _ count: Int, among parties: [Party], remainders: [UInt256], key: [UInt8]
    ) -> (winners: [Int], drawn: [Int]) {
        guard count > 0 else { return ([], []) }
        let order = remainders.indices.filter { parties[$0].weight != .zero }.sorted { remainders[$0] > remainders[$1] }
        let last = remainders[order[count - 1]]
        let certain = order.prefix { remainders[$0] > last }
        let tied = order[certain.count...].prefix { remainders[$0] == last }
        let open = count - certain.count
        guard tied.count > open else { return (Array(certain) + tied, []) }
        let drawn = tied.map { (lot(key: key, id: parties[$0].id), $0) }
            .sorted { $0.0.lexicographicallyPrecedes($1.0) }.map { $0.1 }
        return (Array(certain) + drawn.prefix(open), drawn)
    }

    private static func signed(
        _ parts: [UInt64], negative: Bool, summingTo total: Int64
    ) throws(MoneyError) -> [Int64] {
        var sum: Int64 = 0
        var result: [Int64] = []
        result.reserveCapacity(parts.count)
        for part in parts {
            let value = negative ? Int64(truncatingIfNeeded: 0 &- part) : Int64(part)
            result.append(value)
            sum = try sum.adding(value)
        }
        precondition(sum == total, "an apportionment of \(total) summed to \(sum)")
        return result
    }
}

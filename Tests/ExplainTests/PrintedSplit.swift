import Crypto
import Foundation

/// A printed split, its odd cents given out again from the printed shares alone (R1.4).
struct PrintedSplit {
    /// What each party gets, by the printed results.
    let parts: [String: BigInteger]
    /// What the split's shares say, by party.
    let shares: [String: PrintedShare]
    /// What is wrong with it; nil if nothing is.
    let fault: String?

    /// A split of a section by its name; nil if the section does not have it.
    ///
    /// - Parameter key: The bytes that salt the draw.
    init?(_ name: String, in steps: [PrintedStep], key: [UInt8]) {
        var (shares, parts, odd): ([String: PrintedShare], [String: BigInteger], Set<String>) = ([:], [:], [])
        for step in steps {
            guard let id = step.id(after: "\(name) of") else { continue }
            if let share = PrintedShare(step.left, step.right) {
                shares[id] = share
            } else {
                parts[id] = BigInteger(step.right)
                if step.what.contains("with an odd cent") { odd.insert(id) }
            }
        }
        guard !shares.isEmpty else { return nil }
        self.shares = shares
        self.parts = parts
        fault = PrintedSplit.fault(shares, parts, odd, key)
    }

    private static func fault(
        _ shares: [String: PrintedShare], _ parts: [String: BigInteger], _ odd: Set<String>, _ key: [UInt8]
    ) -> String? {
        guard Set(shares.keys) == Set(parts.keys) else { return "shares and results are of different parties" }
        guard let first = shares.first?.value, shares.values.allSatisfy({ $0.total == first.total }) else {
            return "the shares are of different totals"
        }
        let sum = shares.values.reduce(BigInteger(0)) { $0 + $1.weight }
        guard shares.values.allSatisfy({ $0.sum == sum }) else { return "the weights do not sum to \(sum)" }
        var left = first.total - shares.values.reduce(BigInteger(0)) { $0 + $1.whole }
        var winners: Set<String> = []
        for (id, share) in shares.filter({ $0.value.weight != BigInteger(0) }).sorted(by: { precedes($0, $1, key) }) {
            guard left != BigInteger(0) else { break }
            winners.insert(id)
            left = left - BigInteger(1)
            guard parts[id]?.magnitude == share.whole + BigInteger(1) else { return "\(id) has no odd cent" }
        }
        guard winners == odd else { return "odd cents go to \(odd), not to \(winners)" }
        for (id, share) in shares where !winners.contains(id) && parts[id]?.magnitude != share.whole {
            return "\(id) has too much"
        }
        return nil
    }

    /// Whether a party comes before another for an odd cent: the larger remainder, then the smaller lot.
    static func precedes(
        _ left: (key: String, value: PrintedShare), _ right: (key: String, value: PrintedShare), _ key: [UInt8]
    ) -> Bool {
        if left.value.remainder != right.value.remainder { return left.value.remainder > right.value.remainder }
        return lot(left.key, key).lexicographicallyPrecedes(lot(right.key, key))
    }

    private static func lot(_ id: String, _ key: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: key + PrintedFormula.bytes(id)))
    }
}

/// How unevenly a month's earnings lie among its creators, in whole numbers (R1.2).
///
/// Amounts below 0, which refunds leave, count as 0.
public struct Concentration: Hashable, Sendable {
    /// How many creators there are, those who earn nothing among them.
    public let creators: Int
    /// How many of them are the top 1 %: a hundredth, rounded up.
    public let top: Int
    /// The Gini coefficient in ten-thousandths, to the nearest, a half upwards: 0 if all earn the same, near 10000 if
    /// one earns everything.
    public let gini: Int64
    /// What the top 1 % earn of everything in hundredths of a percent, to the nearest, a half upwards.
    public let topShare: Int64

    /// The concentration of some amounts, one for each creator; nil where nobody earns anything.
    public init?(_ amounts: [Int64]) {
        let sorted = amounts.map { max($0, 0) }.sorted()
        let sum = sorted.reduce(into: Int128(0)) { $0 += Int128($1) }
        guard sum > 0 else { return nil }
        creators = sorted.count
        top = (sorted.count + 99) / 100
        // Σ (2i − n − 1) x_i ÷ n Σ x_i, with the amounts in ascending order and i from 1.
        let count = Int128(sorted.count)
        let weighed = sorted.enumerated().reduce(into: Int128(0)) { total, amount in
            total += (2 * Int128(amount.offset) + 1 - count) * Int128(amount.element)
        }
        let best = sorted.suffix(top).reduce(into: Int128(0)) { $0 += Int128($1) }
        gini = Concentration.tenThousandths(weighed, of: count * sum)
        topShare = Concentration.tenThousandths(best, of: sum)
    }

    private static func tenThousandths(_ part: Int128, of whole: Int128) -> Int64 {
        Int64((2 * 10_000 * part + whole) / (2 * whole))
    }
}

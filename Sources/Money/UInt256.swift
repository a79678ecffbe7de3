/// An unsigned number of 256 bits, for the products that apportionment must not truncate (R1.4).
///
/// Only what shares and weights need: sums, products and quotients, each refusing to wrap.
public struct UInt256: Hashable, Comparable, Sendable {
    /// The upper 128 bits.
    public let high: UInt128
    /// The lower 128 bits.
    public let low: UInt128

    /// A number from its halves.
    public init(high: UInt128, low: UInt128) {
        self.high = high
        self.low = low
    }

    /// A number that fits one half.
    public init(_ value: some UnsignedInteger) {
        self.init(high: 0, low: UInt128(value))
    }

    /// Nothing.
    public static let zero = UInt256(high: 0, low: 0)

    /// Orders by value.
    public static func < (left: UInt256, right: UInt256) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }

    /// The sum.
    ///
    /// - Throws: ``MoneyError/overflow(_:)`` past 256 bits.
    public func adding(_ other: UInt256) throws(MoneyError) -> UInt256 {
        let (lowSum, carry) = low.addingReportingOverflow(other.low)
        let (partial, first) = high.addingReportingOverflow(other.high)
        let (highSum, second) = partial.addingReportingOverflow(carry ? 1 : 0)
        guard !first, !second else { throw .overflow("a sum of weights") }
        return UInt256(high: highSum, low: lowSum)
    }

    /// The product.
    ///
    /// - Throws: ``MoneyError/overflow(_:)`` past 256 bits.
    public func multiplied(by factor: UInt256) throws(MoneyError) -> UInt256 {
        guard high == 0 || factor.high == 0 else { throw .overflow("a product of weights") }
        let wide = high == 0 ? factor : self
        let narrow = high == 0 ? low : factor.low
        let lower = wide.low.multipliedFullWidth(by: narrow)
        let (upper, overflow) = wide.high.multipliedReportingOverflow(by: narrow)
        let (sum, carried) = upper.addingReportingOverflow(lower.high)
        guard !overflow, !carried else { throw .overflow("a product of weights") }
        return UInt256(high: sum, low: lower.low)
    }

    /// The whole quotient and what remains; the divisor must not be 0.
    public func quotientAndRemainder(dividingBy divisor: UInt256) -> (quotient: UInt256, remainder: UInt256) {
        precondition(divisor != .zero, "division by zero")
        guard self >= divisor else { return (.zero, self) }
        guard divisor.high != 0 else { return divided(byHalf: divisor.low) }
        var remainder = self
        var quotient: UInt128 = 0
        let distance = divisor.high.leadingZeroBitCount - high.leadingZeroBitCount
        for shift in stride(from: distance, through: 0, by: -1) {
            let candidate = divisor.shiftedLeft(by: shift)
            quotient <<= 1
            if remainder >= candidate {
                remainder = remainder.lowered(by: candidate)
                quotient |= 1
            }
        }
        return (UInt256(high: 0, low: quotient), remainder)
    }

    private func divided(byHalf divisor: UInt128) -> (quotient: UInt256, remainder: UInt256) {
        let (upper, rest) = high.quotientAndRemainder(dividingBy: divisor)
        let (lower, remainder) = divisor.dividingFullWidth((rest, low))
        return (UInt256(high: upper, low: lower), UInt256(high: 0, low: remainder))
    }

    private func shiftedLeft(by count: Int) -> UInt256 {
        guard count > 0 else { return self }
        return UInt256(high: high << UInt128(count) | low >> UInt128(128 - count), low: low << UInt128(count))
    }

    private func lowered(by other: UInt256) -> UInt256 {
        let (difference, borrow) = low.subtractingReportingOverflow(other.low)
        return UInt256(high: high - other.high - (borrow ? 1 : 0), low: difference)
    }
}

extension UInt256: LosslessStringConvertible {
    /// Reads decimal digits; nil for anything else, or for more than 256 bits.
    public init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        var value = UInt256.zero
        for byte in text.utf8 {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte),
                let shifted = try? value.multiplied(by: UInt256(10 as UInt64)),
                let next = try? shifted.adding(UInt256(byte - UInt8(ascii: "0")))
            else { return nil }
            value = next
        }
        self = value
    }

    /// The decimal digits.
    public var description: String {
        guard high != 0 else { return String(low) }
        let chunk: UInt128 = 1_000_000_000_000_000_000_000_000_000_000_000_000
        let (quotient, remainder) = quotientAndRemainder(dividingBy: UInt256(high: 0, low: chunk))
        let digits = String(remainder.low)
        return quotient.description + String(repeating: "0", count: 36 - digits.count) + digits
    }
}

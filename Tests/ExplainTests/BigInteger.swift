/// A whole number of any size, for checking printed computations without the arithmetic that made them.
struct BigInteger: Hashable, Comparable, CustomStringConvertible {
    /// The digits to the base of a thousand million, the lowest first; none for 0.
    private var limbs: [UInt64] = []
    private var isNegative = false

    private static let base: UInt64 = 1_000_000_000

    /// Reads decimal digits, with a sign of either kind; nil for anything else.
    init?(_ text: some StringProtocol) {
        var digits = Substring(text)
        isNegative = digits.first == "−" || digits.first == "-"
        if isNegative { digits = digits.dropFirst() }
        guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        while !digits.isEmpty {
            limbs.append(UInt64(digits.suffix(9)) ?? 0)
            digits = digits.dropLast(9)
        }
        trim()
    }

    init(_ value: Int) {
        self = BigInteger(String(value))!
    }

    private init(limbs: [UInt64], isNegative: Bool) {
        self.limbs = limbs
        self.isNegative = isNegative
        trim()
    }

    private mutating func trim() {
        while limbs.last == 0 { limbs.removeLast() }
        if limbs.isEmpty { isNegative = false }
    }

    var magnitude: BigInteger { BigInteger(limbs: limbs, isNegative: false) }

    var description: String {
        guard let first = limbs.last else { return "0" }
        let rest = limbs.dropLast().reversed().map { String(String($0 + BigInteger.base).dropFirst()) }
        return (isNegative ? "-" : "") + String(first) + rest.joined()
    }

    static prefix func - (value: BigInteger) -> BigInteger {
        BigInteger(limbs: value.limbs, isNegative: !value.isNegative)
    }

    static func + (left: BigInteger, right: BigInteger) -> BigInteger {
        guard left.isNegative == right.isNegative else {
            return isSmaller(left.limbs, right.limbs)
                ? BigInteger(limbs: difference(right.limbs, left.limbs), isNegative: right.isNegative)
                : BigInteger(limbs: difference(left.limbs, right.limbs), isNegative: left.isNegative)
        }
        var limbs: [UInt64] = []
        var carry: UInt64 = 0
        for index in 0..<max(left.limbs.count, right.limbs.count) {
            let sum = left.limb(index) + right.limb(index) + carry
            limbs.append(sum % base)
            carry = sum / base
        }
        return BigInteger(limbs: limbs + [carry], isNegative: left.isNegative)
    }

    static func - (left: BigInteger, right: BigInteger) -> BigInteger { left + -right }

    static func * (left: BigInteger, right: BigInteger) -> BigInteger {
        var limbs = [UInt64](repeating: 0, count: left.limbs.count + right.limbs.count + 1)
        for (low, factor) in left.limbs.enumerated() {
            var carry: UInt64 = 0
            for index in 0...right.limbs.count {
                let product = factor * right.limb(index) + limbs[low + index] + carry
                limbs[low + index] = product % base
                carry = product / base
            }
        }
        return BigInteger(limbs: limbs, isNegative: left.isNegative != right.isNegative)
    }

    static func < (left: BigInteger, right: BigInteger) -> Bool { (left - right).isNegative }

    private func limb(_ index: Int) -> UInt64 { index < limbs.count ? limbs[index] : 0 }

    private static func isSmaller(_ left: [UInt64], _ right: [UInt64]) -> Bool {
        left.count != right.count
            ? left.count < right.count : left.reversed().lexicographicallyPrecedes(right.reversed())
    }

    /// The difference of a larger number and a smaller one.
    private static func difference(_ larger: [UInt64], _ smaller: [UInt64]) -> [UInt64] {
        var limbs = larger
        var borrow: UInt64 = 0
        for index in limbs.indices {
            let taken = (index < smaller.count ? smaller[index] : 0) + borrow
            borrow = limbs[index] < taken ? 1 : 0
            limbs[index] = limbs[index] + borrow * base - taken
        }
        return limbs
    }
}

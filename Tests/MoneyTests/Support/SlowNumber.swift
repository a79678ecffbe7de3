/// A whole number as decimal digits, the last one first: school arithmetic, against which the fast one is checked.
struct SlowNumber: Equatable {
    private(set) var digits: [Int]

    init(digits: [Int]) {
        self.digits = digits
        while self.digits.last == 0 { self.digits.removeLast() }
    }

    init(_ text: String) {
        self.init(digits: text.utf8.reversed().map { Int($0) - 48 })
    }

    var text: String { digits.isEmpty ? "0" : digits.reversed().map(String.init).joined() }

    /// 2^256, the first number that 256 bits do not hold.
    static let limit = (0..<256).reduce(SlowNumber("1")) { power, _ in power + power }

    static func + (left: SlowNumber, right: SlowNumber) -> SlowNumber {
        var sum: [Int] = []
        var carry = 0
        for place in 0..<max(left.digits.count, right.digits.count) {
            let value = left.digit(place) + right.digit(place) + carry
            sum.append(value % 10)
            carry = value / 10
        }
        return SlowNumber(digits: sum + [carry])
    }

    static func * (left: SlowNumber, right: SlowNumber) -> SlowNumber {
        var product = [Int](repeating: 0, count: left.digits.count + right.digits.count + 1)
        for (place, digit) in left.digits.enumerated() {
            var carry = 0
            for other in 0...right.digits.count {
                let value = product[place + other] + digit * right.digit(other) + carry
                product[place + other] = value % 10
                carry = value / 10
            }
        }
        return SlowNumber(digits: product)
    }

    static func < (left: SlowNumber, right: SlowNumber) -> Bool {
        if left.digits.count != right.digits.count { return left.digits.count < right.digits.count }
        return left.digits.reversed().lexicographicallyPrecedes(right.digits.reversed())
    }

    /// Long division, a digit at a time.
    func divided(by divisor: SlowNumber) -> (quotient: SlowNumber, remainder: SlowNumber) {
        var quotient: [Int] = []
        var remainder = SlowNumber(digits: [])
        for digit in digits.reversed() {
            remainder = SlowNumber(digits: [digit] + remainder.digits)
            var times = 0
            while !(remainder < divisor) {
                remainder = remainder.less(divisor)
                times += 1
            }
            quotient.append(times)
        }
        return (SlowNumber(digits: quotient.reversed()), remainder)
    }

    /// The difference to a number that is not larger.
    private func less(_ other: SlowNumber) -> SlowNumber {
        var difference: [Int] = []
        var borrow = 0
        for place in digits.indices {
            let value = digits[place] - other.digit(place) - borrow
            difference.append(value < 0 ? value + 10 : value)
            borrow = value < 0 ? 1 : 0
        }
        return SlowNumber(digits: difference)
    }

    private func digit(_ place: Int) -> Int { place < digits.count ? digits[place] : 0 }
}

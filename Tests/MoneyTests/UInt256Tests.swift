import Money
import TestRandom
import Testing

@Suite("Numbers of 256 bits (R1.4), against school arithmetic")
struct UInt256Tests {
    /// Numbers at which a carry, a half or a top bit could go wrong.
    static let edgeNumbers: [UInt256] = {
        let halves: [UInt128] = [0, 1, 2, 3, 10, 1 << 63, 1 << 64, (1 << 64) - 1, 1 << 127, .max - 1, .max]
        return halves.flatMap { high in halves.map { UInt256(high: high, low: $0) } }
    }()

    /// A number of a random width, so that small and large ones meet.
    static func random(using random: inout SplitMix) -> UInt256 {
        let bits = Int.random(in: 1...256, using: &random)
        let high = bits > 128 ? UInt128.random(in: 0...UInt128.max >> UInt128(256 - bits), using: &random) : 0
        let low = UInt128.random(in: 0...UInt128.max >> UInt128(128 - min(bits, 128)), using: &random)
        return UInt256(high: high, low: low)
    }

    /// Checks sum, product, quotient, remainder and order of two numbers.
    private func check(_ left: UInt256, _ right: UInt256) {
        let (slowLeft, slowRight) = (SlowNumber(left.description), SlowNumber(right.description))
        #expect((left < right) == (slowLeft < slowRight), "\(left) < \(right)")
        let sum = slowLeft + slowRight
        #expect(
            (try? left.adding(right))?.description == (sum < SlowNumber.limit ? sum.text : nil), "\(left) + \(right)")
        let product = slowLeft * slowRight
        let fits = product < SlowNumber.limit
        #expect((try? left.multiplied(by: right))?.description == (fits ? product.text : nil), "\(left) × \(right)")
        guard right != .zero else { return }
        let (quotient, remainder) = left.quotientAndRemainder(dividingBy: right)
        let slow = slowLeft.divided(by: slowRight)
        #expect(quotient.description == slow.quotient.text, "\(left) ÷ \(right)")
        #expect(remainder.description == slow.remainder.text, "\(left) mod \(right)")
    }

    @Test("edges with edges", arguments: edgeNumbers)
    func edges(left: UInt256) {
        for right in Self.edgeNumbers.enumerated().filter({ $0.offset % 3 == 0 || $0.element.high == 0 }) {
            check(left, right.element)
        }
    }

    @Test("random numbers with random numbers", arguments: Seeds.first(300))
    func randomNumbers(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for _ in 0..<4 { check(Self.random(using: &random), Self.random(using: &random)) }
    }

    @Test("quotients next to a whole one", arguments: Seeds.first(100))
    func nearlyWhole(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let divisor = try UInt256(UInt128.random(in: 1...UInt128.max, using: &random)).adding(UInt256(1 as UInt64))
        let quotient = UInt256(UInt128.random(in: 2...UInt128.max >> 2, using: &random))
        let product = try divisor.multiplied(by: quotient)
        check(product, divisor)
        check(product, quotient)
        check(try product.adding(UInt256(1 as UInt64)), divisor)
        check(try product.adding(UInt256(divisor.low - 1)), divisor)
    }

    @Test("a product may have its large half on either side")
    func sides() throws {
        let large = UInt256(high: 5, low: .max)
        let small = UInt256(3 as UInt64)
        #expect(try large.multiplied(by: small) == small.multiplied(by: large))
        #expect(throws: MoneyError.overflow("a product of weights")) { try large.multiplied(by: large) }
        #expect(throws: MoneyError.overflow("a product of weights")) {
            try UInt256(high: .max, low: 0).multiplied(by: UInt256(2 as UInt64))
        }
        #expect(throws: MoneyError.overflow("a product of weights")) {
            try UInt256(high: .max, low: .max).multiplied(by: UInt256(UInt128.max))
        }
    }

    @Test(
        "decimal text is read and written",
        arguments: [
            "0", "1", "9", "10", "340282366920938463463374607431768211455", "340282366920938463463374607431768211456",
            "1000000000000000000000000000000000000", "123000000000000000000000000000000000000456",
            "115792089237316195423570985008687907853269984665640564039457584007913129639935",
        ])
    func text(digits: String) throws {
        #expect(try #require(UInt256(digits)).description == digits)
    }

    @Test(
        "what is no number of 256 bits is not read",
        arguments: [
            "", "-1", "+1", "1.0", " 1", "1 ", "0x1", "١",
            "115792089237316195423570985008687907853269984665640564039457584007913129639936",
            "1157920892373161954235709850086879078532699846656405640394575840079131296399350",
        ])
    func notNumbers(text: String) {
        #expect(UInt256(text) == nil)
    }
}

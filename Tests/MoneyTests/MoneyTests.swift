import Money
import Testing

@Suite("Money, currencies and percentages (R1)")
struct MoneyTests {
    @Test(
        "exponents of ISO 4217",
        arguments: [("USD", 2), ("JPY", 0), ("KWD", 3), ("KHR", 2), ("EUR", 2), ("CLF", 4)])
    func exponents(code: String, places: Int) {
        #expect(Currency(code).exponent == places)
    }

    @Test("a code that is none has no exponent")
    func noExponent() {
        #expect(Currency("usd").exponent == nil)
    }

    @Test(
        "amounts are written and read with their currency's decimals",
        arguments: [("-0.52 USD", -52), ("10.00 USD", 1_000), ("7 JPY", 7), ("0.001 KWD", 1), ("-12.345 KWD", -12_345)])
    func texts(text: String, cents: Int64) throws {
        let money = try #require(Money(text))
        #expect(money.cents == cents)
        #expect(money.description == text)
    }

    @Test(
        "what is no amount is not read",
        arguments: ["10 USD", "10.0 USD", "1.00", "1.00 XXQ", "+1.00 USD", "1.00  USD"])
    func notAmounts(text: String) {
        #expect(Money(text) == nil)
    }

    @Test("currencies do not mix, and amounts do not wrap")
    func refusals() throws {
        let dollar = try #require(Money("1.00 USD"))
        let euro = try #require(Money("1.00 EUR"))
        let most = Money(cents: .max, currency: .usd)
        #expect(throws: MoneyError.currencyMismatch(.usd, Currency("EUR"))) { try dollar.adding(euro) }
        #expect(throws: MoneyError.currencyMismatch(.usd, Currency("EUR"))) { try dollar.isLess(than: euro) }
        #expect(throws: MoneyError.overflow("a sum of amounts")) { try most.adding(dollar) }
        #expect(throws: MoneyError.self) { try Int64.min.negated() }
    }

    @Test(
        "a percentage of an amount goes to the nearest cent, a half away from zero",
        arguments: [
            ("15", 999, 150), ("20", 499, 100), ("20", 99, 20), ("5", 999, 50), ("5", 10, 1), ("5", -10, -1),
            ("5", 9, 0), ("0.5", 100, 1), ("0.49", 100, 0), ("100", 12_345, 12_345), ("2.9", 1_000, 29), ("0", 5, 0),
        ])
    func percentages(percent: String, amount: Int64, result: Int64) throws {
        #expect(try #require(Percentage(percent)).of(amount) == result)
    }

    @Test("the largest amounts are widened, not wrapped")
    func widePercentages() throws {
        #expect(try #require(Percentage("100")).of(.max) == .max)
        #expect(throws: MoneyError.self) { try Percentage(basisPoints: 20_000).of(.max) }
    }

    @Test(
        "what is no percentage is not read", arguments: ["", "-1", "1.234", "101", "1e1", "1.", "five", "+5", "100.01"])
    func notPercentages(text: String) {
        #expect(Percentage(text) == nil)
    }

    @Test("256-bit quotients and remainders give back what was divided", arguments: 0..<300)
    func division(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        func number(_ bits: Int) -> UInt256 {
            let high = bits > 128 ? UInt128.random(in: 0...UInt128.max >> UInt128(256 - bits), using: &random) : 0
            let width = min(bits, 128)
            return UInt256(high: high, low: UInt128.random(in: 0...UInt128.max >> UInt128(128 - width), using: &random))
        }
        let dividend = number(Int.random(in: 1...256, using: &random))
        let divisor = try number(Int.random(in: 1...255, using: &random)).adding(UInt256(1 as UInt64))
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        #expect(remainder < divisor, "seed \(seed)")
        #expect(try quotient.multiplied(by: divisor).adding(remainder) == dividend, "seed \(seed)")
        #expect(UInt256(dividend.description) == dividend, "seed \(seed)")
    }

    @Test("identifiers are read, written and ordered by their bytes")
    func identifiers() throws {
        let text = "0a000000-0000-4000-8000-0000000000ff"
        let id = try #require(Identifier(text))
        #expect(id.description == text)
        #expect(id.bytes.first == 10 && id.bytes.last == 255 && id.bytes.count == 16)
        #expect(Identifier("0A000000-0000-4000-8000-0000000000FF") == id)
        #expect(Identifier("not an id") == nil && Identifier(text + "0") == nil && Identifier("") == nil)
        #expect(Identifier(high: 1, low: 0) < id)
    }
}

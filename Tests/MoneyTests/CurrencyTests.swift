import Money
import Testing

@Suite("Currencies (R1.1)")
struct CurrencyTests {
    @Test(
        "exponents of ISO 4217",
        arguments: [
            ("USD", 2), ("EUR", 2), ("KHR", 2), ("THB", 2), ("CHF", 2), ("MGA", 2), ("JPY", 0), ("KRW", 0), ("VND", 0),
            ("ISK", 0), ("XOF", 0), ("KWD", 3), ("BHD", 3), ("TND", 3), ("CLF", 4), ("UYW", 4),
        ])
    func exponents(code: String, places: Int) {
        #expect(Currency(code).exponent == places)
    }

    @Test("a code that is none has no exponent", arguments: ["usd", "US", "USDT", "", "XXQ", "U$D", "BTC"])
    func noExponent(code: String) {
        #expect(Currency(code).exponent == nil)
    }

    @Test("codes are compared as they stand")
    func comparison() {
        #expect(Currency("USD") == .usd)
        #expect(Currency("usd") != .usd)
        #expect(Currency("USD ") != .usd)
    }

    @Test("codes are ordered by their UTF-8 bytes")
    func order() {
        let codes = ["", "EUR", "JPY", "USD", "eur", "é", "€", "𝔻"]
        #expect(codes.reversed().map { Currency($0) }.sorted().map(\.code) == codes)
    }
}

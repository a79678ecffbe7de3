import Money
import Testing

@Suite("Amounts (R1.1)")
struct AmountTests {
    @Test(
        "are written and read with their currency's decimals",
        arguments: [
            ("10.00 USD", 1_000), ("0.00 USD", 0), ("-0.52 USD", -52), ("0.05 USD", 5), ("7 JPY", 7), ("-7 JPY", -7),
            ("0.001 KWD", 1), ("-12.345 KWD", -12_345), ("1.0000 CLF", 10_000), ("4100.00 KHR", 410_000),
            ("92233720368547758.07 USD", Int64.max), ("-92233720368547758.08 USD", Int64.min),
        ])
    func texts(text: String, cents: Int64) throws {
        let money = try #require(Money(text))
        #expect(money.cents == cents)
        #expect(money.description == text)
    }

    @Test(
        "what is no amount is not read",
        arguments: [
            "", "USD", "10 USD", "10.0 USD", "1.000 USD", "1.00", "1.00 XXQ", "+1.00 USD", "1.00  USD", "1.00USD",
            "7.0 JPY", "7. JPY", "1,00 USD", "1.00 usd", ".50 USD", "-.50 USD", "01.00 USD", "-0.00 USD", "1.00 USD ",
            "92233720368547758.08 USD",
            "0x1.00 USD",
        ])
    func notAmounts(text: String) {
        #expect(Money(text) == nil)
    }

    @Test("of an unknown currency are written in whole minor units")
    func unknownCurrency() {
        #expect(Money(cents: -1_234, currency: Currency("XXQ")).description == "-1234 XXQ")
    }

    @Test(
        "numbers with their thousands parted",
        arguments: [
            ("0", "0"), ("999", "999"), ("1000", "1,000"), ("-999", "-999"), ("-1000.50", "-1,000.50"),
            ("1234567.891", "1,234,567.891"), ("0.1234", "0.1234"),
            ("-9223372036854775808", "-9,223,372,036,854,775,808"),
        ])
    func grouped(number: String, text: String) {
        #expect(Money.grouped(number) == text)
        #expect(Money.grouped(number, minus: "\u{2212}") == text.replacing("-", with: "\u{2212}"))
    }

    @Test(
        "minor units as a decimal number",
        arguments: [
            (5, 0, "5"), (5, 1, "0.5"), (5, 2, "0.05"), (-5, 3, "-0.005"), (12_345, 4, "1.2345"), (0, 2, "0.00"),
        ])
    func decimals(cents: Int64, places: Int, text: String) {
        #expect(Money.decimal(cents, exponent: places) == text)
    }

    @Test("of one currency are added and compared")
    func arithmetic() throws {
        let (one, two) = (try #require(Money("1.00 USD")), try #require(Money("2.00 USD")))
        #expect(try one.adding(two) == Money("3.00 USD"))
        #expect(try one.isLess(than: two))
        #expect(try !two.isLess(than: one))
        #expect(try !one.isLess(than: one))
    }

    @Test("of two currencies are neither added nor compared")
    func currencies() throws {
        let (dollar, euro) = (try #require(Money("1.00 USD")), try #require(Money("1.00 EUR")))
        let mismatch = MoneyError.currencyMismatch(.usd, Currency("EUR"))
        #expect(throws: mismatch) { try dollar.adding(euro) }
        #expect(throws: mismatch) { try dollar.isLess(than: euro) }
        #expect(mismatch.description == "\"USD\" and \"EUR\" are different currencies")
    }

    @Test("never wrap: leaving 64 bits is an error")
    func overflow() throws {
        let sum = MoneyError.overflow("a sum of amounts")
        let difference = MoneyError.overflow("a difference of amounts")
        let most = Money(cents: .max, currency: .usd)
        #expect(throws: sum) { try most.adding(Money(cents: 1, currency: .usd)) }
        #expect(throws: sum) { try Int64.max.adding(1) }
        #expect(throws: sum) { try Int64.min.adding(-1) }
        #expect(throws: difference) { try Int64.min.subtracting(1) }
        #expect(throws: difference) { try Int64.max.subtracting(-1) }
        #expect(throws: difference) { try Int64.min.negated() }
        #expect(try Int64.max.negated() == .min + 1)
        #expect(try Int64.min.adding(.max) == -1)
        #expect(sum.description == "a sum of amounts does not fit its width; amounts are signed 64-bit minor units")
    }

    @Test("a split without weight says so")
    func noWeight() {
        #expect(MoneyError.noWeight.description == "a total cannot be split over parties whose weights are all 0")
    }
}

import Journal
import Money
import Settlement
import Testing

/// What is written, to the byte.
@Suite("Journal text")
struct JournalTextTests {
    private static let day = Day(year: 2026, month: 1, day: 31)
    private static let id = Identifier(high: 1, low: 2)

    /// A payout that failed for a hostile reason, and what the bank must have then: the accounts that it used are not named.
    private func text(_ format: JournalFormat, in currency: Currency) throws -> String {
        var bytes: [UInt8] = []
        let fact = PayoutFact(
            step: .failed, payee: .everybody, parts: BucketAmounts(sales: 105, donations: 0, subscriptions: 0))
        let entry = try fact.entry(
            EntryHeading(
                day: JournalTextTests.day, narration: "payout failed: \"no\n2026-01-01 ; x:y, ^l #t | é\" \u{202E}",
                links: ["payout": JournalTextTests.id, "creator": nil]), in: currency)
        try withoutActuallyEscaping({ bytes += $0 }) { write in
            var writer = try JournalWriter(format, begins: Day(year: 2026, month: 1, day: 1), write: write)
            try writer.add(entry)
            try writer.assert([AssertedBalance(.bank, currency, -7)], endOf: JournalTextTests.day)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("hledger: amounts by the currency's exponent, words without tags or line breaks")
    func hledger() throws {
        #expect(
            try text(.hledger, in: .usd) == """
                ; the books of remit: debits are positive
                decimal-mark .

                commodity 0.00 USD
                account Liabilities:Creators:All:Sales
                account Liabilities:PayoutsInFlight
                2026-01-31 * payout failed no 2026-01-01 x y l t é  ; payout:00000000-0000-0001-0000-000000000002
                    Liabilities:Creators:All:Sales  -1.05 USD
                    Liabilities:PayoutsInFlight  1.05 USD

                account Assets:Bank
                2026-01-31 * balances
                    Assets:Bank  0.00 USD = -0.07 USD
                    Liabilities:Creators:All:Sales  0.00 USD = 0.00 USD
                    Liabilities:PayoutsInFlight  0.00 USD = 0.00 USD


                """)
        #expect(try text(.hledger, in: Currency("JPY")).contains("commodity 0. JPY\n"))
        #expect(try text(.hledger, in: Currency("KWD")).contains("PayoutsInFlight  0.105 KWD\n"))
    }

    @Test("beancount: links, and balances on the day after")
    func beancount() throws {
        #expect(
            try text(.beancount, in: Currency("JPY")) == """
                ;; the books of remit: debits are positive
                option "title" "remit"

                2026-01-01 commodity JPY
                2026-01-01 open Liabilities:Creators:All:Sales
                2026-01-01 open Liabilities:PayoutsInFlight
                2026-01-31 * "payout failed no 2026-01-01 x y l t é" ^payout-00000000-0000-0001-0000-000000000002
                  Liabilities:Creators:All:Sales  -105 JPY
                  Liabilities:PayoutsInFlight  105 JPY

                2026-01-01 open Assets:Bank
                2026-02-01 balance Assets:Bank  -7 ~ 0 JPY
                2026-02-01 balance Liabilities:Creators:All:Sales  0 ~ 0 JPY
                2026-02-01 balance Liabilities:PayoutsInFlight  0 ~ 0 JPY


                """)
    }

    @Test("a currency that is none gets a symbol of its own, the same each time")
    func strangeCurrency() throws {
        let strange = try text(.hledger, in: Currency("us\"d"))
        #expect(strange.contains("commodity 0. \"X606422ED2D028CF0DFB5\"  ; us d\n"))
        #expect(try text(.beancount, in: Currency("us\"d")).contains("\n  code: \"us d\"\n"))
        #expect(try text(.beancount, in: Currency("us'd")) != text(.beancount, in: Currency("us\"d")))
    }
}

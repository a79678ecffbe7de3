import Money
import Remittance
import Settlement
import Testing

/// PayPal's and Wise's files, byte for byte.
@Suite struct ProviderFileTests {
    @Test func paypal() throws {
        let payouts = [
            Example.payout(2, "0.05 USD", to: Example.paypal("o'neil+pay@example.org"), note: "Thanks, \"Bob\""),
            Example.payout(1, "1234567.89 USD", to: Example.paypal(" ann@example.org ")),
            Example.payout(3, "7 JPY", to: Example.paypal(), note: "=1+1"),
        ]
        #expect(
            try Example.texts(payouts, as: .paypal) == [
                "paypal-USD.csv": """
                ann@example.org,1234567.89,USD,P00000000008008000000000001,Earnings of January,PAYPAL
                o'neil+pay@example.org,0.05,USD,P00000000008008000000000002,"Thanks, ""Bob""\",PAYPAL

                """,
                "paypal-JPY.csv": "ann@example.org,7,JPY,P00000000008008000000000003,1+1,PAYPAL\n",
            ])
    }

    @Test func wise() throws {
        let payouts = [
            Example.payout(1, "27.00 USD", to: Example.wise("five@example.org", name: "Five, ស្រីមុំ")),
            Example.payout(2, "1.234 KWD", to: Example.wise("six@example.org", name: "🙂")),
        ]
        let header = "name,recipientEmail,amount,amountCurrency,sourceCurrency,targetCurrency,paymentReference\n"
        #expect(
            try Example.texts(payouts, as: .wise, Example.terms(source: Currency("EUR"))) == [
                "wise-USD.csv": header
                    + "\"Five, ស្រីមុំ\",five@example.org,27.00,target,EUR,USD,P00000000008008000000000001\n",
                "wise-KWD.csv": header
                    + "Payee P00000000008008000000000002,six@example.org,1.234,target,EUR,KWD,P00000000008008000000000002\n",
            ])
        let own = try #require(try Example.texts(payouts, as: .wise)["wise-USD.csv"])
        #expect(own.contains(",27.00,target,USD,USD,"))
    }

    /// At the limit, one past it, and past twice of it; no payout is lost or doubled.
    @Test(arguments: [
        (PayoutFormat.paypal, 5_000, [5_000]), (.paypal, 5_001, [5_000, 1]), (.wise, 1_000, [1_000]),
        (.wise, 2_001, [1_000, 1_000, 1]),
    ])
    func split(format: PayoutFormat, count: Int, sizes: [Int]) throws {
        let account = format == .paypal ? Example.paypal() : Example.wise("a@example.org", name: "A")
        let payouts = (0..<UInt64(count)).map { Example.payout($0, "1.01 USD", to: account) }
        let batches = try Remittance.batches(of: payouts.reversed(), as: format)
        #expect(batches.map(\.count) == sizes)
        #expect(Array(batches.joined()) == payouts)
        #expect(try batches.map { try Remittance.sum($0).cents } == sizes.map { Int64($0) * 101 })
        let files = try Example.files(of: payouts, as: format)
        let lines = files.map { $0.bytes.count { $0 == UInt8(ascii: "\n") } }
        #expect(lines == sizes.map { format == .wise ? $0 + 1 : $0 })
    }

    @Test(arguments: [
        ("ann", "email \"…n\" is not an e-mail address"),
        ("ann@example", "email \"…mple\" is not an e-mail address"),
        ("a@b@c.org", "email \"….org\" is not an e-mail address"),
        ("ann smith@example.org", "email \"….org\" is not an e-mail address"),
        ("änn@example.org", "email \"….org\" is not an e-mail address"),
        ("ann@example.org,bob@example.org", "email \"….org\" is not an e-mail address"),
        ("=ann@example.org", "email \"….org\" begins with a sign that a spreadsheet takes for a formula"),
        ("+855@example.org", "email \"….org\" begins with a sign that a spreadsheet takes for a formula"),
        (String(repeating: "a", count: 116) + "@example.org", "email \"….org\" has more than 127 characters"),
    ])
    func noRecipient(email: String, problem: String) {
        expect(Example.payout(1, "5.00 USD", to: Example.paypal(email)), as: .paypal, problem)
    }

    @Test func wiseNamesItsField() {
        expect(
            Example.payout(1, "5.00 USD", to: Example.wise("no", name: "A")), as: .wise,
            "wise_email \"…o\" is not an e-mail address")
    }

    /// PayPal takes no decimals in HUF and TWD, which have two by ISO 4217.
    @Test func paypalsOwnDecimals() throws {
        let whole = try Example.texts([Example.payout(1, "1200.00 HUF", to: Example.paypal())], as: .paypal)
        #expect(
            whole["paypal-HUF.csv"]
                == "ann@example.org,1200,HUF,P00000000008008000000000001,Earnings of January,PAYPAL\n")
        expect(
            Example.payout(1, "12.50 TWD", to: Example.paypal()), as: .paypal,
            "amount \"12.50 TWD\" has decimals, which PayPal does not take in this currency")
    }

    @Test(arguments: [PayoutFormat.paypal, .csv])
    func amountsThatNobodyPays(format: PayoutFormat) {
        expect(
            Example.payout(1, "0.00 USD", to: Example.paypal()), as: format, "amount \"0.00 USD\" is not above 0")
        expect(
            Example.payout(1, "-5.00 USD", to: Example.paypal()), as: format, "amount \"-5.00 USD\" is not above 0")
        let id = Example.payout(1, "1.00 USD", to: Example.paypal()).id
        let odd = Payout(
            id: id, amount: Money(cents: 5, currency: Currency("ABC")), account: Example.paypal(), note: "")
        expect(odd, as: format, "currency \"ABC\" is no currency of ISO 4217")
    }

    @Test func anotherMethod() {
        let payout = Example.payout(1, "5.00 USD", to: Example.bank())
        #expect(throws: RemittanceError.method(payout.id, .bankTransfer, .wise)) {
            try Remittance.batches(of: [payout], as: .wise)
        }
        #expect(
            "\(RemittanceError.method(payout.id, .bankTransfer, .wise))"
                == "payout 00000000-0000-4000-8000-000000000001 is by \"bank_transfer\", which has no place in a file of "
                + "format \"wise\"")
    }

    @Test func noPayoutsNoFiles() throws {
        #expect(try Remittance.batches(of: [], as: .paypal).isEmpty)
        #expect(throws: RemittanceError.empty) { try Remittance.file(of: [], as: .paypal, Example.terms()) }
    }

    private func expect(_ payout: Payout, as format: PayoutFormat, _ problem: String) {
        let message =
            "payout 00000000-0000-4000-8000-000000000001: \(problem); pay it by hand with --format csv, or confirm it "
            + "from there as failed"
        do throws(RemittanceError) {
            _ = try Remittance.file(
                of: [payout], as: format, BatchTerms(id: Example.batch, madeAt: "", dueOn: Example.due))
            Issue.record("made a file of \(payout)")
        } catch {
            #expect("\(error)" == message)
        }
        #expect(throws: RemittanceFault.self) { try Remittance.check(payout, for: format) }
    }
}

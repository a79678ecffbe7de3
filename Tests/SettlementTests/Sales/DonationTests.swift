import Money
import Settlement
import Testing

@Suite("Donations (R6)")
struct DonationTests {
    private func settle(_ row: SourceRow, _ entry: PolicyEntry = .standard) throws -> (
        lines: [Line], code: ExceptionCode?
    ) {
        var story = SourceStory(policy: .of(entry))
        return try story.close("2026-01", row)
    }

    @Test(
        "collected by the platform: no commission, processing borne by the creator",
        arguments: [
            (500, "donation 500 = 75 + 0 + 425"), (40, "donation 40 = 52 + -12 + 0"), (52, "donation 52 = 53 + -1 + 0"),
            (53, "donation 53 = 53 + 0 + 0"), (54, "donation 54 = 53 + 0 + 1"),
        ])
    func collected(amount: Int64, sum: String) throws {
        let (lines, code) = try settle(.donation(amount))
        #expect(lines.map(\.sum) == [sum])
        #expect(lines.map(\.payable) == [true])
        #expect(lines.map(\.bucket) == [.donations])
        #expect(code == nil)
    }

    @Test("processing borne by the platform")
    func borneByPlatform() throws {
        let (lines, _) = try settle(.donation(500), .standard.with { $0.donationProcessing = .platform })
        #expect(lines.map(\.sum) == ["donation 500 = 75 + -75 + 500"])
    }

    @Test(
        "straight to the creator: the whole amount, not payable, in whatever currency",
        arguments: [Currency.usd, .euro])
    func direct(currency: Currency) throws {
        for provider in ["aba_khqr", "paypal"] {
            let (lines, code) = try settle(.donation(500, currency: currency, provider: provider))
            #expect(lines.map(\.sum) == ["donation 500 = 0 + 0 + 500"])
            #expect(lines.map(\.payable) == [false])
            #expect(lines.map(\.currency) == [currency])
            #expect(code == nil)
        }
    }

    @Test("a direct provider need not be among those with fees")
    func directWithoutFees() throws {
        let (lines, _) = try settle(.donation(500, provider: "cash"), .standard.with { $0.direct.insert("cash") })
        #expect(lines.map(\.sum) == ["donation 500 = 0 + 0 + 500"])
    }

    @Test("a provider that is neither collected nor direct is unknown", arguments: ["lemon_squeezy", "stripe", nil])
    func unknownProvider(provider: String?) throws {
        let (lines, code) = try settle(.donation(provider: provider))
        #expect(lines.isEmpty)
        #expect(code == .providerUnknown)
    }

    @Test("the creator is the recipient, whatever the content")
    func recipient() throws {
        #expect(try settle(.donation(ofPlatform: true)).lines.map(\.creator) == [.seller])
        #expect(try settle(.donation(payee: nil, ofPlatform: true)).code == .sellerMissing)
        #expect(try settle(.donation(provider: "paypal", payee: nil)).code == .sellerMissing)
    }

    @Test("donor and recipient are the same person: settled, with a warning", arguments: ["paddle", "paypal"])
    func selfDealing(provider: String) throws {
        let (lines, code) = try settle(.donation(provider: provider, payer: .seller))
        #expect(lines.count == 1)
        #expect(code == .selfDealing)
    }

    @Test("one that is pending waits, and is told at every close until it is completed or refunded")
    func pending() throws {
        var story = SourceStory()
        let row = SourceRow.donation(status: "pending")
        #expect(try story.tell("2026-01", row) == ["donation_pending"])
        #expect(try story.tell("2026-08", row, open: true) == ["donation_pending"])
        #expect(try story.tell("2026-09", .donation(500), open: true) == ["donation 500 = 75 + 0 + 425"])
        var refunded = SourceStory()
        #expect(try refunded.tell("2026-01", .donation(status: "refunded"), open: true).isEmpty)
        #expect(refunded.history.state == .unknown)
    }

    @Test("one that was settled and is pending again is reversed")
    func pendingAgain() throws {
        var story = SourceStory()
        #expect(try story.tell("2026-01", .donation(500)) == ["donation 500 = 75 + 0 + 425"])
        #expect(try story.tell("2026-02", .donation(500, status: "pending")) == ["reversal -500 = 0 + -75 + -425"])
        #expect(try story.tell("2026-03", .donation(500, status: "pending")).isEmpty)
    }
}

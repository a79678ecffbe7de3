import Money
import Settlement
import Testing

@Suite("Changed since it was settled (R8.4)")
struct CorrectionTests {
    private static let undone = "correction -1000 = -100 + -50 + -850"

    /// A sale of 10.00 that was settled in January.
    private func settled(_ row: SourceRow = .purchase()) throws -> SourceStory {
        var story = SourceStory(bundles: [.bundle: .of(.content(1, share: "100"))])
        _ = try story.close("2026-01", row)
        return story
    }

    @Test(
        "another amount, currency or seller: undone exactly and settled again",
        arguments: [
            (SourceRow.purchase(999), ["sale 999 = 100 + 50 + 849"]),
            (.purchase(payee: .otherSeller), ["sale 1000 = 100 + 50 + 850"]),
            (.purchase(0), []), (.purchase(2_000, payee: .otherSeller), ["sale 2000 = 150 + 50 + 1800"]),
        ])
    func changes(row: SourceRow, again: [String]) throws {
        var story = try settled()
        #expect(try story.tell("2026-02", row) == [Self.undone] + again)
        #expect(try story.tell("2026-03", row).isEmpty)
    }

    @Test("another currency")
    func currency() throws {
        var story = try settled()
        story.policy = .of(
            .standard.with {
                $0.payouts.minimum[.riel] = 1
                $0.commission[.riel] = [CommissionTier(from: 0, percent: Percentage("10")!)]
            })
        let (lines, _) = try story.close("2026-02", .purchase(currency: .riel))
        #expect(lines.map(\.sum) == [Self.undone, "sale 1000 = 50 + 50 + 900"])
        #expect(lines.map(\.currency) == [.usd, .riel])
    }

    @Test("the hold and the date of the first settlement stay; what is settled again is late (R8.6)")
    func holdAndDate() throws {
        var story = try settled()
        let (lines, _) = try story.close("2026-02", .purchase(2_000, on: "2026-02-20"))
        #expect(lines.map(\.holdFrom) == [Day("2026-02-01"), Day("2026-02-01")])
        #expect(lines.map(\.soldAt) == Array(repeating: Instant("2026-01-10 12:00:00"), count: 2))
        #expect(lines.map(\.late) == [false, true])
    }

    @Test("from an amount of 0 and back")
    func zero() throws {
        var story = try settled(.purchase(0))
        let (lines, _) = try story.close("2026-02", .purchase(1_000))
        #expect(lines.map(\.sum) == ["sale 1000 = 100 + 50 + 850"])
        #expect(lines.map(\.holdFrom) == [Day("2026-02-01")])
        #expect(try story.tell("2026-02", .purchase(0)) == [Self.undone])
        #expect(try story.tell("2026-02", .purchase(0)).isEmpty)
    }

    @Test("the new tier and fees are those of the month of the first settlement")
    func entryOfTheSale() throws {
        var story = try settled()
        story.policy = .of(
            .standard,
            .standard.with {
                $0.effective = Period("2026-02")!
                $0.commission[.usd] = [CommissionTier(from: 0, percent: Percentage("50")!)]
            })
        #expect(try story.tell("2026-02", .purchase(2_000)) == [Self.undone, "sale 2000 = 150 + 50 + 1800"])
    }

    @Test(
        "no other change has any effect (R8.5)",
        arguments: [
            SourceRow.purchase(provider: "paypal"), .purchase(on: "2026-01-20"), .purchase(payer: .otherSeller),
            .purchase(fee: 1, revenue: 2), .purchase(provider: nil), .purchase(on: nil),
            .purchase().with { $0.content = .otherArticle }, .purchase(ofPlatform: true),
        ])
    func noEffect(row: SourceRow) throws {
        var story = try settled()
        #expect(try story.tell("2026-02", row).isEmpty)
    }

    @Test("where the present state is an exception, neither is done")
    func neither() throws {
        for (row, code) in [(SourceRow.purchase(nil), "amount_missing"), (.purchase(payee: nil), "seller_missing")] {
            var story = try settled()
            #expect(try story.tell("2026-02", row) == [code])
            #expect(
                try story.tell("2026-03", .purchase(999), open: true) == [Self.undone, "sale 999 = 100 + 50 + 849"])
        }
    }

    @Test("the seller is not compared on the platform's own content")
    func platformContent() throws {
        var story = try settled(.purchase(ofPlatform: true))
        #expect(try story.tell("2026-02", .purchase(payee: .otherSeller, ofPlatform: true)).isEmpty)
        #expect(try story.tell("2026-02", .purchase(payee: nil, ofPlatform: true)).isEmpty)
        // It is not the platform's own any more: the seller is compared with the one that the row had.
        #expect(try story.tell("2026-02", .purchase()).isEmpty)
        #expect(
            try story.tell("2026-02", .purchase(payee: .otherSeller))
                == ["correction -1000 = -100 + -900 + 0", "sale 1000 = 100 + 50 + 850"])
    }

    @Test("an amount that changes on the platform's own content is corrected")
    func platformAmount() throws {
        var story = try settled(.purchase(ofPlatform: true))
        #expect(
            try story.tell("2026-02", .purchase(2_000, ofPlatform: true))
                == ["correction -1000 = -100 + -900 + 0", "sale 2000 = 150 + 1850 + 0"])
    }

    @Test("of a bundle only amount and currency are compared")
    func bundle() throws {
        var story = try settled(.purchase(bundle: .bundle))
        #expect(try story.tell("2026-02", .purchase(payee: .otherSeller, bundle: .bundle)).isEmpty)
        #expect(try story.tell("2026-02", .purchase(payee: .otherSeller)).isEmpty)
        story.bundles = [.bundle: .of(.content(1, share: "50"), .content(2, share: "50"))]
        #expect(try story.tell("2026-02", .purchase(bundle: .bundle)).isEmpty)
        // Settled again, it is split by its present contents (R4.6).
        #expect(
            try story.tell("2026-02", .purchase(2_000, bundle: .bundle)) == [
                "correction -1000 = -100 + -50 + -850", "bundle 1000 = 75 + 25 + 900", "bundle 1000 = 75 + 25 + 900",
            ])
    }

    @Test("another recipient of a donation")
    func donation() throws {
        var story = try settled(.donation(500))
        #expect(
            try story.tell("2026-02", .donation(500, payee: .otherSeller))
                == ["correction -500 = -75 + 0 + -425", "donation 500 = 75 + 0 + 425"])
    }

    @Test("a donation that has lost its date is corrected under the date of its settlement")
    func donationWithoutDate() throws {
        var story = try settled(.donation(500))
        let row = SourceRow.donation(40).with {
            $0.date = nil
            $0.createdAt = nil
        }
        #expect(try story.tell("2026-02", row) == ["correction -500 = -75 + 0 + -425", "donation 40 = 52 + -12 + 0"])
    }

    @Test("warnings of what is settled again are told")
    func warnings() throws {
        var story = try settled(.purchase(fee: 150, revenue: 850))
        #expect(
            try story.tell("2026-02", .purchase(2_000, fee: 150, revenue: 850))
                == [Self.undone, "sale 2000 = 150 + 50 + 1800", "fee_mismatch"])
    }

    @Test("corrected twice: each time the last settlement is undone")
    func twice() throws {
        var story = try settled()
        _ = try story.close("2026-02", .purchase(999))
        #expect(
            try story.tell("2026-02", .purchase(998)) == [
                "correction -999 = -100 + -50 + -849", "sale 998 = 100 + 50 + 848",
            ])
        #expect(try story.tell("2026-03", .purchase(998, status: "refunded")) == ["reversal -998 = 0 + -150 + -848"])
    }
}

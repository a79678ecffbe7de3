import Money
import Settlement
import Testing

@Suite("Refunds and disputes (R8.2)")
struct ReversalTests {
    private static let refunding = PolicyEntry.standard.with { $0.processingRefunded = true }

    /// A sale of 20.00 and its end, by who bears processing and whether the provider gives it back.
    @Test(
        "the provider keeps its processing: the platform's loss, whoever bore it",
        arguments: [
            (Bearer.platform, false, "reversal -2000 = 0 + -200 + -1800"),
            (.creator, false, "reversal -2000 = 0 + -350 + -1650"),
            (.platform, true, "reversal -2000 = -150 + -50 + -1800"),
            (.creator, true, "reversal -2000 = -150 + -200 + -1650"),
        ])
    func processing(bearer: Bearer, refunded: Bool, reversal: String) throws {
        let entry = PolicyEntry.standard.with {
            $0.salesProcessing = bearer
            $0.processingRefunded = refunded
        }
        var story = SourceStory(policy: .of(entry))
        _ = try story.close("2026-01", .purchase(2_000))
        #expect(try story.tell("2026-02", .purchase(2_000, status: "refunded")) == [reversal])
        #expect(story.history.state == .reversed)
        #expect(try story.tell("2026-03", .purchase(2_000, status: "refunded")).isEmpty)
    }

    @Test("whether processing comes back is asked of the entry of the sale's month")
    func entryOfTheSale() throws {
        let later = Self.refunding.with { $0.effective = Period("2026-02")! }
        var january = SourceStory(policy: .of(.standard, later))
        _ = try january.close("2026-01", .purchase(2_000))
        #expect(
            try january.tell("2026-02", .purchase(2_000, status: "refunded")) == ["reversal -2000 = 0 + -200 + -1800"])
        var february = SourceStory(policy: .of(.standard, later))
        _ = try february.close("2026-02", .purchase(2_000, on: "2026-02-10"))
        #expect(
            try february.tell("2026-03", .purchase(2_000, on: "2026-02-10", status: "refunded"))
                == ["reversal -2000 = -150 + -50 + -1800"])
    }

    @Test("a reversal keeps the hold of what it takes back, and is not late (R8.6)")
    func hold() throws {
        var story = SourceStory()
        let (sale, _) = try story.close("2026-02", .purchase(on: "2026-01-31"))
        #expect(sale.map(\.late) == [true])
        let (reversal, _) = try story.close("2026-05", .purchase(on: "2026-01-31", status: "disputed"))
        #expect(reversal.map(\.holdFrom) == [Day("2026-03-01")])
        #expect(reversal.map(\.late) == [false])
        #expect(reversal.map(\.creator) == [.seller])
        #expect(reversal.map(\.soldAt) == [Instant("2026-01-31")])
    }

    @Test("every line of a bundle is reversed")
    func bundle() throws {
        var story = SourceStory(bundles: [
            .bundle: .of(.content(1, share: "75"), .content(2, share: "25", ofPlatform: true))
        ])
        _ = try story.close("2026-01", .purchase(3_000, bundle: .bundle))
        story.bundles = [:]
        #expect(
            try story.tell("2026-02", .purchase(3_000, status: "refunded", bundle: .bundle))
                == ["reversal -2250 = 0 + -225 + -2025", "reversal -750 = 0 + -750 + 0"])
    }

    @Test("a direct donation is taken back from the statement as it was put there")
    func directDonation() throws {
        var story = SourceStory()
        _ = try story.close("2026-01", .donation(500, provider: "paypal"))
        let (lines, _) = try story.close("2026-02", .donation(500, provider: "paypal", status: "refunded"))
        #expect(lines.map(\.sum) == ["reversal -500 = 0 + 0 + -500"])
        #expect(lines.map(\.payable) == [false])
        #expect(lines.map(\.bucket) == [.donations])
    }

    @Test("what was settled without lines is reversed without lines, and remembered")
    func free() throws {
        var story = SourceStory()
        _ = try story.close("2026-01", .purchase(0))
        #expect(try story.tell("2026-02", .purchase(0, status: "refunded")).isEmpty)
        #expect(story.history.state == .reversed)
        #expect(try story.tell("2026-03", .purchase(0)).isEmpty)
        #expect(story.history.state == .settled)
    }

    @Test(
        "a sale refunded before it was ever settled makes no line (R8.5)",
        arguments: ["refunded", "disputed", "pending"])
    func neverSettled(status: String) throws {
        var story = SourceStory()
        #expect(try story.tell("2026-01", .purchase(status: status)).isEmpty)
        #expect(try story.tell("2026-02", .purchase()) == ["sale 1000 = 100 + 50 + 850"])
    }

    @Test("status is asked before amount: a refunded row may have any amount (R8.5)")
    func statusFirst() throws {
        var story = SourceStory()
        _ = try story.close("2026-01", .purchase())
        #expect(
            try story.tell("2026-02", .purchase(nil, currency: .riel, status: "refunded", payee: nil))
                == ["reversal -1000 = 0 + -150 + -850"])
    }

    @Test("one way or another of not being completed changes nothing once it is reversed")
    func reversedOnce() throws {
        var story = SourceStory()
        _ = try story.close("2026-01", .purchase())
        _ = try story.close("2026-02", .purchase(status: "disputed"))
        #expect(try story.tell("2026-03", .purchase(status: "refunded")).isEmpty)
        #expect(try story.tell("2026-04", .purchase(status: "pending")).isEmpty)
        #expect(try story.tell("2026-05", .purchase(status: "?")) == ["status_unknown"])
        // 2026-01-10 is beyond the refund window of 2026-08, and of 2026-09 too.
        #expect(try story.tell("2026-08", .purchase(status: "?")).isEmpty)
        #expect(try story.tell("2026-09", .purchase(status: "?"), open: true) == ["status_unknown"])
    }
}

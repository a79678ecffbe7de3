import Money
import Settlement
import Testing

@Suite("Completed again (R8.3)")
struct ReinstatementTests {
    /// A sale of 20.00 that was settled in January and reversed in February.
    private func reversed(_ entry: PolicyEntry = .standard) throws -> SourceStory {
        var story = SourceStory(policy: .of(entry))
        _ = try story.close("2026-01", .purchase(2_000))
        _ = try story.close("2026-02", .purchase(2_000, status: "disputed"))
        return story
    }

    @Test("the reversal's lines are negated exactly, whenever it is", arguments: ["2026-03", "2026-12", "2031-07"])
    func whenever(month: String) throws {
        var story = try reversed()
        let (lines, code) = try story.close(month, .purchase(2_000))
        #expect(lines.map(\.sum) == ["reinstatement 2000 = 0 + 200 + 1800"])
        #expect(lines.map(\.holdFrom) == [Day("2026-02-01")])
        #expect(lines.map(\.late) == [false])
        #expect(code == nil)
        #expect(story.history.state == .settled)
    }

    @Test("where processing came back with the refund, it is taken again")
    func processing() throws {
        var story = try reversed(.standard.with { $0.processingRefunded = true })
        #expect(try story.tell("2026-03", .purchase(2_000)) == ["reinstatement 2000 = 150 + 50 + 1800"])
    }

    @Test("it can go back and forth: each reversal is of the last settlement")
    func backAndForth() throws {
        var story = try reversed()
        #expect(try story.tell("2026-03", .purchase(2_000)) == ["reinstatement 2000 = 0 + 200 + 1800"])
        #expect(try story.tell("2026-04", .purchase(2_000)).isEmpty)
        #expect(
            try story.tell("2026-05", .purchase(2_000, status: "refunded")) == ["reversal -2000 = 0 + -200 + -1800"])
        #expect(try story.tell("2026-06", .purchase(2_000)) == ["reinstatement 2000 = 0 + 200 + 1800"])
    }

    @Test("another amount by then: reinstated and corrected, beyond the late window too (R8.4)")
    func corrected() throws {
        var story = try reversed()
        let (lines, _) = try story.close("2026-12", .purchase(1_000))
        #expect(
            lines.map(\.sum) == [
                "reinstatement 2000 = 0 + 200 + 1800", "correction -2000 = -150 + -50 + -1800",
                "sale 1000 = 100 + 50 + 850",
            ])
        #expect(Set(lines.map(\.holdFrom)) == [Day("2026-02-01")])
        #expect(lines.map(\.late) == [false, false, true])
        #expect(lines.map(\.soldAt) == Array(repeating: Instant("2026-01-10 12:00:00"), count: 3))
        // Gross and creator are as if it had been sold at the new amount; the first sale's processing stays paid.
        #expect(try story.tell("2027-01", .purchase(1_000)).isEmpty)
    }

    @Test(
        "where its present state is an exception, it waits until it is good",
        arguments: [
            (SourceRow.purchase(nil), "amount_missing"), (.purchase(-1), "amount_negative"),
            (.purchase(2_000, on: nil), "completed_at_missing"),
            (.purchase(2_000, currency: .riel), "currency_not_settled"),
            (.purchase(2_000, provider: "stripe"), "provider_unknown"),
            (.purchase(2_000, payee: nil), "seller_missing"),
        ])
    func waits(row: SourceRow, code: String) throws {
        var story = try reversed()
        #expect(try story.tell("2026-03", row) == [code])
        #expect(story.history.state == .reversed)
        #expect(try story.tell("2026-04", .purchase(2_000)) == ["reinstatement 2000 = 0 + 200 + 1800"])
    }

    @Test("its warnings are told again, though nothing is settled anew")
    func warnings() throws {
        var story = try reversed()
        #expect(
            try story.tell("2026-03", .purchase(2_000, payer: .seller))
                == ["reinstatement 2000 = 0 + 200 + 1800", "self_dealing"])
        var fees = try reversed()
        #expect(
            try fees.tell("2026-03", .purchase(2_000, fee: 1, revenue: 2))
                == ["reinstatement 2000 = 0 + 200 + 1800", "fee_mismatch"])
    }
}

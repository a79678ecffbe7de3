import Money
import Settlement
import TestRandom
import Testing

/// What holds of every run, whatever the creators have and ask for.
@Suite("Payout runs at random")
struct PayoutPropertyTests {
    private func story(_ random: inout SplitMix) -> PayoutStory {
        var story = PayoutStory()
        story.standing.earnings = (0..<Int.random(in: 0...5, using: &random)).map { _ in
            Earning(
                bucket: Bucket.allCases.randomElement(using: &random)!,
                holdFrom: Day("2026-02-01")!.adding(months: Int.random(in: 0...2, using: &random)),
                cents: Int64.random(in: -2_000...6_000, using: &random))
        }
        story.standing.takenLater = Bool.random(using: &random) ? 0 : Int64.random(in: 0...900, using: &random)
        for number in 0..<UInt64.random(in: 0...4, using: &random) {
            story.ask(
                Int64.random(in: -10...5_000, using: &random),
                on: "2026-02-2\(UInt64.random(in: 0...8, using: &random))",
                method: [nil, "paypal", "wise"].randomElement(using: &random)!, number: number)
        }
        story.policy.entries[0].payouts.minimum[.usd] = [0, 1, 1_000].randomElement(using: &random)!
        if Int.random(in: 0...4, using: &random) == 0 { story.standing.settings = nil }
        return story
    }

    @Test("pay no more than the balance, in parts that add up, and end in one state", arguments: Seeds.first(300))
    func property(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        for _ in 0..<20 {
            let story = story(&random)
            let rules = story.rules("2026-03-0\(Int.random(in: 1...9, using: &random))")
            let before = try rules.balance(of: story.standing)
            let decision = try rules.decide(story.standing)
            let paid = decision.accepted.map(\.request.cents) + (decision.payout.map { [$0.cents] } ?? [])
            let parts = decision.accepted.map(\.parts) + (decision.payout.map { [$0.parts] } ?? [])
            #expect(try parts.map { try $0.total() } == paid, "seed \(seed)")
            for part in parts {
                #expect(part.sales >= 0 && part.donations >= 0 && part.subscriptions >= 0, "seed \(seed)")
            }
            #expect(paid.allSatisfy { $0 > 0 }, "seed \(seed)")
            #expect(paid.reduce(0, +) <= before.spendable, "seed \(seed)")
            #expect(decision.payout == nil || decision.after.requests.isEmpty, "seed \(seed)")
            let outcome = try #require(try rules.outcome(of: decision.after))
            #expect((outcome.nextDate != nil) == (outcome.state == .onHold), "seed \(seed)")
            if let next = outcome.nextDate { #expect(next > rules.day, "seed \(seed)") }
            #expect((outcome.state == .paid) == (decision.payout != nil), "seed \(seed)")
            // With nothing left waiting, a second run of the same day finds nothing to do.
            guard decision.after.requests.isEmpty else { continue }
            #expect(try rules.decide(decision.after).isEmpty, "seed \(seed)")
        }
    }
}

import Money
import Settlement
import Testing

@Suite("The entry in force (R3)")
struct PolicyEntryTests {
    private static let policy = Policy.of(
        .standard, .standard.with { $0.effective = Period("2026-03")! },
        .standard.with { $0.effective = Period("2027-01")! })

    @Test(
        "is the last one effective in the month or before",
        arguments: [
            ("2026-01", "2026-01"), ("2026-02", "2026-01"), ("2026-03", "2026-03"), ("2026-04", "2026-03"),
            ("2026-12", "2026-03"), ("2027-01", "2027-01"), ("2031-05", "2027-01"),
        ])
    func inForce(month: String, effective: String) throws {
        #expect(try Self.policy.entry(for: #require(Period(month))).effective.description == effective)
    }

    @Test("the settled currencies are those with a smallest payout")
    func settled() {
        let entry = PolicyEntry.standard.with { $0.payouts.minimum[.euro] = 0 }
        #expect(entry.settles(.usd) && entry.settles(.euro) && !entry.settles(.riel))
    }

    @Test("metrics stand in the order time, sessions, concepts")
    func metrics() {
        #expect(Metrics(time: 1, sessions: 2, concepts: 3).all == [1, 2, 3])
        #expect(Metrics.zero.all == [0, 0, 0])
    }
}

import Money
import Settlement
import Testing

/// Amounts put in by hand: what their lines are, and from when they are available.
@Suite("Entries by hand")
struct ManualEntryTests {
    private static let creator = Identifier(high: 0, low: 0xA1)
    private static let day = Day(year: 2026, month: 2, day: 1)

    /// A policy whose hold days change in some months.
    private static func policy(_ holds: KeyValuePairs<String, Int32>) -> Policy {
        let entries = holds.map { month, days in
            var entry = PolicyEntry.standard
            entry.effective = Period(month) ?? entry.effective
            entry.payouts.holdDays = days
            return entry
        }
        return Policy(timezone: "UTC", genesis: Period(year: 2026, month: 1), entries: entries)
    }

    @Test("an adjustment is the platform's cost or income, and adds up", arguments: [500, -500, 1, .max, -.max])
    func adjustment(amount: Int64) throws {
        let entry = ManualEntry(
            kind: .adjustment(reason: "goodwill", reference: "A-1"), creator: Self.creator, currency: .usd,
            bucket: .donations, amount: amount)
        let line = try entry.line(holdFrom: Self.day, policy: Self.policy(["2026-01": 30]))
        #expect(line.kind == .adjustment && line.bucket == .donations && line.creator == Self.creator)
        #expect([line.gross, line.processing, line.platform, line.creatorPart] == [0, 0, -amount, amount])
        #expect(line.payable && !line.late && line.holdFrom == Self.day)
        #expect(line.source == nil && line.content == nil && line.seller == nil && line.soldAt == nil)
    }

    @Test("the one amount that has no opposite is refused")
    func overflow() {
        let entry = ManualEntry(
            kind: .adjustment(reason: "x", reference: "x"), creator: Self.creator, currency: .usd, bucket: .sales,
            amount: .min)
        #expect(throws: MoneyError.self) {
            try entry.line(holdFrom: Self.day, policy: Self.policy(["2026-01": 30]))
        }
    }

    @Test("an opening balance is the creator's alone, held so that it is available on its day", arguments: [700, -700])
    func opening(amount: Int64) throws {
        let policy = Self.policy(["2026-01": 30])
        let available = Day(year: 2026, month: 2, day: 15)
        let entry = ManualEntry(
            kind: .opening(availableFrom: available), creator: Self.creator, currency: .usd, bucket: .subscriptions,
            amount: amount)
        let line = try entry.line(holdFrom: Self.day, policy: policy)
        #expect(line.kind == .opening && line.bucket == .subscriptions && line.payable)
        #expect([line.gross, line.processing, line.platform, line.creatorPart] == [amount, 0, 0, amount])
        #expect(line.holdFrom == Day(year: 2026, month: 1, day: 16))
        #expect(policy.availableDay(heldFrom: line.holdFrom) == available)
    }

    /// Every day around two changes of the hold days: what is kept is exact, what is not is never too early.
    @Test(
        "is available on just its day wherever the hold days allow for it, and never before",
        arguments: [[30, 30, 30], [30, 10, 30], [10, 30, 0], [0, 45, 60]])
    func changes(holds: [Int32]) {
        let policy = Self.policy(["2026-01": holds[0], "2026-03": holds[1], "2026-05": holds[2]])
        var inexact: [Day] = []
        for offset in 0..<200 {
            let day = Day(year: 2025, month: 12, day: 15).adding(days: Int32(offset))
            let from = policy.holdFrom(availableFrom: day)
            let available = policy.availableDay(heldFrom: from)
            #expect(available >= day)
            #expect(policy.canBeAvailable(exactlyFrom: day) == (available == day))
            #expect(policy.availableDay(heldFrom: from.adding(days: -1)) < day || available == day)
            if available != day { inexact.append(day) }
        }
        // Only in the first days of an entry that holds for longer than the one before.
        for day in inexact {
            let entry = policy.entry(for: Period(containing: day))
            let before = policy.entry(for: entry.effective.previous)
            #expect(entry.payouts.holdDays > before.payouts.holdDays)
            #expect(
                entry.effective.firstDay.days(to: day)
                    < Int64(entry.payouts.holdDays - before.payouts.holdDays))
        }
        #expect(inexact.isEmpty == (holds[0] >= holds[1] && holds[1] >= holds[2]))
    }
}

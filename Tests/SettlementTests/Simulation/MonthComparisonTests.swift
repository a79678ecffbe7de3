import Money
import Settlement
import Testing

@Suite("A month under two policies")
struct MonthComparisonTests {
    private typealias Key = MonthOutcome.Key

    private static func outcome(_ earned: [Key: Int64]) -> MonthOutcome {
        MonthOutcome(
            sums: earned.mapValues {
                MonthOutcome.Sums(gross: $0 + 3, processing: 1, platform: 2, earned: $0, direct: 0)
            }, pools: [:], openErrors: 0)
    }

    private static let one = Identifier(high: 0, low: 1)
    private static let two = Identifier(high: 0, low: 2)
    private static let eur = Currency("EUR")

    @Test("names everybody who has a line under either, by creator and currency, and sums with the platform's own")
    func changes() throws {
        let before = MonthComparisonTests.outcome([
            Key(creator: MonthComparisonTests.two, currency: .usd): 100, Key(creator: nil, currency: .usd): 0,
            Key(creator: MonthComparisonTests.one, currency: .usd): 50,
        ])
        let after = MonthComparisonTests.outcome([
            Key(creator: MonthComparisonTests.two, currency: .usd): 80, Key(creator: nil, currency: .usd): 0,
            Key(creator: MonthComparisonTests.one, currency: MonthComparisonTests.eur): 7,
        ])
        let comparison = try MonthComparison(before: before, after: after)
        #expect(
            comparison.creators.map { "\($0.creator.low) \($0.currency) \($0.before) \($0.after) \($0.difference)" }
                == [
                    "1 EUR 0 7 7", "1 USD 50 0 -50", "2 USD 100 80 -20",
                ])
        #expect(comparison.currencies.map(\.currency.code) == ["EUR", "USD"])
        let usd = try #require(comparison.currencies.last)
        #expect(usd.before.sums == MonthOutcome.Sums(gross: 159, processing: 3, platform: 6, earned: 150, direct: 0))
        #expect(usd.after.sums == MonthOutcome.Sums(gross: 86, processing: 2, platform: 4, earned: 80, direct: 0))
        // Over the same two creators on both sides, though one has no line afterwards.
        #expect(usd.before.concentration?.creators == 2 && usd.after.concentration?.creators == 2)
        #expect(usd.before.concentration?.gini == 1_667 && usd.after.concentration?.gini == 5_000)
    }

    @Test("refuses sums and differences that leave 64 bits")
    func overflow() {
        let key = Key(creator: MonthComparisonTests.one, currency: .usd)
        func outcome(_ earned: Int64) -> MonthOutcome {
            MonthOutcome(
                sums: [key: MonthOutcome.Sums(gross: 0, processing: 0, platform: 0, earned: earned, direct: 0)],
                pools: [:], openErrors: 0)
        }
        #expect(throws: MoneyError.self) { try MonthComparison(before: outcome(.max), after: outcome(.min)) }
    }
}

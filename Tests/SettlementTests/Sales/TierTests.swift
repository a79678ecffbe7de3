import Money
import Settlement
import Testing

@Suite("Commission by the amount (R4.1)")
struct TierTests {
    /// The default tiers: 20 %, from 5.00 15 %, from 20.00 10 %.
    @Test(
        "the tier is the last that begins at or below the amount",
        arguments: [
            (1, 0), (3, 1), (99, 20), (100, 20), (498, 100), (499, 100), (500, 75), (501, 75), (503, 75), (504, 76),
            (999, 150), (1_999, 300), (2_000, 200), (2_001, 200), (2_005, 201), (100_000, 10_000),
        ])
    func tiers(amount: Int64, commission: Int64) throws {
        let terms = try #require(SaleTerms(sales: .standard, currency: .usd, provider: "paypal"))
        #expect(try terms.divide(amount).commission == commission)
        #expect(try terms.divide(amount).creator == amount - commission)
    }

    @Test("each currency has tiers of its own")
    func currencies() throws {
        let entry = PolicyEntry.standard.with {
            $0.commission[.riel] = [
                CommissionTier(from: 0, percent: Percentage("25")!),
                CommissionTier(from: 400_000, percent: Percentage("1")!),
            ]
        }
        let riel = try #require(SaleTerms(sales: entry, currency: .riel, provider: "paypal"))
        #expect(try riel.divide(399_999).commission == 100_000)
        #expect(try riel.divide(400_000).commission == 4_000)
        let dollar = try #require(SaleTerms(sales: entry, currency: .usd, provider: "paypal"))
        #expect(try dollar.divide(400_000).commission == 40_000)
    }

    @Test("tiers of 0 % and of 100 %")
    func extremes() throws {
        let entry = PolicyEntry.standard.with {
            $0.commission[.usd] = [
                CommissionTier(from: 0, percent: Percentage("100")!),
                CommissionTier(from: 100, percent: Percentage("0")!),
            ]
        }
        let terms = try #require(SaleTerms(sales: entry, currency: .usd, provider: "paypal"))
        #expect(try terms.divide(99).creator == 0)
        #expect(try terms.divide(100).creator == 100)
    }

    @Test("there are no terms for a provider that the entry lacks")
    func unknownProvider() {
        #expect(SaleTerms(sales: .standard, currency: .usd, provider: "stripe") == nil)
        #expect(SaleTerms(donations: .standard, currency: .usd, provider: "stripe") == nil)
        // It takes donations, but straight to the creator's account: the platform collects nothing.
        #expect(SaleTerms(donations: .standard, currency: .usd, provider: "paypal") == nil)
    }
}

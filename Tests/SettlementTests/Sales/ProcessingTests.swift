import Money
import Settlement
import Testing

@Suite("Payment processing, and who bears it (R4.2, R4.3)")
struct ProcessingTests {
    @Test(
        "the provider takes a percentage and a fixed amount",
        arguments: [
            ("paddle", 1, 50), ("paddle", 9, 50), ("paddle", 10, 51), ("paddle", 499, 75), ("paddle", 999, 100),
            ("lemon_squeezy", 2_000, 150), ("aba_khqr", 2_000, 0), ("paypal", 2_000, 0),
        ])
    func fees(provider: String, amount: Int64, processing: Int64) throws {
        let terms = try #require(SaleTerms(sales: .standard, currency: .usd, provider: provider))
        #expect(try terms.divide(amount).processing == processing)
    }

    @Test("the fixed amount is that of the currency; without one in any there is none")
    func fixedByCurrency() throws {
        let fee = ProviderFee(percent: Percentage("1")!, fixed: [.usd: 50, .riel: 1_000])
        #expect(try fee.processing(of: 10_000, in: .usd) == 150)
        #expect(try fee.processing(of: 10_000, in: .riel) == 1_100)
        #expect(try ProviderFee(percent: Percentage("1")!, fixed: [:]).processing(of: 10_000, in: .riel) == 100)
    }

    /// Amount, then processing, platform and creator, where each bears it.
    @Test(
        "borne by the platform it comes out of the commission, borne by the creator out of their part",
        arguments: [
            (999, Bearer.platform, 100, 50, 849), (999, .creator, 100, 150, 749), (99, .platform, 55, -35, 79),
            (99, .creator, 55, 20, 24), (62, .creator, 53, 12, -3), (60, .creator, 53, 12, -5),
            (60, .platform, 53, -41, 48),
        ])
    func bearers(amount: Int64, bearer: Bearer, processing: Int64, platform: Int64, creator: Int64) throws {
        var terms = try #require(SaleTerms(sales: .standard, currency: .usd, provider: "paddle"))
        terms.bearer = bearer
        let division = try terms.divide(amount)
        #expect(division.processing == processing)
        // Where nothing is left for the creator, the platform makes up for what is missing.
        #expect(division.creator == max(0, creator))
        #expect(try division.platform() == (creator < 0 ? amount - processing : platform))
    }

    @Test("gross is processing, platform and creator, whoever bears it", arguments: Bearer.allCases)
    func sums(bearer: Bearer) throws {
        var terms = try #require(SaleTerms(sales: .standard, currency: .usd, provider: "paddle"))
        terms.bearer = bearer
        for amount in 0...2_500 as ClosedRange<Int64> {
            let division = try terms.divide(amount)
            guard try division.processing + division.platform() + division.creator == amount, division.creator >= 0
            else {
                Issue.record("\(amount) became \(division)")
                continue
            }
        }
    }

    @Test("an amount too large for its fees refuses the close")
    func overflow() throws {
        let terms = try #require(SaleTerms(sales: .standard, currency: .usd, provider: "paddle"))
        #expect(throws: MoneyError.self) {
            try ProviderFee(percent: Percentage("100")!, fixed: [.usd: 1]).processing(of: .max, in: .usd)
        }
        #expect(try terms.divide(.max / 2).amount == .max / 2)
    }
}

import Foundation
import Money
import PolicyFile
import Settlement
import Testing

/// The policy that ships is R3's table, and the file beside the jobs is that policy.
@Suite struct DefaultPolicyTests {
    static func entry() throws -> PolicyEntry { try Sample.entry(DefaultPolicy.text) }

    @Test func booksBegin() throws {
        let policy = try Sample.policy(DefaultPolicy.text)
        #expect(policy.timezone == "UTC")
        #expect(policy.genesis.description == "2026-01")
        #expect(policy.entries.map(\.effective.description) == ["2026-01"])
    }

    @Test(arguments: [
        ("0.00 USD", "20 %"), ("4.99 USD", "20 %"), ("5.00 USD", "15 %"), ("19.99 USD", "15 %"),
        ("20.00 USD", "10 %"), ("1000.00 USD", "10 %"),
    ])
    func commission(amount: String, percent: String) throws {
        let money = try #require(Money(amount))
        let tiers = try #require(try DefaultPolicyTests.entry().commission[money.currency])
        let tier = try #require(tiers.last { $0.from <= money.cents })
        #expect(tier.percent.description == percent)
        #expect(tiers.count == 3)
        #expect(try DefaultPolicyTests.entry().commission.count == 1)
    }

    @Test(
        arguments: [
            ("lemon_squeezy", "5 %", [Currency.usd: 50]), ("paddle", "5 %", [Currency.usd: 50]),
            ("aba_khqr", "0 %", [:]), ("paypal", "0 %", [:]),
        ] as [(String, String, [Currency: Int64])])
    func processing(provider: String, percent: String, fixed: [Currency: Int64]) throws {
        let providers = try DefaultPolicyTests.entry().providers
        let fee = try #require(providers[provider])
        #expect(fee.percent.description == percent)
        #expect(fee.fixed == fixed)
        #expect(providers.count == 4)
    }

    @Test func whoBearsAndWhoCollects() throws {
        let entry = try DefaultPolicyTests.entry()
        #expect(entry.salesProcessing == .platform)
        #expect(entry.donationProcessing == .creator)
        #expect(!entry.processingRefunded)
        #expect(entry.recordedFees == .verify)
        #expect(entry.collected == ["paddle"])
        #expect(entry.direct == ["aba_khqr", "paypal"])
    }

    @Test func subscriptionsAndBundles() throws {
        let entry = try DefaultPolicyTests.entry()
        #expect(entry.pool.platformPercent.description == "30 %")
        #expect(entry.pool.weights == Metrics(time: 50, sessions: 30, concepts: 20))
        #expect(entry.pool.model == .proRata)
        #expect(entry.pool.viewerCapHundredths == nil)
        #expect(entry.withoutShare == .listPrice)
    }

    @Test func payoutsAndWindows() throws {
        let entry = try DefaultPolicyTests.entry()
        #expect(entry.payouts.minimum == [.usd: 1000])
        #expect(entry.payouts.holdDays == 30)
        #expect(!entry.payouts.approvalRequired)
        #expect(entry.lateArrivalDays == 45)
        #expect(entry.refundDays == 180)
    }

    @Test func theFileIsTheSameBytes() throws {
        let file = Places.package.appending(path: "Jobs/policy.yaml")
        #expect(try Data(contentsOf: file) == Data(DefaultPolicy.text.utf8))
        #expect(DefaultPolicy.text.hasSuffix("}\n"))
    }
}

import Money
import PolicyFile
import Settlement
import Testing

/// What the file says is what the policy holds, value by value.
@Suite struct ValueTests {
    @Test func everyTermOfTheSample() throws {
        let policy = try Sample.policy(Sample.text)
        #expect(policy.timezone == "UTC")
        #expect(policy.genesis == Period(year: 2026, month: 1))
        let entry = try #require(policy.entries.first)
        #expect(policy.entries.count == 1)
        #expect(entry.effective == Period(year: 2026, month: 1))
        #expect(
            entry.commission == [
                .usd: [
                    CommissionTier(from: 0, percent: Percentage(basisPoints: 2000)),
                    CommissionTier(from: 500, percent: Percentage(basisPoints: 1500)),
                ]
            ])
        #expect(
            entry.providers == [
                "paddle": ProviderFee(percent: Percentage(basisPoints: 500), fixed: [.usd: 50]),
                "paypal": ProviderFee(percent: Percentage(basisPoints: 0), fixed: [:]),
            ])
        #expect(entry.salesProcessing == .platform)
        #expect(entry.donationProcessing == .creator)
        #expect(entry.collected == ["paddle"])
        #expect(entry.direct == ["paypal"])
        #expect(entry.pool.platformPercent == Percentage(basisPoints: 3000))
        #expect(entry.pool.weights == Metrics(time: 50, sessions: 30, concepts: 20))
        #expect(entry.payouts.minimum == [.usd: 1000])
        #expect(entry.payouts.holdDays == 30)
        #expect(entry.lateArrivalDays == 45)
        #expect(entry.refundDays == 180)
    }

    @Test func theWordsOfTheSample() throws {
        let entry = try Sample.entry(Sample.text)
        #expect(entry.recordedFees == .verify)
        #expect(!entry.processingRefunded)
        #expect(entry.pool.model == .proRata)
        #expect(entry.pool.viewerCapHundredths == nil)
        #expect(entry.withoutShare == .listPrice)
        #expect(!entry.payouts.approvalRequired)
    }

    @Test func theOtherWords() throws {
        func entry(_ old: String, _ new: String) throws -> PolicyEntry { try Sample.entry(Change(old, new).applied()) }
        #expect(try entry("fees: verify", "fees: honour").recordedFees == .honour)
        #expect(try entry("refunded: false", "refunded: true").processingRefunded)
        #expect(try entry("sales: platform", "sales: creator").salesProcessing == .creator)
        #expect(try entry("donations: creator", "donations: platform").donationProcessing == .platform)
        #expect(try entry("pro_rata", "user_centric").pool.model == .userCentric)
        #expect(try entry("list_price", "equal").withoutShare == .equal)
        #expect(try entry("approval: none", "approval: required").payouts.approvalRequired)
    }

    @Test(arguments: [
        ("0", 0), ("1", 100), ("0.5", 50), ("7.25", 725), ("24", 2400), ("24.00", 2400), ("\"2.5\"", 250),
    ])
    func viewerCap(written: String, hundredths: Int64) throws {
        let text = try Change("per_day: null", "per_day: \(written)").applied()
        #expect(try Sample.entry(text).pool.viewerCapHundredths == hundredths)
    }

    @Test(arguments: ["null", "~", "Null", "NULL"])
    func noViewerCap(written: String) throws {
        let text = try Change("per_day: null", "per_day: \(written)").applied()
        #expect(try Sample.entry(text).pool.viewerCapHundredths == nil)
    }

    @Test(arguments: [
        ("0", 0), ("5", 500), ("2.9", 290), ("12.25", 1225), ("100", 10_000), ("100.00", 10_000), ("\"5\"", 500),
        ("'2.9'", 290), ("0.01", 1), ("99.99", 9999), ("1.10", 110),
    ])
    func percentage(written: String, basisPoints: Int64) throws {
        let text = try Change("platform_percent: 30", "platform_percent: \(written)").applied()
        #expect(try Sample.entry(text).pool.platformPercent == Percentage(basisPoints: basisPoints))
    }

    @Test func everyPercentageThatThereIs() throws {
        let tiers = (0...10_000).map { points in
            let decimals = points % 100
            return "{from: \(points), percent: \(points / 100).\(decimals / 10)\(decimals % 10)}"
        }
        let list = "USD: [\(tiers.joined(separator: ", "))]"
        let text = try Change("USD: [{from: 0, percent: 20}, {from: 500, percent: 15}]", list).applied()
        let read = try #require(try Sample.entry(text).commission[.usd])
        #expect(read.map(\.from) == Array(0...10_000))
        #expect(read.map(\.percent.basisPoints) == Array(0...10_000))
    }

    @Test func largestNumbers() throws {
        var text = try Change("{USD: 1000}", "{USD: 9223372036854775807}").applied()
        text = try Change("hold_days: 30", "hold_days: 100000").applied(to: text)
        text = try Change("time: 50", "time: 1000000000").applied(to: text)
        let entry = try Sample.entry(text)
        #expect(entry.payouts.minimum == [.usd: .max])
        #expect(entry.payouts.holdDays == 100_000)
        #expect(entry.pool.weights.time == 1_000_000_000)
    }

    @Test func noughtIsANumberLikeAnyOther() throws {
        var text = try Change("{USD: 1000}", "{USD: 0}").applied()
        text = try Change("hold_days: 30", "hold_days: 0").applied(to: text)
        text = try Change("{late_arrival_days: 45, refund_days: 180}", "{late_arrival_days: 0, refund_days: 0}")
            .applied(to: text)
        let entry = try Sample.entry(text)
        #expect(entry.payouts.minimum == [.usd: 0])
        #expect(entry.payouts.holdDays == 0)
        #expect(entry.lateArrivalDays == 0)
        #expect(entry.refundDays == 0)
    }

    @Test(arguments: ["Asia/Phnom_Penh", "America/Port-au-Prince", "Etc/GMT+7", "EST5EDT", "\"Europe/Paris\""])
    func timeZone(written: String) throws {
        let text = try Change("timezone: UTC", "timezone: \(written)").applied()
        #expect(try Sample.policy(text).timezone == written.replacing("\"", with: ""))
    }

    @Test func entriesInOrder() throws {
        let text = try Sample.followed(by: "2026-04", ("platform_percent: 30", "platform_percent: 25"))
        let policy = try Sample.policy(text)
        #expect(policy.entries.map(\.effective.description) == ["2026-01", "2026-04"])
        #expect(policy.entry(for: Period(year: 2026, month: 3)).pool.platformPercent == Percentage(basisPoints: 3000))
        #expect(policy.entry(for: Period(year: 2026, month: 4)).pool.platformPercent == Percentage(basisPoints: 2500))
    }
}

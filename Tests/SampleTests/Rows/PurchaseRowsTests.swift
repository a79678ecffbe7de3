import Testing

@testable import Sample

@Suite("Purchases of a sample")
struct PurchaseRowsTests {
    @Test("lie in their month, the first three on its edges", arguments: [0, 5, 11])
    func times(month: Int) throws {
        let platform = try demo()
        let bounds = platform.months[month]
        let completed = try records(platform, .purchases, .month(month)).map { $0["completed_at"] }
        #expect(completed[0] == timestamp(bounds.start))
        #expect(completed[1] == timestamp(bounds.end - Moment.second))
        #expect(completed[2] == timestamp(bounds.end - 1))
        #expect(completed.compactMap(\.self).allSatisfy { timestamp(bounds.start) <= $0 && $0 < timestamp(bounds.end) })
    }

    @Test("are created before they are completed")
    func order() throws {
        for row in try records(try demo(), .purchases, .month(2)) {
            guard let completed = row["completed_at"] else { continue }
            #expect((row["created_at"] ?? "") < completed)
        }
    }

    @Test("of before the first month belong to the books before these")
    func beforeGenesis() throws {
        let platform = try demo()
        let rows = try records(platform, .purchases, .initial)
        #expect(rows.count == 103)
        #expect(rows.allSatisfy { $0["completed_at"] ?? "" < timestamp(platform.months[0].start) })
    }

    @Test("that turn up late lie in their month, away from its edges")
    func late() throws {
        let platform = try demo()
        let bounds = platform.months[4]
        let rows = try records(platform, .purchases, .late(4))
        let known = Set(try records(platform, .purchases, .month(4)).map { $0["id"] })
        #expect(rows.count == 6 && known.isDisjoint(with: rows.map { $0["id"] }))
        for row in rows {
            guard let completed = row["completed_at"] else { continue }
            #expect(timestamp(bounds.start) < completed && completed < timestamp(bounds.end - Moment.second))
        }
    }

    @Test("are nearly all completed; some are pending, refunded or disputed from the start")
    func statuses() throws {
        let rows = try (0..<12).flatMap { try records(try demo(), .purchases, .month($0)) }
        let counts = rows.reduce(into: [String: Int]()) { $0[$1["status"] ?? "null", default: 0] += 1 }
        #expect(Set(counts.keys) == ["completed", "pending", "refunded", "disputed"])
        #expect((counts["completed"] ?? 0) * 100 > rows.count * 96)
        #expect(rows.allSatisfy { ($0["status"] == "pending") == ($0["completed_at"] == nil) })
    }

    @Test("have recorded fees that are right, or none")
    func fees() throws {
        let rows = try records(try demo(), .purchases, .month(3))
        let recorded = rows.filter {
            ($0.number("platform_fee_cents") ?? 0) + ($0.number("seller_revenue_cents") ?? 0) > 0
        }
        #expect(recorded.count * 10 > rows.count * 2 && recorded.count * 10 < rows.count * 4)
        for row in recorded {
            let amount = row.number("amount_cents") ?? -1
            let fee = row.number("platform_fee_cents") ?? -1
            let tariff = row["currency"] == "KHR" ? Tariff.riels : Tariff.dollars
            #expect(fee + (row.number("seller_revenue_cents") ?? -1) == amount)
            #expect(fee == (row["seller_id"] == nil ? amount : tariff.commission(on: amount)))
        }
        #expect(rows.contains { $0["platform_fee_cents"] == "0" && $0["seller_revenue_cents"] == "0" })
        #expect(rows.contains { $0["platform_fee_cents"] == nil && $0["seller_revenue_cents"] == nil })
    }

    @Test("are of a content or of a bundle, bundles about as often as was asked", arguments: [0, 200, 5_000, 10_000])
    func bundles(perTenThousand: Int) throws {
        var options = SampleOptions.demo
        (options.badRows, options.bundleSalesPerTenThousand) = (false, perTenThousand)
        let rows = try records(try SamplePlatform(options), .purchases, .month(6))
        let bundled = rows.count { $0["bundle_id"] != nil }
        #expect(rows.allSatisfy { ($0["bundle_id"] == nil) == ($0["content_id"] != nil) })
        #expect(abs(bundled * 10_000 / rows.count - perTenThousand) < 300)
    }

    @Test("are never of the buyer's own content")
    func noSelfDealing() throws {
        for month in 0..<12 {
            #expect(try records(try demo(), .purchases, .month(month)).allSatisfy { $0["buyer_id"] != $0["seller_id"] })
        }
    }

    @Test("are in the currencies that creators sell in, a null one among them")
    func currencies() throws {
        let rows = try records(try demo(), .purchases, .month(8))
        #expect(Set(rows.map { $0["currency"] ?? "null" }) == ["USD", "EUR", "KHR", "null"])
        #expect(Set(rows.compactMap { $0["provider_transaction_id"] }).count == rows.count)
    }

    @Test("go mostly to a few contents")
    func bestSellers() throws {
        let rows = try (0..<12).flatMap { try records(try demo(), .purchases, .month($0)) }
        let counts = rows.reduce(into: [String: Int]()) { $0[$1["content_id"] ?? "", default: 0] += 1 }
        let sorted = counts.values.sorted(by: >)
        #expect(sorted.prefix(sorted.count / 8).reduce(0, +) * 5 > rows.count * 2)
    }
}

@Suite("Donations of a sample")
struct DonationRowsTests {
    private static func year() throws -> [[String: String]] {
        try (0..<12).flatMap { try records(try demo(), .donations, .month($0)) }
    }

    @Test("are collected by the platform, or go straight to the creator: some of these in a currency of their own")
    func providers() throws {
        let rows = try DonationRowsTests.year()
        #expect(Set(rows.compactMap { $0["payment_provider"] }) == ["paddle", "aba_khqr", "paypal"])
        let foreign = rows.filter { $0["currency"] == "THB" }
        #expect(!foreign.isEmpty && foreign.allSatisfy { $0["payment_provider"] == "aba_khqr" })
        #expect(rows.allSatisfy { ($0["payment_provider"] == "paddle") == ($0["provider_transaction_id"] != nil) })
    }

    @Test("are anonymous now and then, and never from the creator themselves")
    func donors() throws {
        let rows = try DonationRowsTests.year()
        let anonymous = rows.count { $0["donor_id"] == nil }
        #expect(anonymous * 9 > rows.count / 2 && anonymous * 9 < rows.count * 2)
        #expect(rows.allSatisfy { $0["donor_id"] == nil || $0["donor_id"] != $0["recipient_id"] })
    }

    @Test("include some so small that the provider takes all of it")
    func tiny() throws {
        #expect(try DonationRowsTests.year().contains { $0["amount_cents"] == "40" && $0["currency"] == "USD" })
    }

    @Test("that name a content name one of the recipient's own")
    func contents() throws {
        let platform = try demo()
        let owners = Dictionary(
            uniqueKeysWithValues: try ([SamplePart.initial] + (0..<12).map(SamplePart.month)).flatMap {
                try records(platform, .contents, $0)
            }.map { ($0["id"] ?? "", $0["user_id"]) })
        let rows = try DonationRowsTests.year().filter { $0["content_id"] != nil }
        #expect(rows.count > 1_000)
        for row in rows { #expect(owners[row["content_id"] ?? ""] == row["recipient_id"]) }
    }
}

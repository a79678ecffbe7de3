import Testing

@testable import Sample

/// Each planted row is bad in the way that its code says, and in no way that the rules ask for earlier.
@Suite("Planted rows")
struct PlantedRowsTests {
    /// All planted rows of a table with their codes, over the year.
    private static func planted(in table: SampleTable) throws -> [(code: String, row: [String: String])] {
        let platform = try demo(badRows: true)
        var rows: [String: [String: String]] = [:]
        for part in parts(of: platform) where platform.tables(in: part).contains(table) {
            for row in try records(platform, table, part) { rows[row["id"] ?? ""] = row }
        }
        return platform.faults.filter { $0.table == table }.map { ($0.code, rows[$0.rowID] ?? [:]) }
    }

    private static let statuses: Set<String?> = ["pending", "completed", "refunded", "disputed"]
    private static let settled: Set<String?> = [nil, "USD", "EUR", "KHR"]
    private static let providers: Set<String?> = ["paddle", "lemon_squeezy", "aba_khqr", "paypal"]

    /// What a purchase or donation is accused of first, by the rules' order (R12), as far as its own columns tell.
    private static func fault(_ row: [String: String], payee: String) -> String? {
        let isPurchase = payee == "seller_id"
        if !statuses.contains(row["status"]) { return "status_unknown" }
        if isPurchase, row["status"] == "completed", row["completed_at"] == nil { return "completed_at_missing" }
        guard let amount = row.number("amount_cents") else { return "amount_missing" }
        if amount < 0 { return "amount_negative" }
        if !settled.contains(row["currency"]) { return "currency_not_settled" }
        if !providers.contains(row["payment_provider"]) { return "provider_unknown" }
        if row["bundle_id"] == nil, row[payee] == nil { return "seller_missing" }
        return nil
    }

    @Test("are purchases whose first fault is the one that they are planted for")
    func purchases() throws {
        let ofBundles: Set<String> = ["seller_missing", "bundle_missing", "bundle_shares"]
        let later: Set<String> = ["too_late", "fee_mismatch", "self_dealing"]
        let planted = try PlantedRowsTests.planted(in: .purchases)
        #expect(planted.count == 47)
        for (code, row) in planted {
            let found = PlantedRowsTests.fault(row, payee: "seller_id")
            if row["bundle_id"] != nil {
                #expect(found == nil && ofBundles.contains(code), "\(code)")
            } else {
                #expect(found == (later.contains(code) ? nil : code), "\(code)")
            }
            #expect((code == "self_dealing") == (row["buyer_id"] == row["seller_id"] && row["buyer_id"] != nil))
        }
    }

    @Test("are purchases with recorded fees that do not agree, where they are planted for that, and never else")
    func fees() throws {
        for (code, row) in try PlantedRowsTests.planted(in: .purchases) {
            let recorded = (row.number("platform_fee_cents"), row.number("seller_revenue_cents"))
            guard code == "fee_mismatch" else {
                #expect(recorded.0 == nil && recorded.1 == nil, "\(code)")
                continue
            }
            // Both null or both 0 would be "not recorded" (R4.7).
            #expect((recorded.0 ?? 0, recorded.1 ?? 0) != (0, 0))
            let amount = row.number("amount_cents") ?? 0
            let commission = Tariff.dollars.commission(on: amount)
            #expect(recorded.0 != commission || recorded.1 != amount - commission)
        }
    }

    @Test("are donations whose first fault is the one that they are planted for")
    func donations() throws {
        let planted = try PlantedRowsTests.planted(in: .donations)
        #expect(planted.count == 18)
        for (code, row) in planted {
            let found = PlantedRowsTests.fault(row, payee: "recipient_id")
            #expect(found == (["self_dealing", "donation_pending"].contains(code) ? nil : code), "\(code)")
            #expect((code == "donation_pending") == (row["status"] == "pending"))
            #expect((code == "self_dealing") == (row["donor_id"] == row["recipient_id"]))
        }
    }

    @Test("are subscriptions that are bad from the start, but for those that go bad in their life")
    func subscriptions() throws {
        let lives: Set<String> = ["subscription_changed", "renewals_assumed", "subscription_gap"]
        for (code, row) in try PlantedRowsTests.planted(in: .subscriptions) {
            let from = row["current_period_start"]?.prefix(10)
            let to = row["current_period_end"]?.prefix(10)
            let found =
                switch true {
                case !["monthly", "yearly"].contains(row["plan_type"]): "plan_unknown"
                case row["started_at"] == nil || from == nil || to == nil: "subscription_dates"
                case (to ?? "") <= (from ?? ""): "subscription_dates"
                case (row.number("price_cents") ?? -1) < 0: "subscription_price"
                case !PlantedRowsTests.settled.contains(row["currency"]): "currency_not_settled"
                default: "good"
                }
            #expect(found == (lives.contains(code) ? "good" : code))
        }
    }

    @Test("are engagement that the rules leave out, one rule at a time")
    func engagement() throws {
        for (code, row) in try PlantedRowsTests.planted(in: .engagementTracking) {
            let numbers = ["total_time_seconds", "sessions_completed", "concepts_accessed"].map { row.number($0) ?? 0 }
            let isNegative = numbers.contains { $0 < 0 }
            let isWhole = row["period_start"]?.hasSuffix("-01") == true && row["period_end"] != nil
            #expect((code == "engagement_negative") == isNegative, "\(code)")
            if code != "engagement_period" { #expect(isWhole, "\(code)") }
            if code == "engagement_period" { #expect(numbers == [600, 2, 5]) }
        }
    }

    @Test("are ratings out of range, and a payout whose parts do not add up")
    func others() throws {
        for (_, row) in try PlantedRowsTests.planted(in: .contentRatings) {
            #expect(!(1...5).contains(row.number("rating") ?? 0))
        }
        let payouts = try PlantedRowsTests.planted(in: .payouts)
        #expect(Set(payouts.map(\.code)) == ["payout_parts", "currency_not_settled"])
        for (code, row) in payouts {
            #expect(row["amount_cents"] == "100" && (code == "payout_parts") == (row["from_sales_cents"] == "50"))
            #expect((code == "currency_not_settled") == (row["currency"] == "THB"))
        }
    }
}

import Testing

@testable import Sample

@Suite("Subscriptions of a sample")
struct SubscriptionRowsTests {
    private static func all() throws -> [[String: String]] {
        let platform = try demo()
        return try ([SamplePart.initial] + (0..<12).map(SamplePart.month)).flatMap {
            try records(platform, .subscriptions, $0)
        }
    }

    @Test("are as many as were asked for, each a user's own")
    func count() throws {
        let rows = try SubscriptionRowsTests.all()
        #expect(rows.count == 3_000 && Set(rows.map { $0["user_id"] }).count == 3_000)
    }

    @Test("begin in the month that brings them, or before the first")
    func starts() throws {
        let platform = try demo()
        let genesis = timestamp(platform.months[0].firstDay * Moment.day)
        #expect(try records(platform, .subscriptions, .initial).allSatisfy { ($0["started_at"] ?? "") < genesis })
        for month in 0..<12 {
            let name = platform.months[month].description
            #expect(
                try records(platform, .subscriptions, .month(month))
                    .allSatisfy { $0["started_at"]?.hasPrefix(name) == true })
        }
    }

    @Test("show a billing period of a month or a year")
    func periods() throws {
        for row in try SubscriptionRowsTests.all() {
            let from = SubscriptionRowsTests.date(row["current_period_start"])
            let to = SubscriptionRowsTests.date(row["current_period_end"])
            let months = (to.year - from.year) * 12 + to.month - from.month
            #expect(months == (row["plan_type"] == "yearly" ? 12 : 1))
            let started = SubscriptionRowsTests.date(row["started_at"])
            // Counted from the start, so that the 31st comes back after a short month.
            #expect(started.adding(months: (from.year - started.year) * 12 + from.month - started.month) == from)
        }
    }

    @Test("begin at a time of day at which it is the same day in UTC and in the sample's zone")
    func sameDay() throws {
        for row in try SubscriptionRowsTests.all() {
            let hour = row["started_at"].flatMap { Int($0.dropFirst(11).prefix(2)) } ?? 99
            #expect(hour < 17)
        }
    }

    @Test("are monthly for most, yearly for some, in every settled currency, begun on month ends among other days")
    func variety() throws {
        let rows = try SubscriptionRowsTests.all()
        let yearly = rows.count { $0["plan_type"] == "yearly" }
        #expect(yearly > 350 && yearly < 550)
        #expect(Set(rows.map { $0["currency"] ?? "null" }) == ["USD", "EUR", "KHR", "null"])
        #expect(rows.count { SubscriptionRowsTests.date($0["started_at"]).day == 31 } > 100)
        #expect(Set(rows.compactMap { $0["status"] }) == ["active", "cancelled", "expired", "paused"])
    }

    @Test("begin with a trial at no price, where they are new and monthly")
    func trials() throws {
        let platform = try demo()
        let trials = try SubscriptionRowsTests.all().filter { $0["price_cents"] == "0" }
        #expect(!trials.isEmpty && trials.allSatisfy { $0["plan_type"] == "monthly" })
        #expect(try records(platform, .subscriptions, .initial).allSatisfy { $0["price_cents"] != "0" })
    }

    @Test("of creators are among them, who then read as well")
    func creatorsSubscribe() throws {
        let platform = try demo()
        let creators = Set((0..<200).map { platform.population.id($0).description })
        #expect(try SubscriptionRowsTests.all().count { creators.contains($0["user_id"] ?? "") } == 60)
    }

    private static func date(_ text: String?) -> CivilDate {
        let parts = (text ?? "").prefix(10).split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return CivilDate(year: 0, month: 1, day: 1) }
        return CivilDate(year: parts[0], month: parts[1], day: parts[2])
    }
}

@Suite("Engagement of a sample")
struct EngagementRowsTests {
    @Test(
        "is counted from the first to the last day of its month",
        arguments: [(0, "2025-01-01", "2025-01-31"), (1, "2025-02-01", "2025-02-28")])
    func period(month: Int, first: String, last: String) throws {
        let rows = try records(try demo(), .engagementTracking, .month(month))
        #expect(rows.allSatisfy { $0["period_start"] == first && $0["period_end"] == last })
    }

    @Test("is done mostly by a few, and a little by people without a subscription")
    func readers() throws {
        let platform = try demo()
        let rows = try records(platform, .engagementTracking, .month(11))
        let counts = rows.reduce(into: [String: Int]()) { $0[$1["user_id"] ?? "", default: 0] += 1 }
        let sorted = counts.values.sorted(by: >)
        #expect(sorted.prefix(sorted.count / 16).reduce(0, +) * 4 > rows.count)
        let subscribers = Set(
            (0..<3_000).map { platform.population.id(platform.population.subscriber($0)).description })
        let others = counts.keys.count { !subscribers.contains($0) }
        #expect(others > 0 && others * 20 < counts.count * 2)
    }

    @Test("includes creators who read their own, rows with nothing done, and rows that count no concepts")
    func oddities() throws {
        let platform = try demo()
        let owners = Dictionary(
            uniqueKeysWithValues: try records(platform, .contents, .initial).map { ($0["id"] ?? "", $0["user_id"]) })
        let rows = try (0..<12).flatMap { try records(platform, .engagementTracking, .month($0)) }
        #expect(rows.contains { owners[$0["content_id"] ?? ""] == .some($0["user_id"]) })
        #expect(rows.contains { $0["total_time_seconds"] == "0" && $0["sessions_completed"] == "0" })
        #expect(rows.contains { $0["concepts_accessed"] == nil })
    }

    @Test("is more than a viewer's cap of twelve hours a day for some")
    func heavyReaders() throws {
        let rows = try records(try demo(), .engagementTracking, .month(11))
        let time = rows.reduce(into: [String: Int]()) {
            $0[$1["user_id"] ?? "", default: 0] += $1.number("total_time_seconds") ?? 0
        }
        #expect(time.values.contains { $0 > 12 * 3_600 * 31 })
    }
}

import Money
import Settlement
import Testing

@Suite("Who counts, and what was left out (R9.1)")
struct ExclusionTests {
    /// A row with every reason against it: each is taken away after it applied, and the next one applies then.
    @Test("rules apply in their order, the first that applies")
    func order() throws {
        var row = EngagementRow.read(1, time: -1, sessions: 9, owner: .reader, end: "2026-02-27", rule: .contentMissing)
        let steps: [(rule: ExclusionRule?, change: (inout EngagementRow) -> Void)] = [
            (.engagementNegative, { $0.metrics.time = 5 }),
            (.engagementPeriod, { $0.end = Day("2026-02-28") }),
            (.engagementImpossible, { $0.metrics.sessions = 5 }),
            (.contentMissing, { $0.contentRule = .platformContent }),
            (.platformContent, { $0.contentRule = .noOwner }),
            (.noOwner, { $0.contentRule = .visibility }),
            (.visibility, { $0.contentRule = nil }),
            (.ownContent, { $0.owner = .seller }),
            (nil, { _ in }),
        ]
        for (rule, change) in steps {
            var gathering = Gathering()
            _ = try gathering.take(row)
            #expect(gathering.excluded() == (rule.map { ["1 \($0.rawValue) 1 \(max(0, row.metrics.time))"] } ?? []))
            #expect(gathering.counting().isEmpty == (rule != nil))
            change(&row)
        }
    }

    @Test("only readers with revenue above 0 count, in each currency where they have some")
    func revenue() throws {
        var gathering = Gathering()
        _ = try gathering.take(.read(1), .read(2, rule: .visibility), revenue: [.usd: 1, .euro: 5, .riel: 0])
        _ = try gathering.take(.read(3), .read(4, rule: .visibility), reader: .buyer, revenue: [.usd: -1])
        _ = try gathering.take(.read(5), .read(6, rule: .visibility), reader: .otherSeller, revenue: [:])
        for currency in [Currency.usd, .euro] {
            #expect(gathering.counting(currency) == [1: "60 1 1"])
            #expect(gathering.excluded(currency) == ["2 visibility 1 60"])
        }
        #expect(gathering.counting(.riel).isEmpty && gathering.excluded(.riel).isEmpty)
        #expect(gathering.builder.contents(of: .riel).isEmpty)
    }

    @Test("rows and seconds add up by content and rule; a negative time counts as 0 seconds")
    func sums() throws {
        var gathering = Gathering()
        _ = try gathering.take(.read(1, time: -100), .read(2, time: 40, rule: .visibility))
        _ = try gathering.take(.read(1, time: -1), .read(2, time: 2, rule: .visibility), reader: .buyer)
        #expect(gathering.excluded() == ["1 engagement_negative 2 0", "2 visibility 2 42"])
    }

    @Test("a row that names no content is left out without one")
    func withoutContent() throws {
        var row = EngagementRow.read(1, owner: nil, rule: .contentMissing)
        row.content = nil
        var gathering = Gathering()
        _ = try gathering.take(row)
        #expect(gathering.excluded() == ["- content_missing 1 60"])
    }

    @Test("rules have the names that others rely on")
    func names() {
        #expect(
            ExclusionRule.allCases.map(\.rawValue) == [
                "engagement_negative", "engagement_period", "engagement_impossible", "content_missing",
                "platform_content",
                "no_owner", "visibility", "own_content", "viewer_cap",
            ])
        #expect(ExclusionRule.contentMissing < .engagementNegative && ExclusionRule.viewerCap < .visibility)
    }
}

/// An hour a day is 100,800 seconds in February 2026.
@Suite("The viewer cap (R9.1)")
struct ViewerCapTests {
    private static let hour = PolicyEntry.standard.pool.with { $0.viewerCapHundredths = 100 }

    @Test("a reader just at the cap is left alone, a second more is cut in all three metrics, each floored")
    func edge() throws {
        var at = Gathering(Self.hour)
        _ = try at.take(
            .read(1, time: 100_000, sessions: 7, concepts: 9), .read(2, time: 800, sessions: 3, concepts: 5))
        #expect(at.counting() == [1: "100000 7 9", 2: "800 3 5"])
        #expect(at.excluded().isEmpty)
        var over = Gathering(Self.hour)
        _ = try over.take(
            .read(1, time: 100_001, sessions: 7, concepts: 9), .read(2, time: 800, sessions: 3, concepts: 5))
        #expect(over.counting() == [1: "100000 6 8", 2: "799 2 4"])
        #expect(over.excluded() == ["1 viewer_cap 1 1", "2 viewer_cap 1 1"])
    }

    @Test("a reader of twice the cap counts half")
    func half() throws {
        var gathering = Gathering(Self.hour)
        _ = try gathering.take(
            .read(1, time: 200_000, sessions: 10, concepts: 3), .read(2, time: 1_600, sessions: 1, concepts: 0))
        #expect(gathering.counting() == [1: "100000 5 1", 2: "800 0 0"])
        #expect(gathering.excluded() == ["1 viewer_cap 1 100000", "2 viewer_cap 1 800"])
    }

    @Test("what does not count anyway does not use the cap up")
    func counting() throws {
        var gathering = Gathering(Self.hour)
        _ = try gathering.take(
            .read(1, time: 100_800), .read(2, time: 500_000, rule: .platformContent), .read(3, time: -5))
        #expect(gathering.counting() == [1: "100800 1 1"])
        #expect(gathering.excluded() == ["2 platform_content 1 500000", "3 engagement_negative 1 0"])
    }

    @Test("hundredths of an hour", arguments: [(33, 33_264), (5, 5_040), (625, 630_000), (0, 0)])
    func hundredths(hundredths: Int64, limit: Int64) throws {
        var gathering = Gathering(Self.hour.with { $0.viewerCapHundredths = hundredths })
        _ = try gathering.take(.read(1, time: 1_000_000, sessions: 0, concepts: 0))
        #expect(gathering.counting() == [1: "\(limit) 0 0"])
    }

    @Test("readers over the cap are told, with 0 seconds too, and once for each currency")
    func rows() throws {
        var gathering = Gathering(Self.hour)
        _ = try gathering.take(
            .read(1, time: 100_801), .read(2, time: 0, sessions: 0, concepts: 0), revenue: [.usd: 1, .euro: 1])
        for currency in [Currency.usd, .euro] {
            #expect(gathering.excluded(currency) == ["1 viewer_cap 1 1", "2 viewer_cap 1 0"])
        }
    }
}

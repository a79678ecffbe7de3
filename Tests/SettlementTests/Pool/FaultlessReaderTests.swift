import Money
import Settlement
import TestRandom
import Testing

/// A reader of whom no row is at fault is taken up without the rows' ids and dates; with them it must come to the same.
@Suite("Faultless readers (R9.1)")
struct FaultlessReaderTests {
    private static let bounds = PeriodBounds("2026-02")
    private static let period = Period("2026-02")!

    /// Some rows of a reader, of contents that ids alone tell apart; one in ten is at fault.
    private static func rows(using random: inout SplitMix) -> [EngagementRow] {
        (0..<Int.random(in: 0...6, using: &random)).map { _ in
            let number = UInt64.random(in: 1...9, using: &random)
            let rules: [ExclusionRule?] = [
                .visibility, .platformContent, .contentMissing, nil, nil, nil, nil, nil, nil,
            ]
            let rule = rules[Int(number) - 1]
            let faulty = Int.random(in: 0..<30, using: &random)
            return EngagementRow.read(
                number, time: faulty == 0 ? -1 : Int64.random(in: 9...400_000, using: &random),
                sessions: Int64.random(in: 0...9, using: &random), concepts: Int64.random(in: 0...9, using: &random),
                owner: rule == .contentMissing ? nil : [.seller, .otherSeller, .reader][Int(number % 3)],
                end: faulty == 1 ? "2026-02-27" : "2026-02-28", rule: rule)
        }
    }

    private static func readings(of rows: [EngagementRow], _ contents: inout PoolContents) -> [Reading] {
        rows.map {
            Reading(
                content: contents.number(of: $0.content),
                isWhole: $0.start == period.firstDay && $0.end == period.lastDay,
                metrics: $0.metrics)
        }
    }

    @Test("count as they do row by row", arguments: PoolModel.allCases, Seeds.first(100))
    func sameAsWhole(model: PoolModel, seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let terms = PolicyEntry.standard.pool.with {
            $0.model = model
            $0.viewerCapHundredths = [nil, 500, 20].randomElement(using: &random) ?? nil
        }
        let readers = (0..<8).map { _ in Self.rows(using: &random) }
        var contents = PoolContents()
        for row in readers.joined() where row.contentRule != .contentMissing {
            _ = row.content.map { contents.add($0, owner: row.owner, rule: row.contentRule) }
        }
        let numbered = readers.map { Self.readings(of: $0, &contents) }
        var quick = PoolBuilder(bounds: Self.bounds, terms: terms, contents: contents)
        var whole = PoolBuilder(bounds: Self.bounds, terms: terms)
        for (rows, readings) in zip(readers, numbered) {
            let revenue = [Currency.usd, .euro].map { (currency: $0, cents: Int64.random(in: 0...3, using: &random)) }
            let exceptions = try whole.take(reader: .reader, rows: rows, revenue: revenue)
            let isFaultless = try quick.takeFaultless(reader: .reader, rows: readings, revenue: revenue)
            #expect(isFaultless == exceptions.isEmpty)
            if !isFaultless { #expect(try quick.take(reader: .reader, rows: rows, revenue: revenue) == exceptions) }
        }
        #expect(quick.exclusions == whole.exclusions)
        for currency in [Currency.usd, .euro] {
            #expect(try Self.pool(quick, currency, terms).shares == Self.pool(whole, currency, terms).shares)
        }
    }

    private static func pool(_ builder: PoolBuilder, _ currency: Currency, _ terms: PoolTerms) throws -> Pool {
        try Pool(
            period: period, currency: currency, terms: terms, revenue: 9_999, carriedIn: 0,
            contents: builder.contents(of: currency))
    }

    @Test("one row at fault, and nothing of the reader is taken up")
    func nothingTaken() throws {
        var contents = PoolContents()
        let rows = [EngagementRow.read(1), .read(2, time: -1)]
        _ = contents.add(rows[0].content!, owner: .seller, rule: nil)
        let readings = Self.readings(of: rows, &contents)
        var builder = PoolBuilder(bounds: Self.bounds, terms: PolicyEntry.standard.pool, contents: contents)
        #expect(
            try !builder.takeFaultless(reader: .reader, rows: readings, revenue: [(currency: .usd, cents: 1)]))
        #expect(builder.contents(of: .usd).isEmpty && builder.exclusions.isEmpty)
    }
}

@Suite("Numbered contents")
struct PoolContentsTests {
    @Test("keep their numbers while the table grows; who is not there is missing")
    func numbers() {
        var contents = PoolContents()
        // Ids that begin with the time at which they were made, and ids that differ in a few bits alone.
        let ids = (0..<5_000 as Range<UInt64>).map {
            Identifier(high: 0x0190_0000_0000_7000 | $0 << 16, low: $0 % 7 << 61)
        }
        for (place, id) in ids.enumerated() {
            #expect(contents.add(id, owner: .seller, rule: place % 2 == 0 ? nil : .visibility) == UInt32(place + 1))
        }
        for (place, id) in ids.enumerated() { #expect(contents.number(of: id) == UInt32(place + 1)) }
        #expect(contents.number(of: nil) == 0)
        #expect(contents.all[0].id == nil && contents.all[0].rule == .contentMissing)
        #expect(contents.all[2].id == ids[1] && contents.all[2].owner == .seller && contents.all[2].rule == .visibility)
        let gone = Identifier(high: 1, low: 1)
        #expect(contents.number(of: gone) == 5_001 && contents.number(of: gone) == 5_001)
        #expect(contents.all[5_001].id == gone && contents.all[5_001].rule == .contentMissing)
    }
}

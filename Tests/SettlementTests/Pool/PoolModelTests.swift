import Money
import Settlement
import TestRandom
import Testing

/// Both models against the rules worked out in fractions, as they are written.
@Suite("Pool models by the rule (R9.2, R9.3)")
struct PoolModelTests {
    /// What one reader did, and what they paid.
    private struct Reading {
        var reader: Identifier
        var revenue: Int64
        var rows: [EngagementRow]
    }

    /// A random month of some readers, contents and creators.
    private static func readings(using random: inout SplitMix) -> [Reading] {
        (1...UInt64.random(in: 1...5, using: &random)).map { reader in
            let contents = (1...6 as ClosedRange<UInt64>).shuffled(using: &random).prefix(
                Int.random(in: 0...4, using: &random))
            let rows = contents.map { content in
                let time = Int64.random(in: 0...40, using: &random)
                return EngagementRow.read(
                    content, time: time, sessions: Int64.random(in: 0...min(time, 3), using: &random),
                    concepts: Int64.random(in: 0...min(time, 2), using: &random),
                    owner: Identifier(high: 9, low: content % 3))
            }
            return Reading(
                reader: Identifier(high: 6, low: reader), revenue: Int64.random(in: 0...2_000, using: &random),
                rows: rows)
        }
    }

    private static func terms(_ model: PoolModel, using random: inout SplitMix) -> PoolTerms {
        let weights: [Metrics] = [
            Metrics(time: 50, sessions: 30, concepts: 20), Metrics(time: 0, sessions: 7, concepts: 3),
            Metrics(time: 1, sessions: 0, concepts: 0), Metrics(time: 0, sessions: 0, concepts: 5),
        ]
        return PolicyEntry.standard.pool.with {
            $0.model = model
            $0.weights = weights.randomElement(using: &random) ?? .zero
        }
    }

    private static func pool(_ readings: [Reading], _ terms: PoolTerms) throws -> Pool {
        var builder = PoolBuilder(bounds: PeriodBounds("2026-02"), terms: terms)
        for reading in readings {
            _ = try builder.take(
                reader: reading.reader, rows: reading.rows, revenue: [(currency: .usd, cents: reading.revenue)])
        }
        return try Pool(
            period: Period("2026-02")!, currency: .usd, terms: terms, revenue: readings.reduce(0) { $0 + $1.revenue },
            carriedIn: 7, contents: builder.contents(of: .usd))
    }

    /// `Σ_m w_m × x_m / X_m` over the metrics whose X_m is not 0.
    private static func ratio(_ metrics: Metrics, _ sums: Metrics, _ weights: Metrics) -> Fraction {
        var sum = Fraction(0)
        for ((value, total), weight) in zip(zip(metrics.all, sums.all), weights.all) where total > 0 {
            sum = sum + Fraction(Int128(weight) * Int128(value), over: Int128(total))
        }
        return sum
    }

    private static func sums(_ rows: [EngagementRow]) -> Metrics {
        rows.reduce(into: .zero) { sum, row in
            sum.time += row.metrics.time
            sum.sessions += row.metrics.sessions
            sum.concepts += row.metrics.concepts
        }
    }

    /// Each content's weight, by its id.
    private static func weights(_ readings: [Reading], _ terms: PoolTerms) -> [Identifier: Fraction] {
        let counting = readings.filter { $0.revenue > 0 }
        var weights: [Identifier: Fraction] = [:]
        let all = sums(counting.flatMap(\.rows))
        for reading in counting {
            let own = sums(reading.rows)
            let whole = zip(own.all, terms.weights.all).reduce(Int128(0)) { $0 + ($1.0 > 0 ? Int128($1.1) : 0) }
            for row in reading.rows {
                guard let content = row.content else { continue }
                let before = weights[content] ?? Fraction(0)
                if terms.model == .proRata {
                    weights[content] = before + ratio(row.metrics, all, terms.weights)
                } else if whole > 0 {
                    let share = ratio(row.metrics, own, terms.weights) / Fraction(whole)
                    let scaled = Fraction(Int128(reading.revenue) << 40) * share
                    weights[content] = before + Fraction(scaled.floor)
                }
            }
        }
        return weights
    }

    /// The parts by content, apportioned over creators and then over each one's contents.
    private static func parts(_ total: Int64, _ weights: [Identifier: Fraction]) throws -> [Identifier: Int64] {
        let common = Fraction.commonDenominator(Array(weights.values))
        func party(_ id: Identifier, _ weight: Fraction) -> Apportionment.Party {
            let scaled = weight.numerator * (common / weight.denominator)
            return Apportionment.Party(id: id, weight: UInt256(UInt128(scaled)))
        }
        let key = Array("2026-02/USD".utf8)
        let byOwner = Dictionary(grouping: weights.keys) { Identifier(high: 9, low: $0.low % 3) }
        let owners = byOwner.map { owner, contents in
            party(owner, contents.reduce(Fraction(0)) { $0 + (weights[$1] ?? Fraction(0)) })
        }
        guard owners.contains(where: { $0.weight != .zero }) else { return [:] }
        var result: [Identifier: Int64] = [:]
        for (owner, part) in zip(owners, try Apportionment.split(total, over: owners, key: key))
        where owner.weight != .zero {
            let contents = (byOwner[owner.id] ?? []).map { party($0, weights[$0] ?? Fraction(0)) }
            for (content, share) in zip(contents, try Apportionment.split(part, over: contents, key: key))
            where share != 0 {
                result[content.id] = share
            }
        }
        return result
    }

    @Test("the parts are those of the rule, and nothing is lost", arguments: PoolModel.allCases, Seeds.first(150))
    func byTheRule(model: PoolModel, seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let readings = Self.readings(using: &random)
        let terms = Self.terms(model, using: &random)
        let pool = try Self.pool(readings, terms)
        let total = pool.revenue - pool.platform + pool.carriedIn
        #expect(pool.distributed + pool.carriedOut == total)
        let found = Dictionary(uniqueKeysWithValues: pool.shares.filter { $0.part != 0 }.map { ($0.content, $0.part) })
        #expect(try found == Self.parts(total, Self.weights(readings, terms)))
        #expect(pool.shares.map(\.part).reduce(0, +) == pool.distributed)
    }

    @Test("user-centric: each reader's money goes to what that reader read")
    func userCentric() throws {
        let terms = PolicyEntry.standard.pool.with { $0.model = .userCentric }
        let heavy = Reading(
            reader: .reader, revenue: 1_000, rows: [.read(1, time: 100_000, sessions: 9, concepts: 9, owner: .seller)])
        let light = Reading(
            reader: .buyer, revenue: 1_000, rows: [.read(2, time: 60, sessions: 0, concepts: 0, owner: .otherSeller)])
        let pool = try Self.pool([heavy, light], terms)
        // 2,000 less 30 %, and 7 carried in: 1,407 halved, an odd cent drawn.
        #expect(pool.shares.map(\.part).sorted() == [703, 704])
        #expect(pool.shares.map(\.weight) == [UInt256(UInt128(1_000) << 40), UInt256(UInt128(1_000) << 40)])
    }

    @Test("user-centric: money of readers without counting engagement follows everyone else's")
    func withoutEngagement() throws {
        let terms = PolicyEntry.standard.pool.with { $0.model = .userCentric }
        let idle = Reading(reader: .reader, revenue: 5_000, rows: [.read(3, rule: .visibility)])
        let unweighed = Reading(reader: .otherSeller, revenue: 700, rows: [.read(4, time: 0, sessions: 0, concepts: 0)])
        let reading = Reading(reader: .buyer, revenue: 1, rows: [.read(2)])
        let pool = try Self.pool([idle, unweighed, reading], terms)
        #expect(pool.shares.filter { $0.part != 0 }.map(\.content.low) == [2])
        #expect(pool.distributed == 5_701 - 1_710 + 7)
    }

    @Test("a ratio's common denominator is of the sums that are there and weighed")
    func ratio() throws {
        let ratio = try MetricRatio(
            sums: Metrics(time: 10, sessions: 0, concepts: 4), weights: Metrics(time: 50, sessions: 30, concepts: 20))
        #expect(ratio.scale == UInt256(40 as UInt64))
        #expect(ratio.weightOfPresent == 70)
        // 50 × 3 / 10 + 20 × 1 / 4 = 20.
        #expect(try ratio.weight(of: Metrics(time: 3, sessions: 0, concepts: 1)) == UInt256(800 as UInt64))
        let unweighed = try MetricRatio(
            sums: Metrics(time: 10, sessions: 3, concepts: 4), weights: Metrics(time: 0, sessions: 1, concepts: 0))
        #expect(unweighed.scale == UInt256(3 as UInt64))
    }
}

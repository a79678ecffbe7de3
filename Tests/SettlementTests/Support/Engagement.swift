import Money
import Settlement

extension EngagementRow {
    /// A row of February 2026, of the content of a number that the creator of another number owns.
    static func read(
        _ number: UInt64, time: Int64 = 60, sessions: Int64 = 1, concepts: Int64 = 1, owner: Identifier? = .seller,
        start: String? = "2026-02-01", end: String? = "2026-02-28", rule: ExclusionRule? = nil
    ) -> EngagementRow {
        EngagementRow(
            id: Identifier(high: 7, low: number), content: Identifier(high: 8, low: number),
            metrics: Metrics(time: time, sessions: sessions, concepts: concepts), start: start.flatMap { Day($0) },
            end: end.flatMap { Day($0) }, owner: owner, contentRule: rule)
    }
}

/// A pool of February 2026 that is being gathered.
struct Gathering {
    private(set) var builder: PoolBuilder

    init(_ terms: PoolTerms = PolicyEntry.standard.pool) {
        builder = PoolBuilder(bounds: PeriodBounds("2026-02"), terms: terms)
    }

    /// Takes up a reader's rows; the codes of their exceptions, by the row's number.
    mutating func take(
        _ rows: EngagementRow..., reader: Identifier? = .reader, revenue: [Currency: Int64] = [.usd: 1_000]
    ) throws -> [UInt64: ExceptionCode] {
        let amounts = revenue.map { (currency: $0.key, cents: $0.value) }
        let exceptions = try builder.take(reader: reader, rows: rows, revenue: amounts)
        return Dictionary(uniqueKeysWithValues: exceptions.map { ($0.row.low, $0.code) })
    }

    /// What counts, by the content's number, such as `60 1 1`: time, sessions, concepts.
    func counting(_ currency: Currency = .usd) -> [UInt64: String] {
        var counting: [UInt64: String] = [:]
        for share in builder.contents(of: currency) {
            counting[share.content.low] = share.metrics.all.map(String.init).joined(separator: " ")
        }
        return counting
    }

    /// What was left out, sorted, such as `1 visibility 1 60`: content, rule, rows, seconds.
    func excluded(_ currency: Currency = .usd) -> [String] {
        builder.exclusions.filter { $0.key.currency == currency }.map { key, left in
            "\(key.content.map { String($0.low) } ?? "-") \(key.rule.rawValue) \(left.rows) \(left.seconds)"
        }.sorted()
    }
}

extension PoolTerms {
    /// The same terms with something changed.
    func with(_ change: (inout PoolTerms) -> Void) -> PoolTerms {
        var terms = self
        change(&terms)
        return terms
    }
}

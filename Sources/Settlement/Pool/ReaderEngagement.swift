public import Money

/// All engagement of one reader in a period, judged (R9.1, R12).
public struct ReaderEngagement {
    let reader: Identifier?
    let period: Period
    /// The seconds of the period, clock changes counted.
    let periodSeconds: Int64
    /// The viewer cap in hundredths of hours a day.
    let capHundredths: Int64?

    /// The judgement of some rows; a row is told by its place among them.
    public struct Judgement {
        /// The rows that count, with what of them counts.
        public var counting: [(row: Int, metrics: Metrics)] = []
        /// What was left out, by the contents' numbers.
        public var excluded: [(content: UInt32, rule: ExclusionRule, seconds: Int64)] = []
        /// The rows at fault; with the seconds of all good rows where these are too many.
        public var faults: [(row: Int, code: ExceptionCode, total: Int64?)] = []
        /// The cap and the counting time above it, in seconds, where the reader's rows were scaled down; else nil.
        public var capped: (limit: Int64, total: Int64)?
    }

    /// The engagement of one reader in a period, under the terms of its pool.
    public init(reader: Identifier?, bounds: PeriodBounds, terms: PoolTerms) {
        self.reader = reader
        period = bounds.period
        periodSeconds = bounds.seconds
        capHundredths = terms.viewerCapHundredths
    }

    /// Judges all rows of the reader.
    public func judge(_ rows: [EngagementRow]) throws(MoneyError) -> Judgement {
        var contents = PoolContents()
        let readings = rows.map { contents.reading(of: $0, in: period) }
        return try judge(readings, of: contents)
    }

    /// Judges all rows of the reader.
    func judge(_ rows: [Reading], of contents: PoolContents) throws(MoneyError) -> Judgement {
        var result = Judgement()
        result.counting.reserveCapacity(rows.count)
        var good: Int64 = 0
        for row in rows where fault(of: row) == nil { good = try good.adding(row.metrics.time) }
        let impossible = reader != nil && good > periodSeconds
        for (place, row) in rows.enumerated() {
            if let code = fault(of: row) ?? (impossible ? .engagementImpossible : nil) {
                result.faults.append((place, code, impossible ? good : nil))
                result.exclude(row, code.rule)
            } else if let rule = rule(of: contents.all[Int(row.content)]) {
                result.exclude(row, rule)
            } else {
                result.counting.append((place, row.metrics))
            }
        }
        try cap(&result, rows)
        return result
    }

    /// Why a good row of a content does not count.
    private func rule(of content: PoolContents.Content) -> ExclusionRule? {
        content.rule ?? (content.owner == reader ? .ownContent : nil)
    }

    /// Scales everything down to the cap (R9.1).
    private func cap(_ result: inout Judgement, _ rows: [Reading]) throws(MoneyError) {
        guard let capHundredths else { return }
        let limit = capHundredths * 36 * period.days
        var total: Int64 = 0
        for row in result.counting { total = try total.adding(row.metrics.time) }
        guard total > limit else { return }
        result.capped = (limit, total)
        func scaled(_ value: Int64) -> Int64 { Int64(Int128(value) * Int128(limit) / Int128(total)) }
        for index in result.counting.indices {
            let (row, metrics) = result.counting[index]
            let capped = Metrics(
                time: scaled(metrics.time), sessions: scaled(metrics.sessions), concepts: scaled(metrics.concepts))
            result.counting[index].metrics = capped
            result.excluded.append((rows[row].content, .viewerCap, metrics.time - capped.time))
        }
    }

    /// The first fault of a row by itself (R12).
    private func fault(of row: Reading) -> ExceptionCode? {
        let metrics = row.metrics
        if metrics.time < 0 || metrics.sessions < 0 || metrics.concepts < 0 { return .engagementNegative }
        if !row.isWhole { return .engagementPeriod }
        if metrics.sessions > metrics.time || metrics.concepts > metrics.time { return .engagementImpossible }
        return nil
    }

    /// The exceptions of the rows at fault.
    func exceptions(of judged: Judgement, _ rows: [EngagementRow]) -> [SettlementException] {
        judged.faults.map { exception(rows[$0.row], $0.code, total: $0.total) }
    }

    private func exception(_ row: EngagementRow, _ code: ExceptionCode, total: Int64?) -> SettlementException {
        let metrics = row.metrics
        let message =
            switch code {
            case .engagementNegative:
                "time \(metrics.time), sessions \(metrics.sessions), concepts \(metrics.concepts): none is below 0; correct it"
            case .engagementPeriod:
                "the row runs from \(row.start?.description ?? "null") to \(row.end?.description ?? "null"), "
                    + "not over all of \(period); correct its dates"
            default:
                total.map {
                    "its reader has \($0) s in \(period), which has \(periodSeconds) s; look for a fault or a bot"
                }
                    ?? "\(metrics.sessions) sessions and \(metrics.concepts) concepts in \(metrics.time) s; correct it"
            }
        return SettlementException(table: .engagement, row: row.id, code: code, message: message)
    }
}

extension ReaderEngagement.Judgement {
    fileprivate mutating func exclude(_ row: Reading, _ rule: ExclusionRule) {
        excluded.append((row.content, rule, max(0, row.metrics.time)))
    }
}

extension ExceptionCode {
    /// The rule by which a row with this exception is left out of the pool.
    var rule: ExclusionRule {
        switch self {
        case .engagementNegative: .engagementNegative
        case .engagementPeriod: .engagementPeriod
        default: .engagementImpossible
        }
    }
}

public import Money

/// A row of `engagement_tracking` with what is known of its content (R9.1).
public struct EngagementRow: Hashable, Sendable {
    /// The row's id.
    public var id: Identifier
    /// The content.
    public var content: Identifier?
    /// Time, sessions and concepts (null is 0).
    public var metrics: Metrics
    /// `period_start`.
    public var start: Day?
    /// `period_end`.
    public var end: Day?
    /// The content's owner.
    public var owner: Identifier?
    /// Why the content does not count, whoever reads it; nil if it does.
    public var contentRule: ExclusionRule?

    /// A row of one reader's engagement.
    public init(
        id: Identifier, content: Identifier?, metrics: Metrics, start: Day?, end: Day?, owner: Identifier?,
        contentRule: ExclusionRule? = nil
    ) {
        self.id = id
        self.content = content
        self.metrics = metrics
        self.start = start
        self.end = end
        self.owner = owner
        self.contentRule = contentRule
    }
}

/// Why engagement of a reader with revenue was left out, in the order in which rules apply (R9.1).
public enum ExclusionRule: String, Hashable, Sendable, CaseIterable, Comparable {
    /// A measure is below 0 (R12).
    case engagementNegative = "engagement_negative"
    /// The dates are not those of the month (R12).
    case engagementPeriod = "engagement_period"
    /// More was done than the time allows (R12).
    case engagementImpossible = "engagement_impossible"
    /// The content is gone.
    case contentMissing = "content_missing"
    /// The content is the platform's own.
    case platformContent = "platform_content"
    /// The content has no owner.
    case noOwner = "no_owner"
    /// The content is neither public nor paid.
    case visibility
    /// The reader wrote it.
    case ownContent = "own_content"
    /// The reader's time exceeds the cap; only the seconds cut off are left out.
    case viewerCap = "viewer_cap"

    /// Orders by name, as datasets do.
    public static func < (left: ExclusionRule, right: ExclusionRule) -> Bool { left.rawValue < right.rawValue }
}

/// What was left out of one content's engagement, by one rule (R9.1).
public struct Exclusion: Hashable, Sendable {
    /// How many rows.
    public var rows: Int64 = 0
    /// How many seconds; a negative time counts as 0.
    public var seconds: Int64 = 0
}

/// All engagement of one reader in a period, judged (R9.1, R12).
public struct ReaderEngagement {
    let reader: Identifier?
    let period: Period
    /// The seconds of the period, clock changes counted.
    let periodSeconds: Int64
    /// The viewer cap in hundredths of hours a day.
    let capHundredths: Int64?

    /// The rows' judgement.
    public struct Judgement {
        /// The rows that count, with what of them counts.
        public var counting: [(row: EngagementRow, metrics: Metrics)] = []
        /// What was left out.
        public var excluded: [(content: Identifier?, rule: ExclusionRule, seconds: Int64)] = []
        /// The exceptions to record.
        public var exceptions: [SettlementException] = []
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

    /// Judges the rows of the reader.
    public func judge(_ rows: [EngagementRow]) throws(MoneyError) -> Judgement {
        var result = Judgement()
        var good: Int64 = 0
        for row in rows where fault(of: row) == nil { good = try good.adding(row.metrics.time) }
        let impossible = reader != nil && good > periodSeconds
        for row in rows {
            if let code = fault(of: row) ?? (impossible ? .engagementImpossible : nil) {
                result.exceptions.append(exception(row, code, total: impossible ? good : nil))
                exclude(row, code.rule, from: &result)
            } else if let rule = row.contentRule ?? (row.owner == reader ? .ownContent : nil) {
                exclude(row, rule, from: &result)
            } else {
                result.counting.append((row, row.metrics))
            }
        }
        try cap(&result)
        return result
    }

    private func exclude(_ row: EngagementRow, _ rule: ExclusionRule, from result: inout Judgement) {
        result.excluded.append((row.content, rule, max(0, row.metrics.time)))
    }

    /// Scales everything down to the cap (R9.1).
    private func cap(_ result: inout Judgement) throws(MoneyError) {
        guard let capHundredths else { return }
        let limit = capHundredths * 36 * period.days
        var total: Int64 = 0
        for row in result.counting { total = try total.adding(row.metrics.time) }
        guard total > limit else { return }
        result.capped = (limit, total)
        func scaled(_ value: Int64) -> Int64 { Int64(Int128(value) * Int128(limit) / Int128(total)) }
        for index in result.counting.indices {
            let metrics = result.counting[index].metrics
            let capped = Metrics(
                time: scaled(metrics.time), sessions: scaled(metrics.sessions), concepts: scaled(metrics.concepts))
            result.counting[index].metrics = capped
            result.excluded.append((result.counting[index].row.content, .viewerCap, metrics.time - capped.time))
        }
    }

    /// The first fault of a row by itself (R12).
    private func fault(of row: EngagementRow) -> ExceptionCode? {
        let metrics = row.metrics
        if metrics.time < 0 || metrics.sessions < 0 || metrics.concepts < 0 { return .engagementNegative }
        if row.start != period.firstDay || row.end != period.lastDay { return .engagementPeriod }
        if metrics.sessions > metrics.time || metrics.concepts > metrics.time { return .engagementImpossible }
        return nil
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

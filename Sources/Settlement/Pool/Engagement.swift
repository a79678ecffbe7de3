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

/// What the rules ask of a row of engagement, whoever reads it (R9.1).
public struct Reading: Hashable, Sendable, BitwiseCopyable {
    /// The content's number in the ``PoolContents``.
    public var content: UInt32
    /// Whether the row's dates are the first and the last day of the month (R12).
    public var isWhole: Bool
    /// Time, sessions and concepts (null is 0).
    public var metrics: Metrics

    /// A row of one reader's engagement.
    @inlinable
    public init(content: UInt32, isWhole: Bool, metrics: Metrics) {
        self.content = content
        self.isWhole = isWhole
        self.metrics = metrics
    }
}

extension PoolContents {
    /// What the rules ask of a row, its content numbered.
    mutating func reading(of row: EngagementRow, in period: Period) -> Reading {
        let content = row.content.map { add($0, owner: row.owner, rule: row.contentRule) } ?? 0
        let isWhole = row.start == period.firstDay && row.end == period.lastDay
        return Reading(content: content, isWhole: isWhole, metrics: row.metrics)
    }
}

extension Metrics {
    /// The sum, measure by measure.
    ///
    /// - Throws: `MoneyError` past 64 bits.
    public func adding(_ other: Metrics) throws(MoneyError) -> Metrics {
        Metrics(
            time: try time.adding(other.time), sessions: try sessions.adding(other.sessions),
            concepts: try concepts.adding(other.concepts))
    }
}

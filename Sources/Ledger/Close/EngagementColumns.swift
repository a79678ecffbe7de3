internal import Settlement

/// What is read of a row of engagement; `row` is the table.
enum EngagementColumns {
    /// Time, sessions and concepts; nulls are 0 (R9.1).
    static let metrics = """
        coalesce(row.total_time_seconds, 0), coalesce(row.sessions_completed, 0), coalesce(row.concepts_accessed, 0)
        """

    /// Id, content, time, sessions, concepts, and the dates, as ``CopyRow/nextEngagement()`` takes them.
    static let all = "row.id, row.content_id, \(metrics), row.period_start, row.period_end"

    /// The condition of a period's rows.
    static func isOf(_ period: Period) -> String {
        "row.period_start >= \(Literal.date(period.firstDay)) AND row.period_start < \(Literal.date(period.next.firstDay))"
    }
}

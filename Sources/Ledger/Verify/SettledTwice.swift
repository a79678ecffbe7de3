internal import PostgresClient
internal import Settlement

/// Sources that are settled twice, or undone without having been settled, over all closed periods (R13).
///
/// A close looks for what it has settled before by the dates of a row. An application that rewrites both dates of a
/// settled purchase gets round that, and is found here.
struct SettledTwice {
    let connection: Connection
    /// Looks only at sources that this period's books are about; nil for all.
    let period: Period?
    /// The last period that is looked at.
    let last: Period

    /// Hands over each source with the period of what it went through last.
    func forEach(_ body: (Finding) throws -> Void) throws {
        try connection.copyOut(sql, doing: "looking for what is settled twice") { row in
            let period = Period(containing: try row.nextDay())
            let source = try row.nextText()
            let settled = try row.nextInt64()
            let what =
                settled > 1 ? "a source is settled twice (R13)" : "a source is undone that is not settled (R8)"
            try body(
                Finding(
                    period, what, at: source, expected: "one settlement that stands", found: try row.nextText(),
                    next: .investigate))
        }
    }

    private var sql: String {
        let through = "period <= \(Literal.date(last.firstDay))"
        let books = ["lines", "marks"]
        let events = books.map { book in
            """
            SELECT bucket, source_id, period, kind FROM settlement.\(book)
            WHERE source_id IS NOT NULL AND kind NOT IN ('o', 'w') AND \(through) \(candidates)
            """
        }
        func count(_ kinds: String) -> String { "count(*) FILTER (WHERE kind IN (\(kinds)))" }
        return """
            SELECT last, CASE bucket WHEN 'd' THEN 'donation ' ELSE 'purchase ' END || source_id, settled - corrected, story
            FROM (
                SELECT bucket, source_id, max(period) AS last, \(count("'s', 'b', 'd'")) AS settled,
                       \(count("'c'")) AS corrected, \(count("'r'")) - \(count("'i'")) AS reversed,
                       string_agg(to_char(period, 'YYYY-MM ') || \(BookText.kind("kind")), ', '
                                  ORDER BY period, \(BookText.kind("kind"))) AS story
                FROM (\(events.joined(separator: " UNION "))) event GROUP BY bucket, source_id
            ) history
            WHERE settled - corrected <> 1 OR reversed NOT IN (0, 1) ORDER BY last, source_id
            """
    }

    private var candidates: String {
        guard let period else { return "" }
        let own = ["lines", "marks"].map {
            "SELECT source_id FROM settlement.\($0) WHERE period = \(Literal.date(period.firstDay)) AND source_id IS NOT NULL"
        }
        return "AND source_id IN (\(own.joined(separator: " UNION ALL ")))"
    }
}

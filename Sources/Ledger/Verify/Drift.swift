internal import PostgresClient
public import Settlement

/// A row in which the books of a period and a settlement of today's sources differ.
///
/// That is no damage: sources change lawfully after a close, and a later close takes up what R8 says.
public struct DriftedRow: Sendable {
    /// How they differ.
    public enum Change: String, Sendable, CaseIterable {
        /// The books have the row, today's sources would not make it.
        case missing
        /// Today's sources would make the row, the books do not have it.
        case extra
        /// Both have it, with other values.
        case changed
    }

    /// The period.
    public let period: Period
    /// The dataset.
    public let dataset: Dataset
    /// How they differ.
    public let change: Change
    /// Which row.
    public let place: String
    /// Its values, or those that differ, as `column books → today`.
    public let difference: String
    /// The row of the books as a JSON object, or `null`.
    public let books: String
    /// The row of today as a JSON object, or `null`.
    public let today: String
    /// The later months whose books are about the same source; nil where there are none.
    public let takenUp: String?
}

/// How many rows of a dataset differ, by change.
public struct DatasetDrift: Sendable {
    /// The dataset.
    public let dataset: Dataset
    /// How many rows.
    public internal(set) var counts: [DriftedRow.Change: Int] = [:]
    /// How many of the rows a later month's books have taken up.
    public internal(set) var takenUp = 0

    /// How many rows differ one way.
    public func count(_ change: DriftedRow.Change) -> Int { counts[change] ?? 0 }

    /// How many rows differ.
    public var total: Int { counts.values.reduce(0, +) }

    /// Whether nothing differs.
    public var isEmpty: Bool { counts.isEmpty }
}

/// Compares a dataset of two editions of a period's books, in the database.
struct DriftQuery {
    let dataset: Dataset
    let books: Edition
    let today: Edition

    /// The datasets that are compared. Billing periods are not: the rows of subscriptions move on with every renewal.
    static let datasets: [Dataset] = [.lines, .recognitions, .pools, .excludedEngagement, .exceptions]

    /// Hands over each row that differs, in a fixed order.
    func forEach(over connection: Connection, _ body: (DriftedRow) throws -> Void) throws {
        try connection.copyOut(sql, doing: "comparing the \(dataset.rawValue)") { row in
            let change = DriftedRow.Change(rawValue: try row.nextText()) ?? .changed
            try body(
                DriftedRow(
                    period: books.period, dataset: dataset, change: change, place: try row.nextText(),
                    difference: try row.nextText(), books: try row.nextOptionalText() ?? "null",
                    today: try row.nextOptionalText() ?? "null", takenUp: try row.nextOptionalText()))
        }
    }

    /// What tells one row from another; the rest are its values.
    private var keys: [String] {
        switch dataset {
        case .lines: ["kind", "bucket", "source_id", "content_id"]
        case .recognitions: ["subscription_id", "currency"]
        case .pools: ["currency"]
        case .excludedEngagement: ["currency", "content_id", "rule"]
        case .exceptions: ["table", "row_id"]
        case .billingPeriods: ["subscription_id", "from"]
        }
    }

    /// The columns that are compared. Of lines also the two that only the books themselves have; the wording of
    /// exceptions is not compared.
    private var columns: [Dataset.Column] {
        let shown = dataset.columns.filter { $0.name != "period" && $0.name != "message" }
        guard dataset == .lines else { return shown }
        return shown + [Dataset.Column("seller_id", .identifier), Dataset.Column("sold_at", .text)]
    }

    private var sql: String {
        let values = columns.map(\.name).filter { !keys.contains($0) }
        func selection(_ edition: Edition) -> String {
            "SELECT true AS there, of.* FROM (\(rows(edition).sql)) of"
        }
        let place = keys.map { "'\($0) ' || coalesce(books.\"\($0)\", today.\"\($0)\")" }
        let same = values.map { "books.\"\($0)\" IS NOT DISTINCT FROM today.\"\($0)\"" }.joined(separator: " AND ")
        return """
            SELECT * FROM (SELECT
                   CASE WHEN today.there IS NULL THEN 'missing' WHEN books.there IS NULL THEN 'extra' ELSE 'changed' END,
                   concat_ws(', ', \(place.joined(separator: ", "))) AS place,
                   concat_ws(', ', \(values.map(DriftQuery.difference).joined(separator: ", "))),
                   CASE WHEN books.there THEN (to_jsonb(books) - 'there')::text END,
                   CASE WHEN today.there THEN (to_jsonb(today) - 'there')::text END, \(takenUp)
            FROM (\(selection(books))) books FULL JOIN (\(selection(today))) today
              ON \(matches)
            WHERE books.there IS NULL OR today.there IS NULL OR NOT (\(same))
            ) differing ORDER BY place COLLATE "C"
            """
    }

    private func rows(_ edition: Edition) -> DatasetSelection {
        DatasetSelection(edition: edition, dataset: dataset, columns: columns)
    }

    /// The later months whose books are about the row's source.
    private var takenUp: String {
        let later = "period > \(Literal.date(books.period.firstDay))"
        func months(_ selections: [String]) -> String {
            """
            (SELECT string_agg(to_char(period, 'YYYY-MM'), ', ' ORDER BY period)
             FROM (\(selections.joined(separator: " UNION "))) later)
            """
        }
        let settled = ["lines", "marks"].map { "SELECT period FROM settlement.\($0) WHERE \(later) AND source_id = " }
        switch dataset {
        case .lines: return months(settled.map { "\($0) coalesce(books.source_id, today.source_id)" })
        case .exceptions:
            let row = "coalesce(books.row_id, today.row_id)"
            let left = "SELECT period FROM settlement.exceptions WHERE \(later) AND row_id = "
            return months((settled + [left]).map { $0 + row })
        default: return "NULL::text"
        }
    }

    /// What tells lines without a source from each other: those of the pool can be of one content in several currencies,
    /// those by hand have no content either.
    private static func besides(_ alias: String) -> String {
        """
        CASE \(alias).kind WHEN 'pool' THEN \(alias).currency
                           WHEN 'adjustment' THEN \(byHand(alias)) WHEN 'opening' THEN \(byHand(alias)) ELSE '' END
        """
    }

    private static func byHand(_ alias: String) -> String {
        "concat_ws(' ', \(alias).creator_id, \(alias).currency, \(alias).creator_cents, \(alias).hold_from)"
    }

    /// A full join takes equality alone, so that a null is matched as an empty text.
    private var matches: String {
        var matches = keys.map { "coalesce(books.\"\($0)\"::text, '') = coalesce(today.\"\($0)\"::text, '')" }
        if dataset == .lines {
            matches.append("\(DriftQuery.besides("books")) = \(DriftQuery.besides("today"))")
        }
        return matches.joined(separator: " AND ")
    }

    private static func difference(_ name: String) -> String {
        func text(_ alias: String) -> String { "coalesce(\(alias).\"\(name)\"::text, 'none')" }
        return """
            CASE WHEN books.there IS NULL THEN '\(name) ' || \(text("today"))
                 WHEN today.there IS NULL THEN '\(name) ' || \(text("books"))
                 WHEN books."\(name)" IS DISTINCT FROM today."\(name)"
                 THEN '\(name) ' || \(text("books")) || ' → ' || \(text("today")) END
            """
    }
}

internal import PostgresClient
internal import Settlement

/// The statements that read purchases and donations, one text for both tables.
///
/// A row of the period that was created in it cannot have been settled before: it is read once, in bulk (`fresh`).
/// Everything else that a close may have to do with is found by its id (``SourceSearch``), before or while the period
/// is read, and read with its history (`again`).
struct SourceQueries {
    let table: SourceTable
    let bounds: PeriodBounds
    /// The rows that are not looked at.
    let waivers: Waivers

    private var isDonation: Bool { table == .donations }
    private var date: String { isDonation ? "created_at" : "completed_at" }
    private var bucket: String { isDonation ? "d" : "s" }
    private var start: String { Literal.timestamp(bounds.start) }
    private var end: String { Literal.timestamp(bounds.end) }

    /// The ids to look at again. Of those of turn 1 the books of the windows' months are read first; those of turn 2
    /// are looked up in all books.
    static func temporaryTable(_ selections: [(table: SourceTable, sql: String)]) -> String {
        let found = selections.map { table, sql in
            "SELECT id, '\(table.rawValue)' AS source_table, open, 1 AS turn FROM (\(sql)) found (id, open)"
        }
        return "CREATE TEMPORARY TABLE pg_temp.again ON COMMIT DROP AS \(found.joined(separator: " UNION ALL "))"
    }

    /// The columns of a row, as ``SourceRowReader`` takes them; `row` is the table.
    var columns: String { SourceQueries.columns(of: table) }

    /// The columns of a row of either table.
    static func columns(of table: SourceTable) -> String {
        table == .donations
            ? """
            row.id, row.donor_id, row.recipient_id, row.content_id, NULL::uuid, row.amount_cents, row.currency, NULL::int,
            NULL::int, row.payment_provider, row.status, row.created_at, row.created_at
            """
            : """
            row.id, row.buyer_id, row.seller_id, row.content_id, row.bundle_id, row.amount_cents, row.currency,
            row.platform_fee_cents, row.seller_revenue_cents, row.payment_provider, row.status, row.completed_at,
            row.created_at
            """
    }

    /// The rows that belong to the period and, in the same pass over the table, others that are to be looked at again,
    /// except those that are known to be.
    ///
    /// - Parameter others: The condition of ``SourceSearch/inPassing``; nil for the period alone.
    func fresh(and others: String?) -> String {
        let asked = isDonation ? "'refunded', 'disputed'" : "'pending', 'refunded', 'disputed'"
        let inPeriod = """
            row.\(date) >= \(start) AND row.\(date) < \(end) AND (row.status::text IN (\(asked))) IS NOT TRUE
            """
        return """
            SELECT \(columns) FROM public.\(table.rawValue) row
            WHERE (\(inPeriod)\(others.map { " OR \($0)" } ?? ""))
              AND NOT EXISTS (SELECT FROM pg_temp.again found WHERE found.id = row.id AND found.source_table = '\(table.rawValue)')
              \(waivers.leavingOut(table))
            """
    }

    /// The ids of a turn with their rows and what the books say of them: a row for each line or mark, in the order of
    /// id and period.
    ///
    /// - Parameter since: The first month whose books are read; of older ones only whether there is a reversal of a
    ///   completed row in them is told. Nil for all books. Those of the period itself and later ones are never read.
    func again(turn: Int, since: Period?) -> String {
        let earlier = "AND period < \(Literal.date(bounds.period.firstDay))"
        let recent = earlier + (since.map { " AND period >= \(Literal.date($0.firstDay))" } ?? "")
        let older = since.map { month in
            let books = ["lines", "marks"].map { book in
                """
                EXISTS (SELECT FROM settlement.\(book) WHERE source_id = row.id AND kind = 'r' AND bucket = '\(bucket)'
                        AND period < \(Literal.date(month.firstDay)))
                """
            }
            return "row.status::text = 'completed' AND (\(books.joined(separator: " OR ")))"
        }
        return """
            SELECT \(columns), found.open, coalesce(\(older ?? "false"), false), settled.period, settled.kind, settled.bucket,
                   settled.content_id, settled.creator_id, settled.seller_id, settled.currency, settled.gross_cents,
                   settled.processing_cents, settled.platform_cents, settled.creator_cents, settled.payable,
                   settled.hold_from, settled.sold_at
            FROM (SELECT id, bool_or(open) AS open FROM pg_temp.again WHERE source_table = '\(table.rawValue)' AND turn = \(turn)
                  GROUP BY id) found
            JOIN public.\(table.rawValue) row ON row.id = found.id \(waivers.leavingOut(table))
            LEFT JOIN LATERAL (
                SELECT period, kind, bucket, content_id, creator_id, seller_id, currency, gross_cents, processing_cents,
                       platform_cents, creator_cents, payable, hold_from, sold_at
                FROM settlement.lines WHERE source_id = row.id AND bucket = '\(bucket)' \(recent)
                UNION ALL
                SELECT period, kind, bucket, content_id, creator_id, seller_id, currency, 0, 0, 0, 0, payable, hold_from,
                       sold_at
                FROM settlement.marks
                WHERE source_id = row.id AND bucket = '\(bucket)' AND kind NOT IN ('o', 'w') \(recent)
            ) settled ON true
            ORDER BY row.id, settled.period, settled.kind, settled.content_id
            """
    }
}

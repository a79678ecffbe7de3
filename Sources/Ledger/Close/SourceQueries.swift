internal import PostgresClient
internal import Settlement

/// The statements that find and read purchases and donations, one text for both tables.
///
/// A row of the period that was created in it cannot have been settled before: it is read once, in bulk (`fresh`).
/// Everything else that a close may have to do with is found first, by its id, and read with its history (`again`).
struct SourceQueries {
    let table: SourceTable
    let bounds: PeriodBounds

    private var isDonation: Bool { table == .donations }
    private var date: String { isDonation ? "created_at" : "completed_at" }
    private var bucket: String { isDonation ? "d" : "s" }
    private var start: String { Literal.timestamp(bounds.start) }
    private var end: String { Literal.timestamp(bounds.end) }
    /// The late window's start, not before genesis, whose books hold nothing older.
    private var late: String { Literal.timestamp(max(bounds.lateStart, bounds.genesisStart)) }
    private var refunds: String { Literal.timestamp(max(bounds.refundStart, bounds.genesisStart)) }
    private var thisPeriod: String { Literal.date(bounds.period.firstDay) }

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

    /// The rows that belong to the period and cannot have been settled before.
    ///
    /// Of a donation `created_at` is the only date, and an application can change it: it is looked for in the books.
    var fresh: String {
        let unsettled =
            isDonation
            ? """
            AND NOT EXISTS (SELECT FROM settlement.lines settled WHERE settled.source_id = row.id AND settled.bucket = 'd')
            AND NOT EXISTS (SELECT FROM settlement.marks settled WHERE settled.source_id = row.id AND settled.bucket = 'd')
            """
            : "AND row.created_at >= \(start) AND row.created_at < \(end)"
        let asked = isDonation ? "'refunded', 'disputed'" : "'pending', 'refunded', 'disputed'"
        return """
            SELECT \(columns) FROM public.\(table.rawValue) row
            WHERE row.\(date) >= \(start) AND row.\(date) < \(end) \(unsettled)
              AND (row.status IN (\(asked))) IS NOT TRUE
              AND NOT EXISTS (SELECT FROM settlement.marks odd WHERE odd.source_id = row.id AND odd.kind = 'o')
              AND NOT EXISTS (SELECT FROM again WHERE again.id = row.id AND again.source_table = '\(table.rawValue)')
            """
    }

    /// Statements that gather the ids of everything else into the temporary table `again`.
    var gathering: [(what: String, sql: String)] {
        var statements = [
            ("rows that were open", open), ("rows in the late window", unlikeSettled),
            ("rows that are no longer completed", noLongerCompleted), ("rows that moved", moved),
            ("reversed rows", reversed),
        ]
        statements.append(
            isDonation ? ("donations that moved here", movedHere) : ("purchases created elsewhere", createdElsewhere))
        return statements.map { what, select in
            (what, "INSERT INTO again SELECT id, '\(table.rawValue)', open FROM (\(select)) found (id, open)")
        }
    }

    /// Open exceptions of the last close, and what `backfill late` noted since (R8.1, R8.7).
    private var open: String {
        """
        SELECT row_id, true FROM settlement.exceptions
        WHERE period = \(Literal.date(bounds.period.previous.firstDay)) AND open AND source_table = '\(table.rawValue)'
        UNION ALL SELECT row_id, true FROM settlement.late_notes WHERE source_table = '\(table.rawValue)'
        """
    }

    /// Rows of the late window that are not settled just as they are now (R8.1, R8.4).
    private var unlikeSettled: String {
        let payee = isDonation ? "recipient_id" : "seller_id"
        let single = isDonation ? "" : "AND row.bundle_id IS NULL AND settled.kind = 's'"
        return """
            SELECT row.id, false FROM public.\(table.rawValue) row
            WHERE row.\(date) >= \(late) AND row.\(date) < \(start) AND (row.status IN ('refunded', 'disputed')) IS NOT TRUE
              AND NOT EXISTS (
                SELECT FROM settlement.lines settled
                WHERE settled.source_id = row.id AND settled.bucket = '\(bucket)' AND settled.kind IN ('s', 'd')
                  AND row.status = 'completed' AND settled.gross_cents = row.amount_cents
                  AND settled.currency = coalesce(row.currency, 'USD') \(single)
                  AND coalesce(settled.creator_id, settled.seller_id) IS NOT DISTINCT FROM row.\(payee)
                  AND settled.sold_at >= \(late))
            """
    }

    /// Settled rows of the refund window whose status changed (R8.2, R12), by their present date.
    private var noLongerCompleted: String {
        """
        SELECT row.id, false FROM public.\(table.rawValue) row
        WHERE row.\(date) >= least(\(refunds), \(late)) AND row.\(date) < \(start)
          AND row.status IS DISTINCT FROM 'completed'
        UNION ALL
        SELECT row.id, false FROM public.\(table.rawValue) row
        WHERE row.\(date) IS NULL AND row.created_at >= \(late) AND row.created_at < \(end)
          AND (row.status IN ('pending', 'refunded', 'disputed')) IS NOT TRUE
        """
    }

    /// Settled rows whose date has been moved out of a window since: they are judged by the date as settled.
    private var moved: String {
        let settled = ["lines", "marks"].map { book in
            """
            SELECT settled.source_id, false FROM settlement.\(book) settled
            WHERE settled.bucket = '\(bucket)' AND settled.sold_at >= least(\(refunds), \(late))
              AND settled.period < \(thisPeriod)
              AND NOT EXISTS (
                SELECT FROM public.\(table.rawValue) row
                WHERE row.id = settled.source_id AND row.\(date) < \(start)
                  AND row.\(date) >= CASE WHEN settled.sold_at >= \(late) THEN \(late) ELSE \(refunds) END)
            """
        }
        return settled.joined(separator: " UNION ALL ")
    }

    /// Reversed rows that are completed again, whenever (R8.3).
    private var reversed: String {
        let undone = ["lines", "marks"].map { book in
            "SELECT source_id FROM settlement.\(book) WHERE kind = 'r' AND bucket = '\(bucket)'"
        }
        return """
            SELECT row.id, false FROM public.\(table.rawValue) row
            WHERE row.id IN (\(undone.joined(separator: " UNION ALL "))) AND row.status IN ('completed')
            """
    }

    /// Purchases completed in the period that were created before it, or say so: they may have been settled.
    private var createdElsewhere: String {
        """
        SELECT row.id, false FROM public.purchases row
        WHERE row.completed_at >= \(start) AND row.completed_at < \(end)
          AND (row.created_at >= \(start) AND row.created_at < \(end)) IS NOT TRUE
        UNION ALL
        SELECT row.id, false FROM public.purchases row JOIN settlement.marks odd ON odd.source_id = row.id AND odd.kind = 'o'
        WHERE row.completed_at >= \(start) AND row.completed_at < \(end)
        """
    }

    /// Donations of the period that are in the books already, under another date.
    private var movedHere: String {
        let settled = ["lines", "marks"].map { book in
            "SELECT source_id FROM settlement.\(book) WHERE bucket = 'd' AND period < \(thisPeriod)"
        }
        return """
            SELECT row.id, false FROM public.donations row
            WHERE row.created_at >= \(start) AND row.created_at < \(end)
              AND row.id IN (\(settled.joined(separator: " UNION ALL ")))
            """
    }

    /// The gathered rows with what the books say of them: a row for each line or mark, in the order of id and period.
    var again: String {
        """
        SELECT \(columns), found.open, settled.period, settled.kind, settled.bucket, settled.content_id,
               settled.creator_id, settled.seller_id, settled.currency, settled.gross_cents, settled.processing_cents,
               settled.platform_cents, settled.creator_cents, settled.payable, settled.hold_from, settled.sold_at
        FROM (SELECT id, bool_or(open) AS open FROM again WHERE source_table = '\(table.rawValue)' GROUP BY id) found
        JOIN public.\(table.rawValue) row ON row.id = found.id
        LEFT JOIN LATERAL (
            SELECT period, kind, bucket, content_id, creator_id, seller_id, currency, gross_cents, processing_cents,
                   platform_cents, creator_cents, payable, hold_from, sold_at
            FROM settlement.lines WHERE source_id = row.id AND bucket = '\(bucket)'
            UNION ALL
            SELECT period, kind, bucket, content_id, creator_id, seller_id, currency, 0, 0, 0, 0, payable, hold_from, sold_at
            FROM settlement.marks WHERE source_id = row.id AND bucket = '\(bucket)' AND kind <> 'o'
        ) settled ON true
        ORDER BY row.id, settled.period, settled.kind, settled.content_id
        """
    }

    static let temporaryTable = "CREATE TEMPORARY TABLE again (id uuid, source_table text, open boolean) ON COMMIT DROP"
}

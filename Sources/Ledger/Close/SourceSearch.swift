internal import PostgresClient
internal import Settlement

/// How much of the platform a close looks at again.
enum SearchScope: Hashable {
    /// Everything that the windows of R8 cover.
    case everything
    /// The versions of rows that were written by this transaction (an `xid8`) or later ones: they came after the last
    /// close took its view of the data. Nothing else can have become different from what that close decided.
    case changed(since: String)
    /// Everything that the windows covered when the period was closed, which is settled again (`verify --recompute`).
    ///
    /// What `backfill late` had noted is gone since. Whatever the period's own books settle or report of a source
    /// beyond the windows counts as noted, so that the same row leads to the same lines.
    case recomputed
}

/// Finds out whether it is enough to look at what changed since the last close.
struct ScopeFinder {
    let connection: Connection

    /// How much must be looked at again.
    ///
    /// Everything, where the last close does not say what it had seen; where the server is another one, or went back
    /// in time; where the platform's tables are no plain tables, whose rows carry their transactions; and after so
    /// many transactions that their numbers no longer tell old from new.
    ///
    /// - Parameter narrower: Whether the last close's windows reached less far back than this one's: then even rows
    ///   that did not change are new to this one.
    func scope(after previous: Period?, narrower: Bool) throws -> SearchScope {
        guard let previous, !narrower else { return .everything }
        let seen = try connection.queryOptional(
            """
            SELECT seen_before::text FROM settlement.periods
            WHERE period = $1 AND seen_system = (SELECT system_identifier FROM pg_control_system())
              AND seen_before <= pg_snapshot_xmax(pg_current_snapshot())
              AND pg_snapshot_xmax(pg_current_snapshot())::text::numeric - seen_before::text::numeric < 2000000000
              AND (SELECT bool_and(relkind = 'r') FROM pg_class
                   WHERE oid IN ('public.purchases'::regclass, 'public.donations'::regclass))
            """, [.period(previous)], doing: "looking up what the last close had seen"
        ) { row in try row[0].text() }
        return seen.map { .changed(since: $0) } ?? .everything
    }
}

/// The statements that find which purchases and donations a close must look at again (R8), by their ids.
///
/// Rows of the period that were created in it are not among them: they cannot have been settled before.
struct SourceSearch {
    let table: SourceTable
    let bounds: PeriodBounds
    let scope: SearchScope

    private var isDonation: Bool { table == .donations }
    private var date: String { isDonation ? "created_at" : "completed_at" }
    private var bucket: String { isDonation ? "d" : "s" }
    private var start: String { Literal.timestamp(bounds.start) }
    private var end: String { Literal.timestamp(bounds.end) }
    /// The late window's start, not before genesis, whose books hold nothing older.
    private var late: String { Literal.timestamp(max(bounds.lateStart, bounds.genesisStart)) }
    private var refunds: String { Literal.timestamp(max(bounds.refundStart, bounds.genesisStart)) }
    private var thisPeriod: String { Literal.date(bounds.period.firstDay) }

    /// Selections of `(id, open)`; an id may be found more than once.
    var selections: [String] {
        let anyway = [open] + (isDonation ? [movedHere] : [withoutDate, odd])
        let covered = [unlikeSettled, noLongerCompleted, moved, reversed]
        switch scope {
        case .everything: return anyway + [noted] + covered
        case .changed(let transaction): return anyway + [noted] + changed(since: transaction)
        case .recomputed: return anyway + notedThen + covered
        }
    }

    /// Open exceptions of the last close (R8.1).
    private var open: String {
        """
        SELECT row_id, true FROM settlement.exceptions
        WHERE period = \(Literal.date(bounds.period.previous.firstDay)) AND open AND source_table = '\(table.rawValue)'
        """
    }

    /// What `backfill late` noted since the last close (R8.7).
    private var noted: String {
        "SELECT row_id, true FROM settlement.late_notes WHERE source_table = '\(table.rawValue)'"
    }

    /// What it must have noted before the period was closed, by the period's own books.
    private var notedThen: [String] {
        let settled = ["lines", "marks"].map { book in
            """
            SELECT source_id, true FROM settlement.\(book)
            WHERE period = \(thisPeriod) AND bucket = '\(bucket)' AND kind IN ('s', 'b', 'd', 'c', 'r')
              AND sold_at < CASE kind WHEN 'r' THEN \(refunds) ELSE \(late) END
            """
        }
        let reported = """
            SELECT row.id, true FROM settlement.exceptions left_out JOIN public.\(table.rawValue) row ON row.id = left_out.row_id
            WHERE left_out.period = \(thisPeriod) AND left_out.source_table = '\(table.rawValue)'
              AND coalesce(row.\(date), row.created_at) < \(late)
            """
        return settled + [reported]
    }

    /// Purchases without a date that say they are completed, or nothing that is known (R12).
    private var withoutDate: String {
        """
        SELECT row.id, false FROM public.purchases row
        WHERE row.completed_at IS NULL AND row.created_at >= \(late) AND row.created_at < \(end)
          AND (row.status IN ('pending', 'refunded', 'disputed')) IS NOT TRUE
        """
    }

    /// Purchases that were settled before they say they were created.
    private var odd: String {
        "SELECT source_id, false FROM settlement.marks WHERE kind = 'o' AND bucket = 's' AND period < \(thisPeriod)"
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
}

// MARK: - What changed since the last close

extension SourceSearch {
    /// Row versions that the last close had not seen.
    ///
    /// A purchase that was settled has been created before the period, or bears an odd mark; a donation has no second
    /// date, so those that lie after the period are looked for in the books.
    private func changed(since transaction: String) -> [String] {
        // Ages are counted from the latest transaction, which stays the same within one statement.
        let isNew = "age(row.xmin) <= (SELECT age('\(transaction)'::xid8::xid))"
        guard isDonation else {
            return [
                """
                SELECT row.id, false FROM public.purchases row
                WHERE \(isNew) AND (row.completed_at < \(start) OR (row.created_at >= \(start)) IS NOT TRUE)
                """,
                watched,
            ]
        }
        let settled = ["lines", "marks"].map { "SELECT source_id FROM settlement.\($0) WHERE bucket = 'd'" }
        return [
            "SELECT row.id, false FROM public.donations row WHERE \(isNew) AND (row.created_at >= \(start)) IS NOT TRUE",
            """
            SELECT row.id, false FROM public.donations row
            WHERE \(isNew) AND row.created_at >= \(end) AND row.id IN (\(settled.joined(separator: " UNION ALL ")))
            """,
        ]
    }

    /// Purchases whose seller differs from the one settled, which does not count while the content is the platform's
    /// own (R8.4); whether it is can change without the purchase.
    private var watched: String {
        """
        SELECT source_id, false FROM settlement.marks
        WHERE kind = 'w' AND period = \(Literal.date(bounds.period.previous.firstDay))
        """
    }
}

// MARK: - Everything that the windows cover

extension SourceSearch {
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
                  AND settled.sold_at >= \(late) AND settled.period < \(thisPeriod))
            """
    }

    /// Settled rows of the refund window whose status changed (R8.2, R12), by their present date.
    private var noLongerCompleted: String {
        """
        SELECT row.id, false FROM public.\(table.rawValue) row
        WHERE row.\(date) >= least(\(refunds), \(late)) AND row.\(date) < \(start)
          AND row.status IS DISTINCT FROM 'completed'
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
            "SELECT source_id FROM settlement.\(book) WHERE kind = 'r' AND bucket = '\(bucket)' AND period < \(thisPeriod)"
        }
        return """
            SELECT row.id, false FROM public.\(table.rawValue) row
            WHERE row.id IN (\(undone.joined(separator: " UNION ALL "))) AND row.status IN ('completed')
            """
    }
}

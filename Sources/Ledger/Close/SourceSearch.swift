internal import PostgresClient
internal import Settlement

/// How much of the platform a close looks at again.
enum SearchScope {
    /// Everything that the windows of R8 cover.
    case everything
    /// The versions of rows that were written by this transaction (an `xid8`) or later ones: they came after the last
    /// close took its view of the data. Nothing else can have become different from what that close decided.
    ///
    /// Purchases that say they were created in the period or later are looked for in the books only if these are
    /// small: among millions of lines it would take longer than all the rest (see ``SourceSearch``).
    case changed(since: String, booksAreSmall: Bool)
    /// Everything that the windows cover, for a period that is closed and settled again.
    ///
    /// What `backfill late` had noted is gone since. Whatever the period's own books settle or report of a source
    /// beyond the windows of its close (`windows`, whose policy may be another one) counts as noted, so that the same
    /// row leads to the same lines.
    case recomputed(windows: PeriodBounds)
}

/// Finds out whether it is enough to look at what changed since the last close.
struct ScopeFinder {
    let connection: Connection

    /// Up to how many lines the books are small.
    private static let smallBooks = 1_000_000

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
            SELECT seen_before::text, (SELECT coalesce(sum(lines), 0) < \(ScopeFinder.smallBooks) FROM settlement.creator_totals)
            FROM settlement.periods
            WHERE period = $1 AND seen_system = (SELECT system_identifier FROM pg_control_system())
              AND seen_before <= pg_snapshot_xmax(pg_current_snapshot())
              AND pg_snapshot_xmax(pg_current_snapshot())::text::numeric - seen_before::text::numeric < 2000000000
              AND (SELECT bool_and(relkind = 'r') FROM pg_class
                   WHERE oid IN ('public.purchases'::regclass, 'public.donations'::regclass))
            """, [.period(previous)], doing: "looking up what the last close had seen"
        ) { row in SearchScope.changed(since: try row[0].text(), booksAreSmall: try row[1].bool()) }
        return seen ?? .everything
    }
}

/// The statements that find which purchases and donations a close must look at again (R8), by their ids.
///
/// Purchases that say they were created and completed in the period are taken for new, which they are unless somebody
/// moved both dates of one that is settled: a search through everything asks the books about them, one through what
/// changed only where the books are small.
struct SourceSearch {
    let table: SourceTable
    let bounds: PeriodBounds
    let scope: SearchScope
    let waivers: Waivers

    private var isDonation: Bool { table == .donations }
    private var date: String { isDonation ? "created_at" : "completed_at" }
    private var bucket: String { isDonation ? "d" : "s" }
    private var start: String { Literal.timestamp(bounds.start) }
    private var end: String { Literal.timestamp(bounds.end) }
    /// The late window's start, not before genesis, whose books hold nothing older.
    private var late: String { SourceSearch.late(bounds) }
    private var refunds: String { SourceSearch.refunds(bounds) }
    private var thisPeriod: String { Literal.date(bounds.period.firstDay) }

    /// Selections of `(id, open)`; an id may be found more than once.
    var selections: [String] {
        let covered = [unlikeSettled, corrected, noLongerCompleted, moved, reversed, movedHere]
        let ofPurchases = isDonation ? [] : [withoutDate, odd]
        let always = [open] + restored
        switch scope {
        case .everything: return always + [noted] + covered + ofPurchases
        case .recomputed(let windows): return always + notedThen(beyond: windows) + covered + ofPurchases
        case .changed(_, let booksAreSmall):
            if isDonation { return always + [noted, movedHere] }
            return always + [noted, odd, watched] + (booksAreSmall ? [movedHere] : [])
        }
    }

    /// Rows whose waiver was taken back since the last close; they are open as they were before it (R8.1, R12).
    private var restored: [String] {
        waivers.restoredRows(of: table).map { ["SELECT id, true FROM (\($0)) restored (id)"] } ?? []
    }

    /// A condition on rows that are found in passing, while the period is read, rather than by a selection: one pass
    /// over the table is enough where only changes matter. Nil where everything is looked at again anyway.
    var inPassing: String? {
        isNew.map { isDonation ? changed($0) : "\(changed($0)) OR \(isWithoutDate)" }
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

    private static func late(_ bounds: PeriodBounds) -> String {
        Literal.timestamp(max(bounds.lateStart, bounds.genesisStart))
    }

    private static func refunds(_ bounds: PeriodBounds) -> String {
        Literal.timestamp(max(bounds.refundStart, bounds.genesisStart))
    }

    /// What it must have noted before the period was closed, by the period's own books.
    private func notedThen(beyond windows: PeriodBounds) -> [String] {
        let (late, refunds) = (SourceSearch.late(windows), SourceSearch.refunds(windows))
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
    private var withoutDate: String { "SELECT row.id, false FROM public.purchases row WHERE \(isWithoutDate)" }

    private var isWithoutDate: String {
        """
        row.completed_at IS NULL AND row.created_at >= \(late) AND row.created_at < \(end)
        AND (row.status::text IN ('pending', 'refunded', 'disputed')) IS NOT TRUE
        """
    }

    /// Purchases that were settled before they say they were created, at their settlement or since.
    private var odd: String {
        "SELECT source_id, false FROM settlement.marks WHERE kind = 'o' AND bucket = 's' AND period < \(thisPeriod)"
    }

    /// Rows that are in the books already, and say by all their dates that they belong to the period or a later one,
    /// for which they are noted; where only changes matter, purchases that were moved since the last close alone.
    ///
    /// Joined from the books' side, so that their size never decides how it is done.
    private var movedHere: String {
        let settled = ["lines", "marks"].map { book in
            "SELECT source_id FROM settlement.\(book) WHERE bucket = '\(bucket)' AND period < \(thisPeriod)"
        }
        return """
            SELECT row.id, false FROM (\(settled.joined(separator: " UNION ALL "))) settled
            JOIN public.\(table.rawValue) row ON row.id = settled.source_id
            WHERE row.created_at >= \(start) AND \(isDonation ? isMovedDonation : isMovedPurchase)
            """
    }

    private var isMovedDonation: String { "(row.created_at < \(end)\(isNew.map { " OR \($0)" } ?? ""))" }

    private var isMovedPurchase: String {
        "(row.completed_at < \(start)) IS NOT TRUE\(isNew.map { " AND \($0)" } ?? "")"
    }
}

// MARK: - What changed since the last close

extension SourceSearch {
    /// A condition on row versions that the last close had not seen; nil where everything is looked at again.
    ///
    /// Ages are counted from the latest transaction, which stays the same within one statement.
    private var isNew: String? {
        guard case .changed(let transaction, _) = scope else { return nil }
        return "age(row.xmin) <= (SELECT age('\(transaction)'::xid8::xid))"
    }

    /// A condition on new row versions of what may have been settled before.
    ///
    /// A purchase that was settled has been created before the period, or bears an odd mark, unless its `created_at` was
    /// moved; a donation has no second date. So rows that lie at or after the period are looked for in the books.
    private func changed(_ isNew: String) -> String {
        isDonation
            ? "\(isNew) AND (row.created_at >= \(start)) IS NOT TRUE"
            : "\(isNew) AND (row.completed_at < \(start) OR (row.created_at >= \(start)) IS NOT TRUE)"
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
    /// Rows that were corrected before: they may be back at what they were first settled with (R8.4).
    private var corrected: String {
        let undone = ["lines", "marks"].map { book in
            "SELECT source_id, false FROM settlement.\(book) WHERE kind = 'c' AND bucket = '\(bucket)' AND sold_at >= \(late) AND period < \(thisPeriod)"
        }
        return undone.joined(separator: " UNION ALL ")
    }

    /// Rows of the late window that were never settled just as they are now (R8.1, R8.4).
    private var unlikeSettled: String {
        let payee = isDonation ? "recipient_id" : "seller_id"
        let single = isDonation ? "" : "AND row.bundle_id IS NULL AND settled.kind = 's'"
        return """
            SELECT row.id, false FROM public.\(table.rawValue) row
            WHERE row.\(date) >= \(late) AND row.\(date) < \(start) AND (row.status::text IN ('refunded', 'disputed')) IS NOT TRUE
              AND NOT EXISTS (
                SELECT FROM settlement.lines settled
                WHERE settled.source_id = row.id AND settled.bucket = '\(bucket)' AND settled.kind IN ('s', 'd')
                  AND row.status::text = 'completed' AND settled.gross_cents = row.amount_cents
                  AND settled.currency = coalesce(row.currency::text, 'USD') \(single)
                  AND coalesce(settled.creator_id, settled.seller_id) IS NOT DISTINCT FROM row.\(payee)
                  AND settled.sold_at >= \(late) AND settled.period < \(thisPeriod))
            """
    }

    /// Settled rows of the refund window whose status changed (R8.2, R12), by their present date.
    private var noLongerCompleted: String {
        """
        SELECT row.id, false FROM public.\(table.rawValue) row
        WHERE row.\(date) >= least(\(refunds), \(late)) AND row.\(date) < \(start)
          AND row.status::text IS DISTINCT FROM 'completed'
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
            WHERE row.id IN (\(undone.joined(separator: " UNION ALL "))) AND row.status::text = 'completed'
            """
    }
}

internal import Settlement

/// What was decided by hand, as it is kept: waivers that follow from one another, files that are their hashes and were applied
/// by whom they had to be, opening balances of before the first close, and closes that saw what there is (R10, R12).
enum ActChecks {
    /// What belongs to all periods.
    static var all: [BookCheck] { [waivers, files, approval, openings, once] }

    /// What a close kept of the acts that it had seen.
    static func of(_ record: PeriodRecord) -> [BookCheck] { [seen(by: record)] }

    private static func state(_ waived: String) -> String {
        "CASE WHEN \(waived) THEN 'waived' ELSE 'looked at again' END"
    }

    private static var waivers: BookCheck {
        BookCheck(
            what: "a row is waived that is waived already, or looked at again that is not (R12)",
            sql: """
                SELECT concat_ws(' ', 'settlement.waivers, number', number, 'of', source_table, row_id),
                       \(state("NOT waived")), \(state("waived"))
                FROM (SELECT *, coalesce(lag(waived) OVER (PARTITION BY source_table, row_id ORDER BY number), false) AS before
                      FROM settlement.waivers) entry
                WHERE waived = before ORDER BY number
                """)
    }

    /// Those of which nothing was applied; the others are compared entry by entry as well.
    private static var files: BookCheck {
        BookCheck(
            what: "a file of entries by hand was changed",
            sql: """
                SELECT 'settlement.manual_files, ' || left(hash, 12), 'SHA-256 ' || hash, 'SHA-256 ' || found
                FROM settlement.manual_files file, LATERAL encode(sha256(convert_to(file.text, 'UTF8')), 'hex') found
                WHERE found <> hash AND NOT EXISTS (SELECT FROM settlement.manual_entries WHERE file_hash = hash)
                """)
    }

    private static var approval: BookCheck {
        BookCheck(
            what: "one person proposed and applied a file where two are required (R11.7)",
            sql: """
                SELECT DISTINCT 'settlement.manual_files, ' || left(hash, 12), 'another than ' || proposed_by, applied_by
                FROM settlement.manual_entries JOIN settlement.manual_files ON hash = file_hash
                WHERE approval AND applied_by = proposed_by
                """, next: .ask)
    }

    private static var openings: BookCheck {
        BookCheck(
            what: "an opening balance was brought in after the first close (R10)",
            sql: """
                SELECT 'settlement.manual_entries, number ' || number, 'a number up to ' || coalesce(acts_through, 0), number::text
                FROM settlement.manual_entries, (SELECT acts_through FROM settlement.periods ORDER BY period LIMIT 1) first
                WHERE kind = 'n' AND number > coalesce(acts_through, 0) ORDER BY number
                """)
    }

    /// Of a file everything is applied at once, by one person.
    private static var once: BookCheck {
        BookCheck(
            what: "a file of entries by hand was applied more than once",
            sql: """
                SELECT 'settlement.manual_files, ' || left(file_hash, 12), 'one time', string_agg(DISTINCT concat_ws(' at ', applied_by, applied_at), ', ')
                FROM settlement.manual_entries GROUP BY file_hash HAVING count(DISTINCT (applied_by, applied_at)) > 1
                """)
    }

    private static func seen(by record: PeriodRecord) -> BookCheck {
        let through = record.actsThrough
        let before = """
            (SELECT coalesce(max(acts_through), 0) FROM settlement.periods WHERE period < \(Literal.date(record.period.firstDay)))
            """
        return BookCheck(
            what: "a close saw other acts by hand than there are (R12)",
            sql: """
                SELECT 'settlement.periods, acts_through',
                       CASE WHEN \(through) < before THEN before || ' or later' ELSE 'the number of a waiver or an entry' END,
                       '\(through)'
                FROM \(before) known (before)
                WHERE \(through) < before
                   OR \(through) > 0 AND NOT EXISTS (SELECT FROM settlement.waivers WHERE number = \(through))
                  AND NOT EXISTS (SELECT FROM settlement.manual_entries WHERE number = \(through))
                """)
    }
}

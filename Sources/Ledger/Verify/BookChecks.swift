internal import PostgresClient
internal import Settlement

/// Everything that must hold in the books of one closed period, as queries that return what offends (R13).
struct BookChecks {
    let record: PeriodRecord
    let genesis: Period

    private var period: Period { record.period }
    private var edition: Edition { Edition(period: period, place: .ledger) }
    private var thisPeriod: String { Literal.date(period.firstDay) }
    private var after: String { Literal.date(period.next.firstDay) }

    /// Every check of the period.
    var all: [BookCheck] {
        let sums = "(\(BalanceChecks.sumOfLines(edition)))"
        return [gross] + BalanceChecks(edition: edition, sums: sums).all + pool
            + AccrualChecks(edition: edition, genesis: genesis).all
            + [shape, marks, hold, soldAt, late, exceptions, waived]
    }

    private var gross: BookCheck {
        BookCheck(
            what: "gross is not processing + platform + creator (R4.4)",
            sql: """
                SELECT \(BookText.line("line")), (processing_cents::numeric + platform_cents + creator_cents)::text,
                       gross_cents::text
                FROM \(edition.table(.lines)) line
                WHERE gross_cents <> processing_cents::numeric + platform_cents + creator_cents
                """)
    }
}

// MARK: - The pool

extension BookChecks {
    private var pool: [BookCheck] { [conservation, carry, shares, sums] }

    private var pools: String { edition.table(.pools) }

    private var conservation: BookCheck {
        BookCheck(
            what: "a pool's revenue and carry are not what it gave away and kept (R9.5)",
            sql: """
                SELECT currency, (revenue_cents::numeric + carried_in_cents)::text,
                       (platform_cents::numeric + distributed_cents + carried_out_cents)::text
                FROM \(pools)
                WHERE revenue_cents::numeric + carried_in_cents
                   <> platform_cents::numeric + distributed_cents + carried_out_cents
                """)
    }

    private var carry: BookCheck {
        BookCheck(
            what: "a pool carries in something else than the one before carried out (R9.5)",
            sql: """
                SELECT currency, coalesce(carried_out_cents, 0)::text, coalesce(carried_in_cents, 0)::text
                FROM (SELECT currency, carried_in_cents FROM \(pools)) pool
                FULL JOIN (SELECT currency, carried_out_cents FROM settlement.pools
                           WHERE period = \(Literal.date(period.previous.firstDay))) before USING (currency)
                WHERE coalesce(carried_in_cents, 0) <> coalesce(carried_out_cents, 0)
                """)
    }

    private var shares: BookCheck {
        BookCheck(
            what: "the share of a content is not its line (R9.4)",
            sql: """
                SELECT concat_ws(' ', currency, 'content ' || content_id, 'of ' || creator_id),
                       coalesce(creator_cents, 0)::text, coalesce(part_cents, 0)::text
                FROM (SELECT currency, content_id, creator_id, sum(part_cents) AS part_cents
                      FROM \(edition.table(.poolShares)) GROUP BY currency, content_id, creator_id) share
                FULL JOIN (SELECT currency, content_id, creator_id, sum(creator_cents) AS creator_cents
                           FROM \(edition.table(.lines)) WHERE kind = 'p' GROUP BY currency, content_id, creator_id) line
                USING (currency, content_id, creator_id)
                WHERE coalesce(creator_cents, 0) <> coalesce(part_cents, 0)
                """)
    }

    private var sums: BookCheck {
        let metrics = ["seconds", "sessions", "concepts"]
        let shares = metrics.map { "coalesce(sum(\($0)), 0) AS \($0)" }.joined(separator: ", ")
        func text(_ alias: String) -> String {
            metrics.map { "coalesce(\(alias).\($0), 0) || ' \($0)'" }.joined(separator: " || ', ' || ")
        }
        func row(_ alias: String) -> String {
            metrics.map { "coalesce(\(alias).\($0), 0)" }.joined(separator: ", ")
        }
        return BookCheck(
            what: "what counted in a pool is not what counted of its contents (R9.2)",
            sql: """
                SELECT currency, \(text("share")), \(text("pool"))
                FROM (SELECT currency, \(shares) FROM \(edition.table(.poolShares)) GROUP BY currency) share
                FULL JOIN \(edition.table(.pools)) pool USING (currency)
                WHERE (\(row("share"))) IS DISTINCT FROM (\(row("pool")))
                """)
    }
}

// MARK: - What each row must look like

extension BookChecks {
    private var settling: String { "('s', 'b', 'd')" }

    private var shape: BookCheck {
        BookCheck(
            what: "a line is not shaped like one of its kind (R4.4, R6, R9.4)",
            sql: """
                SELECT \(BookText.line("line")), 'what a close writes',
                       concat_ws(', ', 'bucket ' || \(BookText.bucket("bucket")), 'payable ' || payable, 'late ' || late,
                                 'source ' || coalesce(source_id::text, 'none'), 'creator ' || coalesce(creator_id::text, 'none'),
                                 'seller ' || coalesce(seller_id::text, 'none'), 'sold ' || coalesce(sold_at::text, 'never'),
                                 'period ' || period)
                FROM \(edition.table(.lines)) line
                WHERE period <> \(thisPeriod)
                   OR kind NOT IN ('a', 'n') AND bucket <> CASE kind WHEN 'p' THEN 'p' WHEN 'd' THEN 'd' WHEN 's' THEN 's' WHEN 'b' THEN 's'
                                          WHEN 'r' THEN CASE bucket WHEN 'd' THEN 'd' ELSE 's' END
                                          WHEN 'i' THEN CASE bucket WHEN 'd' THEN 'd' ELSE 's' END
                                          WHEN 'c' THEN CASE bucket WHEN 'd' THEN 'd' ELSE 's' END ELSE '?' END::"char"
                   OR (source_id IS NULL) <> (kind IN ('p', 'a', 'n')) OR (sold_at IS NULL) <> (kind IN ('p', 'a', 'n'))
                   OR NOT payable AND (bucket <> 'd' OR kind IN ('a', 'n'))
                   OR late AND kind NOT IN \(settling)
                   OR seller_id IS NOT NULL AND creator_id IS NOT NULL
                   OR gross_cents = 0 AND processing_cents = 0 AND platform_cents = 0 AND creator_cents = 0
                """)
    }

    private var marks: BookCheck {
        BookCheck(
            what: "a mark is not shaped like one of its kind (R4.4)",
            sql: """
                SELECT \(BookText.line("mark")), 'what a close writes', 'bucket ' || \(BookText.bucket("bucket")) || ', period ' || period
                FROM \(edition.table(.marks)) mark
                WHERE period <> \(thisPeriod) OR kind NOT IN ('s', 'b', 'd', 'r', 'i', 'c', 'o', 'w')
                   OR bucket NOT IN ('s', 'd') OR kind IN ('s', 'b', 'o', 'w') AND bucket <> 's' OR kind = 'd' AND bucket <> 'd'
                """)
    }

    /// Lines and marks of the period about a source, and which of the sources were settled before and undone in it.
    private var facts: String {
        let columns = "kind, bucket, source_id, content_id, hold_from, sold_at"
        return """
            fact AS (SELECT \(columns) FROM \(edition.table(.lines)) WHERE source_id IS NOT NULL
                     UNION ALL SELECT \(columns) FROM \(edition.table(.marks)) WHERE kind NOT IN ('o', 'w')),
            undone AS (SELECT DISTINCT bucket, source_id FROM fact WHERE kind IN ('r', 'i', 'c')),
            first AS (SELECT DISTINCT ON (bucket, source_id) bucket, source_id, hold_from, sold_at
                      FROM (SELECT period, kind, bucket, source_id, hold_from, sold_at FROM settlement.lines
                            WHERE period < \(thisPeriod)
                            UNION ALL SELECT period, kind, bucket, source_id, hold_from, sold_at FROM settlement.marks
                            WHERE period < \(thisPeriod)) earlier
                      WHERE kind IN \(settling) AND (bucket, source_id) IN (SELECT bucket, source_id FROM undone)
                      ORDER BY bucket, source_id, period)
            """
    }

    /// What is held from another day than the rules say: that of what is undone or replaced, else the first after the
    /// period (R8.6).
    private var hold: BookCheck {
        BookCheck(
            what: "a line is held from another day than the rules say (R8.6)",
            sql: """
                WITH \(facts)
                SELECT \(BookText.line("fact")), coalesce(expected::text, 'an earlier settlement to undo'),
                       fact.hold_from::text
                FROM fact LEFT JOIN undone USING (bucket, source_id) LEFT JOIN first USING (bucket, source_id),
                     LATERAL (SELECT CASE WHEN undone.source_id IS NULL THEN \(after) ELSE first.hold_from END) rule (expected)
                WHERE fact.hold_from IS DISTINCT FROM expected
                UNION ALL
                SELECT \(BookText.line("line")), \(after)::text, hold_from::text
                FROM \(edition.table(.lines)) line WHERE kind IN ('p', 'a') AND hold_from <> \(after)
                """)
    }

    private var soldAt: BookCheck {
        BookCheck(
            what: "a line bears another time of sale than the settlement it undoes or replaces (R8.4)",
            sql: """
                WITH \(facts)
                SELECT \(BookText.line("fact")), first.sold_at::text, coalesce(fact.sold_at::text, 'nothing')
                FROM fact JOIN undone USING (bucket, source_id) JOIN first USING (bucket, source_id)
                WHERE fact.sold_at IS DISTINCT FROM first.sold_at
                """)
    }

    private var late: BookCheck {
        let start = Literal.timestamp(record.startsAt)
        let end = Literal.timestamp(record.endsAt)
        return BookCheck(
            what: "a line is late, or not, against its time of sale (R8.6)",
            sql: """
                SELECT \(BookText.line("line")), 'late ' || (sold_at < \(start)) || ', sold before ' || \(end),
                       'late ' || late || ', sold ' || sold_at
                FROM \(edition.table(.lines)) line
                WHERE kind IN \(settling) AND (late <> (sold_at < \(start)) OR sold_at >= \(end))
                """)
    }

    private var waived: BookCheck {
        BookCheck(
            what: "a row is reported that was waived when the period was closed (R12)",
            sql: """
                SELECT concat_ws(' ', code, exception.source_table, exception.row_id), 'nothing', 'an exception'
                FROM \(edition.table(.exceptions)) exception
                WHERE (SELECT waived FROM settlement.waivers entry
                       WHERE entry.source_table = exception.source_table AND entry.row_id = exception.row_id
                         AND entry.number <= \(record.actsThrough) ORDER BY number DESC LIMIT 1)
                """)
    }

    private var exceptions: BookCheck {
        let codes = ExceptionCode.allCases.map { code in
            "('\(code.rawValue)', '\(code.isWarning ? "warning" : "error")', \(code.staysOpen))"
        }
        return BookCheck(
            what: "an exception is not what its code says (R12)",
            sql: """
                SELECT concat_ws(' ', code, source_table, row_id),
                       coalesce(known.severity || CASE WHEN known.open THEN ', open' ELSE ', not open' END, 'a known code'),
                       exception.severity || CASE WHEN exception.open THEN ', open' ELSE ', not open' END
                FROM \(edition.table(.exceptions)) exception
                LEFT JOIN (VALUES \(codes.joined(separator: ", "))) known (code, severity, open) USING (code)
                WHERE (exception.severity, exception.open) IS DISTINCT FROM (known.severity, known.open)
                """)
    }
}

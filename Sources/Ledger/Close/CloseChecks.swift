internal import PostgresClient
internal import Settlement

/// The books against themselves, in the database, before they are sealed (R13): each query returns what offends.
struct CloseChecks {
    let connection: Connection
    let edition: Edition

    /// The lines summed by the database alone, without what was summed on the way.
    private let sums = "pg_temp.line_sums"

    /// Sums the lines; the checks compare with these sums.
    func sumLines() throws {
        try connection.execute(
            """
            CREATE TEMPORARY TABLE \(sums) ON COMMIT DROP AS
            SELECT creator_id, currency, bucket, payable, hold_from, count(*) AS lines, sum(gross_cents) AS gross_cents,
                   sum(processing_cents) AS processing_cents, sum(platform_cents) AS platform_cents,
                   sum(creator_cents) AS creator_cents, sum(greatest(creator_cents, 0)) AS earned_cents
            FROM \(edition.table(.lines)) GROUP BY creator_id, currency, bucket, payable, hold_from
            """, doing: "summing the lines")
    }

    /// Every check by what it says when it fails.
    var queries: [(what: String, sql: String)] {
        let lines = edition.table(.lines)
        let totals = edition.table(.creatorTotals)
        return [
            (
                "totals of creators that were summed on the way differ from the lines' (R13)",
                """
                (SELECT * FROM \(sums)
                 EXCEPT ALL
                 SELECT creator_id, currency, bucket, payable, hold_from, lines, gross_cents, processing_cents,
                        platform_cents, creator_cents, earned_cents FROM \(totals))
                UNION ALL
                (SELECT NULL::uuid, currency, NULL::"char", NULL::boolean, NULL::date, sum(lines), sum(gross_cents), sum(processing_cents),
                        sum(platform_cents), sum(creator_cents), 0 FROM \(totals) GROUP BY currency
                 EXCEPT ALL
                 SELECT NULL::uuid, currency, NULL::"char", NULL::boolean, NULL::date, sum(lines), sum(gross_cents), sum(processing_cents),
                        sum(platform_cents), sum(creator_cents), 0 FROM \(sums) GROUP BY currency)
                """
            ),
            (
                "a pool distributes something else than its lines (R13)",
                """
                SELECT currency, coalesce(distributed_cents, 0), coalesce(paid, 0)
                FROM (SELECT currency, distributed_cents FROM \(edition.table(.pools))) pool
                FULL JOIN (SELECT currency, sum(creator_cents) AS paid FROM \(lines) WHERE bucket = 'p' GROUP BY currency) line
                USING (currency) WHERE coalesce(distributed_cents, 0) <> coalesce(paid, 0)
                """
            ),
            (
                "a pool's revenue is not what was recognised (R9)",
                """
                SELECT currency, coalesce(revenue_cents, 0), coalesce(recognised, 0)
                FROM (SELECT currency, revenue_cents FROM \(edition.table(.pools))) pool
                FULL JOIN (SELECT currency, sum(recognised_cents) AS recognised FROM \(edition.table(.accruals))
                           GROUP BY currency) revenue
                USING (currency) WHERE coalesce(revenue_cents, 0) <> coalesce(recognised, 0)
                """
            ),
        ]
    }

    /// Refuses the close where a query returns a row.
    func run() throws {
        for (what, sql) in queries {
            let offending = try connection.query(
                "SELECT found::text FROM (\(sql)) found LIMIT 5", doing: "checking the books"
            ) { row in try row[0].text() }
            guard offending.isEmpty else {
                throw LedgerError.inconsistent("\(what): \(offending.joined(separator: "; "))")
            }
        }
    }
}

internal import PostgresClient
internal import Settlement

/// The books against themselves, in the database, before they are sealed (R13): each query returns what offends.
struct CloseChecks {
    let connection: Connection
    let edition: Edition

    /// The lines summed by the database alone, without what was summed on the way.
    private static let sums = "pg_temp.line_sums"

    /// Sums the lines; the checks compare with these sums.
    func sumLines() throws {
        try connection.grouping {
            try connection.execute(
                "CREATE TEMPORARY TABLE \(CloseChecks.sums) ON COMMIT DROP AS \(BalanceChecks.sumOfLines(edition))",
                doing: "summing the lines")
        }
    }

    /// Refuses the close where a query returns a row.
    func run() throws {
        for check in BalanceChecks(edition: edition, sums: CloseChecks.sums).all {
            let offending = try connection.query(
                "SELECT place, expected, found FROM (\(check.sql)) offending (place, expected, found) LIMIT 5",
                doing: "checking the books"
            ) { "\(try $0[0].text()): expected \(try $0[1].text()), found \(try $0[2].text())" }
            guard offending.isEmpty else {
                throw LedgerError.inconsistent("\(check.what): \(offending.joined(separator: "; "))")
            }
        }
    }
}

/// What adds up in the books of one period, whether they are being closed or have been for long (R13).
struct BalanceChecks {
    let edition: Edition
    /// Where the sums of the lines are: a table, or a selection in brackets.
    let sums: String

    /// Selects the lines of a period, summed as book `creator_totals` has them.
    static func sumOfLines(_ edition: Edition) -> String {
        """
        SELECT creator_id, currency, bucket, payable, hold_from, count(*) AS lines, sum(gross_cents) AS gross_cents,
               sum(processing_cents) AS processing_cents, sum(platform_cents) AS platform_cents,
               sum(creator_cents) AS creator_cents, sum(greatest(creator_cents, 0)) AS earned_cents
        FROM \(edition.table(.lines)) GROUP BY creator_id, currency, bucket, payable, hold_from
        """
    }

    /// Every check.
    var all: [BookCheck] { [totals, distributed, revenue] }

    private var totals: BookCheck {
        let amounts = ["lines", "gross_cents", "processing_cents", "platform_cents", "creator_cents", "earned_cents"]
        func row(_ alias: String) -> String { amounts.map { "\(alias).\($0)" }.joined(separator: ", ") }
        func text(_ alias: String) -> String {
            "coalesce(nullif(concat_ws(', ', \(amounts.map { "'\($0) ' || \(alias).\($0)" }.joined(separator: ", "))), ''), 'nothing')"
        }
        let summed = amounts.map { "sum(\($0)) AS \($0)" }.joined(separator: ", ")
        return BookCheck(
            what: "totals of creators that were summed on the way differ from the lines' (R13)",
            sql: """
                SELECT concat_ws(', ', 'creator ' || coalesce(line.creator_id, total.creator_id),
                           coalesce(line.currency, total.currency),
                           \(BookText.bucket("coalesce(line.bucket, total.bucket)")),
                           CASE WHEN NOT coalesce(line.payable, total.payable) THEN 'not payable' END,
                           'held from ' || coalesce(line.hold_from, total.hold_from)),
                       \(text("line")), \(text("total"))
                FROM \(sums) line
                FULL JOIN (SELECT creator_id, currency, bucket, payable, hold_from, \(summed)
                           FROM \(edition.table(.creatorTotals))
                           GROUP BY creator_id, currency, bucket, payable, hold_from) total
                  ON \(BookText.id("line.creator_id")) = \(BookText.id("total.creator_id")) AND line.currency = total.currency
                 AND line.bucket = total.bucket AND line.payable = total.payable AND line.hold_from = total.hold_from
                WHERE (\(row("line"))) IS DISTINCT FROM (\(row("total")))
                """)
    }

    private var distributed: BookCheck {
        BookCheck(
            what: "a pool distributes something else than its lines (R13)",
            sql: """
                SELECT currency, coalesce(paid, 0)::text, coalesce(distributed_cents, 0)::text
                FROM (SELECT currency, distributed_cents FROM \(edition.table(.pools))) pool
                FULL JOIN (SELECT currency, sum(creator_cents) AS paid FROM \(edition.table(.lines)) WHERE kind = 'p'
                           GROUP BY currency) line
                USING (currency) WHERE coalesce(distributed_cents, 0) <> coalesce(paid, 0)
                """)
    }

    private var revenue: BookCheck {
        BookCheck(
            what: "a pool's revenue is not what was recognised (R9)",
            sql: """
                SELECT currency, coalesce(recognised, 0)::text, coalesce(revenue_cents, 0)::text
                FROM (SELECT currency, revenue_cents FROM \(edition.table(.pools))) pool
                FULL JOIN (SELECT currency, sum(recognised_cents) AS recognised FROM \(edition.table(.accruals))
                           GROUP BY currency) recognised
                USING (currency) WHERE coalesce(revenue_cents, 0) <> coalesce(recognised, 0)
                """)
    }
}

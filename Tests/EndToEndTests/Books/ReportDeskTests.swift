import Ledger
import PolicyFile
import PostgresClient
import Settlement
import TestServer
import Testing

/// What queries of reports see: views as of a day, the tables that only the rules can fill, and nothing that can be changed.
@Suite("The books as reports read them")
struct ReportDeskTests {
    private static let policy = Result { try PolicyFile.read(path: TestPolicy.standard).policy }

    /// The rows of a query about a month, each as its texts parted by "|".
    private func rows(
        of query: String, columns: String, period: String = "2026-03", asOf: String? = nil,
        in database: TestDatabase? = nil
    ) throws -> [String] {
        let database = try database ?? BookedPlatform.fresh()
        let connection = try Connection(ConnectionParameters(database.url))
        let desk = ReportDesk(connection: connection, policy: try ReportDeskTests.policy.get())
        let question = ReportQuestion(
            period: try #require(Period(period)), asOf: try asOf.map { try #require(Day($0)) })
        return try desk.open(question, parsing: PolicyFile.ofClosedMonth) { reader in
            var rows: [String] = []
            try reader.forEachRow(of: query, columns: columns.split(separator: " ").map(String.init)) { row in
                rows.append(row.map { $0 ?? "null" }.joined(separator: "|"))
            }
            return rows
        }
    }

    /// What is owed, from one month's end to the next: closing balances on both sides, lines and payouts between them.
    private static let rollForward = """
        WITH asked AS (SELECT asked_period() AS period, (asked_period() + interval '1 month')::date AS ends)
        SELECT currency, sum(opening)::bigint AS opening, sum(earned)::bigint AS earned, sum(reversed)::bigint AS reversed,
               sum(paid)::bigint AS paid, sum(closing)::bigint AS closing
        FROM (
            SELECT currency, CASE WHEN owed.period < asked.period THEN cents ELSE 0 END, 0, 0, 0,
                   CASE WHEN owed.period = asked.period THEN cents ELSE 0 END
            FROM closing_balances owed, asked
            UNION ALL
            SELECT currency, 0, earned_cents, reversed_cents, 0, 0 FROM report_totals, asked
            WHERE payable AND creator_id IS NOT NULL AND report_totals.period = asked.period
            UNION ALL
            SELECT currency, 0, 0, 0, (CASE WHEN taken_day >= period AND taken_day < ends THEN 1 ELSE 0 END
                - CASE WHEN back_day >= period AND back_day < ends THEN 1 ELSE 0 END)
                * (sales_cents + donations_cents + subscriptions_cents), 0
            FROM payout_days, asked
        ) parts (currency, opening, earned, reversed, paid, closing) GROUP BY currency ORDER BY currency
        """

    @Test("foot from month to month: what was owed, earned, reversed and paid is what is owed", arguments: 1...3)
    func footing(month: Int) throws {
        let database = try BookedPlatform.fresh()
        let found = try rows(
            of: ReportDeskTests.rollForward, columns: "currency opening earned reversed paid closing",
            period: "2026-0\(month)", asOf: "2026-04-06", in: database)
        #expect(!found.isEmpty)
        for row in found {
            let cents = row.split(separator: "|").dropFirst().compactMap { Int64($0) }
            try #require(cents.count == 5)
            #expect(cents[0] + cents[1] + cents[2] - cents[3] == cents[4], "\(row)")
            #expect(month == 1 || cents[0] != 0)
        }
    }

    @Test("have balances, payouts and outcomes as remit export writes them")
    func datasets() throws {
        let database = try BookedPlatform.fresh()
        for (relation, columns) in [
            (
                "balances",
                "creator_id currency sales_cents donations_cents subscriptions_cents held_cents available_cents"
            ),
            ("outcomes", "creator_id currency state amount_cents reason next_date"),
        ] {
            let exported = try database.remit("export", relation, "--as-of", "2026-04-06", now: "2026-04-06T09:00:00Z")
            try #require(exported.status == 0, "\(exported.errors)")
            let lines = exported.output.split(separator: "\n").dropFirst().map {
                $0.replacing("\"us\"\"d\"", with: "us\"d").split(separator: ",", omittingEmptySubsequences: false)
                    .map { $0.isEmpty ? "null" : $0 }.joined(separator: "|")
            }
            let found = try rows(of: "TABLE \(relation)", columns: columns, asOf: "2026-04-06", in: database)
            #expect(found == lines)
        }
    }

    @Test("foot what is deferred: opened, billed, recognised, forfeited, closing")
    func deferred() throws {
        let found = try rows(
            of: """
                SELECT currency, opening_cents + billed_cents - earned_before_genesis_cents - recognised_cents
                       - forfeited_cents = closing_cents AS foots, billed_cents <> 0 AND closing_cents > 0 AS matters
                FROM deferred_revenue
                """, columns: "currency foots matters", period: "2026-01")
        #expect(found == ["USD|true|true"])
    }

    @Test("show only what was recorded when the asked day ended")
    func recorded() throws {
        let database = try BookedPlatform.fresh()
        let query = "SELECT count(*) AS months FROM report_periods"
        #expect(try rows(of: query, columns: "months", period: "2026-01", asOf: "2026-04-02", in: database) == ["3"])
        #expect(throws: LedgerError.self) {
            try rows(of: query, columns: "months", period: "2026-01", asOf: "2026-04-01", in: database)
        }
    }

    @Test(
        "refuse to change anything",
        arguments: [
            "WITH gone AS (DELETE FROM settlement.late_notes RETURNING 1) SELECT count(*) AS n FROM gone",
            "SELECT settlement.waive('purchases', md5('')::uuid, true, 'no', now()::timestamp) AS n",
            "SELECT nextval('settlement.act_numbers') AS n",
        ])
    func readOnly(query: String) throws {
        #expect(throws: QueryFault.self) { try rows(of: query, columns: "n") }
    }
}

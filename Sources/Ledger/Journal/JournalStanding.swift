internal import Journal
internal import Money
internal import PostgresClient
internal import Settlement

/// Reads how creators and payouts stand at the end of a month, from totals and rows rather than from entries.
struct JournalStanding {
    let connection: Connection
    let policy: Policy
    let detail: JournalDetail
    /// What the ledger had recorded.
    let recorded: Recorded

    /// What creators are owed and were given directly, what is in flight to them, and what was paid.
    func balances(endOf period: Period) throws -> [AssertedBalance] {
        let day = try PayoutDay(period.lastDay, policy: policy, over: connection, recorded: recorded)
        let table = PayoutTable(day: day)
        return try owed(table, through: period) + direct(through: period) + payouts(table)
    }

    private var creator: String { detail.namesCreators ? "creator" : "NULL::uuid" }

    /// The totals of the closes less the payouts that count (R10).
    private func owed(_ table: PayoutTable, through period: Period) throws -> [AssertedBalance] {
        let sql = """
            SELECT \(creator), currency, bucket, (-sum(cents))::bigint
            FROM (\(OwedBalances(table: table, through: period).query)) owed
            GROUP BY 1, 2, 3 ORDER BY 1, currency COLLATE "C", bucket
            """
        return try read(sql, doing: "adding up what creators are owed") { row in
            let payee = try row.nextOptionalIdentifier().map(Payee.creator) ?? .everybody
            let currency = try row.nextCurrency()
            guard let bucket = Bucket(rawValue: try row.nextChar()) else {
                throw LedgerError.damaged("creator_totals has a bucket that is none")
            }
            return [AssertedBalance(.owed(to: payee, bucket), currency, try row.nextInt64())]
        }
    }

    /// What donors gave creators directly, by the totals of the closes (R6).
    private func direct(through period: Period) throws -> [AssertedBalance] {
        let sql = """
            SELECT \(creator), currency, (-sum(creator_cents))::bigint
            FROM (SELECT creator_id AS creator, * FROM settlement.creator_totals) totals
            WHERE NOT payable AND creator IS NOT NULL AND period <= \(Literal.date(period.firstDay))
            GROUP BY 1, 2 ORDER BY 1, currency COLLATE "C"
            """
        return try read(sql, doing: "adding up direct donations") { row in
            let payee = try row.nextOptionalIdentifier().map(Payee.creator) ?? .everybody
            return [AssertedBalance(.direct(to: payee), try row.nextCurrency(), try row.nextInt64())]
        }
    }

    /// What had left the balances by then: some of it still on its way, the rest paid from the bank.
    private func payouts(_ table: PayoutTable) throws -> [AssertedBalance] {
        let last = Literal.date(table.day.day)
        let sql = """
            WITH \(JournalPayouts.shown(table))
            SELECT currency, (-coalesce(sum(amount) FILTER (WHERE paid_day > \(last) OR paid_day IS NULL), 0))::bigint,
                   (-coalesce(sum(amount) FILTER (WHERE paid_day <= \(last)), 0))::bigint
            FROM shown WHERE taken_day <= \(last) AND (back_day > \(last) OR back_day IS NULL)
            GROUP BY currency ORDER BY currency COLLATE "C"
            """
        return try read(sql, doing: "adding up the payouts") { row in
            let currency = try row.nextCurrency()
            return [
                AssertedBalance(.payoutsInFlight, currency, try row.nextInt64()),
                AssertedBalance(.bank, currency, try row.nextInt64()),
            ]
        }
    }

    private func read(
        _ sql: String, doing: String, _ body: (inout CopyRow) throws -> [AssertedBalance]
    ) throws -> [AssertedBalance] {
        var balances: [AssertedBalance] = []
        try connection.copyOut(sql, doing: doing) { row in balances += try body(&row) }
        return balances
    }
}

internal import Journal
internal import Money
internal import PostgresClient
internal import Settlement

/// What only the rules can work out, laid beside the views as temporary tables: the very rows that `remit export` writes.
public enum ReportRelation: String, CaseIterable, Sendable {
    /// Dataset `balances` as of the asked day.
    case balances
    /// Dataset `outcomes` as of the asked day.
    case outcomes
    /// Dataset `payouts`.
    case payouts
    /// Dataset `exceptions` of the payout run of the asked day.
    case payoutExceptions = "payout_exceptions"
    /// What creators were owed at the end of the asked month and of the one before, by bucket: period, creator_id, currency,
    /// bucket, cents.
    case closingBalances = "closing_balances"
    /// When payouts took from the balances, arrived, and came back, in the policy's time zone: payout_id, creator_id, currency,
    /// sales_cents, donations_cents, subscriptions_cents, taken_day, paid_day, back_day; and account_ending, the last four
    /// characters of the account that the engine's own record has, and no more of it.
    case payoutDays = "payout_days"
    /// How deferred subscription revenue of the asked month came about, by currency.
    case deferredRevenue = "deferred_revenue"

    /// The columns with their types, as SQL.
    var columns: String {
        switch self {
        case .balances:
            """
            creator_id uuid, currency text, sales_cents bigint, donations_cents bigint, subscriptions_cents bigint,
            held_cents bigint, available_cents bigint
            """
        case .outcomes:
            "creator_id uuid, currency text, state text, amount_cents bigint, reason text, next_date date"
        case .payouts:
            """
            payout_id uuid, creator_id uuid, currency text, amount_cents bigint, from_sales_cents bigint,
            from_donations_cents bigint, from_subscriptions_cents bigint, method text, status text,
            requested_at timestamptz, origin text, reason text
            """
        case .payoutExceptions:
            "period text, code text, source_table text, row_id uuid, severity text, message text"
        case .closingBalances: "period date, creator_id uuid, currency text, bucket text, cents bigint"
        case .payoutDays:
            """
            payout_id uuid, creator_id uuid, currency text, sales_cents bigint, donations_cents bigint,
            subscriptions_cents bigint, taken_day date, paid_day date, back_day date, account_ending text
            """
        case .deferredRevenue:
            """
            currency text, opening_cents bigint, billed_cents bigint, earned_before_genesis_cents bigint,
            recognised_cents bigint, forfeited_cents bigint, closing_cents bigint, over_recognised_cents bigint
            """
        }
    }
}

/// Makes the tables, and fills them.
struct ReportRelations {
    let connection: Connection
    let policy: Policy
    let occasion: ReportOccasion

    /// Lays all of them.
    func lay() throws {
        for relation in ReportRelation.allCases {
            try connection.execute(
                "CREATE TEMPORARY TABLE \(relation.rawValue) (\(relation.columns)) ON COMMIT DROP",
                doing: "laying out \(relation.rawValue)")
        }
        let export = PayoutExport(connection: connection, policy: policy, recorded: recorded)
        try fill(.balances) { try export.stream(.balances, asOf: occasion.asOf, $0) }
        try fill(.outcomes) { try export.stream(.outcomes, asOf: occasion.asOf, $0) }
        try fill(.payouts) { try export.stream(.payouts, asOf: occasion.asOf, $0) }
        try fill(.payoutExceptions) { try export.stream(.exceptions, asOf: occasion.asOf, $0) }
        for period in [occasion.period.previous, occasion.period] { try layClosingBalances(of: period) }
        try layPayoutDays()
        try layDeferredRevenue()
        for relation in ReportRelation.allCases { try connection.execute("ANALYZE pg_temp.\(relation.rawValue)") }
    }

    /// What had been recorded when the asked day ended.
    private var recorded: Recorded { Recorded(before: occasion.recordedBefore) }

    private func day(_ day: Day) throws -> PayoutDay {
        try PayoutDay(day, policy: policy, over: connection, recorded: recorded)
    }

    /// Fills a table with the rows of a dataset, which are all there before the first of them is written.
    private func fill(_ relation: ReportRelation, _ stream: (DatasetRows) throws -> Void) throws {
        let spool = Spool()
        try withoutActuallyEscaping({ (bytes: [UInt8]) in try spool.append { $0.append(contentsOf: bytes) } }) {
            write in
            try stream(DatasetRows(columns: [], format: .csv, write: write))
        }
        try connection.copyInText(
            "COPY pg_temp.\(relation.rawValue) FROM STDIN (FORMAT csv)", doing: "laying out \(relation.rawValue)"
        ) { output in try spool.forEachChunk { try output.write($0) } }
    }

    private func layClosingBalances(of period: Period) throws {
        guard period >= policy.genesis else { return }
        let table = PayoutTable(day: try day(period.lastDay))
        try connection.execute(
            """
            INSERT INTO pg_temp.closing_balances
            SELECT \(Literal.date(period.firstDay)), creator, currency, settlement.bucket_name(bucket), cents
            FROM (\(OwedBalances(table: table, through: period).query)) owed WHERE cents <> 0
            """, doing: "adding up what creators were owed")
    }

    private func layPayoutDays() throws {
        let table = PayoutTable(day: try day(occasion.asOf))
        try connection.execute(
            """
            INSERT INTO pg_temp.payout_days
            WITH \(JournalPayouts.shown(table))
            SELECT shown.id, creator, shown.currency, sales, donations, subscriptions, taken_day, paid_day, back_day,
                   kept.account_ending
            FROM shown LEFT JOIN settlement.payouts kept ON kept.id = shown.id
            """, doing: "reading when payouts were made")
    }

    private func layDeferredRevenue() throws {
        let sums = { (period: Period) in AccrualSums(period: period, genesis: policy.genesis).query }
        let columns = ["billed", "before", "recognised", "forfeited", "deferred", "over"]
        let now = columns.map { "coalesce(sum(\($0)), 0) AS \($0)" }.joined(separator: ", ")
        try connection.execute(
            """
            INSERT INTO pg_temp.deferred_revenue
            SELECT currency, coalesce(past.deferred - past.over, 0), now.billed - coalesce(past.billed, 0),
                   now.before - coalesce(past.before, 0), now.recognised - coalesce(past.recognised, 0),
                   now.forfeited - coalesce(past.forfeited, 0), now.deferred - now.over, now.over
            FROM (SELECT currency, \(now) FROM (\(sums(occasion.period))) sums GROUP BY currency) now
            LEFT JOIN (SELECT currency, \(now) FROM (\(sums(occasion.period.previous))) sums GROUP BY currency) past
            USING (currency)
            """, doing: "adding up what is deferred")
    }
}

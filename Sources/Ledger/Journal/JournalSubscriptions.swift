internal import Journal
internal import Money
internal import PostgresClient
internal import Settlement

/// Reads what closed months changed of subscriptions and pools as entries of the journal.
struct JournalSubscriptions {
    let connection: Connection
    let genesis: Period
    let span: JournalSpan
    let detail: JournalDetail

    private var lastDay: Day { span.last.lastDay }

    /// Hands over the entries of subscriptions, then those of pools.
    func forEach(_ body: (JournalEntry) throws -> Void) throws {
        try connection.copyOut(changes, doing: "reading the billing periods") { row in
            let subscription = try row.nextOptionalIdentifier()
            let currency = try row.nextCurrency()
            let fact = SubscriptionFact(
                billed: try row.nextInt64(), earnedBefore: try row.nextInt64(), forfeited: try row.nextInt64(),
                recognised: try row.nextInt64(), overRecognised: try row.nextInt64())
            let heading = EntryHeading(
                day: lastDay, narration: "subscription revenue", links: ["subscription": subscription])
            try body(try fact.entry(heading, in: currency))
        }
        let pools = """
            SELECT currency, sum(platform_cents)::bigint FROM settlement.pools WHERE \(span.holds("period"))
            GROUP BY currency ORDER BY currency COLLATE "C"
            """
        try connection.copyOut(pools, doing: "reading the pools") { row in
            let currency = try row.nextCurrency()
            let heading = EntryHeading(day: lastDay, narration: "platform's part of the pool")
            try body(try PoolFact(platform: try row.nextInt64()).entry(heading, in: currency))
        }
    }

    /// What subscriptions and pools must leave at the end of the last month: what is deferred by its days, what is carried.
    func balances() throws -> [AssertedBalance] {
        let deferred = """
            SELECT currency, (-coalesce(sum(deferred), 0))::bigint, coalesce(sum(over), 0)::bigint FROM (\(now)) sums
            GROUP BY currency ORDER BY currency COLLATE "C"
            """
        let carried = """
            SELECT currency, -carried_out_cents FROM settlement.pools
            WHERE period = \(Literal.date(span.last.firstDay)) ORDER BY currency COLLATE "C"
            """
        var balances: [AssertedBalance] = []
        try connection.copyOut(deferred, doing: "adding up what is deferred") { row in
            let currency = try row.nextCurrency()
            balances.append(AssertedBalance(.deferred, currency, try row.nextInt64()))
            balances.append(AssertedBalance(.overRecognised, currency, try row.nextInt64()))
        }
        try connection.copyOut(carried, doing: "reading what is carried") { row in
            balances.append(AssertedBalance(.pool, try row.nextCurrency(), try row.nextInt64()))
        }
        return balances
    }

    private var now: String { AccrualSums(period: span.last, genesis: genesis).query }

    private var changes: String {
        let before = AccrualSums(period: span.first.previous, genesis: genesis).query
        let subscription = detail == .fact ? "subscription_id" : "NULL::uuid"
        let sums = ["billed", "before", "forfeited", "recognised", "over"].map {
            "coalesce(sum(sign * \($0)), 0)::bigint"
        }
        return """
            SELECT \(subscription) AS subscription, currency, \(sums.joined(separator: ", "))
            FROM (SELECT 1 AS sign, * FROM (\(now)) now UNION ALL SELECT -1, * FROM (\(before)) before) changes
            GROUP BY 1, 2 ORDER BY currency COLLATE "C", subscription
            """
    }
}

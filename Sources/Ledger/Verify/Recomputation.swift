internal import PostgresClient
internal import Settlement

/// Settles a closed period again from today's sources, and compares that with its books.
///
/// It goes the close's own way, given the books before the period alone, into tables of its own connection that are gone
/// with its transaction; so it needs no right to write, but for temporary tables. Two things of the close are not to be
/// had any more, and are taken from the period's books so that they do not show as drift: what `backfill late` had
/// noted (see ``SearchScope/recomputed``), and what a subscription's row showed before it moved on to a billing period
/// after the period.
struct Recomputation {
    let connect: () throws -> Connection
    /// The view of the data that the rest of the verification has.
    let snapshot: Snapshot
    let record: PeriodRecord
    let policy: Policy
    let observer: any CloseObserver

    private var books: Edition { Edition(period: record.period, place: .ledger) }
    private var scratch: Edition { Edition(period: record.period, place: .scratch) }

    /// Ends the transaction in which nothing may last.
    private struct Undone: Error {}

    /// Hands over each row that differs.
    func run(_ body: (DriftedRow) throws -> Void) throws -> [DatasetDrift] {
        var drift: [DatasetDrift] = []
        let writer = try connect()
        do {
            try writer.transaction(sharing, doing: "settling \(record.period) again") {
                try settle(writer)
                for dataset in DriftQuery.datasets { drift.append(try compare(dataset, over: writer, body)) }
                throw Undone()
            }
        } catch is Undone {}
        return drift
    }

    private var sharing: TransactionMode { TransactionMode(isolation: .repeatableRead, snapshot: snapshot) }

    private func compare(
        _ dataset: Dataset, over connection: Connection, _ body: (DriftedRow) throws -> Void
    ) throws -> DatasetDrift {
        var drift = DatasetDrift(dataset: dataset)
        try DriftQuery(dataset: dataset, books: books, today: scratch).forEach(over: connection) { row in
            drift.counts[row.change, default: 0] += 1
            if row.takenUp != nil { drift.takenUp += 1 }
            try body(row)
        }
        return drift
    }

    private func settle(_ writer: Connection) throws {
        try writer.prepareForLargeSets()
        for book in Book.allCases {
            let name = scratch.table(book).dropFirst("pg_temp.".count)
            try writer.execute(
                """
                CREATE TEMPORARY TABLE \(name) (LIKE settlement.\(book.rawValue) INCLUDING CONSTRAINTS) ON COMMIT DROP
                """, doing: "making room to settle \(record.period) again")
        }
        let bounds = try CalendarLoader(connection: writer, policy: policy).bounds(of: record.period)
        let reader = try connect()
        try reader.transaction(sharing) {
            try reader.prepareForLargeSets()
            let run = CloseRun(
                request: request, bounds: bounds, edition: scratch, previous: nil, scope: .recomputed, reader: reader,
                writer: writer, openReader: { try open($0) }, observer: observer,
                subscriptionRows: SubscriptionsThen(edition: books, timezone: policy.timezone).rows)
            _ = try run.decide()
        }
    }

    private func open(_ body: (Connection) throws -> Void) throws {
        let connection = try connect()
        try connection.transaction(.readOnly(sharing: snapshot)) {
            try connection.prepareForLargeSets()
            try body(connection)
        }
    }

    private var request: CloseRequest {
        CloseRequest(
            period: record.period, draft: false, strict: false, exhaustive: true, policy: policy, policyPath: "",
            policyText: record.policyText ?? "", policyHash: record.policyHash, now: record.clock, engineVersion: "")
    }
}

/// The rows of subscriptions as a period's close may have seen them.
///
/// A row shows its latest billing period alone. Where that begins after the period, and after all that the period's
/// books know of the subscription, the row has moved on by renewals since: it is taken to show what began last in those
/// books. Every other row is taken as it is.
struct SubscriptionsThen {
    let edition: Edition
    let timezone: String

    /// A selection with the columns of `public.subscriptions`, in brackets.
    var rows: String {
        func midnight(_ day: String) -> String {
            "(\(day)::timestamp AT TIME ZONE \(Literal.text(timezone)) AT TIME ZONE 'UTC')"
        }
        func then(_ known: String, _ row: String) -> String {
            "CASE WHEN moved THEN \(known) ELSE row.\(row) END AS \(row)"
        }
        return """
            (SELECT row.id, \(then("last.user_id", "user_id")), row.plan_type, \(then("last.price_cents::int", "price_cents")),
                    \(then("last.currency", "currency")), row.started_at, row.created_at,
                    \(then(midnight("last.from_day"), "current_period_start")),
                    \(then(midnight("last.shown_to"), "current_period_end"))
             FROM public.subscriptions row
             LEFT JOIN (SELECT DISTINCT ON (subscription_id) * FROM \(edition.table(.accruals))
                        ORDER BY subscription_id, from_day DESC) last ON last.subscription_id = row.id,
                  LATERAL (SELECT coalesce(\(Literal.day("row.current_period_start", in: timezone))
                                           > greatest(last.from_day, \(Literal.date(edition.period.lastDay))), false)
                                  AND last.from_day IS NOT NULL) shown (moved))
            """
    }
}

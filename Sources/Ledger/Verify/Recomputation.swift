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
                request: request, bounds: bounds, edition: scratch, previous: nil, scope: .recomputed,
                waivers: try Waivers(of: record.period, isClosed: true, over: writer),
                manual: try ManualEntries(connection: writer).of(record.period, isClosed: true).map(\.entry),
                reader: reader, writer: writer,
                openReader: { try open($0) }, observer: observer,
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

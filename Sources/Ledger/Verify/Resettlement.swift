internal import PostgresClient
internal import Settlement

/// Settles a period again from today's sources, into tables of one connection's own that are gone with its transaction.
///
/// It goes the close's own way, given the books before the period alone; it needs no right to write, but for temporary
/// tables. Of a period that is closed, two things of its close are not to be had any more, and are taken from its books:
/// what `backfill late` had noted (see ``SearchScope/recomputed(windows:)``), and what a subscription's row showed before
/// it moved on to a billing period after the period.
struct Resettlement {
    let connect: () throws -> Connection
    /// The view of the data.
    let snapshot: Snapshot
    let period: Period
    /// The policy to settle under.
    let policy: Policy
    /// The policy that the period was closed under; nil for one that is not closed.
    let closedUnder: Policy?
    let observer: any CloseObserver

    /// What was settled, while it is there.
    struct Settled {
        /// The connection that sees the tables.
        let connection: Connection
        /// The tables.
        let edition: Edition
        let bounds: PeriodBounds
    }

    /// Ends the transaction in which nothing may last.
    private struct Undone: Error {}

    /// Settles, hands over what came of it, and lets that go.
    func run<Value>(_ body: (Settled) throws -> Value) throws -> Value {
        var value: Value?
        let writer = try connect()
        do {
            try writer.transaction(sharing, doing: "settling \(period) again") {
                value = try body(try settle(writer))
                throw Undone()
            }
        } catch is Undone {}
        guard let value else { preconditionFailure("nothing was settled again") }
        return value
    }

    private var sharing: TransactionMode { TransactionMode(isolation: .repeatableRead, snapshot: snapshot) }

    private func settle(_ writer: Connection) throws -> Settled {
        try writer.prepareForLargeSets()
        let scratch = Edition(period: period, place: .scratch)
        for book in Book.allCases {
            let name = scratch.table(book).dropFirst("pg_temp.".count)
            try writer.execute(
                """
                CREATE TEMPORARY TABLE \(name) (LIKE settlement.\(book.rawValue) INCLUDING CONSTRAINTS) ON COMMIT DROP
                """, doing: "making room to settle \(period) again")
        }
        let bounds = try CalendarLoader(connection: writer, policy: policy).bounds(of: period)
        let (scope, rows) = try past(writer)
        let reader = try connect()
        try reader.transaction(sharing) {
            try reader.prepareForLargeSets()
            let run = CloseRun(
                request: request, bounds: bounds, edition: scratch, previous: nil, scope: scope,
                waivers: try Waivers(of: period, isClosed: closedUnder != nil, over: writer),
                manual: try ManualEntries(connection: writer).of(period, isClosed: closedUnder != nil).map(\.entry),
                reader: reader,
                writer: writer, openReader: { try open($0) }, observer: observer, subscriptionRows: rows)
            _ = try run.decide()
        }
        return Settled(connection: writer, edition: scratch, bounds: bounds)
    }

    /// What must be looked at, and where the rows of subscriptions are as the close may have seen them.
    private func past(_ writer: Connection) throws -> (SearchScope, rows: String) {
        guard let closedUnder else { return (.everything, "public.subscriptions") }
        let windows = try CalendarLoader(connection: writer, policy: closedUnder).bounds(of: period)
        let books = Edition(period: period, place: .ledger)
        return (.recomputed(windows: windows), SubscriptionsThen(edition: books, timezone: policy.timezone).rows)
    }

    private func open(_ body: (Connection) throws -> Void) throws {
        let connection = try connect()
        try connection.transaction(.readOnly(sharing: snapshot)) {
            try connection.prepareForLargeSets()
            try body(connection)
        }
    }

    /// What the stages that decide ask for; nothing is sealed, so that hash, clock and version do not matter.
    private var request: CloseRequest {
        CloseRequest(
            period: period, draft: false, strict: false, exhaustive: true, policy: policy, policyPath: "",
            policyText: "", policyHash: "", now: Instant(microseconds: 0), engineVersion: "")
    }
}

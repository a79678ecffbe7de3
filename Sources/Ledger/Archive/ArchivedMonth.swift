public import Journal
public import PostgresClient
public import Receipts
public import Settlement

/// A closed month as its archive shows it: what the ledger had recorded by the end of a day, in one view of the data.
///
/// It goes by policies that the ledger keeps, not by a file: so the same day gives the same bytes weeks later, whatever was
/// closed, paid, answered or changed on the platform in between.
public struct ArchivedMonth {
    /// The month.
    public let period: Period
    /// The day as of which it is shown.
    public let asOf: Day
    /// The policy file that the month was closed under, byte for byte.
    public let policyText: String
    /// Whether the day has ended: until then, more may be recorded that belongs to it.
    public let hasEnded: Bool
    /// The policy that it goes by: that of the last month that had been closed by then.
    public let policy: Policy
    private let connection: Connection
    private let recorded: Recorded

    /// Hands over a month in one transaction that only reads.
    ///
    /// - Parameters:
    ///   - period: The month; nil for the last closed one.
    ///   - day: The day as of which it is shown; nil for the day of its close.
    ///   - now: What time it is.
    ///   - connection: A connection to the database.
    ///   - parse: Reads the text of a policy file that a month was closed under.
    ///   - body: What is done with it.
    /// - Throws: ``LedgerError/notClosed(_:)`` for a month without books, ``LedgerError/refused(_:)`` for a day before its
    ///   close or after today; what `body` throws.
    public static func read<Value>(
        _ period: Period?, asOf day: Day?, now: Instant, over connection: Connection,
        parsing parse: (String) throws -> Policy, _ body: (ArchivedMonth) throws -> Value
    ) throws -> Value {
        try connection.transaction(.readOnly, doing: "reading the month to be archived") {
            let store = PeriodStore(connection: connection)
            try store.checkSchema()
            try PlatformColumns(connection: connection).check(PlatformColumns.ofPayouts)
            try connection.prepareForLargeSets()
            guard let period = try period ?? store.closed().last?.period else {
                throw LedgerError.notFound(
                    "no month is closed yet, so there is none to archive; `remit close` closes one")
            }
            return try body(ArchivedMonth(period, day, now, store, parse))
        }
    }

    private init(
        _ period: Period, _ asked: Day?, _ now: Instant, _ store: PeriodStore, _ parse: (String) throws -> Policy
    ) throws {
        connection = store.connection
        guard let closing = try store.closing(of: period) else { throw LedgerError.notClosed(period) }
        let own = try parse(closing.policyText)
        let dayOf = { [connection] (instant: Instant) in
            try PayoutDay.day(of: instant, timezone: own.timezone, over: connection)
        }
        let (closed, today) = (try dayOf(closing.clock), try dayOf(now))
        self.period = period
        asOf = try ArchivedMonth.day(asked, of: period, from: closed, to: max(today, closed))
        policyText = closing.policyText
        hasEnded = asOf < today
        let calendar = CalendarLoader(connection: connection, policy: own)
        recorded = Recorded(before: try calendar.start(of: asOf.adding(days: 1)))
        policy = try store.lastPolicyText(recorded).map(parse) ?? own
        guard let (reopened, since) = try store.reopened(since: recorded) else { return }
        let until = try dayOf(since)
        throw LedgerError.refused(
            """
            an archive of \(period) cannot be made as of \(asOf) any more: \(reopened) was closed then, and was reopened on \
            \(until); choose a day from \(until) on
            """)
    }

    /// The day that is asked for, or that of the close; refused if nothing can be shown of it.
    private static func day(_ asked: Day?, of period: Period, from closed: Day, to last: Day) throws -> Day {
        let day = asked ?? closed
        guard day >= closed, day <= last else {
            let bounds = "choose a day from \(closed), on which it was closed, to \(last)"
            throw LedgerError.refused("an archive of \(period) cannot be made as of \(day): \(bounds)")
        }
        return day
    }

    /// Opens the month's books for reports and statements as of the day.
    ///
    /// - Parameters:
    ///   - connection: Another connection to the same database: tables are laid out beside the books in its transaction.
    ///   - body: Asks the queries.
    public func open<Value>(over connection: Connection, _ body: (ReportReader) throws -> Value) throws -> Value {
        let desk = ReportDesk(connection: connection, policy: policy)
        return try desk.openKept(ReportQuestion(period: period, asOf: asOf), body)
    }

    /// Writes a dataset of the month's books as CSV.
    public func write(_ dataset: Dataset, to write: ([UInt8]) throws -> Void) throws {
        try Export(connection: connection).rows(dataset, period: period, draft: false, format: .csv, write: write)
    }

    /// Writes a dataset about payouts as of the day, as CSV.
    public func write(_ dataset: PayoutDataset, to write: ([UInt8]) throws -> Void) throws {
        try PayoutExport(connection: connection, policy: policy, recorded: recorded)
            .rows(dataset, asOf: asOf, format: .csv, write: write)
    }

    /// Writes the month's journal, an entry per creator and kind.
    public func write(_ format: JournalFormat, to write: ([UInt8]) throws -> Void) throws {
        try JournalExport(connection: connection, policy: policy, detail: .creator, recorded: recorded)
            .entries(format, period: period, write: write)
    }

    /// What the platform publishes of the month, not signed.
    public func root() throws -> PublicRoot {
        try LeafReader(connection: connection).leaves(of: period).published
    }
}

extension PeriodStore {
    /// When a period was closed, and under which policy; nil if it is not.
    fileprivate func closing(of period: Period) throws -> (clock: Instant, policyText: String)? {
        try connection.queryOptional(
            """
            SELECT clock, text FROM settlement.periods JOIN settlement.policies ON hash = policy_hash WHERE period = $1
            """, [.period(period)], doing: "looking for the close"
        ) { (Instant(microseconds: try $0[0].timestamp()), try $0[1].text()) }
    }

    /// A period that had been closed and was reopened afterwards, and when: its books are no longer there to be shown.
    fileprivate func reopened(since recorded: Recorded) throws -> (Period, Instant)? {
        guard let before = recorded.before else { return nil }
        return try connection.queryOptional(
            """
            SELECT period, made_at FROM settlement.reopenings WHERE clock < $1 AND made_at >= $1
            ORDER BY made_at DESC LIMIT 1
            """, [.instant(before)], doing: "looking for reopened months"
        ) { (try $0[0].period(), Instant(microseconds: try $0[1].timestamp())) }
    }

    /// The policy of the last period that had been closed.
    fileprivate func lastPolicyText(_ recorded: Recorded) throws -> String? {
        try connection.queryOptional(
            """
            SELECT text FROM \(recorded.periods) period JOIN settlement.policies ON hash = policy_hash
            ORDER BY period DESC LIMIT 1
            """, doing: "reading the last policy"
        ) { try $0[0].text() }
    }
}

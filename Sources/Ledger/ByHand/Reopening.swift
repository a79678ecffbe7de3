public import PostgresClient
public import Settlement

/// A closed period that was reopened: what was withdrawn, by whom, when and why.
public struct ReopeningEntry: Sendable {
    /// The month.
    public let period: Period
    /// The number under which its books are kept in schema `settlement_withdrawn`.
    public let number: Int64
    /// The root that was withdrawn: 32 bytes.
    public let root: [UInt8]
    /// Why.
    public let reason: String
    /// The database user who did it.
    public let madeBy: String
    /// When.
    public let madeAt: Instant
}

/// Reopens the last closed period, so that it can be closed again.
///
/// The books that are withdrawn are kept whole, under the number of the reopening: whoever was shown figures of the
/// withdrawn root can be shown where they came from, and `verify` proves that they are still those of that root. Only the last
/// period can be reopened, and only before a payout drew on it: what was paid must have been owed.
public struct Reopening {
    /// What became of it.
    public struct Outcome: Sendable {
        /// Whether anything was done; false where the period is open since an earlier reopening.
        public let isNew: Bool
        /// The entry of the history.
        public let entry: ReopeningEntry
    }

    private let connection: Connection

    /// Reopening over a connection.
    public init(connection: Connection) {
        self.connection = connection
    }

    /// Reopens a period; waits for a close that is running.
    ///
    /// - Parameters:
    ///   - period: The month.
    ///   - reason: Why; not blank.
    ///   - now: What time it is.
    /// - Throws: ``LedgerError/refused(_:)`` where it is not the last closed one, or a payout drew on it;
    ///   ``LedgerError/notClosed(_:)`` where it was never closed.
    public func run(_ period: Period, reason: String, now: Instant) throws -> Outcome {
        try connection.transaction(.readWrite, doing: "reopening a period") {
            let store = PeriodStore(connection: connection)
            try store.checkSchema()
            try connection.execute("SELECT settlement.take_turn()", doing: "waiting for a close that is running")
            let history = ReopeningHistory(connection: connection)
            guard let latest = try store.closed().last, period <= latest.period else {
                return Outcome(isNew: false, entry: try openSince(period, in: try history.all()))
            }
            guard period == latest.period else {
                throw LedgerError.refused(
                    "\(period) is not the last closed month: that is \(latest.period), and only it can be reopened. What is "
                        + "wrong in an earlier one is put right by the next close (R8)")
            }
            try checkPayouts(period)
            try connection.execute(
                "SELECT settlement.reopen($1, $2, $3)", [.period(period), .text(reason), .instant(now)],
                doing: "withdrawing the books")
            return Outcome(isNew: true, entry: try openSince(period, in: try history.all()))
        }
    }

    /// The last reopening of a period that is not closed now.
    private func openSince(_ period: Period, in history: [ReopenedPeriod]) throws -> ReopeningEntry {
        guard let entry = history.last(where: { $0.entry.period == period })?.entry else {
            throw LedgerError.notClosed(period)
        }
        return entry
    }

    private func checkPayouts(_ period: Period) throws {
        let payout =
            try connection.queryOptional(
                "SELECT settlement.payout_since(ends_at)::text FROM settlement.periods WHERE period = $1",
                [.period(period)],
                doing: "looking for payouts that drew on it"
            ) { try $0[0].optionalText() } ?? nil
        if let payout {
            throw LedgerError.refused(
                "payout \"\(payout)\" drew on \(period), so it cannot be reopened; what is wrong in it is put right by the next "
                    + "close (R8), or by `remit adjust`")
        }
    }
}

/// An entry of the history with what `settlement.periods` had of the period.
struct ReopenedPeriod {
    let entry: ReopeningEntry
    let record: PeriodRecord
}

/// Reads the history of reopenings.
struct ReopeningHistory {
    let connection: Connection

    /// All of them, in the order in which they were done.
    func all() throws -> [ReopenedPeriod] {
        try connection.query(
            """
            SELECT number, period, starts_at, ends_at, policy_hash, previous_root, root, clock, coalesce(acts_through, 0),
                   reason, made_by, made_at
            FROM settlement.reopenings ORDER BY number
            """, doing: "reading the history of reopenings"
        ) { row in
            let (period, root) = (try row[1].period(), try row[6].bytes())
            let record = PeriodRecord(
                period: period, startsAt: Instant(microseconds: try row[2].timestamp()),
                endsAt: Instant(microseconds: try row[3].timestamp()), policyHash: try row[4].text(),
                previousRoot: try row[5].optionalBytes(), root: root,
                clock: Instant(microseconds: try row[7].timestamp()), policyText: nil, actsThrough: try row[8].int64())
            let entry = ReopeningEntry(
                period: period, number: try row[0].int64(), root: root, reason: try row[9].text(),
                madeBy: try row[10].text(), madeAt: Instant(microseconds: try row[11].timestamp()))
            return ReopenedPeriod(entry: entry, record: record)
        }
    }
}

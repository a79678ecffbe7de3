public import Journal
internal import Money
public import PostgresClient
public import Settlement

/// Writes the books as a journal for hledger or beancount, in one view of the data.
public struct JournalExport {
    private let connection: Connection
    private let policy: Policy
    private let read: JournalReading

    /// An export over a connection, by the policy's days and bearers of processing.
    public init(connection: Connection, policy: Policy, detail: JournalDetail) {
        self.init(connection: connection, policy: policy, detail: detail, recorded: .now)
    }

    /// An export of what the ledger had recorded.
    init(connection: Connection, policy: Policy, detail: JournalDetail, recorded: Recorded) {
        self.connection = connection
        self.policy = policy
        read = JournalReading(connection: connection, policy: policy, detail: detail, recorded: recorded)
    }

    /// Streams the journal of a closed month, which begins with what is brought forward, or of all the books: every closed
    /// month, and what became of payouts since.
    ///
    /// - Throws: ``LedgerError/notClosed(_:)`` for a month without books; `LedgerError.policyChanged` for a policy that is not
    ///   what the months were closed under.
    public func run(
        _ format: JournalFormat, period: Period?, parsing parse: (String) throws -> Policy,
        write: ([UInt8]) throws -> Void
    ) throws {
        try connection.transaction(.readOnly) {
            let store = PeriodStore(connection: connection)
            try store.checkSchema()
            try PlatformColumns(connection: connection).check(PlatformColumns.ofPayouts)
            try store.check(policy, parsing: parse)
            try entries(format, period: period, write: write)
        }
    }

    /// Streams the journal in the transaction that is open.
    func entries(_ format: JournalFormat, period: Period?, write: ([UInt8]) throws -> Void) throws {
        try withoutActuallyEscaping(write) { write in
            let closed = try PeriodStore(connection: connection).closed().map(\.period)
            if let period, !closed.contains(period) { throw LedgerError.notClosed(period) }
            let months = period.map { [$0] } ?? closed
            let first = months.first ?? policy.genesis
            var writer = try JournalWriter(format, begins: first.firstDay, write: write)
            try broughtForward(to: first).forEach { try writer.add($0) }
            var balances = try JournalBalances(read, before: first)
            for month in months {
                try add(month, to: &writer)
                try writer.assert(try balances.balances(endOf: month), endOf: month.lastDay)
            }
            guard period == nil, let last = closed.last else { return }
            try read.payouts.forEach(from: last.next.firstDay, through: nil) { try writer.add($0) }
        }
    }

    /// What the months before one add up to.
    private func broughtForward(to month: Period) throws -> [JournalEntry] {
        guard month > policy.genesis else { return [] }
        let span = JournalSpan(first: policy.genesis, last: month.previous)
        var balances = RunningBalances()
        // One by one, lines add up to the same: creator by creator there are fewer.
        try read.lines(span, read.detail == .fact ? .creator : read.detail).forEach { try balances.add($0) }
        try read.subscriptions(span, read.detail).forEach { try balances.add($0) }
        try read.payouts.forEach(from: policy.genesis.firstDay, through: month.previous.lastDay) {
            try balances.add($0)
        }
        return try balances.broughtForward(to: month.firstDay)
    }

    private func add(_ month: Period, to writer: inout JournalWriter) throws {
        let span = JournalSpan(first: month, last: month)
        try read.lines(span, read.detail).forEach { try writer.add($0) }
        try read.subscriptions(span, read.detail).forEach { try writer.add($0) }
        try read.payouts.forEach(from: month.firstDay, through: month.lastDay) { try writer.add($0) }
    }
}

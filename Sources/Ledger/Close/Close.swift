internal import Money
public import PostgresClient
public import Settlement

/// Settles one month: load, decide, write, in one transaction, so that a kill anywhere leaves nothing behind.
///
/// Three connections see the same data: one holds the lock, one reads the platform, and one writes the books. What is
/// read streams through the rules and out again, in memory that does not grow with the rows.
public struct Close {
    private let connect: () throws -> Connection
    private let parsePolicy: (String) throws -> Policy
    private let observer: any CloseObserver

    /// The key of the lock that one close at a time holds.
    private static let lockKey: Int64 = 0x72_656D_6974
    /// The key of the lock of the transaction that writes: it outlives a command that is killed inside its COMMIT.
    private static let writerKey: Int64 = lockKey + 1

    /// A close over connections that a closure opens.
    ///
    /// - Parameters:
    ///   - connect: Opens a connection to the database.
    ///   - parsePolicy: Reads the text of a policy file that an earlier month was closed under.
    ///   - observer: Hears how far it has come.
    public init(
        connect: @escaping () throws -> Connection, parsePolicy: @escaping (String) throws -> Policy,
        observer: any CloseObserver = SilentObserver()
    ) {
        self.connect = connect
        self.parsePolicy = parsePolicy
        self.observer = observer
    }

    /// Closes or drafts a period.
    ///
    /// - Throws: ``LedgerError`` where the request cannot be met; the database is then as it was.
    public func run(_ request: CloseRequest) throws -> CloseResult {
        observer.begin(.preparing, expectedRows: nil)
        let guardian = try connect()
        // The locks are taken before the writing transaction takes its view of the data: whoever gets them sees
        // everything that the one before has closed.
        return try guardian.transaction {
            try Close.take(Close.lockKey, over: guardian)
            try Close.checkNobodyCommits(over: guardian)
            let writer = try connect()
            let result = try writer.transaction(.repeatableRead, doing: "closing the period") {
                try Close.take(Close.writerKey, over: writer)
                let result = try close(request, writer: writer)
                if case .done = result { observer.begin(.commit, expectedRows: nil) }
                return result
            }
            if case .done = result { observer.end(.commit) }
            return result
        }
    }

    /// Refuses to go on while the writer of a close that was killed in its COMMIT is still at it.
    ///
    /// The lock is let go at once, for the writer of this close to take; only who holds the first lock comes here, so
    /// nobody else is ever refused by it.
    private static func checkNobodyCommits(over guardian: Connection) throws {
        try guardian.execute("SAVEPOINT nobody")
        try take(writerKey, over: guardian)
        try guardian.execute("ROLLBACK TO SAVEPOINT nobody")
    }

    private static func take(_ key: Int64, over connection: Connection) throws {
        guard try connection.tryAdvisoryTransactionLock(key: key) else { throw LedgerError.busy }
    }

    private func close(_ request: CloseRequest, writer: Connection) throws -> CloseResult {
        let store = PeriodStore(connection: writer)
        try store.checkSchema()
        try PlatformColumns(connection: writer).check()
        let calendar = CalendarLoader(connection: writer, policy: request.policy)
        try calendar.checkTimezone()
        let closed = try store.closed()
        try store.check(request.policy, parsing: parsePolicy)
        let next = closed.last?.period.next ?? request.policy.genesis
        let ends = try calendar.start(of: next.next.firstDay)
        if let period = request.period, let done = closed.first(where: { $0.period == period }) {
            return .alreadyClosed(done)
        }
        if request.period == nil, ends > request.now, !request.draft { return .upToDate(next: next, ends: ends) }
        if let period = request.period, period != next { throw LedgerError.outOfOrder(period, next: next) }
        guard request.draft || ends <= request.now else { throw LedgerError.notEnded(next, ends: ends) }
        let bounds = try calendar.bounds(of: next)
        let scope = try scope(of: request, bounds: bounds, calendar: calendar, writer: writer)
        observer.end(.preparing)
        let snapshot = try writer.exportSnapshot()
        let reader = try connect()
        try writer.prepareForLargeSets()
        return try reader.transaction(TransactionMode(isolation: .repeatableRead, snapshot: snapshot)) {
            try reader.prepareForLargeSets()
            let run = CloseRun(
                request: request, bounds: bounds, edition: Edition(period: next, draft: request.draft),
                previous: closed.last, scope: scope, reader: reader, writer: writer,
                openReader: { try Close.read(connect, snapshot, $0) }, observer: observer)
            return .done(try run.settle())
        }
    }

    /// What changed since the last close is enough where that close's windows reached as far back (R8).
    private func scope(
        of request: CloseRequest, bounds: PeriodBounds, calendar: CalendarLoader, writer: Connection
    ) throws -> SearchScope {
        guard !request.exhaustive, bounds.period > bounds.genesis else { return .everything }
        let last = bounds.period.previous
        let windows = request.policy.entry(for: last)
        let reachedLate = try calendar.start(of: last.firstDay.adding(days: -windows.lateArrivalDays))
        let reachedRefunds = try calendar.start(of: last.firstDay.adding(days: -windows.refundDays))
        return try ScopeFinder(connection: writer).scope(
            after: last, narrower: reachedLate > bounds.lateStart || reachedRefunds > bounds.refundStart)
    }

    /// Runs a body with one more connection that sees the same data.
    private static func read(
        _ connect: () throws -> Connection, _ snapshot: Snapshot, _ body: (Connection) throws -> Void
    ) throws {
        let connection = try connect()
        try connection.transaction(.readOnly(sharing: snapshot)) {
            try connection.prepareForLargeSets()
            try body(connection)
        }
    }
}

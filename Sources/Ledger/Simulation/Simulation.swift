internal import Money
public import PostgresClient
public import Settlement

/// Settles one month under another policy beside its own, and compares the two; writes nothing.
///
/// Both sides are settled again from the sources as they are now, on one view of the data, so that what differs is the
/// policies' doing alone; where the books of a closed month have drifted from the sources, that is told apart. Of a month
/// that is not closed yet, the next one to close, both sides are what a draft would say now: an estimate.
public struct Simulation {
    private let connect: () throws -> Connection
    private let parsePolicy: (String) throws -> Policy
    private let observer: any CloseObserver

    /// A simulation over connections that a closure opens.
    ///
    /// - Parameters:
    ///   - connect: Opens a connection.
    ///   - parsePolicy: Reads the text of a policy file that a month was closed under.
    ///   - observer: Hears how far settling has come: twice through the stages of a close.
    public init(
        connect: @escaping () throws -> Connection, parsePolicy: @escaping (String) throws -> Policy,
        observer: any CloseObserver = SilentObserver()
    ) {
        self.connect = connect
        self.parsePolicy = parsePolicy
        self.observer = observer
    }

    /// What a simulation found.
    public struct Result: Sendable {
        /// The month under its own policy and under the other.
        public let comparison: MonthComparison
        /// How many rows could not be settled under its own policy.
        public let openErrorsBefore: Int
        /// How many could not be settled under the other.
        public let openErrorsAfter: Int
        /// The hash of the policy that the month was closed under; nil for one that is not closed, an estimate.
        public let closedUnder: String?
        /// How many sums of a creator in a currency the books have otherwise than the sources would make them now.
        public let drifted: Int
    }

    /// Settles a month under two policies.
    ///
    /// - Parameters:
    ///   - period: A closed period, or the next one to close.
    ///   - policy: The other policy.
    ///   - current: Reads the policy in force, for a period that is not closed.
    /// - Throws: ``LedgerError/outOfOrder(_:next:)`` for any other period, ``LedgerError/incomparable(_:)`` for a policy
    ///   with another time zone or genesis.
    public func run(_ period: Period, under policy: Policy, current: () throws -> Policy) throws -> Result {
        let connection = try connect()
        return try connection.transaction(.readOnly, doing: "simulating a close") {
            let store = PeriodStore(connection: connection)
            try store.checkSchema()
            try PlatformColumns(connection: connection).check()
            let records = try store.records()
            let record = records.first { $0.period == period }
            let own = try record.map(policyOf) ?? current()
            let next = records.last?.period.next ?? own.genesis
            guard record != nil || period == next else { throw LedgerError.outOfOrder(period, next: next) }
            try Simulation.check(policy, against: own, period: period)
            try CalendarLoader(connection: connection, policy: policy).checkTimezone()
            let sides = Sides(
                connect: connect, snapshot: try connection.exportSnapshot(), period: period,
                closedUnder: record == nil ? nil : own, observer: observer)
            let before = try sides.settle(under: own)
            let after = try sides.settle(under: policy)
            let drifted = try record == nil ? 0 : Simulation.drift(of: before, from: period, over: connection)
            return Result(
                comparison: try MonthComparison(before: before, after: after), openErrorsBefore: before.openErrors,
                openErrorsAfter: after.openErrors, closedUnder: record?.policyHash, drifted: drifted)
        }
    }

    private func policyOf(_ record: PeriodRecord) throws -> Policy {
        guard let text = record.policyText else {
            throw LedgerError.damaged("the policy of \(record.period) is missing from settlement.policies")
        }
        return try parsePolicy(text)
    }

    /// Refuses a policy whose months are not those of the books.
    private static func check(_ policy: Policy, against own: Policy, period: Period) throws {
        func refuse(_ what: String, _ other: some CustomStringConvertible, _ known: some CustomStringConvertible) throws
        {
            throw LedgerError.incomparable(
                "the policy's \(what) is \"\(other)\", that of \(period) is \"\(known)\"; months under two of them cannot be "
                    + "compared: put it back")
        }
        if policy.timezone != own.timezone { try refuse("time zone", policy.timezone, own.timezone) }
        if policy.genesis != own.genesis { try refuse("genesis", policy.genesis, own.genesis) }
    }

    /// How many sums differ from the books'.
    private static func drift(of outcome: MonthOutcome, from period: Period, over connection: Connection) throws -> Int
    {
        var books: [MonthOutcome.Key: MonthOutcome.Sums] = [:]
        let totals = Edition(period: period, place: .ledger).table(.creatorTotals)
        try connection.copyOut(OutcomeReader.sums(of: totals), doing: "reading the totals of \(period)") { row in
            let key = MonthOutcome.Key(creator: try row.nextOptionalIdentifier(), currency: try row.nextCurrency())
            books[key] = try OutcomeReader.sums(&row)
        }
        return Set(books.keys).union(outcome.sums.keys).count { books[$0] != outcome.sums[$0] }
    }
}

/// The two settlements of one month, on one view of the data.
private struct Sides {
    let connect: () throws -> Connection
    let snapshot: Snapshot
    let period: Period
    let closedUnder: Policy?
    let observer: any CloseObserver

    func settle(under policy: Policy) throws -> MonthOutcome {
        try Resettlement(
            connect: connect, snapshot: snapshot, period: period, policy: policy, closedUnder: closedUnder,
            observer: observer
        ).run { try OutcomeReader(settled: $0, terms: policy.entry(for: period).pool).read() }
    }
}

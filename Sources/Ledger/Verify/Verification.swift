internal import Money
internal import PostgresClient
internal import Settlement

/// One verification under way: what has been found, and of which period.
final class Verification {
    let connection: Connection
    let records: [PeriodRecord]
    let observer: any VerifyObserver
    let report: (VerifyEvent) throws -> Void
    private(set) var summary = VerifySummary()
    /// Whether the tables are such that a period can be settled again by what is in them.
    private(set) var isReliable = true
    /// How many findings there are by period.
    private var findings: [String: Int] = [:]
    private var lines: Int?

    init(
        connection: Connection, records: [PeriodRecord], observer: any VerifyObserver,
        report: @escaping (VerifyEvent) throws -> Void
    ) {
        self.connection = connection
        self.records = records
        self.observer = observer
        self.report = report
    }

    private func take(_ finding: Finding) throws {
        summary.findings += 1
        if let period = finding.period { findings[period, default: 0] += 1 } else { summary.general += 1 }
        try report(.finding(finding))
    }

    /// Takes a finding of payouts, whose event comes after that of their beginning.
    private func takeOfPayouts(_ finding: Finding) throws {
        if summary.ofPayouts == 0 { try report(.payoutsBegan) }
        summary.ofPayouts += 1
        summary.findings += 1
        try report(.finding(finding))
    }

    /// What belongs to all periods.
    func checkAll(only period: Period?) throws {
        observer.begin(.schema, of: nil)
        isReliable = try SchemaCheck(connection: connection, periods: records.map(\.period)).run(only: period, take)
        try checkReopenings(only: period)
        observer.begin(.byHand, of: period)
        try checkActs(only: period)
        guard let last = records.last?.period else { return }
        observer.begin(.sources, of: period)
        try attempt(nil, "settled sources") {
            try SettledTwice(connection: connection, period: period, last: last).forEach(take)
        }
    }

    /// Everything about a period but its drift; its policy, if that can be read.
    func check(_ index: Int, parsePolicy: @escaping (String) throws -> Policy) throws -> Policy? {
        let record = records[index]
        observer.begin(.digest, of: record.period)
        try report(.began(record.period))
        let chain = ChainCheck(connection: connection, parsePolicy: parsePolicy, records: records)
        let (findings, policy) = try chain.findings(at: index)
        for finding in findings { try take(finding) }
        lines = nil
        try attempt(record.period, "the digest") {
            lines = try DigestCheck(
                connection: connection, record: record, previous: index > 0 ? records[index - 1].closed : nil,
                edition: Edition(period: record.period, place: .ledger), report: take
            ).run()
        }
        observer.begin(.balances, of: record.period)
        for check in BookChecks(record: record, genesis: policy?.genesis ?? records[0].period).all {
            try attempt(record.period, check.what) { try run(check, of: record.period) }
        }
        if let policy {
            try attempt(record.period, "what was put in by hand") {
                try ManualEntryCheck(connection: connection, record: record, policy: policy, report: take).run()
            }
        }
        return policy
    }

    /// The periods that were closed and reopened: their books are kept, and have to be those of the root withdrawn.
    private func checkReopenings(only period: Period?) throws {
        let history = try ReopeningHistory(connection: connection).all()
        for reopening in history where period == nil || reopening.entry.period == period {
            observer.begin(.digest, of: reopening.entry.period)
            let before = summary.findings
            let check = ReopeningCheck(
                connection: connection, reopening: reopening, records: records, history: history, report: take)
            try check.chain()
            try attempt(nil, "the withdrawn books of \(reopening.entry.period)") { try check.digest() }
            try report(.reopened(reopening.entry, isSound: summary.findings == before))
        }
    }

    private func run(_ check: BookCheck, of period: Period?) throws {
        try connection.copyOut(check.sql, doing: "checking \(period.map { "the books of \($0)" } ?? "all books")") {
            row in
            try take(
                Finding(
                    period, check.what, at: try row.nextText(), expected: try row.nextText(),
                    found: try row.nextText(), next: check.next))
        }
    }

    /// What was decided by hand, whether a close has taken it up or not.
    private func checkActs(only period: Period?) throws {
        for check in ActChecks.all { try attempt(nil, check.what) { try run(check, of: nil) } }
        for record in records where period == nil || record.period == period {
            for check in ActChecks.of(record) {
                try attempt(record.period, check.what) { try run(check, of: record.period) }
            }
        }
        try attempt(nil, "entries by hand that are not settled yet") {
            let next = records.last?.period.next
            let waiting = try ManualEntries(connection: connection).of(
                next ?? Period(year: 2000, month: 1), isClosed: false)
            try KeptFileCheck(connection: connection, period: nil, report: take).compare(waiting)
        }
    }

    /// What payouts wrote.
    func checkPayouts(parsePolicy: @escaping (String) throws -> Policy) throws {
        let checking = PayoutVerification(
            connection: connection, records: records, parsePolicy: parsePolicy, observer: observer,
            attempt: { what, body in try self.attempt(nil, what, take: self.takeOfPayouts, body) },
            report: takeOfPayouts)
        var scope = try checking.run()
        scope.findings = summary.ofPayouts
        if summary.ofPayouts == 0, !scope.isEmpty { try report(.payoutsBegan) }
        try report(.payouts(scope))
    }

    /// Settles a period again; where the books before it are too damaged for that, it is a finding like others.
    func again(_ record: PeriodRecord, _ body: () throws -> [DatasetDrift]) throws -> [DatasetDrift]? {
        do { return try body() } catch  where Verification.meansDamage(error) {
            try take(unreadable(record.period, "settling it again", error))
            return nil
        }
    }

    /// The verdict on a period.
    func finish(_ index: Int, drift: [DatasetDrift]?) throws {
        let record = records[index]
        let count = findings[record.period.description] ?? 0
        summary.periods += 1
        if count > 0 { summary.damaged += 1 }
        if let drift {
            summary.drifted = (summary.drifted ?? 0) + (drift.allSatisfy(\.isEmpty) ? 0 : 1)
        }
        try report(
            .verified(
                VerifiedPeriod(
                    period: record.period, root: record.root, lines: lines, findings: count, drift: drift)))
    }

    /// Runs a check; books that are so damaged that they cannot be read are a finding like others.
    private func attempt(
        _ period: Period?, _ what: String, take: ((Finding) throws -> Void)? = nil, _ body: () throws -> Void
    ) throws {
        try connection.execute("SAVEPOINT verifying")
        do {
            try body()
            try connection.execute("RELEASE SAVEPOINT verifying")
        } catch  where Verification.meansDamage(error) {
            try connection.execute("ROLLBACK TO SAVEPOINT verifying")
            try (take ?? self.take)(unreadable(period, what, error))
        }
    }

    private func unreadable(_ period: Period?, _ what: String, _ error: any Error) -> Finding {
        Finding(
            period, "the books cannot be read", at: what, expected: "rows as a close writes them",
            found: (error as? PostgresError)?.message ?? "\(error)")
    }

    /// Whether an error says that the books are not what a close left, rather than that they are out of reach.
    private static func meansDamage(_ error: any Error) -> Bool {
        if case LedgerError.damaged = error { return true }
        guard let error = error as? PostgresError else { return error is MoneyError }
        if error.kind == .decoding { return true }
        guard let state = error.sqlState, state != .insufficientPrivilege else { return false }
        return [.data, .syntaxOrAccess, SQLState.Class("XX")].contains(state.category)
    }
}

public import PostgresClient
public import Settlement

/// Opens the books for reports: in one view of the data, with what only the rules can work out laid beside the views as
/// temporary tables, and from then on read-only.
///
/// A query reads the views `settlement.report_*` and the tables of ``ReportRelation``; it can change nothing that lasts.
public struct ReportDesk {
    private let connection: Connection
    private let policy: Policy

    /// A desk over a connection, by the policy's days and terms.
    public init(connection: Connection, policy: Policy) {
        self.connection = connection
        self.policy = policy
    }

    /// Runs a body that may ask any number of queries about one question.
    ///
    /// - Parameters:
    ///   - question: What is asked.
    ///   - parse: Reads the text of a policy file that a month was closed under.
    ///   - body: Asks the queries.
    /// - Throws: ``LedgerError/notClosed(_:)`` for a month without books; `LedgerError.policyChanged` for a policy that is
    ///   not what the months were closed under; `LedgerError.notFound` for a day before the close.
    public func open<Value>(
        _ question: ReportQuestion, parsing parse: (String) throws -> Policy, _ body: (ReportReader) throws -> Value
    ) throws -> Value {
        try open(question, checking: { try $0.check(policy, parsing: parse) }, body)
    }

    /// The same under a policy that the ledger itself had kept by the asked day: months that were closed since may have been
    /// closed under another.
    func openKept<Value>(_ question: ReportQuestion, _ body: (ReportReader) throws -> Value) throws -> Value {
        try open(question, checking: { _ in }, body)
    }

    private func open<Value>(
        _ question: ReportQuestion, checking check: (PeriodStore) throws -> Void, _ body: (ReportReader) throws -> Value
    ) throws -> Value {
        try connection.transaction(.repeatableRead, doing: "opening the books for reports") {
            let store = PeriodStore(connection: connection)
            try store.checkSchema()
            try PlatformColumns(connection: connection).check(PlatformColumns.ofPayouts)
            try check(store)
            let occasion = try occasion(of: question)
            try setAsked(occasion)
            try ReportRelations(connection: connection, policy: policy, occasion: occasion).lay()
            try connection.execute("SET TRANSACTION READ ONLY")
            return try body(ReportReader(connection: connection, occasion: occasion))
        }
    }

    private func occasion(of question: ReportQuestion) throws -> ReportOccasion {
        let found = try connection.queryOptional(
            """
            SELECT clock, root, policy_hash, (clock AT TIME ZONE 'UTC' AT TIME ZONE $2)::date
            FROM settlement.periods WHERE period = $1
            """, [.period(question.period), .text(policy.timezone)], doing: "reading the closed periods"
        ) { row in
            (
                clock: Instant(microseconds: try row[0].timestamp()), root: try row[1].bytes(),
                policyHash: try row[2].text(), day: Day(number: try row[3].date())
            )
        }
        guard let found else { throw LedgerError.notClosed(question.period) }
        let asOf = question.asOf ?? found.day
        guard asOf >= found.day else {
            throw LedgerError.notFound(
                "\(question.period) was closed on \(found.day), after \(asOf); ask as of that day or a later one")
        }
        let calendar = CalendarLoader(connection: connection, policy: policy)
        try calendar.checkTimezone()
        return ReportOccasion(
            period: question.period, asOf: asOf, recordedBefore: try calendar.start(of: asOf.adding(days: 1)),
            closedAt: found.clock, root: found.root, policyHash: found.policyHash, timezone: policy.timezone)
    }

    /// Says to the views what is asked, for this transaction.
    private func setAsked(_ occasion: ReportOccasion) throws {
        try connection.execute(
            """
            SELECT set_config('remit.period', $1::date::text, true), set_config('remit.as_of', $2::date::text, true),
                   set_config('remit.recorded_before', $3::timestamp::text, true), set_config('TimeZone', 'UTC', true),
                   set_config('DateStyle', 'ISO, YMD', true), set_config('search_path', 'settlement, pg_catalog', true)
            """, [.period(occasion.period), .date(occasion.asOf.number), .instant(occasion.recordedBefore)],
            doing: "opening the books for reports")
    }
}

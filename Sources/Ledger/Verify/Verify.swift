public import PostgresClient
public import Settlement

/// Verifies closed periods: that they are what their closes left, to the byte, and add up (R13).
///
/// What payouts wrote is verified with all of them (R11). It only reads, on one view of the data, and needs no more than the
/// right to read schema `settlement`, and `public.payouts` where payouts are to be held against it; recomputing also reads the
/// platform's other tables and makes temporary ones.
public struct Verify {
    private let connect: () throws -> Connection
    private let parsePolicy: (String) throws -> Policy
    private let observer: any VerifyObserver
    private let closeObserver: any CloseObserver

    /// A verification over connections that a closure opens.
    ///
    /// - Parameters:
    ///   - connect: Opens a connection.
    ///   - parsePolicy: Reads the text of a policy file that a month was closed under.
    ///   - observer: Hears how far it has come.
    ///   - closeObserver: Hears how far settling a period again has come.
    public init(
        connect: @escaping () throws -> Connection, parsePolicy: @escaping (String) throws -> Policy,
        observer: any VerifyObserver, closeObserver: any CloseObserver = SilentObserver()
    ) {
        self.connect = connect
        self.parsePolicy = parsePolicy
        self.observer = observer
        self.closeObserver = closeObserver
    }

    /// Verifies a period, or all closed ones in their order.
    ///
    /// - Parameters:
    ///   - period: The month; nil for all closed ones, and payouts.
    ///   - recompute: Whether each is settled again from today's sources, to show what has drifted.
    ///   - report: Takes what is found, as it is found.
    /// - Throws: ``LedgerError/notClosed(_:)`` for a period without books.
    public func run(
        _ period: Period?, recompute: Bool, report: @escaping (VerifyEvent) throws -> Void
    ) throws -> VerifySummary {
        let connection = try connect()
        return try connection.transaction(.readOnly, doing: "verifying the books") {
            let snapshot = recompute ? try connection.exportSnapshot() : nil
            let store = PeriodStore(connection: connection)
            try store.checkSchema()
            let records = try store.records()
            let wanted = records.indices.filter { period == nil || records[$0].period == period }
            if let period, wanted.isEmpty { throw LedgerError.notClosed(period) }
            try connection.prepareForLargeSets()
            let checking = Verification(connection: connection, records: records, observer: observer, report: report)
            try checking.checkAll(only: period)
            for index in wanted {
                let policy = try checking.check(index, parsePolicy: parsePolicy)
                var drift: [DatasetDrift]?
                if let snapshot, let policy, checking.isReliable {
                    drift = try checking.again(records[index]) {
                        try recomputed(records[index], policy, snapshot, report)
                    }
                }
                try checking.finish(index, drift: drift)
            }
            if period == nil { try checking.checkPayouts(parsePolicy: parsePolicy) }
            return checking.summary
        }
    }

    private func recomputed(
        _ record: PeriodRecord, _ policy: Policy, _ snapshot: Snapshot, _ report: (VerifyEvent) throws -> Void
    ) throws -> [DatasetDrift] {
        observer.begin(.recomputing, of: record.period)
        return try Recomputation(
            connect: connect, snapshot: snapshot, record: record, policy: policy, observer: closeObserver
        ).run { try report(.drift($0)) }
    }
}

internal import Ledger
internal import PolicyFile
public import PostgresClient
public import Sample
public import Settlement

/// Lives a sample platform's life in an empty database: month after month is loaded, closed, and changed afterwards.
///
/// Between two closes late rows turn up, sales are refunded and edited, subscriptions renew, and some of the bad rows
/// that a close reported are put right.
public struct PlatformLife {
    private let platform: SamplePlatform
    private let policyPath: String
    private let now: Instant
    private let engineVersion: String
    private let connect: () throws -> Connection

    /// The life of a platform in the database that a closure connects to.
    ///
    /// - Parameters:
    ///   - policyPath: Where the platform's own policy is said to be; it is taken from the platform itself.
    ///   - now: What time it is; all months must have ended.
    ///   - engineVersion: What is kept with every period.
    public init(
        of platform: SamplePlatform, policyPath: String, now: Instant, engineVersion: String,
        connect: @escaping () throws -> Connection
    ) {
        self.platform = platform
        self.policyPath = policyPath
        self.now = now
        self.engineVersion = engineVersion
        self.connect = connect
    }

    /// Creates the tables, fills them, and closes all months.
    ///
    /// - Parameter observe: Hears how far it has come.
    /// - Throws: ``LedgerError`` and ``PostgresError``.
    public func run(observe: (DemoStep) -> Void = { _ in }) throws {
        let connection = try connect()
        let loader = SampleLoader(platform, into: connection)
        try loader.createTables()
        _ = try Migrator(connection: connection).migrate()
        observe(.loaded(rows: try loader.load(.initial)))
        let policy = try PolicyFile.parse(platform.policy, name: policyPath)
        let close = Close(
            connect: connect,
            parsePolicy: { try PolicyFile.parse($0, name: "the policy of a closed month").policy })
        for month in 0..<platform.options.months {
            let rows = try loader.load(.month(month))
            try loader.analyse()
            if case .done(let summary) = try close.run(request(month, policy)) {
                observe(.closed(summary, rows: rows))
            }
            try loader.letPass(after: month)
        }
    }

    private func request(_ month: Int, _ policy: LoadedPolicy) -> CloseRequest {
        CloseRequest(
            period: Period(platform.months[month].description), draft: false, strict: false, policy: policy.policy,
            policyPath: policy.path, policyText: policy.text, policyHash: policy.hash, now: now,
            engineVersion: engineVersion)
    }
}

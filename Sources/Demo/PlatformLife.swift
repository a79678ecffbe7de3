public import Ledger
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
    ///   - platform: The platform.
    ///   - policyPath: Where the platform's own policy is said to be; it is taken from the platform itself.
    ///   - now: What time it is; all months must have ended.
    ///   - engineVersion: What is kept with every period.
    ///   - connect: Opens a connection to the database.
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
    /// - Parameters:
    ///   - observer: Hears how far each close has come.
    ///   - observe: Hears how far it has come as a whole.
    /// - Throws: `LedgerError` and `PostgresError`.
    public func run(
        observer: any CloseObserver = SilentObserver(), observe: (DemoStep) -> Void = { _ in }
    ) throws {
        let counted = { (rows: Int) in observe(.loading(rows: rows)) }
        let connection = try connect()
        let loader = SampleLoader(platform, into: connection)
        try loader.createTables()
        _ = try Migrator(connection: connection).migrate()
        observe(.loaded(rows: try loader.load(.initial, counted: counted)))
        let policy = try PolicyFile.parse(platform.policy, name: policyPath)
        let close = Close(
            connect: connect,
            parsePolicy: PolicyFile.ofClosedMonth,
            observer: observer)
        for month in 0..<platform.options.months {
            let rows = try loader.load(.month(month), counted: counted)
            try loader.analyse()
            observe(.closing(platform.months[month]))
            if case .done(let summary) = try close.run(request(month, policy)) {
                observe(.closed(summary, rows: rows))
            }
            try loader.letPass(after: month, counted: counted)
        }
    }

    private func request(_ month: Int, _ policy: LoadedPolicy) -> CloseRequest {
        CloseRequest(
            period: Period(platform.months[month].description), draft: false, strict: false, policy: policy.policy,
            policyPath: policy.path, policyText: policy.text, policyHash: policy.hash, now: now,
            engineVersion: engineVersion)
    }
}

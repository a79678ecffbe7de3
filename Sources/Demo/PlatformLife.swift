public import Ledger
internal import PolicyFile
public import PostgresClient
public import Sample
public import Settlement

/// Lives a sample platform's life in an empty database: month after month is loaded, closed, paid, and changed afterwards.
///
/// Where creators are paid, three of them bring balances with them from before the first month, and after the third month two
/// balances are adjusted by hand. Between two closes late rows turn up, sales are refunded and edited, subscriptions renew, and some of the bad rows
/// that a close reported are put right.
public struct PlatformLife {
    private let platform: SamplePlatform
    private let policyPath: String
    private let now: Instant
    private let engineVersion: String
    private let desk: DemoDesk?
    private let connect: () throws -> Connection

    /// The life of a platform in the database that a closure connects to.
    ///
    /// - Parameters:
    ///   - platform: The platform.
    ///   - policyPath: Where the platform's own policy is said to be; it is taken from the platform itself.
    ///   - now: What time it is; all months must have ended.
    ///   - engineVersion: What is kept with every period.
    ///   - desk: From where creators are paid after each close; nil: nobody is paid.
    ///   - connect: Opens a connection to the database.
    public init(
        of platform: SamplePlatform, policyPath: String, now: Instant, engineVersion: String, desk: DemoDesk? = nil,
        connect: @escaping () throws -> Connection
    ) {
        self.platform = platform
        self.policyPath = policyPath
        self.now = now
        self.engineVersion = engineVersion
        self.desk = desk
        self.connect = connect
    }

    /// Creates the tables, fills them, closes all months, and pays after each.
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
        let close = Close(connect: connect, parsePolicy: PolicyFile.ofClosedMonth, observer: observer)
        var paying = try desk.map { desk in
            try DemoPaying(
                DemoLedger(connect: connect, policy: policy, engineVersion: engineVersion), desk,
                sparing: platform.creatorPaidByHand, observe: observe)
        }
        for month in 0..<platform.options.months {
            let rows = try loader.load(.month(month), counted: counted)
            try loader.analyse()
            observe(.closing(platform.months[month]))
            if case .done(let summary) = try close.run(request(month, policy)) {
                observe(.closed(summary, rows: rows))
                try paying?.pay(after: summary.period, observe: observe)
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

internal import Ledger
internal import LocalServer
internal import PolicyFile
public import PostgresClient
public import Sample
public import Settlement

/// Makes a demo: a private server, a sample platform in it, and all of its months closed, one after the other.
///
/// Between two closes the platform lives on: late rows turn up, sales are refunded and edited, subscriptions renew,
/// and some of the bad rows that a close reported are put right. The server is stopped at the end, however it ends.
public struct DemoRun {
    private let folder: DemoFolder
    private let platform: SamplePlatform
    private let now: Instant
    private let engineVersion: String
    private let interruption: Interruption?
    private let observe: (DemoStep) -> Void

    /// A demo in a folder.
    ///
    /// - Parameters:
    ///   - now: What time it is; all months must have ended.
    ///   - engineVersion: What is kept with every period.
    ///   - interruption: What ends the demo early.
    ///   - observe: Hears how far it has come.
    /// - Throws: ``SampleError`` for options that no platform can have.
    public init(
        in folder: DemoFolder, _ options: SampleOptions, now: Instant, engineVersion: String,
        interruption: Interruption? = nil, observe: @escaping (DemoStep) -> Void = { _ in }
    ) throws(SampleError) {
        self.folder = folder
        platform = try SamplePlatform(options)
        self.now = now
        self.engineVersion = engineVersion
        self.interruption = interruption
        self.observe = observe
    }

    /// Makes it; a demo that the folder held before is replaced.
    ///
    /// - Throws: ``DemoError``, ``LocalServerError``, ``LedgerError`` and ``PostgresError``. The server is stopped.
    public func run() throws -> DemoSummary {
        let server = try folder.server()
        let lock = try folder.claim()
        defer { withExtendedLifetime(lock) {} }
        try folder.write(policy: platform.policy)
        try server.create()
        let outcome = Result {
            try server.start(settings: DemoServer.settings)
            try interruption?.checkCancellation(doing: "starting the demo")
            observe(.started(folder: folder.path))
            return try fill(server)
        }
        observe(.stopping)
        do { try server.stop() } catch {
            _ = try outcome.get()
            throw error
        }
        return try outcome.get()
    }

    private func fill(_ server: LocalServer) throws -> DemoSummary {
        try recreateDatabase(server)
        let connect = { try Connection(ConnectionParameters(DemoServer.url(server)), interruption: interruption) }
        let connection = try connect()
        let loader = SampleLoader(platform, into: connection)
        try loader.createTables()
        _ = try Migrator(connection: connection).migrate()
        observe(.loaded(rows: try loader.load(.initial)))
        let policy = try PolicyFile.read(path: folder.policyPath)
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
        return try SummaryReader(connection: connection, folder: folder, database: DemoServer.url(server)).read()
    }

    private func recreateDatabase(_ server: LocalServer) throws {
        let connection = try Connection(ConnectionParameters(server.url()), interruption: interruption)
        let name = DemoFolder.database
        try connection.execute("DROP DATABASE IF EXISTS \(name) WITH (FORCE)", doing: "dropping the demo before")
        try connection.execute("CREATE DATABASE \(name)", doing: "creating the demo's database")
    }

    private func request(_ month: Int, _ policy: LoadedPolicy) -> CloseRequest {
        CloseRequest(
            period: Period(platform.months[month].description), draft: false, strict: false, policy: policy.policy,
            policyPath: policy.path, policyText: policy.text, policyHash: policy.hash, now: now,
            engineVersion: engineVersion)
    }
}

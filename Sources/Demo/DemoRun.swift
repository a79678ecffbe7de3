public import Ledger
internal import LocalServer
internal import PolicyFile
public import PostgresClient
public import Sample
public import Settlement

/// Makes a demo: a private server, a sample platform in it, and all of its months closed and paid, one after the other.
///
/// The server is stopped at the end, however it ends.
public struct DemoRun {
    private let folder: DemoFolder
    private let platform: SamplePlatform
    private let now: Instant
    private let engineVersion: String
    private let interruption: Interruption?
    private let handOut: DemoDesk.HandOut?
    private let observer: any CloseObserver
    private let observe: (DemoStep) -> Void

    /// A demo in a folder.
    ///
    /// - Parameters:
    ///   - folder: Where it lives.
    ///   - options: How large the sample platform is.
    ///   - now: What time it is; all months must have ended.
    ///   - engineVersion: What is kept with every period.
    ///   - interruption: What ends the demo early.
    ///   - handOut: Hands out each month's payouts in ``DemoFolder/payoutsPath``; nil: nobody is paid.
    ///   - observer: Hears how far each close has come.
    ///   - observe: Hears how far it has come as a whole.
    /// - Throws: `SampleError` for options that no platform can have.
    public init(
        in folder: DemoFolder, _ options: SampleOptions, now: Instant, engineVersion: String,
        interruption: Interruption? = nil, handOut: DemoDesk.HandOut? = nil,
        observer: any CloseObserver = SilentObserver(), observe: @escaping (DemoStep) -> Void = { _ in }
    ) throws(SampleError) {
        self.folder = folder
        platform = try SamplePlatform(options)
        self.now = now
        self.engineVersion = engineVersion
        self.interruption = interruption
        self.handOut = handOut
        self.observer = observer
        self.observe = observe
    }

    /// Makes it; a demo that the folder held before is replaced.
    ///
    /// - Throws: ``DemoError``, `LocalServerError`, `LedgerError` and `PostgresError`. The server is stopped.
    public func run() throws -> DemoSummary {
        let server = try folder.server()
        let lock = try folder.claim()
        defer { withExtendedLifetime(lock) {} }
        try folder.removePayouts()
        try folder.write(policy: platform.policy)
        // What is there may be another PostgreSQL's, or damaged; a new one takes a second or two.
        try server.remove()
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
        try createDatabase(server)
        let url = DemoServer.url(server)
        let connect = { try Connection(ConnectionParameters(url), interruption: interruption) }
        try PlatformLife(
            of: platform, policyPath: folder.policyPath, now: now, engineVersion: engineVersion,
            desk: handOut.map { DemoDesk(folder: folder.payoutsPath, handOut: $0) }, connect: connect
        ).run(observer: observer, observe: observe)
        let ledger = DemoLedger(
            connect: connect, policy: try PolicyFile.parse(platform.policy, name: folder.policyPath),
            engineVersion: engineVersion)
        return try SummaryReader(connection: try connect(), ledger: ledger, folder: folder, database: url).read()
    }

    private func createDatabase(_ server: LocalServer) throws {
        let connection = try Connection(ConnectionParameters(server.url()), interruption: interruption)
        try connection.execute("CREATE DATABASE \(DemoFolder.database)", doing: "creating the demo's database")
    }
}

internal import Foundation
public import LocalServer
internal import Synchronization
internal import Testing

/// The one private PostgreSQL that all tests of a process share; each test takes a database of its own.
///
/// It is started by the first test that asks and goes with the process. `REMIT_POSTGRES_BIN` says which PostgreSQL.
/// Where there is none, the tests that need one are cancelled and say so; with `REMIT_NEEDS_SERVER`, which `Jobs/test`
/// sets, they fail.
public enum TestServer {
    private static let state = Mutex<LocalServer?>(nil)

    /// The server, running.
    public static func shared() throws -> LocalServer {
        try state.withLock { running in
            if let running { return running }
            let server = try fresh("tests")
            atexit { TestServer.removeShared() }
            running = server
            return server
        }
    }

    /// A server for one test alone, running: for those that stop it, fill its disk or change its settings.
    public static func fresh(
        _ name: String, settings: [(name: String, value: String)] = []
    ) throws -> LocalServer {
        let id = ProcessInfo.processInfo.processIdentifier
        let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-\(name)-\(id)")
        let server = LocalServer(folder: folder, programs: try programs())
        try server.create()
        try server.start(settings: [("max_connections", "60")] + settings, isDurable: false)
        return server
    }

    /// The programs of a PostgreSQL; cancels the test that runs where there are none.
    public static func programs() throws -> ServerPrograms {
        do { return try ServerPrograms.find() } catch {
            try NotRun.because("\(error)")
        }
    }

    private static func removeShared() {
        state.withLock { running in
            try? running?.remove()
            running = nil
        }
    }
}

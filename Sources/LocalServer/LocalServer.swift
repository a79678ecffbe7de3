public import Foundation

/// A PostgreSQL server of our own, in a folder, that listens on a Unix socket alone.
///
/// For the demo, the tests and the benchmark: it is created, started and stopped by the scripts, and never is the
/// machine's own cluster. Its superuser is `remit`, who needs no password on the socket.
public struct LocalServer: Sendable {
    /// Where everything of the server is.
    public let folder: URL
    /// PostgreSQL's programs.
    public let programs: ServerPrograms

    /// The superuser that the server is created with.
    public static let user = "remit"

    /// The number in the socket's name: always the same, whatever `PGPORT` says when it is started or connected to.
    private static let port = 5_432

    /// The longest path of a socket's folder: `sun_path` has 108 bytes, the socket's name takes 15 of them.
    private static let longestSocketFolder = 90

    /// The server of a folder, which need not exist yet.
    public init(folder: URL, programs: ServerPrograms) {
        self.folder = folder
        self.programs = programs
    }

    private var data: URL { folder.appending(path: "data") }
    private var log: URL { folder.appending(path: "log") }

    /// The folder of the socket: the server's own, or a short one where its path is too long for a socket.
    public var socketFolder: URL {
        guard folder.path.utf8.count > LocalServer.longestSocketFolder else { return folder }
        return URL(filePath: "/tmp/remit-\(String(LocalServer.fingerprint(folder.path), radix: 36))")
    }

    /// FNV-1a of a path: the same name for the same path, in few letters.
    private static func fingerprint(_ path: String) -> UInt64 {
        path.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }

    /// The URL under which a database of the server is reached.
    public func url(database: String = "postgres") -> String {
        let host = socketFolder.path.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? socketFolder.path
        return "postgresql:///\(database)?host=\(host)&port=\(LocalServer.port)&user=\(LocalServer.user)"
    }

    /// Whether the folder holds a server.
    public var exists: Bool { FileManager.default.fileExists(atPath: data.appending(path: "PG_VERSION").path) }

    /// Whether the server is running.
    public var isRunning: Bool {
        exists && (try? run("pg_ctl", ["-D", data.path, "status"])) != nil
    }

    /// Creates the server, if the folder holds none.
    ///
    /// - Throws: ``LocalServerError`` with what `initdb` said.
    public func create() throws(LocalServerError) {
        guard !exists else { return }
        try ServerUser.makeFolder(folder)
        try run(
            "initdb",
            [
                "-D", data.path, "-U", LocalServer.user, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync",
                "--no-instructions",
            ])
    }

    /// Starts the server and waits until it answers; one that is running is left alone.
    ///
    /// - Parameters:
    ///   - settings: Settings beyond those that keep it private, such as `("shared_buffers", "1GB")`.
    ///   - isDurable: Whether commits are to survive a crash of the machine; tests do without.
    /// - Throws: ``LocalServerError`` with what the server said last.
    public func start(settings: [(name: String, value: String)] = [], isDurable: Bool = true) throws(LocalServerError) {
        guard !isRunning else { return }
        if socketFolder != folder { try ServerUser.makeFolder(socketFolder) }
        var all = [
            ("listen_addresses", "''"), ("port", "\(LocalServer.port)"),
            ("unix_socket_directories", "'\(socketFolder.path)'"),
        ]
        if !isDurable { all += [("fsync", "off"), ("full_page_writes", "off"), ("synchronous_commit", "off")] }
        let options = (all + settings).map { "-c \($0.0)=\($0.1)" }.joined(separator: " ")
        do {
            try run("pg_ctl", ["-D", data.path, "-w", "-t", "60", "-l", log.path, "-o", options, "start"])
        } catch {
            throw .failed(program: "pg_ctl", said: lastWords ?? "\(error)")
        }
    }

    /// How a server is stopped.
    public enum Stop: String, Sendable {
        /// Transactions are rolled back, then it ends.
        case fast
        /// It ends at once, as in a crash, and recovers when it is started again.
        case immediate
    }

    /// Stops the server; one that is not running is left alone.
    public func stop(_ mode: Stop = .fast) throws(LocalServerError) {
        guard isRunning else { return }
        try run("pg_ctl", ["-D", data.path, "-w", "-m", mode.rawValue, "stop"])
    }

    /// Stops the server and takes everything of it away.
    public func remove() throws(LocalServerError) {
        try stop(.immediate)
        for place in [folder, socketFolder] where FileManager.default.fileExists(atPath: place.path) {
            do { try FileManager.default.removeItem(at: place) } catch {
                throw .folder(place.path, reason: error.localizedDescription)
            }
        }
    }

    /// The last lines of the server's log.
    private var lastWords: String? {
        guard let text = try? String(contentsOf: log, encoding: .utf8) else { return nil }
        return text.split(separator: "\n").suffix(3).joined(separator: "; ")
    }

    @discardableResult
    private func run(_ program: String, _ arguments: [String]) throws(LocalServerError) -> String {
        let (executable, all) = ServerUser.command(programs.folder.appending(path: program), arguments)
        let output = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-said-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: output) }
        let child = try ChildProcess(
            executable.path, all, environment: ProcessInfo.processInfo.environment, isApart: true,
            output: (output.path, output.path))
        let status = child.wait()
        let said = ((try? String(contentsOf: output, encoding: .utf8)) ?? "").trimmingCharacters(
            in: .whitespacesAndNewlines)
        guard status == 0 else { throw .failed(program: program, said: said) }
        return said
    }
}

import Foundation
import LocalServer
import TestServer

/// PgBouncer in transaction mode before a server, until the object goes.
final class Pooler {
    static let program = "/usr/sbin/pgbouncer"

    private let folder: URL
    private let command: RunningRemit

    /// A pooler with so many connections to the server per database.
    init(before server: LocalServer, connections: Int) throws {
        folder = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-pooler-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let settings = folder.appending(path: "pgbouncer.ini")
        try Data(
            """
            [databases]
            * = host=\(server.socketFolder.path) user=\(LocalServer.user)
            [pgbouncer]
            listen_addr =
            unix_socket_dir = \(folder.path)
            auth_type = any
            pool_mode = transaction
            default_pool_size = \(connections)
            max_client_conn = 100
            logfile = \(folder.path)/log
            """.utf8
        ).write(to: settings)
        let isRoot = geteuid() == 0
        if isRoot { _ = try Shell.run("/usr/bin/chown", ["-R", "postgres", folder.path]) }
        // PgBouncer refuses to run as root, as PostgreSQL does.
        command = RunningRemit(
            isRoot
                ? try Command("/usr/sbin/runuser", ["-u", "postgres", "--", Pooler.program, settings.path])
                : try Command(Pooler.program, [settings.path]))
        let socket = folder.appending(path: ".s.PGSQL.6432").path
        try waitUntil("the pooler answers") { FileManager.default.fileExists(atPath: socket) }
    }

    deinit {
        command.signal(SIGTERM)
        _ = try? command.wait()
        try? FileManager.default.removeItem(at: folder)
    }

    /// The URL under which a database of the server is reached through it.
    func url(database: String) -> String {
        let host = folder.path.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? folder.path
        return "postgresql:///\(database)?host=\(host)&port=6432&user=\(LocalServer.user)"
    }
}

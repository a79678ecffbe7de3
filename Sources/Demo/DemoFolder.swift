public import Foundation
public import LocalServer

/// The folder in which a demo lives: its server, the policy that its months are closed under, and the files of its payouts.
///
/// A folder with files of anybody else's is refused, so that taking the demo away takes nothing else away.
public struct DemoFolder: Sendable {
    private let url: URL

    /// The database in which the sample platform is.
    public static let database = "learning_os"

    /// A demo's folder, which need not exist yet.
    public init(_ url: URL) {
        self.url = url.absoluteURL.standardizedFileURL
    }

    /// The folder of those who name none: `demo` in the cache that remit's scripts fill.
    public static var usual: DemoFolder { DemoFolder(ServerPrograms.cache().appending(path: "demo")) }

    /// Where it is, from the root.
    public var path: String { url.path }

    private var policy: URL { url.appending(path: "policy.yaml") }

    /// The policy of the sample platform, which `--policy` can name.
    public var policyPath: String { policy.path }

    private var payouts: URL { url.appending(path: "payouts") }

    /// The folder of the files that went out to banks and came back, and of what people put in by hand.
    public var payoutsPath: String { payouts.path }

    /// The file that says whose folder this is, and that is locked while a demo is being made.
    private var marker: URL { url.appending(path: ".remit-demo") }

    /// Whether a demo was ever begun here.
    public var isDemo: Bool { FileManager.default.fileExists(atPath: marker.path) }

    /// The demo's server.
    ///
    /// - Throws: `LocalServerError/programsMissing(looked:)` if PostgreSQL is not installed.
    public func server() throws(LocalServerError) -> LocalServer {
        LocalServer(folder: url.appending(path: "server"), programs: try ServerPrograms.find())
    }

    /// Makes the folder a demo's, and keeps other demos out of it until the lock goes.
    func claim() throws(DemoError) -> DemoLock {
        if !isDemo {
            let found = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            guard found.isEmpty else { throw .notOurs(folder: path) }
            do {
                try FileManager.default.createDirectory(
                    at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
            } catch {
                throw .cannotWrite(path: path, reason: error.localizedDescription)
            }
        }
        return try DemoLock(marker, of: self)
    }

    /// Writes the policy.
    func write(policy text: String) throws(DemoError) {
        do { try Data(text.utf8).write(to: policy, options: .atomic) } catch {
            throw .cannotWrite(path: policy.path, reason: error.localizedDescription)
        }
    }

    /// Takes away the files of an earlier demo's payouts.
    func removePayouts() throws(DemoError) { try remove(payouts) }

    /// Takes away what a demo put here, and the folder itself if nothing else is in it.
    func removeFiles() throws(DemoError) {
        for file in [payouts, policy, marker] { try remove(file) }
        _ = unsafe rmdir(path)
    }

    private func remove(_ file: URL) throws(DemoError) {
        guard FileManager.default.fileExists(atPath: file.path) else { return }
        do { try FileManager.default.removeItem(at: file) } catch {
            throw .cannotWrite(path: file.path, reason: error.localizedDescription)
        }
    }
}

/// Keeps a demo's folder to one process, until it is let go of.
final class DemoLock: Sendable {
    private let descriptor: Int32

    fileprivate init(_ file: URL, of folder: DemoFolder) throws(DemoError) {
        descriptor = unsafe open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw .cannotWrite(path: file.path, reason: unsafe String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .busy(folder: folder.path)
        }
    }

    deinit { close(descriptor) }
}

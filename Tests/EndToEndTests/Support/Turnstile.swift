import Foundation
import LocalServer

/// Stands between a command and its server, lets so many messages through, and then holds the rest.
///
/// A test thereby stops a command at any one of the messages that it sends, and not just where a lock happens to
/// make it wait. What is counted are the messages that make the server do something, over all of the command's
/// connections together; replies always pass.
final class Turnstile: @unchecked Sendable {
    // Sendable by hand: what changes is touched with the condition locked.
    private let condition = NSCondition()
    private var remaining: Int
    private var holding = 0
    private var isShut = false
    private var sockets: [Socket] = []

    private let folder: URL
    private let listener: Socket
    private let target: String

    /// Query, Sync, CopyData and CopyDone.
    private static let counted = Set("QSdc".utf8)

    /// A turnstile before a server.
    ///
    /// - Parameter count: How many messages pass before it holds.
    init(before server: LocalServer, letting count: Int) throws {
        remaining = count
        folder = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-turnstile-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        target = server.socketFolder.appending(path: ".s.PGSQL.5432").path
        listener = try Socket(listeningAt: folder.appending(path: ".s.PGSQL.5432").path)
        Thread.detachNewThread { self.acceptConnections() }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The URL under which a database of the server is reached through it.
    func url(database: String) -> String {
        let host = folder.path.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? folder.path
        return "postgresql:///\(database)?host=\(host)&user=\(LocalServer.user)"
    }

    /// Whether a message is being held.
    var isHolding: Bool { condition.withLock { holding > 0 } }

    /// Lets everything through from now on.
    func release() {
        condition.withLock {
            remaining = .max
            condition.broadcast()
        }
    }

    /// Cuts every connection, drops what is held, and takes no more connections.
    func shut() {
        let open = condition.withLock {
            isShut = true
            condition.broadcast()
            return sockets
        }
        listener.shut()
        open.forEach { $0.shut() }
    }

    private func acceptConnections() {
        while let client = listener.accept() {
            guard let server = try? Socket(connectingTo: target) else {
                client.shut()
                continue
            }
            let isWelcome = condition.withLock {
                sockets += [client, server]
                return !isShut
            }
            guard isWelcome else { return [client, server].forEach { $0.shut() } }
            Thread.detachNewThread { self.passMessages(from: client, to: server) }
            Thread.detachNewThread { Turnstile.passReplies(from: server, to: client) }
        }
    }

    private func passMessages(from client: Socket, to server: Socket) {
        defer { [client, server].forEach { $0.shut() } }
        guard let opening = client.readMessage(hasType: false), server.write(opening) else { return }
        while let message = client.readMessage(hasType: true) {
            if Turnstile.counted.contains(message[0]), !admit() { return }
            guard server.write(message) else { return }
        }
    }

    /// Waits for a message's turn; false if it is not to pass at all.
    private func admit() -> Bool {
        condition.withLock {
            holding += 1
            while remaining == 0 && !isShut { condition.wait() }
            holding -= 1
            if remaining != .max { remaining -= 1 }
            return !isShut
        }
    }

    private static func passReplies(from server: Socket, to client: Socket) {
        defer { [client, server].forEach { $0.shut() } }
        while let bytes = server.read(), client.write(bytes) {}
    }
}

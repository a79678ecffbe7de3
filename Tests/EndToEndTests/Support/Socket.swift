import Foundation

/// A Unix socket that blocks.
final class Socket: Sendable {
    /// The system would not give us one.
    struct Failure: Error {
        let errno: Int32
    }

    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    /// A socket that waits for others at a path.
    init(listeningAt path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let bound = unsafe Socket.withAddress(path) { address, size in unsafe bind(descriptor, address, size) }
        guard bound == 0, listen(descriptor, 16) == 0 else { throw Failure(errno: errno) }
    }

    /// A socket connected to the one at a path.
    init(connectingTo path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let connected = unsafe Socket.withAddress(path) { address, size in unsafe connect(descriptor, address, size) }
        guard connected == 0 else { throw Failure(errno: errno) }
    }

    deinit { close(descriptor) }

    /// The next socket that connects; nil once this one is shut.
    func accept() -> Socket? {
        let accepted = Glibc.accept(descriptor, nil, nil)
        return accepted < 0 ? nil : Socket(descriptor: accepted)
    }

    /// Ends reading and writing, here and on the other side.
    func shut() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Whatever has come in; nil at the end.
    func read() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    /// One message of PostgreSQL's protocol: a type, unless it is the first, and a length that counts itself.
    func readMessage(hasType: Bool) -> [UInt8]? {
        let offset = hasType ? 1 : 0
        guard var message = read(exactly: offset + 4) else { return nil }
        let length = message[offset...].reduce(0) { $0 << 8 | Int($1) }
        guard length >= 4, let rest = read(exactly: length - 4) else { return nil }
        message += rest
        return message
    }

    private func read(exactly count: Int) -> [UInt8]? {
        guard count > 0 else { return [] }
        var buffer = [UInt8](repeating: 0, count: count)
        return unsafe recv(descriptor, &buffer, count, Int32(MSG_WAITALL)) == count ? buffer : nil
    }

    /// Writes all of it; false if nobody reads any more.
    func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe send(descriptor, buffer.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    private static func withAddress(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

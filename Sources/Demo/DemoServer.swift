internal import LocalServer

/// The server of a demo that was made: started for looking around, stopped, and taken away.
public struct DemoServer: Sendable {
    private let folder: DemoFolder

    /// The server of a demo's folder.
    public init(of folder: DemoFolder) {
        self.folder = folder
    }

    /// Only the user whose server it is may connect: that user is its superuser, and is asked for no password.
    static let settings = [("unix_socket_permissions", "0700")]

    static func url(_ server: LocalServer) -> String { server.url(database: DemoFolder.database) }

    /// Starts the server, unless it runs, and leaves it running.
    ///
    /// - Returns: The URL of the sample platform's database.
    /// - Throws: ``DemoError/noDemo(folder:)`` if there is none, ``DemoError/busy(folder:)`` while one is being made,
    ///   and `LocalServerError`.
    public func serve() throws -> String {
        guard folder.isDemo else { throw DemoError.noDemo(folder: folder.path) }
        let server = try folder.server()
        guard server.exists else { throw DemoError.noDemo(folder: folder.path) }
        let lock = try folder.claim()
        defer { withExtendedLifetime(lock) {} }
        try server.start(settings: DemoServer.settings)
        return DemoServer.url(server)
    }

    /// Stops the server.
    ///
    /// - Returns: Whether it was running.
    /// - Throws: `LocalServerError` if it cannot be stopped.
    public func stop() throws -> Bool {
        guard folder.isDemo else { return false }
        let server = try folder.server()
        let wasRunning = server.isRunning
        try server.stop()
        return wasRunning
    }

    /// Stops the server, and takes all of the demo away.
    ///
    /// - Returns: Whether there was a demo.
    /// - Throws: ``DemoError``, and `LocalServerError` if the server cannot be stopped or removed.
    public func clean() throws -> Bool {
        guard folder.isDemo else { return false }
        let lock = try folder.claim()
        defer { withExtendedLifetime(lock) {} }
        try folder.server().remove()
        try folder.removeFiles()
        return true
    }
}

internal import Foundation
public import LocalServer
internal import Synchronization

/// A database that is there for one test, and gone after it.
public final class TestDatabase: Sendable {
    /// The URL to reach it under.
    public let url: String
    /// Its name.
    public let name: String
    /// The server it is on.
    public let server: LocalServer

    private static let count = Atomic(0)

    /// An empty database, or one that holds the same as a template.
    ///
    /// - Parameter template: The name of a database that nobody is connected to.
    public init(on server: LocalServer, template: String = "template1") throws {
        name = "test_\(TestDatabase.count.add(1, ordering: .relaxed).newValue)"
        self.server = server
        url = server.url(database: name)
        try Psql.run("CREATE DATABASE \(name) TEMPLATE \(template)", on: server.url())
    }

    /// An empty database on the shared server.
    public convenience init() throws {
        try self.init(on: try TestServer.shared())
    }

    deinit { _ = try? Psql.run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)", on: server.url()) }

    /// Runs SQL, and gives back what it selects: fields parted by `|`, a line a row.
    @discardableResult
    public func sql(_ text: String) throws -> String { try Psql.run(text, on: url) }
}

/// SQL by way of PostgreSQL's own `psql`, so that what tests look at does not pass through what they test.
public enum Psql {
    /// What psql said when it failed.
    public struct Failure: Error, CustomStringConvertible {
        /// Its words on stderr.
        public let description: String
    }

    /// Starts to run SQL beside the test.
    public static func start(_ text: String, on url: String) throws -> Command {
        try Command(
            try ServerPrograms.find().folder.appending(path: "psql").path,
            ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", "-"], input: text)
    }

    /// Runs SQL, stopping at the first error, and gives back what it selects, without the last line feed.
    @discardableResult
    public static func run(_ text: String, on url: String) throws -> String {
        let result = try start(text, on: url).wait()
        guard result.status == 0 else { throw Failure(description: result.errors) }
        return result.output.hasSuffix("\n") ? String(result.output.dropLast()) : result.output
    }
}

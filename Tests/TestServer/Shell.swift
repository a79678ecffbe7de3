public import Foundation
internal import LocalServer

/// Runs commands as a user would, and keeps what they say.
public enum Shell {
    /// What a command left.
    public struct Result: Sendable {
        /// The exit status; of a process that a signal ended, 128 and the signal's number.
        public let status: Int32
        /// What it wrote to stdout.
        public let output: String
        /// What it wrote to stderr.
        public let errors: String
    }

    /// Runs a command to its end.
    ///
    /// - Parameter environment: Variables that are set besides those of the test itself.
    public static func run(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], folder: URL? = nil,
        input: String = ""
    ) throws -> Result {
        let command = try Command(program, arguments, environment: environment, folder: folder, input: input)
        return command.wait()
    }
}

/// A command that is running.
public final class Command: Sendable {
    private let process: ChildProcess
    private let place: URL

    /// Starts a command.
    public init(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], folder: URL? = nil,
        input: String = ""
    ) throws {
        place = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try Data(input.utf8).write(to: place.appending(path: "input"))
        process = try ChildProcess(
            program, arguments, environment: ProcessInfo.processInfo.environment.merging(environment) { $1 },
            folder: folder?.path ?? FileManager.default.currentDirectoryPath,
            input: place.appending(path: "input").path,
            output: (place.appending(path: "output").path, place.appending(path: "errors").path))
    }

    deinit { try? FileManager.default.removeItem(at: place) }

    /// The id of its process.
    public var id: Int32 { process.id }

    /// Sends it a signal, such as `SIGKILL`; it must not have been waited for.
    public func signal(_ signal: Int32) { kill(process.id, signal) }

    /// What it has said on stderr so far.
    public var errors: String { text("errors") }

    /// Waits for its end; once.
    public func wait() -> Shell.Result {
        let status = process.wait()
        return Shell.Result(status: status, output: text("output"), errors: errors)
    }

    private func text(_ name: String) -> String {
        (try? String(contentsOf: place.appending(path: name), encoding: .utf8)) ?? ""
    }
}

/// The built command.
public enum Remit {
    /// Where it lies: beside the tests' own executable.
    public static let path: String = {
        let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        return tests.appending(path: "remit").path
    }()

    /// Runs it with arguments.
    public static func run(
        _ arguments: [String], database: String, now: String? = nil, environment: [String: String] = [:],
        folder: URL? = nil
    ) throws -> Shell.Result {
        try start(arguments, database: database, now: now, environment: environment, folder: folder).wait()
    }

    /// Starts it with arguments.
    public static func start(
        _ arguments: [String], database: String, now: String? = nil, environment: [String: String] = [:],
        folder: URL? = nil
    ) throws -> Command {
        var variables = ["DATABASE_URL": database]
        if let now { variables["REMIT_NOW"] = now }
        return try Command(
            path, arguments, environment: variables.merging(environment) { $1 }, folder: folder)
    }
}

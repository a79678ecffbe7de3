public import Foundation

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
public final class Command: @unchecked Sendable {
    // Sendable by hand: Process is only asked for its id, signalled and waited for; output lies in files.
    private let process = Process()
    private let place: URL

    /// Starts a command.
    public init(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], folder: URL? = nil,
        input: String = ""
    ) throws {
        place = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try Data(input.utf8).write(to: place.appending(path: "input"))
        for name in ["output", "errors"] { try Data().write(to: place.appending(path: name)) }
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let folder { process.currentDirectoryURL = folder }
        process.standardInput = try FileHandle(forReadingFrom: place.appending(path: "input"))
        process.standardOutput = try FileHandle(forWritingTo: place.appending(path: "output"))
        process.standardError = try FileHandle(forWritingTo: place.appending(path: "errors"))
        try process.run()
    }

    deinit { try? FileManager.default.removeItem(at: place) }

    /// The id of its process.
    public var id: Int32 { process.processIdentifier }

    /// Whether it has not ended yet.
    public var isRunning: Bool { process.isRunning }

    /// Sends it a signal, such as `SIGKILL`.
    public func signal(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// What it has said on stderr so far.
    public var errors: String { (try? String(contentsOf: place.appending(path: "errors"), encoding: .utf8)) ?? "" }

    /// Waits for its end.
    public func wait() -> Shell.Result {
        process.waitUntilExit()
        let base: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
        let output = (try? String(contentsOf: place.appending(path: "output"), encoding: .utf8)) ?? ""
        return Shell.Result(status: base + process.terminationStatus, output: output, errors: errors)
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

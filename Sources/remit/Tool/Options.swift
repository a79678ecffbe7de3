public import ArgumentParser
import Foundation
import PolicyFile
import PostgresClient
public import Settlement

/// Where the database is.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The database, as a URL or conninfo. Default: DATABASE_URL, then libpq's own environment (PG*).",
            valueName: "url"))
    var database: String?

    /// Opens a connection.
    func connect() throws -> Connection {
        let target = database ?? ProcessInfo.processInfo.environment["DATABASE_URL"]
        return try Connection(ConnectionParameters(target), interruption: Tool.interruption)
    }
}

/// Which policy applies.
struct PolicyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The policy file. Default: REMIT_POLICY, Jobs/policy.yaml, /etc/remit/policy.yaml.", valueName: "file"))
    var policy: String?

    /// Reads the policy.
    func load() throws -> LoadedPolicy { try PolicyOptions.find(policy) }

    /// Reads the policy in force, of a command whose --policy names another one.
    static func inForce() throws -> LoadedPolicy { try find(nil) }

    private static func find(_ option: String?) throws -> LoadedPolicy {
        let search = PolicySearch(
            option: option, environment: ProcessInfo.processInfo.environment,
            folder: FileManager.default.currentDirectoryPath)
        return try PolicyFile.read(path: try search.path())
    }
}

/// What a command says besides its result.
///
/// Here the options are declared, for the help and to be checked; ``DiagnosticChoice`` reads them, before a command line
/// that may be wrong is parsed.
struct DiagnosticOptions: ParsableArguments {
    @Flag(help: "Say nothing but the result and what went wrong.")
    var quiet = false

    @Option(
        help: ArgumentHelp(
            "How diagnostics are written on stderr: as text, or as json, an object a line.", valueName: "format"))
    var logFormat: LogFormat = .text
}

/// How a command speaks.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print the result as JSON: one object on one line.")
    var json = false

    @OptionGroup var diagnostics: DiagnosticOptions

    /// Prints a result as it was asked for.
    func say(_ result: some PrintedResult) throws {
        if json { try Terminal.say(json: result) } else { result.sentences.forEach(Terminal.say) }
    }
}

extension Period: ExpressibleByArgument {
    /// Reads a month such as `2026-10`.
    public init?(argument: String) { self.init(argument) }
    /// The month as it is typed.
    public var defaultValueDescription: String { description }
}

extension Day: ExpressibleByArgument {
    /// Reads a day such as `2026-03-03`.
    public init?(argument: String) { self.init(argument) }
    /// The day as it is typed.
    public var defaultValueDescription: String { description }
}

/// What the whole run shares.
enum Tool {
    /// Makes SIGINT and SIGTERM end a run early; the database is then as it was.
    static let interruption = Interruption()
}

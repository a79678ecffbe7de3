import ArgumentParser
import PostgresClient

/// The settlement engine's command line: parse, load configuration, call the library, print.
@main
struct Remit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remit",
        abstract: "Settles a creator platform month by month: exact to the cent, and provable.",
        version: Version.text,
        subcommands: [
            Migrate.self, CloseCommand.self, ExportCommand.self, VerifyCommand.self, Backfill.self, ExplainCommand.self,
            PolicyCommand.self, DemoCommand.self,
        ])

    /// Runs the command; every error ends in one sentence on stderr and a documented exit code.
    static func main() {
        do {
            try Tool.interruption.installSignalHandlers()
            var command = try parseAsRoot()
            try command.run()
        } catch let failure where ExitStatus.isOurs(failure) {
            Terminal.complain(ExitStatus.sentence(failure))
            Remit.exit(withError: ExitCode(ExitStatus.code(of: failure)))
        } catch {
            Remit.exit(withError: error)
        }
    }
}

/// The version of the engine, kept with every period that it closes.
enum Version {
    static let text = "0.1.0"
}

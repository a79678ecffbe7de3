import ArgumentParser
import PostgresClient

/// The settlement engine's command line: parse, load configuration, call the library, print.
@main
struct Remit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remit",
        abstract: "Settles a creator platform month by month: exact to the cent, and provable.",
        discussion: """
            Results go to stdout; progress and all else that is said goes to stderr. Every command is safe to run again, \
            and to kill at any moment.

            With --log-format json each diagnostic is an object on one line: time, level and message; exit_code, and the \
            server's sqlstate, of what went wrong; stage, seconds, rows, rate, expected and seconds_left of progress; \
            policy and policy_hash of the policy.

            EXIT CODES:
            \(exitCodes)

            ENVIRONMENT:
              DATABASE_URL        the database, where --database names none
              PGHOST, PGUSER, …   libpq's own variables, where neither does
              REMIT_POLICY        the policy file, where --policy names none
              REMIT_CONFIG        the settings file, where the usual places do not have it
              REMIT_NOW           an ISO 8601 time that stands in for the clock
              REMIT_POSTGRES_BIN  where the demo finds PostgreSQL's programs
              TERM=dumb           progress in plain lines on a terminal too
            """,
        version: Version.text,
        subcommands: [
            Migrate.self, CloseCommand.self, PayoutsCommand.self, ExportCommand.self, VerifyCommand.self,
            ReceiptCommand.self, SimulateCommand.self, Backfill.self, ExplainCommand.self, ExceptionsCommand.self,
            ReopenCommand.self, AdjustCommand.self, ReportCommand.self, ArchiveCommand.self,
            PolicyCommand.self, DemoCommand.self,
        ])

    private static var exitCodes: String {
        ExitStatus.meanings.map { code, meaning in "  \(code)\(code < 10 ? " " : "")  \(meaning)" }
            .joined(separator: "\n")
    }

    /// Runs the command; every error ends in one sentence on stderr and a documented exit code.
    static func main() {
        do {
            try Tool.interruption.installSignalHandlers()
            var command = try parseAsRoot()
            try command.run()
        } catch let failure where ExitStatus.isOurs(failure) {
            let status = ExitStatus.code(of: failure)
            Log.fail("\(failure)", status: status, because: failure)
            Remit.exit(withError: ExitCode(status))
        } catch {
            leave(error)
        }
    }

    /// Ends as the argument parser wants: with its help, or with what is wrong with the command line.
    private static func leave(_ error: any Error) -> Never {
        let status = exitCode(for: error)
        guard Log.choice.format == .json, !status.isSuccess else { exit(withError: error) }
        Log.fail(message(for: error), status: status.rawValue, because: error)
        exit(withError: status)
    }
}

/// The version of the engine, kept with every period that it closes.
enum Version {
    static let text = "0.1.0"
}

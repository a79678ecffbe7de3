public import ArgumentParser
import Foundation
import Ledger
import Money
public import Settlement

/// `remit exceptions`
struct ExceptionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exceptions",
        abstract: "Rows that could not be settled: which are open, and which nobody can repair.",
        subcommands: [List.self, Waive.self, Restore.self])

    /// `remit exceptions list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the open rows, the oldest first.",
            discussion: """
                They are open as the last close left them and, where there is a draft, as that has them; a row that was \
                repaired since is gone after the next close. Waived rows are listed with --waived.

                With --json: exceptions (first_seen, code, table, row_id, message); with --waived: waivers (table, row_id, \
                waived, reason, made_by, made_at), the whole history in order.
                """)

        @Flag(help: "List what was waived, and what was taken back, by whom, when and why.")
        var waived = false

        @Flag(help: "Print CSV with a header line.")
        var csv = false

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if csv, output.json { throw ValidationError("Choose one of --csv and --json.") }
        }

        func run() throws {
            let exceptions = OpenExceptions(connection: try database.connect())
            if waived {
                let report = WaiverReport(try exceptions.waivers())
                csv ? Terminal.write(report.csv, to: .standardOutput) : try output.say(report)
            } else {
                let report = OpenExceptionReport(try exceptions.all())
                csv ? Terminal.write(report.csv, to: .standardOutput) : try output.say(report)
            }
        }
    }

    /// `remit exceptions waive`
    struct Waive: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Waives a row that nobody can repair: no close looks at it any more.",
            discussion: """
                Who, when and why are kept. Months that are closed stay as they are. Waiving a waived row changes nothing.

                With --json: outcome (waived, waived_before), table, row_id, reason, made_by, made_at.
                """)

        @OptionGroup var waiving: WaivingOptions

        func run() throws { try waiving.run(isWaived: true) }
    }

    /// `remit exceptions restore`
    struct Restore: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a waiver back: the next close looks at the row again, whatever its age.",
            discussion: """
                The history keeps both. Taking back what was taken back changes nothing.

                With --json: outcome (restored, restored_before), table, row_id, reason, made_by, made_at.
                """)

        @OptionGroup var waiving: WaivingOptions

        func run() throws { try waiving.run(isWaived: false) }
    }
}

/// Which row, and why.
struct WaivingOptions: ParsableArguments {
    @Argument(help: "The row's id.")
    var id: String

    @Option(help: "Why; kept for good.")
    var reason: String

    @Option(
        help: ArgumentHelp(
            "The row's table, where its id is in several.", valueName: "table"))
    var table: SourceTable?

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func validate() throws { try Arguments.checkReason(reason) }

    func run(isWaived: Bool) throws {
        let connection = try database.connect()
        let request = Waiving.Request(
            row: try Arguments.identifier(id, of: "row"), table: table, isWaived: isWaived, reason: reason,
            now: try Clock.now(over: connection))
        let outcome = try Progress.showing(isWaived ? "waiving" : "restoring") {
            try Waiving(connection: connection).run(request)
        }
        try output.say(WaivingReport(outcome))
    }
}

extension SourceTable: ExpressibleByArgument {}

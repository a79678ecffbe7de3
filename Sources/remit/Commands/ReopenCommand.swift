import ArgumentParser
import Ledger
import Settlement

/// `remit reopen`
struct ReopenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Reopens the last closed month, before a payout drew on it.",
        discussion: """
            Its books are withdrawn and kept whole, in schema settlement_withdrawn, with the root, who reopened it, when and \
            why; remit verify checks them too. Then the month can be closed again. An earlier month, or one that a payout \
            drew on, is refused with exit code 65; one that is open since it was reopened is said, and ends with 0.

            With --json: outcome (reopened, reopened_before), period, root (the one that was withdrawn), number (of its \
            books in schema settlement_withdrawn), reason, made_by, made_at.
            """)

    @Argument(help: "The month, such as 2026-10.")
    var period: Period

    @Option(help: "Why; kept for good.")
    var reason: String

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func validate() throws { try Arguments.checkReason(reason) }

    func run() throws {
        let connection = try database.connect()
        let now = try Clock.now(over: connection)
        let outcome = try Progress.showing("reopening") {
            try Reopening(connection: connection).run(period, reason: reason, now: now)
        }
        try output.say(ReopeningReport(outcome))
    }
}

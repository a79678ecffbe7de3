import ArgumentParser
import Ledger
import PolicyFile
import Settlement

/// `remit backfill`
struct Backfill: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "One-off work over the past.", subcommands: [Late.self, Opening.self])

    /// `remit backfill late`
    struct Late: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Notes purchases and donations beyond the windows of the next close, which then takes them up.",
            discussion: """
                They are open exceptions `too_late` until then. Noting the same rows again changes nothing.

                With --json: from, and noted (how many rows lie beyond the windows).
                """)

        @Option(help: ArgumentHelp("The first month to look at, such as 2026-01.", valueName: "month"))
        var from: Period

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var policy: PolicyOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let loaded = try policy.load()
            let now = try Clock.now(under: loaded.policy, over: database.connect())
            let noted = try Progress.showing("looking for late rows") {
                try LateBackfill(connect: database.connect).run(from: from, policy: loaded.policy, now: now)
            }
            try output.say(BackfillReport(from: from, noted: noted))
        }
    }
}

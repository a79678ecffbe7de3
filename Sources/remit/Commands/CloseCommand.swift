import ArgumentParser
import Ledger
import Logging
import PolicyFile
import Settlement

/// `remit close`
struct CloseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Settles a month, for good.",
        discussion: """
            Safe to run again, and to kill at any moment: the month is then closed, or as it was. A month that is closed \
            already, and none that has ended, are said and end with exit code 0; one that has not ended, or is not the \
            next, with 65; another close that is running, with 75.

            With --json: outcome (closed, drafted, already_closed, nothing_to_close), period, policy (path, hash), and \
            where they apply root, lines, earnings (currency and creator_cents of payable lines), open_errors, and \
            ends_at.
            """)

    @Argument(help: "The month, such as 2026-10. Default: the first one that is not closed, if it has ended.")
    var period: Period?

    @Flag(help: "Only preview the next month: kept apart, changes nothing else.")
    var draft = false

    @Flag(help: "Refuse if rows that cannot be settled would stay open.")
    var strict = false

    @Flag(help: "Look again at everything within the windows, not only at what changed since the last close; slower.")
    var exhaustive = false

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var policy: PolicyOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let loaded = try policy.load()
        Log.note(
            "policy \(loaded.path) (\(loaded.hash.prefix(12)))",
            ["policy": .string(loaded.path), "policy_hash": .string(loaded.hash)])
        let request = CloseRequest(
            period: period, draft: draft, strict: strict, exhaustive: exhaustive, policy: loaded.policy,
            policyPath: loaded.path, policyText: loaded.text, policyHash: loaded.hash,
            now: try Clock.now(under: loaded.policy, over: database.connect()), engineVersion: Version.text)
        let result = try Progress.show { progress in
            let close = Close(
                connect: database.connect,
                parsePolicy: PolicyFile.ofClosedMonth,
                observer: progress)
            return try close.run(request)
        }
        try output.say(CloseReport(result, under: loaded))
    }
}

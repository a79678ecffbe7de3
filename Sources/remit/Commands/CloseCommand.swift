import ArgumentParser
import Ledger
import Money
import PolicyFile
import Settlement

/// `remit close`
struct CloseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Settles a month, for good.",
        discussion: "Safe to run again, and to kill at any moment: the month is then closed, or as it was.")

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
        if !output.quiet { Terminal.complain("policy \(loaded.path) (\(loaded.hash.prefix(12)))") }
        let request = CloseRequest(
            period: period, draft: draft, strict: strict, exhaustive: exhaustive, policy: loaded.policy,
            policyPath: loaded.path,
            policyText: loaded.text, policyHash: loaded.hash, now: try Clock.now(), engineVersion: Version.text)
        let observer: any CloseObserver = output.quiet ? SilentObserver() : Progress()
        let close = Close(
            connect: database.connect,
            parsePolicy: { try PolicyFile.parse($0, name: "the policy of a closed month").policy },
            observer: observer)
        report(try close.run(request))
    }

    private func report(_ result: CloseResult) {
        switch result {
        case .upToDate(let next, let ends):
            Terminal.say("nothing to close: \(next) ends at \(ends.text)")
        case .alreadyClosed(let closed):
            Terminal.say("\(closed.period) is already closed, root \(hexadecimal(closed.root))")
        case .done(let summary):
            Terminal.say("\(summary.period) \(summary.draft ? "drafted" : "closed"), root \(hexadecimal(summary.root))")
            let earnings = summary.earnings.sorted { $0.key < $1.key }
                .map { Money(cents: $0.value, currency: $0.key).description }
            Terminal.say(
                "\(summary.lines) lines, creators earn \(earnings.isEmpty ? "nothing" : earnings.joined(separator: ", "))"
            )
            if summary.openErrors > 0 {
                Terminal.say(
                    "\(summary.openErrors) rows could not be settled: remit export exceptions --period \(summary.period)"
                )
            }
        }
    }
}

import ArgumentParser
import Ledger
import PolicyFile
import Settlement

/// `remit verify`
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Checks that closed months and payouts are what was left, and add up.",
        discussion: """
            Works out every leaf, root and total again from the books, and looks for what only DDL can do. Exits with 0 \
            if the books are sound, else with 1. It needs no more than the right to read.

            Of a month that was reopened the books that were withdrawn are checked too.

            Without a month, payouts are checked as well: that public.payouts has what was accepted and refused, as it \
            was, in the status that the steps lead to; that each plan is the text of its hash, and what a run wrote is \
            its plan, entry by entry; that files hold what was recorded, and payouts took lawful steps; that copied \
            accounts are those of their HMACs; and that no payout was above what was available on its day, worked out \
            again from the lines. Payouts that remit did not make are counted, since they are lawful. What the rights do \
            not allow to check is left out, and a note says so.

            With --recompute each month is also settled again from the sources as they are now. What differs is drift, \
            not damage: sources change lawfully after a close. A row is missing if only the books have it, extra if \
            only today's sources would make it.

            With --json: findings of all months at once, periods (period, findings, drift, lines, root, sound), \
            payouts (findings, accepted, runs, files, foreign, sound) and reopenings (period, root, reason, made_by, \
            made_at, sound) where there are any, notes where something was left out, drifted_periods, damaged_periods, \
            and sound.

            With --receipt no database is needed: it checks that the receipt's totals lead to its root, and with --root \
            that this is the root that the platform published. --key says by which key that must be signed; without it \
            the signature is checked by the key that the root file names. --root FILE alone checks the root file. Exits \
            with 0 if it proves what it says, else with 1; with 65 if a file is no receipt or no root file.

            With --receipt and --json: receipt and root (files), period, creator, tree_root, signed_by (the key), faults, \
            and sound.
            """)

    @Argument(help: "The month, such as 2026-10. Default: all closed months, and payouts.")
    var period: Period?

    @Flag(help: "Settle each month again from today's sources, and show what has drifted.")
    var recompute = false

    @OptionGroup var proof: ProofOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard proof.isAsked, recompute || database.database != nil else { return }
        throw ValidationError(
            "a receipt or a root file is checked without a database: leave out --recompute and --database")
    }

    func run() throws {
        guard !proof.isAsked else { return try verifyProof() }
        let report: any VerifyReport = output.json ? VerifyJSON() : VerifyText(recomputes: recompute)
        let summary = try Progress.show { progress in
            let verify = Verify(
                connect: database.connect,
                parsePolicy: PolicyFile.ofClosedMonth,
                observer: VerifyProgress(progress), closeObserver: progress)
            return try verify.run(period, recompute: recompute) { try report.take($0) }
        }
        try report.finish(summary)
        guard summary.isSound else { throw ExitCode(ExitStatus.failed) }
    }

    /// Checks a receipt or a root file, which needs no database.
    private func verifyProof() throws {
        let report = try proof.check(period: period?.description)
        try output.say(report)
        guard report.sound else { throw ExitCode(ExitStatus.failed) }
    }
}

/// Prints what a verification tells, as it tells it.
protocol VerifyReport: AnyObject {
    /// Prints an event.
    func take(_ event: VerifyEvent) throws
    /// Prints the end.
    func finish(_ summary: VerifySummary) throws
}

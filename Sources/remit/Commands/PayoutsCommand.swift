import ArgumentParser
import Foundation
import Ledger
import Logging
import PolicyFile
import Settlement

/// `remit payouts`
struct PayoutsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payouts", abstract: "Pays creators from closed months.",
        discussion: """
            A plan says what would be paid as of a day, and has a hash; applying that hash pays exactly that, or refuses. \
            One run does both, unless approval is required: then it writes the plan and pays nothing, and another \
            database user applies it. It is required if the policy says approval: required, or if the one does that the last \
            month was closed under: approval ends only when a month has been closed under a policy that does not ask for it.

            Of accounts, nothing is shown but the last four characters.
            """,
        subcommands: [Plan.self, Apply.self, Run.self, Export.self, Confirm.self, List.self])

    /// `remit payouts plan`
    struct Plan: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes what would be paid as of a day, and pays nothing.",
            discussion: """
                The day may be after today. One before the last applied run's is refused with exit code 65.

                \(PayoutsCommand.keys)
                """)

        @OptionGroup var day: AsOfOption
        @OptionGroup var options: PayoutOptions

        func run() throws {
            let loaded = try options.load()
            let plan = try Progress.showing("planning the payouts") { try options.payouts(loaded).plan(of: day.asOf) }
            try options.say(PlanReport(plan, outcome: .planned, shownInFull: options.all))
        }
    }

    /// `remit payouts apply`
    struct Apply: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Pays exactly what a plan says, or refuses.",
            discussion: """
                The plan is made again. If it is another one by now, nothing is paid, what moved is said, and the exit code \
                is 65, as where the approval of another database user than the plan's is required. Another run that \
                is at it: 75.

                \(PayoutsCommand.keys)
                """)

        @Argument(help: "The plan's hash, or at least its first 8 digits.")
        var hash: String

        @OptionGroup var options: PayoutOptions

        func run() throws {
            let loaded = try options.load()
            let result = try Progress.showing("paying") { try options.payouts(loaded).apply(hash) }
            try options.say(PlanReport(result, shownInFull: options.all))
        }
    }

    /// `remit payouts run`
    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Plans a day and pays at once, or leaves the plan for approval.",
            discussion: """
                Safe to run again, and to kill at any moment: then everything is paid, or nothing. Nobody is paid twice on \
                a day. A day after today, or before the last applied run's, is refused with exit code 65.

                \(PayoutsCommand.keys)
                """)

        @OptionGroup var day: AsOfOption
        @OptionGroup var options: PayoutOptions

        func run() throws {
            let loaded = try options.load()
            let result = try Progress.showing("paying") { try options.payouts(loaded).run(asOf: day.asOf) }
            try options.say(PlanReport(result, shownInFull: options.all))
        }
    }

    /// `remit payouts list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the payouts that remit made or accepted, with their age, and the files they are in.",
            discussion: """
                A payout without an answer stays processing, however long, and is not paid a second time. The files are \
                listed with the ids that remit payouts export --batch takes.

                With --json: payouts (payout_id, creator_id, currency, amount_cents, method, account_ending, status, \
                origin, as_of, batch, since, age_days, reason) and batches (batch, file, method, currency, payouts, \
                amount_cents, exported_at, exported_by).
                """)

        @Option(help: "Only those of a status: pending, processing, completed or failed.")
        var status: String?

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let connection = try database.connect()
            let now = try Clock.now(over: connection)
            let (payouts, batches) = try PayoutList(connection: connection).read(status: status)
            try output.say(PayoutListReport(payouts, in: batches, now: now))
        }
    }

    /// The keys of the result, as the help has them.
    static let keys = """
        With --json: outcome (planned, applied, awaits_approval, already_applied), hash, as_of, periods_through, last_run, \
        totals (currency, payouts, cents, last_run_cents, change_cents, largest), entries (creator_id, currency, action, \
        payout_id, amount_cents, from_sales_cents, from_donations_cents, from_subscriptions_cents, method, account_ending, \
        state, reason, next_date, last_run_cents, new_payee, account_changed), states (state, currency, creators) and \
        exceptions (code, table, row_id, severity, message). With --csv the entries, with these columns.
        """
}

/// The day as of which payouts are made.
struct AsOfOption: ParsableArguments {
    @Option(help: ArgumentHelp("The day, such as 2026-03-03, in the policy's time zone.", valueName: "day"))
    var asOf: Day
}

/// What all payout runs share.
struct PayoutOptions: ParsableArguments {
    @Flag(help: "Show every creator, however many.")
    var all = false

    @Flag(help: "Print the entries as csv.")
    var csv = false

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var policy: PolicyOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if csv, output.json { throw ValidationError("--csv and --json exclude each other; choose one") }
    }

    /// Reads the policy, and says which it is.
    func load() throws -> LoadedPolicy {
        let loaded = try policy.load()
        Log.note(
            "policy \(loaded.path) (\(loaded.hash.prefix(12)))",
            ["policy": .string(loaded.path), "policy_hash": .string(loaded.hash)])
        return loaded
    }

    /// A run by a policy, now.
    func payouts(_ loaded: LoadedPolicy) throws -> PayoutRun {
        PayoutRun(
            connect: database.connect,
            parsePolicy: PolicyFile.ofClosedMonth,
            terms: PayoutRunTerms(
                policy: loaded.policy, policyPath: loaded.path, policyText: loaded.text, policyHash: loaded.hash,
                now: try Clock.now(under: loaded.policy, over: database.connect()), engineVersion: Version.text))
    }

    /// Prints a report as it was asked for.
    func say(_ report: PlanReport) throws {
        guard csv else { return try output.say(report) }
        report.csv.forEach(Terminal.say)
    }
}

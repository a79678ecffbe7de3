import ArgumentParser
import Demo
import Foundation
import Ledger
import Remittance
import Sample
import Settlement
import SettingsFile

/// `remit demo`
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Makes a sample platform on a private PostgreSQL, and closes and pays a year of it.",
        discussion: """
            The same seed gives the same platform, to the byte. Its months end with December 2025; a demo that was there \
            before is replaced. No database of yours is touched. The server is stopped at the end: `remit demo serve` \
            starts it again.

            After each close its creators are paid: a run, files for PayPal, Wise and banks, and a file of what came of \
            them, all below payouts in the demo's folder. A payout fails now and then and is paid again by the next \
            run; creators ask for money and are refused; a fine has to be worked off.

            With --json: folder, policy, payout_files, database, months (period, root, lines), currencies and balances (what \
            the tables show, in cents), payouts (runs, payouts, requests, refused, failed, returned, paid_again, deficits, \
            worked_off, last_run, states), exceptions (code, is_warning, rows, open), and examples (ids worth looking into).
            """,
        subcommands: [Serve.self, Stop.self, Clean.self])

    @OptionGroup(title: "The sample platform")
    var sample: DemoSampleOptions

    @OptionGroup var place: DemoPlaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let options = try sample.options()
        let summary = try Progress.show { progress in
            try DemoRun(
                in: place.demo, options, now: try Clock.nowForSample(), engineVersion: Version.text,
                interruption: Tool.interruption, handOut: handOut, observer: progress
            ) { step in
                progress.take(step, months: options.months)
            }.run()
        }
        if output.json { return try Terminal.say(json: summary) }
        let text = SummaryText(summary, command: CommandLine.arguments[0], isUsualFolder: place.folder == nil)
        for line in text.lines { Terminal.say(line) }
    }
}

extension DemoCommand {
    /// Hands payouts out in files of their providers, and in files for any other bank what these do not take.
    private func handOut(_ batches: PayoutBatches, now: Instant) throws {
        var settings = Settings()
        settings.debtor = Debtor(
            name: "Learning OS", iban: try IBAN("DE89 3704 0044 0532 0130 00"), bic: try BIC("COBADEFFXXX"))
        let files = PayoutFiles(
            batches: batches, settings: settings, folder: place.demo.payoutsPath, announces: false)
        for format in PayoutFormat.allCases { _ = try files.export(format, now: now) }
    }
}

/// How large the sample platform is, and where its random numbers come from.
struct DemoSampleOptions: ParsableArguments {
    @Option(help: "Where all random numbers come from.")
    var seed: UInt64 = 1

    @Option(help: "How many months are made and closed, 1 to 48.")
    var months = SampleOptions.demo.months

    @Option(help: "Creators, at least 12.")
    var creators = SampleOptions.demo.creators

    @Option(help: "Subscriptions of all months together, at least 20.")
    var subscribers = SampleOptions.demo.subscribers

    @Option(help: "Purchases a month, at least 20.")
    var sales = SampleOptions.demo.salesPerMonth

    @Option(help: "Donations a month, at least 10.")
    var donations = SampleOptions.demo.donationsPerMonth

    @Option(
        help: "Rows of engagement a month. Default: \(SampleOptions.demo.engagementRowsPerMonth), or as many as fit.")
    var engagement: Int?

    @Option(help: "Ratings a month. Default: \(SampleOptions.demo.ratingsPerMonth), or as many as fit.")
    var ratings: Int?

    @Flag(help: "Plant no rows that the rules call exceptions.")
    var noBadRows = false

    /// The options; what was left open fits what was given. Throws ``SampleError``.
    func options() throws -> SampleOptions {
        var options = SampleOptions.demo
        options.seed = seed
        options.months = months
        options.creators = creators
        options.subscribers = subscribers
        options.salesPerMonth = sales
        options.donationsPerMonth = donations
        options.badRows = !noBadRows
        options.fitReaders()
        if let engagement { options.engagementRowsPerMonth = engagement }
        if let ratings { options.ratingsPerMonth = ratings }
        try options.validate()
        options.firstMonth = SampleMonth(year: 2026, month: 1).advanced(by: -months)
        return options
    }
}

/// Where the demo is.
struct DemoPlaceOptions: ParsableArguments {
    @Option(
        help: "The demo's folder. Default: /var/cache/remit/demo for root, demo in the user's cache folder for others.")
    var folder: String?

    /// The folder as a demo's.
    var demo: DemoFolder { folder.map { DemoFolder(URL(filePath: $0)) } ?? .usual }
}

extension DemoCommand {
    /// `remit demo serve`
    struct Serve: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Starts the demo's server again, and prints the URL of its database.",
            discussion: "With --json: database (the URL), and folder.")

        @OptionGroup var place: DemoPlaceOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let folder = place.demo
            try output.say(ServedDemo(database: try DemoServer(of: folder).serve(), folder: folder.path))
        }
    }

    /// `remit demo stop`
    struct Stop: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stops the demo's server.", discussion: "With --json: folder, and was_running.")

        @OptionGroup var place: DemoPlaceOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let folder = place.demo
            let wasRunning = try DemoServer(of: folder).stop()
            Log.note(wasRunning ? "stopped" : "the demo's server is not running")
            try output.say(StoppedDemo(folder: folder.path, wasRunning: wasRunning))
        }
    }

    /// `remit demo clean`
    struct Clean: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stops the demo's server, and takes all of it away.",
            discussion: "With --json: folder, and was_there.")

        @OptionGroup var place: DemoPlaceOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let folder = place.demo
            let wasThere = try DemoServer(of: folder).clean()
            Log.note(wasThere ? "the demo in \(folder.path) is gone" : "there is no demo in \(folder.path)")
            try output.say(CleanedDemo(folder: folder.path, wasThere: wasThere))
        }
    }
}

import ArgumentParser
import Ledger

/// `remit migrate`
struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Creates or upgrades schema settlement, and the columns it adds to the platform's tables.",
        discussion: """
            All steps that are missing run in one transaction; two migrations at once take turns. A schema that a newer \
            remit has made is refused with exit code 78.

            With --json: dry_run, schema_version, settler (if named), and steps (number, name, reason; with --dry-run \
            also sql).
            """)

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Print the SQL that would run, and change nothing.")
    var dryRun = false

    @Option(
        help: ArgumentHelp(
            "An existing role that gets the rights to settle; it owns no table and can disable no trigger.",
            valueName: "role"))
    var settler: String?

    @Option(
        help: ArgumentHelp(
            "An existing role that may read why requests and payouts were refused or failed: the platform's own.",
            valueName: "role"))
    var application: String?

    @Flag(
        inversion: .prefixedNo,
        help:
            "Guard public.payouts by triggers, so that nobody is paid above the balance. Default: as it is, guarded first."
    )
    var payoutGuards: Bool?

    func run() throws {
        let migrator = Migrator(connection: try database.connect())
        let rights = MigrationRights(settler: settler, application: application, payoutGuards: payoutGuards)
        let steps = try Progress.showing("migrating") {
            dryRun ? try migrator.pending() : try migrator.migrate(rights)
        }
        try output.say(MigrationReport(steps, dryRun: dryRun, settler: settler))
    }
}

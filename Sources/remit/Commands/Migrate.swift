import ArgumentParser
import Ledger

/// `remit migrate`
struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Creates or upgrades schema settlement, and the columns it adds to the platform's tables.")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Print the SQL that would run, and change nothing.")
    var dryRun = false

    @Option(help: "An existing role that gets the rights to settle; it owns no table and can disable no trigger.")
    var settler: String?

    func run() throws {
        let migrator = Migrator(connection: try database.connect())
        let steps = try Progress.showing("migrating") {
            dryRun ? try migrator.pending() : try migrator.migrate(settler: settler)
        }
        try output.say(MigrationReport(steps, dryRun: dryRun, settler: settler))
    }
}

import ArgumentParser
import Foundation
import Ledger
import PolicyFile
import Settlement

/// `remit simulate`
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Shows a month as it would be under another policy; writes nothing.",
        discussion: """
            Settles the month twice from the rows as they are now: under its own policy and under the other. So what differs \
            is the policies' doing. Where the books of a closed month differ from what its own policy would give now, that \
            is said. The next month to close can be simulated before it has ended: an estimate, compared with the policy \
            in force (REMIT_POLICY, Jobs/policy.yaml, /etc/remit/policy.yaml).

            Any terms may differ, also of months before; time zone and genesis may not (exit code 78). A month that is \
            neither closed nor the next to close ends with exit code 65.

            The Gini coefficient is 0 if all creators earn the same and near 1 if one earns everything. The extra subscriber \
            is a bot that pays as the median reader does and reads one content every second of the month, as far as the \
            viewer cap lets it count: what it moves is what its creator gets beyond what it paid into the pool.

            With --format csv: creator_id, currency, before_cents, after_cents, difference_cents of what the platform owes \
            for the month, a line for each creator who has a line under either policy.

            With --json: period, estimate, policy and before_policy (path or hash), drifted, open_errors (before, after), \
            currencies (currency, before and after: gross, processing, platform, earned and direct cents, \
            gini_ten_thousandths, top_percent_creators, top_percent_basis_points, pool), and creators as in csv.
            """)

    @Option(help: ArgumentHelp("The other policy file.", valueName: "file"))
    var policy: String

    @Option(help: ArgumentHelp("The month: a closed one, or the next to close.", valueName: "month"))
    var period: Period

    @Option(help: "A table, or csv with a line for each creator.")
    var format: SimulationFormat = .table

    @Option(help: ArgumentHelp("A file to write, beside and renamed. Default: standard output.", valueName: "file"))
    var out: String?

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard output.json, format == .csv else { return }
        throw ValidationError("--json and --format csv are two forms: choose one")
    }

    func run() throws {
        let other = try PolicyFile.read(path: policy)
        var current: LoadedPolicy?
        let result = try Progress.show { progress in
            let simulation = Simulation(
                connect: database.connect,
                parsePolicy: PolicyFile.ofClosedMonth,
                observer: progress)
            return try simulation.run(period, under: other.policy) {
                let loaded = try PolicyOptions.inForce()
                current = loaded
                return loaded.policy
            }
        }
        let report = SimulationReport(result, of: period, under: other, before: current)
        try Output.write(Array(try text(of: report).utf8), to: out)
    }

    private func text(of report: SimulationReport) throws -> String {
        if output.json { return try OneLine.json(report) + "\n" }
        let lines = format == .csv ? report.csv : SimulationTable(report: report).lines
        return lines.map { $0 + "\n" }.joined()
    }
}

/// How a simulation is written.
enum SimulationFormat: String, CaseIterable, ExpressibleByArgument {
    case table
    case csv
}

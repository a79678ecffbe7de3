import ArgumentParser
import Foundation
import Ledger
import PolicyFile
import Reporting
import Settlement

/// `remit report`
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Writes reports of a closed month, as the folders in Reports define them.",
        subcommands: [Write.self, List.self, StatementsOf.self],
        defaultSubcommand: Write.self)

    /// `remit report NAME`
    struct Write: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes one or more reports of a closed month; the word write can be left out.",
            discussion: """
                A report shows what the ledger had recorded when the asked day ended, with the titles and names that the \
                closes kept. Its files are NAME-PERIOD.html, .csv, .json and .xlsx; a report of several tables has a file \
                NAME-TABLE-PERIOD.csv for each. Money is in cents in csv and json. Workbooks need a remit that was built with Excel, as the scripts build it.

                A mistake in a report's folder ends with exit code 78, and names file and line.

                With --json: period, as_of, reports (report, files, rows).
                """)

        @Argument(help: ArgumentHelp("The reports; all of them where none is named.", valueName: "name"))
        var names: [String] = []

        @Option(help: ArgumentHelp("The closed month.", valueName: "month"))
        var period: Period

        @Option(
            help: ArgumentHelp(
                "The day that balances and payouts show. Default: the day on which the month was closed.",
                valueName: "day"))
        var asOf: Day?

        @Option(help: "A format; can be given more than once. Default: all of them.")
        var format: [ReportFormat] = []

        @Option(
            name: .customLong("set"),
            help: ArgumentHelp("A value of one of the reports' parameters.", valueName: "parameter=value"))
        var parameters: [String] = []

        @Option(help: ArgumentHelp("The folder to write into, made where it is missing.", valueName: "folder"))
        var out = "out"

        @OptionGroup var shelf: ShelfOptions
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var policy: PolicyOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let shelf = try shelf.find()
            let definitions = try (names.isEmpty ? try shelf.names() : names).map { try shelf.definition($0) }
            let values = try values(for: definitions)
            let loaded = try policy.load()
            let folder = try ReportFolder(out, formats: format.isEmpty ? ReportFormat.made : format)
            let result = try Progress.showing("reports") {
                let desk = ReportDesk(connection: try database.connect(), policy: loaded.policy)
                let question = ReportQuestion(period: period, asOf: asOf)
                return try desk.open(question, parsing: PolicyFile.ofClosedMonth) { reader in
                    let maker = ReportMaker(reader: reader)
                    return ReportsWritten(
                        period: period.description, asOf: reader.occasion.asOf.description,
                        reports: try definitions.map { definition in
                            let own = values.filter { name, _ in definition.parameters.contains { $0.name == name } }
                            return try folder.write(
                                try maker.make(definition, values: own), of: definition,
                                on: reader.occasion)
                        })
                }
            }
            try output.say(result)
        }

        func validate() throws {
            guard let asked = format.first(where: { !ReportFormat.made.contains($0) }) else { return }
            throw ValidationError("this remit makes no \(asked.rawValue); build it with `swift build --traits Excel`")
        }

        /// The values that the command line gives, each for a parameter that one of the reports has.
        private func values(for definitions: [ReportDefinition]) throws -> [String: String] {
            let known = Set(definitions.flatMap(\.parameters).map(\.name))
            var values: [String: String] = [:]
            for parameter in parameters {
                let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2 else {
                    throw ValidationError("--set \"\(parameter)\" has no value; write it as parameter=value")
                }
                guard known.contains(String(parts[0])) else {
                    throw ValidationError(
                        "no report here has a parameter \"\(parts[0])\"; "
                            + (known.isEmpty ? "they have none" : "there are \(known.sorted().joined(separator: ", "))")
                    )
                }
                values[String(parts[0])] = String(parts[1])
            }
            return values
        }
    }

    /// `remit report list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the reports that there are, and checks the definition of each.",
            discussion: "With --json: folder, reports (name, title, about, parameters (name, title, type, default)).")

        @OptionGroup var shelf: ShelfOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let shelf = try shelf.find()
            try output.say(
                ReportList(folder: shelf.folder, definitions: try shelf.names().map { try shelf.definition($0) }))
        }
    }
}

/// Where the definitions of reports are.
struct ShelfOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder of reports. Default: Reports under the current folder, then share/remit/Reports beside the program's own.",
            valueName: "folder"))
    var reports: String?

    /// The folder that is meant.
    ///
    /// - Throws: `ToolError` if there is none (exit code 78).
    func find() throws -> ReportShelf {
        if let reports {
            guard let shelf = ReportShelf.first(of: [reports]) else { throw missing("\"\(reports)\" is no folder") }
            return shelf
        }
        let program = URL(filePath: Bundle.main.executablePath ?? CommandLine.arguments[0]).resolvingSymlinksInPath()
        let installed = program.deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "share/remit/Reports").path
        guard let shelf = ReportShelf.first(of: ["Reports", installed]) else {
            throw missing("there is no folder of reports, neither \"Reports\" nor \"\(installed)\"")
        }
        return shelf
    }

    private func missing(_ what: String) -> ToolError {
        ToolError("\(what); name the one that holds the reports with --reports", status: ExitStatus.configuration)
    }
}

/// A format of reports.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    case html, csv, json, xlsx

    /// Those that this program makes.
    static var made: [ReportFormat] {
        #if Excel
            allCases
        #else
            allCases.filter { $0 != .xlsx }
        #endif
    }
}

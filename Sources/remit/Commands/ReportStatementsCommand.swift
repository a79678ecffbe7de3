import ArgumentParser
import Explanation
import Foundation
import Ledger
import Money
import PolicyFile
import Settlement
import Statements

extension ReportCommand {
    /// `remit report statements`
    struct StatementsOf: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "statements",
            abstract: "Writes a page for each creator: what a month earned them, and how.",
            discussion: """
                Each creator who has lines in the month, a balance, or a payout gets CREATOR.html and CREATOR.json; beside them \
                lies rules.html, to which the pages link. A page holds one creator's data alone, and needs nothing else. The \
                receipt in it can be checked with remit verify --receipt.

                The titles are those that the closes kept; balances and payouts are those that were recorded when the asked day \
                ended. A statement whose numbers do not add up is refused, which ends with exit code 1.

                With --json: period, as_of, folder, statements.
                """)

        @Option(help: ArgumentHelp("The closed month.", valueName: "month"))
        var period: Period

        @Option(
            help: ArgumentHelp(
                "The day that balances and payouts show. Default: the day on which the month was closed.",
                valueName: "day"))
        var asOf: Day?

        @Option(
            help: ArgumentHelp(
                "Only the statement of this creator; can be given more than once. Default: everybody's.",
                valueName: "id"))
        var creator: [String] = []

        @Option(help: ArgumentHelp("The folder to write into, made where it is missing.", valueName: "folder"))
        var out = "out"

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var policy: PolicyOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let creators = try creators()
            let loaded = try policy.load()
            let folder = try StatementFolder(out)
            let desk = ReportDesk(connection: try database.connect(), policy: loaded.policy)
            let question = ReportQuestion(period: period, asOf: asOf)
            let result = try Progress.show { progress in
                progress.begin(StatementRun.stage)
                let written = try desk.open(question, parsing: PolicyFile.ofClosedMonth) { reader in
                    let book = StatementBook(reader: reader, policy: loaded.policy)
                    let run = StatementRun(book: book, folder: folder, progress: progress)
                    return StatementsWritten(
                        period: period.description, asOf: reader.occasion.asOf.description, folder: out,
                        statements: try run.write(creators: creators))
                }
                progress.end(StatementRun.stage)
                return written
            }
            try output.say(result)
        }

        /// The creators that the command line names; nil where it names none.
        private func creators() throws -> [Identifier]? {
            guard !creator.isEmpty else { return nil }
            return try creator.map { text in
                guard let id = Identifier(text) else {
                    throw ToolError(
                        "\"\(PlainText.clean(text))\" is not a UUID; give the id of a creator", status: ExitStatus.usage
                    )
                }
                return id
            }
        }
    }
}

/// The result of `remit report statements`.
struct StatementsWritten: PrintedResult {
    let period: String
    let asOf: String
    let folder: String
    let statements: Int

    var sentences: [String] {
        let noun = statements == 1 ? "statement" : "statements"
        return ["\(statements) \(noun) of \(period) as of \(asOf) in \(PlainText.clean(folder))"]
    }
}

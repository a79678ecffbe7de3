import ArgumentParser
import Explanation
import Foundation
import Ledger
import Money
import PolicyFile
import Settlement

extension ExplainCommand {
    /// `remit explain creator`
    struct Creator: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Explains what a creator earned in one month.",
            discussion: "Every line with its source, and the creator's part of each currency's subscription pool.")

        @Argument(help: "The id of the creator.")
        var id: String

        @Option(help: "The closed month.")
        var period: Period?

        @Flag(help: "The draft of the next month.")
        var draft = false

        @Flag(help: "Every step of every source, row of engagement and creator in the pool, whatever their number.")
        var all = false

        @Flag(help: "Show readers by their ids, rather than by numbers: for whoever may see them.")
        var readerIds = false

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var policy: PolicyOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard period != nil || draft else {
                throw ValidationError("which month? name a closed one with --period, or see the next one with --draft")
            }
        }

        func run() throws {
            guard let identifier = Identifier(id) else {
                throw ToolError(
                    "\"\(PlainText.clean(id))\" is not a UUID; give the id of a creator", status: ExitStatus.usage)
            }
            let loaded = draft ? try policy.load() : nil
            let reader = CreatorFactsReader(
                connection: try database.connect(),
                parsePolicy: PolicyFile.ofClosedMonth,
                draftPolicy: loaded.map { PolicyRecord(policy: $0.policy, path: $0.path, hash: $0.hash) })
            let facts = try reader.read(identifier, period: period, draft: draft, all: all)
            let view = CreatorView(all: all, readerIDs: readerIds)
            let document = try CreatorExplanation(facts, view: view).document()
            Terminal.write(output.json ? document.json : document.text, to: .standardOutput)
        }
    }
}

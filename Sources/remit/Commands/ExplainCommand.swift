import ArgumentParser
import Explanation
import Foundation
import Ledger
import Money
import PolicyFile

/// `remit explain`
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Shows every step from a source row to the cent, with its rule's number.",
        subcommands: [Purchase.self, Creator.self, Payout.self])

    /// `remit explain purchase`
    struct Purchase: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Explains a purchase or a donation.")

        @Argument(help: "The id of the purchase or donation.")
        var id: String

        @Flag(help: "Show the draft of the next month too.")
        var draft = false

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var policy: PolicyOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            guard let identifier = Identifier(id) else {
                throw ToolError(
                    "\"\(PlainText.clean(id))\" is not a UUID; give the id of a purchase or donation",
                    status: ExitStatus.usage)
            }
            let loaded = draft ? try policy.load() : nil
            let reader = SourceFactsReader(
                connection: try database.connect(),
                parsePolicy: PolicyFile.ofClosedMonth,
                draftPolicy: loaded.map { PolicyRecord(policy: $0.policy, path: $0.path, hash: $0.hash) })
            let document = try SourceExplanation(try reader.read(identifier)).document()
            Terminal.write(output.json ? document.json : document.text, to: .standardOutput)
        }
    }
}

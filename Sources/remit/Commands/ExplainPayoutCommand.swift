import ArgumentParser
import Explanation
import Foundation
import Ledger
import Money
import PolicyFile
import Remittance

extension ExplainCommand {
    /// `remit explain payout`
    struct Payout: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Explains a payout: its parts, the lines they draw on, and what became of it.",
            discussion: """
                Each part draws on the positive lines of its bucket, oldest first, where the payout before it stopped. Of the \
                account, nothing is shown but the last four characters.
                """)

        @Argument(help: "The id of the payout, or its short id in a file.")
        var id: String

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            guard let identifier = Identifier(id) ?? ShortID.id(id) else {
                throw ToolError(
                    "\"\(PlainText.clean(id))\" is neither a UUID nor a short id of a file, such as "
                        + "\(ShortID.text(of: Identifier(high: 0, low: 1))); give the id of a payout",
                    status: ExitStatus.usage)
            }
            let reader = PayoutFactsReader(
                connection: try database.connect(),
                parsePolicy: PolicyFile.ofClosedMonth)
            let document = try PayoutExplanation(try reader.read(identifier)).document()
            Terminal.write(output.json ? document.json : document.text, to: .standardOutput)
        }
    }
}

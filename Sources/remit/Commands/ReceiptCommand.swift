import ArgumentParser
import Explanation
import Foundation
import Ledger
import Money
import Receipts
import Settlement

/// `remit receipt`
struct ReceiptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt",
        abstract: "Writes what creators check a closed month with, and what the platform publishes of it.",
        discussion: """
            A receipt proves that a creator's totals are covered by the month's root. `remit verify --receipt` checks it \
            without a database, and so can anybody else: the article about the digest says how.

            Receipts and roots are one JSON object on one line, the same bytes every time.
            """,
        subcommands: [Creator.self, All.self, Root.self])

    /// `remit receipt creator`
    struct Creator: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes the receipt of one creator.",
            discussion: """
                Keys: format, period, creator, leaf, index, tree_size, path, chain_leaf, chain_path, root. A creator without \
                lines in the month has no receipt, which ends with exit code 1.
                """)

        @Argument(help: "The id of the creator.")
        var id: String

        @Option(help: ArgumentHelp("The closed month.", valueName: "month"))
        var period: Period

        @Option(help: ArgumentHelp("A file to write, beside and renamed. Default: standard output.", valueName: "file"))
        var out: String?

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var diagnostics: DiagnosticOptions

        func run() throws {
            guard let creator = Identifier(id) else {
                throw ToolError(
                    "\"\(PlainText.clean(id))\" is not a UUID; give the id of a creator", status: ExitStatus.usage)
            }
            let receipt = try Progress.showing("receipt") {
                try ReceiptBook(connection: try database.connect()).receipt(of: creator, in: period)
            }
            try Output.write(try receipt.file(), to: out)
        }
    }

    /// `remit receipt all`
    struct All: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes the receipts of all creators of a month.",
            discussion: """
                On standard output a receipt a line, in ascending order of the creators' ids; with --out a file CREATOR.json \
                each and, when all of them are there, root.json. Each file is there in whole or not at all; run it again \
                after it was stopped.
                """)

        @Option(help: ArgumentHelp("The closed month.", valueName: "month"))
        var period: Period

        @Option(help: ArgumentHelp("A folder to write into, made where it is missing.", valueName: "folder"))
        var out: String?

        @OptionGroup var signing: SigningOptions
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var diagnostics: DiagnosticOptions

        func run() throws {
            let key = out == nil ? nil : try signing.load()
            let book = ReceiptBook(connection: try database.connect())
            try Progress.show(out == nil ? .besideOutput : .usual) { progress in
                let folder = try out.map(ReceiptFolder.init)
                let root = try book.forEach(in: period) { count in
                    progress.begin("receipts", expected: Int64(count))
                } _: { receipt in
                    if let folder { try folder.write(receipt) } else { try Output.write(try receipt.file(), to: nil) }
                    progress.advance("receipts", by: 1)
                }
                try folder?.write(try signing.sign(root, with: key))
                progress.end("receipts")
            }
        }
    }

    /// `remit receipt root`
    struct Root: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes what the platform publishes of a month: its root, signed where a key is configured.",
            discussion: """
                Keys: format, period, root, previous_root (not of the first month), tree_size, policy_hash, engine_version, \
                path; public_key and signature where it is signed.
                """)

        @Option(help: ArgumentHelp("The closed month.", valueName: "month"))
        var period: Period

        @Option(help: ArgumentHelp("A file to write, beside and renamed. Default: standard output.", valueName: "file"))
        var out: String?

        @OptionGroup var signing: SigningOptions
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var diagnostics: DiagnosticOptions

        func run() throws {
            let key = try signing.load()
            let root = try ReceiptBook(connection: try database.connect()).root(of: period)
            try Output.write(try signing.sign(root, with: key).file(), to: out)
        }
    }
}

public import ArgumentParser
import Foundation
import Ledger
public import Money
import PolicyFile
public import Remittance
import Settlement

extension PayoutsCommand {
    /// `remit payouts export`
    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hands pending payouts out in files for PayPal, Wise or a bank.",
            discussion: """
                Per method and currency a file, or as many as the provider's limit needs; its payouts become processing, and \
                are in no other file. Files can be read by their owner alone, and have their names only when they are \
                official. Safe to kill: then nothing was handed out, or --batch writes the same file again, byte for byte.

                paypal, wise and pain001 (bank transfers) take the payouts of their method; csv takes all, with the columns \
                that the settings have for a method. What cannot go into a file, such as an IBAN that fails its check \
                digits, stays pending and is said.

                With --json: format, batches (batch, file, method, currency, payouts, amount_cents) and left_out \
                (payout_id, field, problem).
                """)

        @Option(help: "The format of the files.")
        var format: PayoutFormat?

        @Option(help: ArgumentHelp("A batch whose file is to be written again.", valueName: "id"))
        var batch: Identifier?

        @Option(help: ArgumentHelp("The folder for the files; it is made where it is missing.", valueName: "folder"))
        var out = "out"

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard (format == nil) != (batch == nil) else {
                throw ValidationError("give either --format, to hand out what is pending, or --batch, for a file again")
            }
        }

        func run() throws {
            let settings = try SettingsChoice.load()
            let connection = try database.connect()
            let now = try Clock.now(over: connection)
            let batches = PayoutBatches(connection: connection, parsePolicy: PolicyFile.ofClosedMonth)
            let files = PayoutFiles(batches: batches, settings: settings, folder: out)
            let report = try Progress.showing("handing out payouts") {
                if let batch { try files.again(batch) } else { try files.export(format ?? .csv, now: now) }
            }
            try output.say(report)
        }
    }

    /// `remit payouts confirm`
    struct Confirm: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes what PayPal, Wise or a bank says of payouts.",
            discussion: """
                The file is csv with the header payout_id,status,reference,reason, and perhaps amount_cents,currency after \
                it. A payout_id is the UUID or the short id of the file; a status is completed, failed or unknown. What \
                failed, or was completed and came back, goes back to the balance; unknown is noted and changes nothing. \
                Lines may be missing, and a file may be given again.

                All of a file is taken or nothing: if a line is wrong, an id not ours or an amount another, every such line \
                is named and the exit code is 65.

                With --json: file, completed, failed, returned, unknown and repeated, the number of lines each.
                """)

        @Argument(help: "The file.")
        var file: String

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            guard let bytes = FileManager.default.contents(atPath: file) else {
                throw ToolError("cannot read \"\(file)\"; check its path and permissions")
            }
            let confirmations = try ConfirmationFile.parse([UInt8](bytes), name: file)
            let connection = try database.connect()
            let now = try Clock.now(over: connection)
            let effects = try Progress.showing("confirming payouts") {
                do {
                    return try PayoutConfirmations(connection: connection).take(confirmations, now: now)
                } catch let error as LineFaults {
                    throw ConfirmationRefusal(file: file, faults: error.faults)
                }
            }
            try output.say(ConfirmationReport(effects, file: file))
        }
    }
}

extension PayoutFormat: ExpressibleByArgument {}

extension Identifier: ExpressibleByArgument {
    /// Reads a UUID.
    public init?(argument: String) { self.init(argument) }
}

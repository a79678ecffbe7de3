public import ArgumentParser
import Foundation
public import Ledger
import Settlement

/// `remit export`
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes a dataset: \(Dataset.allCases.map(\.rawValue).joined(separator: ", ")).")

    @Argument(help: "The dataset.")
    var dataset: Dataset

    @Option(help: "The month. Default: all closed months.")
    var period: Period?

    @Flag(help: "The month's draft.")
    var draft = false

    @Option(help: "csv or jsonl.")
    var format: DatasetFormat = .csv

    @Option(help: "A file to write, beside and renamed. Default: standard output.")
    var out: String?

    @OptionGroup var database: DatabaseOptions

    func run() throws {
        let export = Export(connection: try database.connect())
        guard let out else {
            return try export.run(dataset, period: period, draft: draft, format: format) { bytes in
                do { try FileHandle.standardOutput.write(contentsOf: Data(bytes)) } catch {
                    throw ToolError(
                        "cannot write to standard output; make room or choose a file with --out",
                        status: ExitStatus.cannotWrite)
                }
            }
        }
        try AtomicFile.write(to: out) { write in
            try export.run(dataset, period: period, draft: draft, format: format, write: write)
        }
    }
}

extension Dataset: ExpressibleByArgument {}
extension DatasetFormat: ExpressibleByArgument {}

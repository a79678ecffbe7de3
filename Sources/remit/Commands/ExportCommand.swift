public import ArgumentParser
import Foundation
public import Ledger
import Settlement

/// `remit export`
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes a dataset of the books, the same bytes every time.",
        discussion: """
            Money is in cents; nothing is an empty field in csv, and null in jsonl. Rows are sorted by all columns from \
            left to right. A file is there in whole or not at all.
            """)

    @Argument(help: "The dataset.")
    var dataset: Dataset

    @Option(help: ArgumentHelp("The month. Default: all closed months.", valueName: "month"))
    var period: Period?

    @Flag(help: "The draft of the month, which --period names.")
    var draft = false

    @Option(help: "csv with a header line, or jsonl, an object a line.")
    var format: DatasetFormat = .csv

    @Option(help: ArgumentHelp("A file to write, beside and renamed. Default: standard output.", valueName: "file"))
    var out: String?

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var diagnostics: DiagnosticOptions

    func run() throws {
        let export = Export(connection: try database.connect())
        guard let out else {
            return try Progress.show(.besideOutput) { progress in
                try write(export, progress) { try Output.write($0, to: nil) }
            }
        }
        try Progress.show { progress in
            try AtomicFile.write(to: out) { bytes in try write(export, progress, to: bytes) }
        }
    }

    private func write(_ export: Export, _ progress: Progress, to write: ([UInt8]) throws -> Void) throws {
        let stage = dataset.rawValue
        // Until the server has told how many rows it expects; it may have to wait for a lock first.
        progress.begin(stage)
        let observe = { (step: ExportStep) in
            switch step {
            case .begun(let rows): progress.begin(stage, expected: rows)
            case .written(let rows): progress.advance(stage, by: rows)
            }
        }
        try export.run(dataset, period: period, draft: draft, format: format, observe: observe, write: write)
        progress.end(stage)
    }
}

extension Dataset: ExpressibleByArgument {}
extension DatasetFormat: ExpressibleByArgument {}

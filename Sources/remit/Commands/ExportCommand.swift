public import ArgumentParser
import Foundation
public import Ledger
import PolicyFile
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
    var dataset: ExportedDataset

    @Option(help: ArgumentHelp("The month. Default: all closed months.", valueName: "month"))
    var period: Period?

    @Flag(help: "The draft of the month, which --period names.")
    var draft = false

    @Option(
        help: ArgumentHelp(
            "The day that balances and outcomes show; with it, exceptions are those of payouts.", valueName: "day"))
    var asOf: Day?

    @Option(help: "csv with a header line, or jsonl, an object a line.")
    var format: DatasetFormat = .csv

    @Option(help: ArgumentHelp("A file to write, beside and renamed. Default: standard output.", valueName: "file"))
    var out: String?

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var policy: PolicyOptions
    @OptionGroup var diagnostics: DiagnosticOptions

    func validate() throws { try choice() }

    @discardableResult
    private func choice() throws -> ExportedDataset.Choice {
        try dataset.choice(asOf: asOf, ofPeriod: period != nil || draft)
    }

    func run() throws {
        let choice = try choice()
        guard let out else {
            return try Progress.show(.besideOutput) { progress in
                try write(choice, progress) { bytes in
                    do { try FileHandle.standardOutput.write(contentsOf: Data(bytes)) } catch {
                        throw ToolError(
                            "cannot write to standard output; make room or choose a file with --out",
                            status: ExitStatus.cannotWrite)
                    }
                }
            }
        }
        try Progress.show { progress in
            try AtomicFile.write(to: out) { bytes in try write(choice, progress, to: bytes) }
        }
    }

    private func write(
        _ choice: ExportedDataset.Choice, _ progress: Progress, to write: ([UInt8]) throws -> Void
    ) throws {
        let stage = dataset.rawValue
        // Until the server has told how many rows it expects; it may have to wait for a lock first.
        progress.begin(stage)
        switch choice {
        case .books(let dataset):
            let observe = { (step: ExportStep) in
                switch step {
                case .begun(let rows): progress.begin(stage, expected: rows)
                case .written(let rows): progress.advance(stage, by: rows)
                }
            }
            try Export(connection: try database.connect()).run(
                dataset, period: period, draft: draft, format: format, observe: observe, write: write)
        case .payouts(let dataset, let day):
            let loaded = try policy.load()
            try PayoutExport(connection: try database.connect(), policy: loaded.policy)
                .run(dataset, asOf: day ?? loaded.policy.genesis.firstDay, format: format, write: write)
        }
        progress.end(stage)
    }
}

/// A dataset as the command line names it: of the books, or about payouts.
enum ExportedDataset: String, CaseIterable, ExpressibleByArgument {
    case lines, recognitions
    case billingPeriods = "billing-periods"
    case pools, exceptions
    case excludedEngagement = "excluded-engagement"
    case balances, payouts, outcomes

    /// What is written.
    enum Choice {
        /// A dataset of closed months or a draft.
        case books(Dataset)
        /// A dataset about payouts, as of a day where it shows one.
        case payouts(PayoutDataset, asOf: Day?)
    }

    /// What a command line asks for; `exceptions` as of a day are those of payouts.
    func choice(asOf: Day?, ofPeriod: Bool) throws -> Choice {
        if let books = Dataset(rawValue: rawValue), asOf == nil || self != .exceptions {
            guard asOf == nil else { throw ValidationError("\(rawValue) are of a month: choose --period, not --as-of") }
            return .books(books)
        }
        guard let dataset = PayoutDataset(rawValue: rawValue) else { throw ValidationError("no dataset \(rawValue)") }
        guard !ofPeriod else {
            throw ValidationError("\(rawValue) are of a day: choose --as-of, not --period or --draft")
        }
        guard !dataset.isAsOf || asOf != nil else {
            throw ValidationError("\(rawValue) are of a day: name it with --as-of, such as 2026-03-03")
        }
        return .payouts(dataset, asOf: asOf)
    }
}

extension DatasetFormat: ExpressibleByArgument {}

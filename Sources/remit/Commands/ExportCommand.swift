public import ArgumentParser
import Foundation
import Journal
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

            journal is the books for hledger or beancount, debits positive, with what each account must have at the end of \
            every month: of one month, beginning with what is brought forward, or of all, with payouts up to now.
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

    @Option(
        help:
            "csv with a header line, or jsonl, an object a line. Of journal: hledger or beancount. Default: csv, hledger."
    )
    var format: ExportFormat?

    @Option(
        help: "How finely journal tells the books: an entry a fact, per creator and kind, or per day. Default: creator."
    )
    var detail: JournalDetail?

    @Option(help: ArgumentHelp("A file to write, beside and renamed. Default: standard output.", valueName: "file"))
    var out: String?

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var policy: PolicyOptions
    @OptionGroup var diagnostics: DiagnosticOptions

    func validate() throws { try choice() }

    @discardableResult
    private func choice() throws -> ExportedDataset.Choice {
        guard dataset != .journal else {
            guard asOf == nil, !draft else {
                throw ValidationError("journal is of closed months: choose --period, not --as-of or --draft")
            }
            return .journal(try ExportFormat.journal(format), detail ?? .creator)
        }
        guard detail == nil else { throw ValidationError("--detail is of journal alone, not of \(dataset.rawValue)") }
        return try dataset.choice(
            asOf: asOf, ofPeriod: period != nil || draft, format: try ExportFormat.dataset(format, of: dataset))
    }

    func run() throws {
        let choice = try choice()
        guard let out else {
            return try Progress.show(.besideOutput) { progress in
                try write(choice, progress) { try Output.write($0, to: nil) }
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
        case .books(let dataset, let format):
            let observe = { (step: ExportStep) in
                switch step {
                case .begun(let rows): progress.begin(stage, expected: rows)
                case .written(let rows): progress.advance(stage, by: rows)
                }
            }
            try Export(connection: try database.connect()).run(
                dataset, period: period, draft: draft, format: format, observe: observe, write: write)
        case .payouts(let dataset, let day, let format):
            let loaded = try policy.load()
            try PayoutExport(connection: try database.connect(), policy: loaded.policy)
                .run(dataset, asOf: day ?? loaded.policy.genesis.firstDay, format: format, write: write)
        case .journal(let format, let detail):
            let loaded = try policy.load()
            try JournalExport(connection: try database.connect(), policy: loaded.policy, detail: detail).run(
                format, period: period,
                parsing: PolicyFile.ofClosedMonth, write: write)
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
    case journal

    /// What is written.
    enum Choice {
        /// A dataset of closed months or a draft.
        case books(Dataset, DatasetFormat)
        /// A dataset about payouts, as of a day where it shows one.
        case payouts(PayoutDataset, asOf: Day?, DatasetFormat)
        /// The books for an accounting tool.
        case journal(JournalFormat, JournalDetail)
    }

    /// What a command line asks for; `exceptions` as of a day are those of payouts.
    func choice(asOf: Day?, ofPeriod: Bool, format: DatasetFormat) throws -> Choice {
        if let books = Dataset(rawValue: rawValue), asOf == nil || self != .exceptions {
            guard asOf == nil else { throw ValidationError("\(rawValue) are of a month: choose --period, not --as-of") }
            return .books(books, format)
        }
        guard let dataset = PayoutDataset(rawValue: rawValue) else { throw ValidationError("no dataset \(rawValue)") }
        guard !ofPeriod else {
            throw ValidationError("\(rawValue) are of a day: choose --as-of, not --period or --draft")
        }
        guard !dataset.isAsOf || asOf != nil else {
            throw ValidationError("\(rawValue) are of a day: name it with --as-of, such as 2026-03-03")
        }
        return .payouts(dataset, asOf: asOf, format)
    }
}

/// How an export is written: a dataset as a table, the journal for a tool.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
    case csv, jsonl, hledger, beancount

    /// The format of a dataset.
    static func dataset(_ format: ExportFormat?, of dataset: ExportedDataset) throws -> DatasetFormat {
        guard let found = DatasetFormat(rawValue: (format ?? .csv).rawValue) else {
            throw ValidationError(
                "\(dataset.rawValue) is written as csv or jsonl; hledger and beancount are of journal")
        }
        return found
    }

    /// The format of the journal.
    static func journal(_ format: ExportFormat?) throws -> JournalFormat {
        guard let found = JournalFormat(rawValue: (format ?? .hledger).rawValue) else {
            throw ValidationError("journal is written for hledger or beancount; csv and jsonl are of datasets")
        }
        return found
    }
}

extension JournalDetail: ExpressibleByArgument {}

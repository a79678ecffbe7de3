import Archive
import Journal
import Ledger
import Receipts

/// `policy.yaml`: the policy file that the month was closed under, byte for byte.
struct PolicySource: MemberSource {
    /// The name of its member.
    static let name = "policy.yaml"

    func add(to archive: ArchiveBuilder, of month: ArchivedMonth) throws {
        try archive.add(PolicySource.name, .bytes(Array(month.policyText.utf8)))
    }
}

/// The datasets as CSV: those of the month's books, then those about payouts as of the archive's day.
///
/// What a payout run of the day would find wrong is beside the exceptions of the close, under a name of its own.
struct DatasetSource: MemberSource {
    let progress: Progress

    func add(to archive: ArchiveBuilder, of month: ArchivedMonth) throws {
        for dataset in Dataset.allCases where dataset != .exceptions && dataset != .excludedEngagement {
            try add(dataset.rawValue, archive) { try month.write(dataset, to: $0) }
        }
        for dataset in [PayoutDataset.balances, .payouts, .outcomes] {
            try add(dataset.rawValue, archive) { try month.write(dataset, to: $0) }
        }
        try add(Dataset.exceptions.rawValue, archive) { try month.write(Dataset.exceptions, to: $0) }
        try add("exceptions-payouts", archive) { try month.write(PayoutDataset.exceptions, to: $0) }
        try add(Dataset.excludedEngagement.rawValue, archive) { try month.write(Dataset.excludedEngagement, to: $0) }
    }

    private func add(
        _ name: String, _ archive: ArchiveBuilder, _ body: @escaping (([UInt8]) throws -> Void) throws -> Void
    ) throws {
        progress.begin(name)
        try archive.add("\(name).csv", .pieces(body))
        progress.end(name)
    }
}

/// `journal.hledger` and `journal.beancount`: the month's books.
struct JournalSource: MemberSource {
    let progress: Progress

    func add(to archive: ArchiveBuilder, of month: ArchivedMonth) throws {
        for format in [JournalFormat.hledger, .beancount] {
            let name = "journal.\(format.rawValue)"
            progress.begin(name)
            try archive.add(name, .pieces { try month.write(format, to: $0) })
            progress.end(name)
        }
    }
}

/// `root.json`: what the platform publishes of the month, signed where a key is configured.
struct RootSource: MemberSource {
    /// The name of its member.
    static let name = "root.json"

    let signing: SigningOptions
    let key: SigningKey?

    func add(to archive: ArchiveBuilder, of month: ArchivedMonth) throws {
        try archive.add(RootSource.name, .bytes(try signing.sign(try month.root(), with: key).file()))
    }
}

import Money
import PolicyFile
import Settlement

/// The result of `remit policy check`.
struct PolicyReport: PrintedResult {
    /// The file.
    let path: String
    /// The SHA-256 of its bytes.
    let hash: String
    /// The time zone of its months.
    let timezone: String
    /// The first month of the books.
    let genesis: String
    /// The first month of each entry.
    let entries: [String]

    init(_ loaded: LoadedPolicy) {
        path = loaded.path
        hash = loaded.hash
        timezone = loaded.policy.timezone
        genesis = loaded.policy.genesis.description
        entries = loaded.policy.entries.map(\.effective.description)
    }

    var sentences: [String] { ["\(path) is good (\(hash.prefix(12)))"] }
}

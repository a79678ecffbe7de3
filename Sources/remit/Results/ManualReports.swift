import Explanation
import Ledger
import Settlement

/// A file of adjustments or opening balances, as it is printed.
struct ManualFileFacts: Encodable {
    let hash: String
    let kind: String
    let name: String
    /// Whether a second person has to apply it.
    let approval: Bool
    let proposedBy: String
    let proposedAt: String
    /// How many entries were applied.
    let entries: Int64?
    let appliedBy: String?

    init(_ file: ManualFileSummary) {
        hash = file.hash
        kind = file.kind
        name = file.name
        approval = file.needsApproval
        proposedBy = file.proposedBy
        proposedAt = file.proposedAt.text
        entries = file.entries
        appliedBy = file.appliedBy
    }

    /// What it is, in words: `adjustments` or `opening balances`.
    var noun: String { kind == "opening" ? "opening balances" : "adjustments" }
}

/// The result of `remit adjust`, `adjust apply` and `backfill opening`.
struct ManualReport: PrintedResult {
    let outcome: String
    let hash: String
    let kind: String
    let name: String
    let approval: Bool
    let proposedBy: String
    let proposedAt: String
    let entries: Int64?
    let appliedBy: String?

    init(_ result: ManualOutcome) {
        let file = ManualFileFacts(result.file)
        outcome = result.state.rawValue
        (hash, kind, name, approval) = (file.hash, file.kind, file.name, file.approval)
        (proposedBy, proposedAt, entries, appliedBy) = (file.proposedBy, file.proposedAt, file.entries, file.appliedBy)
    }

    var sentences: [String] {
        let noun = kind == "opening" ? "opening balances" : "adjustments"
        let sentences =
            switch outcome {
            case "applied": ["\(entries ?? 0) \(noun) of \(name) applied; the next close settles them", "hash \(hash)"]
            case "awaits_approval":
                [
                    "\(name) awaits approval: another database user than \(proposedBy) applies it",
                    "remit adjust show \(hash)", "remit adjust apply \(hash)",
                ]
            default: ["\(name) was applied before, by \(appliedBy ?? ""): \(entries ?? 0) \(noun); nothing was changed"]
            }
        return sentences.map(PlainText.clean)
    }
}

/// The result of `remit adjust list`.
struct ManualListReport: PrintedResult {
    let files: [ManualFileFacts]

    init(_ files: [ManualFileSummary]) {
        self.files = files.map(ManualFileFacts.init)
    }

    var sentences: [String] {
        guard !files.isEmpty else { return ["nothing was put in by hand"] }
        return files.map { file in
            let state =
                file.entries.map { "\($0) applied by \(file.appliedBy ?? "")" }
                ?? (file.approval ? "awaits approval" : "not applied")
            return PlainText.clean(
                "\(file.proposedAt) \(file.hash) \(file.noun) of \(file.name), proposed by \(file.proposedBy): \(state)"
            )
        }
    }
}

import Explanation
import Ledger
import Settlement

/// The result of `remit reopen`.
struct ReopeningReport: PrintedResult {
    /// What became of it.
    enum Outcome: String, Encodable {
        case reopened
        case reopenedBefore = "reopened_before"
    }

    let outcome: Outcome
    let period: String
    /// The root that was withdrawn.
    let root: String
    /// The number of its books in schema `settlement_withdrawn`.
    let number: Int64
    let reason: String
    let madeBy: String
    let madeAt: String

    init(_ result: Reopening.Outcome) {
        outcome = result.isNew ? .reopened : .reopenedBefore
        period = result.entry.period.description
        root = hexadecimal(result.entry.root)
        number = result.entry.number
        reason = result.entry.reason
        madeBy = result.entry.madeBy
        madeAt = result.entry.madeAt.text
    }

    var sentences: [String] {
        switch outcome {
        case .reopened:
            [
                "\(period) reopened, root \(root) withdrawn",
                "its books are kept as settlement_withdrawn.*_\(number); close it again: remit close \(period)",
            ]
        case .reopenedBefore:
            [PlainText.clean("\(period) is open since \(madeAt), reopened by \(madeBy): \(reason)")]
        }
    }
}

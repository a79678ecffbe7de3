import Ledger
import Money
import PolicyFile
import Settlement

/// The result of `remit close`.
struct CloseReport: PrintedResult {
    /// What became of it.
    enum Outcome: String, Encodable {
        case closed
        case drafted
        case alreadyClosed = "already_closed"
        case nothingToClose = "nothing_to_close"
    }

    /// What creators earned in one currency.
    struct Earning: Encodable {
        let currency: String
        let creatorCents: Int64
    }

    /// The policy in force.
    struct PolicyName: Encodable {
        let path: String
        let hash: String
    }

    let outcome: Outcome
    /// The month; of nothing to close, the next one.
    let period: String
    let policy: PolicyName
    /// The root of the month's digest.
    var root: String?
    /// How many lines were written.
    var lines: Int64?
    /// What creators earned, payable lines alone.
    var earnings: [Earning]?
    /// How many rows could not be settled.
    var openErrors: Int?
    /// When the next month ends.
    var endsAt: String?

    init(_ result: CloseResult, under policy: LoadedPolicy) {
        self.policy = PolicyName(path: policy.path, hash: policy.hash)
        switch result {
        case .upToDate(let next, let ends):
            outcome = .nothingToClose
            period = next.description
            endsAt = ends.text
        case .alreadyClosed(let closed):
            outcome = .alreadyClosed
            period = closed.period.description
            root = hexadecimal(closed.root)
        case .done(let summary):
            outcome = summary.draft ? .drafted : .closed
            period = summary.period.description
            root = hexadecimal(summary.root)
            lines = summary.lines
            earnings = summary.earnings.sorted { $0.key < $1.key }
                .map { Earning(currency: $0.key.code, creatorCents: $0.value) }
            openErrors = summary.openErrors
        }
    }
}

extension CloseReport {
    var sentences: [String] {
        let root = root ?? ""
        return switch outcome {
        case .nothingToClose: ["nothing to close: \(period) ends at \(endsAt ?? "")"]
        case .alreadyClosed: ["\(period) is already closed, root \(root)"]
        case .closed, .drafted: ["\(period) \(outcome.rawValue), root \(root)"] + figures
        }
    }

    private var figures: [String] {
        let earned = (earnings ?? []).map { Money(cents: $0.creatorCents, currency: Currency($0.currency)).description }
        let sum = "\(lines ?? 0) lines, creators earn \(earned.isEmpty ? "nothing" : earned.joined(separator: ", "))"
        guard let openErrors, openErrors > 0 else { return [sum] }
        return [sum, "\(openErrors) rows could not be settled: remit export exceptions --period \(period)"]
    }
}

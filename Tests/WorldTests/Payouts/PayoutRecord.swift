import Money
import Settlement

/// What is known of payouts beyond their rows in the platform's table: what schema `settlement` holds in a database.
struct PayoutRecord {
    /// Who began a payout.
    enum Origin: String {
        case engine, request
    }

    /// A payout that was made or a request that was accepted.
    struct Kept {
        let origin: Origin
        let day: Day
    }

    /// A request that was refused.
    struct Refusal {
        let reason: RefusalReason
        let day: Day
    }

    /// The as-of date of the last run.
    var lastRun: Day?
    /// The payouts that are ours.
    var kept: [Identifier: Kept] = [:]
    /// The requests that were refused.
    var refused: [Identifier: Refusal] = [:]
    /// Why payouts failed that are ours; empty where nobody said.
    var failures: [Identifier: String] = [:]
    /// What confirmations said that changed something, and each answer that nobody knows.
    var answers: [Identifier: Set<ConfirmedPayout.Answer>] = [:]
}

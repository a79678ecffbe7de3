/// What creators are owed in one currency, in its minor units: from what the books began with to what is left (R13).
///
/// It adds up: the opening, what was earned, less what was taken back, with what was done by hand, less what was paid and is on
/// its way, is what is owed. That is read from the balances, and not added up from the others.
public struct BalanceFigures: Codable, Hashable, Sendable {
    /// The currency's code.
    public let currency: String
    /// What creators were owed before the first month.
    public let openingCents: Int64
    /// What they earned.
    public let earnedCents: Int64
    /// What was taken back by refunds and corrections: nothing, or below 0.
    public let reversedCents: Int64
    /// What was given or taken by hand.
    public let adjustedCents: Int64
    /// What arrived and did not come back.
    public let paidCents: Int64
    /// What was made or accepted and has no answer yet.
    public let inFlightCents: Int64
    /// What creators are owed in the end.
    public let owedCents: Int64
}

/// What all paydays of a demo came to.
public struct PayoutFigures: Codable, Hashable, Sendable {
    /// How often something is so.
    public struct Count: Codable, Hashable, Sendable {
        /// A state (R11.6), or the reason of a refusal (R11.1).
        public let name: String
        /// How many creators and currencies, or requests.
        public let count: Int64
    }

    /// How many runs there were.
    public let runs: Int64
    /// How many payouts they made, accepted requests among them.
    public let payouts: Int64
    /// How many requests they accepted.
    public let requests: Int64
    /// The requests that were refused, by reason.
    public let refused: [Count]
    /// How many payouts failed.
    public let failed: Int64
    /// How many came back after they had arrived.
    public let returned: Int64
    /// To how many of these a later run paid again, under a new id.
    public let paidAgain: Int64
    /// How often a balance was below 0 that had not been at the run before.
    public let deficits: Int64
    /// How many of these later earnings worked off.
    public let workedOff: Int64
    /// The as-of date of the last run; nil where there was none.
    public let lastRun: String?
    /// The states in which the last run left everybody with any line.
    public let states: [Count]
}

/// What was looked at of payouts.
public struct PayoutScope: Sendable {
    /// The runs that were applied.
    public internal(set) var runs: Int64 = 0
    /// The payouts that the engine made or accepted.
    public internal(set) var payouts: Int64 = 0
    /// The files that were handed out.
    public internal(set) var files: Int64 = 0
    /// The payouts that the engine did not make and that take from balances (R10): lawful, and somebody's to know.
    public internal(set) var foreign: Int64 = 0
    /// What is wrong.
    public internal(set) var findings = 0
    /// A sentence for each check that was left out, and why.
    public internal(set) var notes: [String] = []

    /// Whether there is anything to say of payouts.
    public var isEmpty: Bool { runs == 0 && payouts == 0 && files == 0 && foreign == 0 && findings == 0 }
}

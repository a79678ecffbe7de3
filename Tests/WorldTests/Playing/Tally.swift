/// How much was played, and what differed.
struct Tally: Sendable {
    var worlds = 0
    var closes = 0
    var payoutSteps = 0
    var actsByHand = 0
    var rows = 0
    var differences: [String] = []

    /// Keeps what differed in the world of a seed, with how to play that alone.
    mutating func tell(seed: Int, _ what: String) {
        differences.append(
            """
            seed \(seed), \(what)
            play it again: REMIT_SEED=\(seed) REMIT_CORE_WORLDS=1 swift test --filter WorldTests
            """)
    }

    /// Takes up another.
    mutating func add(_ other: Tally) {
        worlds += other.worlds
        closes += other.closes
        payoutSteps += other.payoutSteps
        actsByHand += other.actsByHand
        rows += other.rows
        differences += other.differences
    }
}

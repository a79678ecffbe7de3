internal import Money

/// What counts of each content in one currency, by the contents' numbers.
struct ContentSums: Sendable {
    /// Whether weights are summed too, as a user-centric pool needs them.
    let weighs: Bool
    private var isRead: [Bool] = []
    private var metrics: [Metrics] = []
    private var weights: [UInt256] = []

    init(weighs: Bool) {
        self.weighs = weighs
    }

    /// Makes room for as many contents.
    mutating func makeRoom(for count: Int) {
        let missing = count - metrics.count
        guard missing > 0 else { return }
        isRead.append(contentsOf: repeatElement(false, count: missing))
        metrics.append(contentsOf: repeatElement(.zero, count: missing))
        if weighs { weights.append(contentsOf: repeatElement(.zero, count: missing)) }
    }

    mutating func add(_ more: Metrics, _ heavier: UInt256?, to content: Int) throws(MoneyError) {
        isRead[content] = true
        metrics[content] = try metrics[content].adding(more)
        if let heavier { weights[content] = try weights[content].adding(heavier) }
    }

    /// A share for each content that is read.
    func shares(of contents: PoolContents) -> [Pool.Share] {
        var shares: [Pool.Share] = []
        shares.reserveCapacity(isRead.count { $0 })
        for number in isRead.indices where isRead[number] {
            let content = contents.all[number]
            guard let id = content.id, let owner = content.owner else { continue }
            let weight = weighs ? weights[number] : .zero
            shares.append(Pool.Share(content: id, owner: owner, metrics: metrics[number], weight: weight, part: 0))
        }
        return shares
    }
}

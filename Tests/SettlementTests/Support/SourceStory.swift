import Money
import Settlement

/// One purchase or donation on its way through several closes.
struct SourceStory {
    /// What the policy says.
    var policy = Policy.of(.standard)
    /// The bundles as they are at each close.
    var bundles: [Identifier: Bundle] = [:]
    /// What the closes so far say of it.
    private(set) var history = SourceHistory()

    /// Closes a month with the row as it is then, and keeps what comes of it.
    mutating func close(
        _ month: String, _ row: SourceRow, open: Bool = false
    ) throws -> (lines: [Line], code: ExceptionCode?) {
        let settler = SaleSettler(policy: policy, bounds: PeriodBounds(month, policy), bundles: bundles)
        var deciding = Reconsidering(settler: settler)
        let decision = try deciding.decide(row, history: history, open: open)
        if !decision.lines.isEmpty { history.take(decision.lines) }
        return (decision.lines.filter { !$0.isEmpty }, decision.exception?.code)
    }

    /// The same, as texts: the lines' sums, then the exception's code.
    mutating func tell(_ month: String, _ row: SourceRow, open: Bool = false) throws -> [String] {
        let (lines, code) = try close(month, row, open: open)
        return lines.map(\.sum) + (code.map { [$0.rawValue] } ?? [])
    }
}

extension PeriodBounds {
    /// The bounds of a month in UTC, with the windows of the policy's entry for it.
    init(_ month: String, _ policy: Policy) {
        let entry = policy.entry(for: Period(month)!)
        self.init(month, genesis: "\(policy.genesis)", late: entry.lateArrivalDays, refund: entry.refundDays)
    }
}

/// Whether another database user has to apply what one proposed, and by whose word (R11.7).
public enum ApprovalBasis: Hashable, Sendable {
    /// One user is enough.
    case notRequired
    /// The policy at hand asks for another.
    case policy
    /// The policy at hand does not, but the one that a month was closed under does.
    case books(Period)
    /// Neither does, but what was applied last needed another user: one more change is looked at by two.
    case lastTime

    /// Whether another user is needed.
    public var isRequired: Bool { self != .notRequired }

    /// Who asks for it, as a sentence begins; of ``notRequired`` of no meaning.
    public var requirer: String {
        switch self {
        case .notRequired, .policy: "the policy"
        case .books(let period):
            "the policy that \(period) was closed under (it counts until the next close)"
        case .lastTime: "what was applied last, which needed two users (one more time, whatever the policy says),"
        }
    }
}

/// What decides whether approval is required: the policy at hand and those that the books kept, whichever is stricter.
///
/// Whoever brings a policy file would otherwise decide alone whether somebody else has to look: so approval ends only when a
/// month has been closed under a policy that no longer asks for it.
public struct ApprovalRules: Sendable {
    /// A policy that the books kept.
    public struct Kept: Sendable {
        /// The month that was closed under it.
        public let period: Period
        /// The policy.
        public let policy: Policy

        /// A policy of a closed month.
        public init(period: Period, policy: Policy) {
            self.period = period
            self.policy = policy
        }
    }

    private let policy: Policy?
    private let kept: [Kept]

    /// Rules of a policy at hand, nil where a command has none, and of the policies that count among those kept.
    public init(policy: Policy?, kept: [Kept]) {
        self.policy = policy
        self.kept = kept
    }

    /// Whether approval is required of what is done as of a day.
    public func basis(on day: Day) -> ApprovalBasis {
        basis { $0.entry(for: Period(containing: day)).payouts.approvalRequired }
    }

    /// Whether approval is required at any time: then nobody sets the clock, which decides what time it is.
    public var basisAtAnyTime: ApprovalBasis {
        basis { $0.entries.contains(where: \.payouts.approvalRequired) }
    }

    private func basis(where requires: (Policy) -> Bool) -> ApprovalBasis {
        if let policy, requires(policy) { return .policy }
        return kept.first { requires($0.policy) }.map { .books($0.period) } ?? .notRequired
    }
}

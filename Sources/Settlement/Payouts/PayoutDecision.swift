public import Money

/// What a run does for one creator in one currency (R11.1).
public struct PayoutDecision: Hashable, Sendable {
    /// The requests that it accepts, in their order.
    public var accepted: [AcceptedRequest] = []
    /// The requests that it refuses, in their order.
    public var refused: [RefusedRequest] = []
    /// The payout that it makes itself.
    public var payout: NewPayout?
    /// How the creator stands afterwards.
    public var after: Standing

    /// Whether it changes nothing.
    public var isEmpty: Bool { accepted.isEmpty && refused.isEmpty && payout == nil }
}

/// A request that is accepted.
public struct AcceptedRequest: Hashable, Sendable {
    /// The request.
    public let request: PayoutRequest
    /// From which buckets it is taken.
    public let parts: BucketAmounts
    /// Where it goes.
    public let account: PayeeAccount
}

/// A payout that the engine makes.
public struct NewPayout: Hashable, Sendable {
    /// Its id (R11.4).
    public let id: Identifier
    /// Its amount, at most what the platform's 32-bit column holds.
    public let cents: Int64
    /// From which buckets it is taken.
    public let parts: BucketAmounts
    /// Where it goes.
    public let account: PayeeAccount
}

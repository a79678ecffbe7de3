public import Money

/// What a creator earned in one bucket and is held from one day, over all periods that count (R10).
public struct Earning: Hashable, Sendable {
    /// The bucket.
    public var bucket: Bucket
    /// The day from which the hold is counted.
    public var holdFrom: Day
    /// The sum of the creator's parts of payable lines.
    public var cents: Int64

    /// An earning.
    public init(bucket: Bucket, holdFrom: Day, cents: Int64) {
        self.bucket = bucket
        self.holdFrom = holdFrom
        self.cents = cents
    }
}

/// A creator's own request that no run has decided about yet (R11.1).
public struct PayoutRequest: Hashable, Sendable {
    /// The id of the row in `payouts`.
    public var id: Identifier
    /// When it was made.
    public var requestedAt: Instant
    /// What is asked for; null is 0.
    public var cents: Int64
    /// The method that it names itself.
    public var method: String?

    /// A request.
    public init(id: Identifier, requestedAt: Instant, cents: Int64, method: String?) {
        self.id = id
        self.requestedAt = requestedAt
        self.cents = cents
        self.method = method
    }

    /// The order in which requests are looked at: oldest first, by id where equal.
    func precedes(_ other: PayoutRequest) -> Bool {
        requestedAt != other.requestedAt ? requestedAt < other.requestedAt : id < other.id
    }
}

/// Why a request is refused, the first that applies (R11.1).
public enum RefusalReason: String, Hashable, Sendable, CaseIterable {
    /// It is more than the balance, held included, less what was accepted before it.
    case notCovered = "not_covered"
    /// It is less than the smallest payout.
    case belowMinimum = "below_minimum"
    /// There is no account to pay it to.
    case noPayoutDetails = "no_payout_details"
}

/// A request that was refused on the as-of date.
public struct RefusedRequest: Hashable, Sendable {
    /// The request.
    public var request: PayoutRequest
    /// Why.
    public var reason: RefusalReason

    /// A refused request.
    public init(request: PayoutRequest, reason: RefusalReason) {
        self.request = request
        self.reason = reason
    }
}

/// Everything that decides about a creator in one currency, as of one day (R10, R11).
public struct Standing: Hashable, Sendable {
    /// The creator.
    public var creator: Identifier
    /// The currency of all amounts.
    public var currency: Currency
    /// Whether there is any line, payable or not.
    public var hasLines = false
    /// Whether there is any payout that counts.
    public var hasPayouts = false
    /// What payable lines of the periods that had ended by the day earned.
    public var earnings: [Earning] = []
    /// The parts of payouts that count as of the day.
    public var taken = BucketAmounts.zero
    /// What payouts that the engine did not make take after the day: it is not of the balance of the day, but cannot be
    /// paid again.
    public var takenLater: Int64 = 0
    /// The requests that are undecided, in any order.
    public var requests: [PayoutRequest] = []
    /// Whether the engine's payout of the day exists, whatever became of it (R11.4).
    public var hasPayoutOfDay = false
    /// That payout's amount; nil if there is none, or it had failed by the day.
    public var paid: Int64?
    /// The sum of the requests accepted on the day; nil if none was.
    public var accepted: Int64?
    /// The requests refused on the day.
    public var refused: [RefusedRequest] = []
    /// Payouts that the engine did not make and whose parts do not sum to their amount.
    public var faultyParts: [Identifier] = []
    /// Where the creator wants to be paid; nil without a row of settings.
    public var settings: PayeeSettings?

    /// Somebody with nothing yet.
    public init(creator: Identifier, currency: Currency) {
        self.creator = creator
        self.currency = currency
    }

    /// The oldest request that is undecided.
    var oldestRequest: PayoutRequest? { requests.min { $0.precedes($1) } }

    /// Why the oldest request refused on the day was.
    var oldestRefusal: RefusalReason? { refused.min { $0.request.precedes($1.request) }?.reason }
}

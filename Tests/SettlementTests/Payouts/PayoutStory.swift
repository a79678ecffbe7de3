import Money
import Settlement

/// A creator's payouts, told in a test: what was earned and taken, then what a run of a day does.
struct PayoutStory {
    var standing = Standing(creator: .seller, currency: .usd)
    var policy = Policy(timezone: "UTC", genesis: Period("2026-01")!, entries: [.standard])

    /// A creator with a PayPal account and these earnings, each a bucket, the day it is held from and its cents.
    init(_ earnings: (Bucket, String, Int64)...) {
        standing.earnings = earnings.map { Earning(bucket: $0.0, holdFrom: Day($0.1)!, cents: $0.2) }
        standing.hasLines = true
        standing.settings = PayeeSettings(preferredMethod: "paypal", paypalEmail: "seven@example.org")
    }

    /// The same after something was changed.
    func with(_ change: (inout PayoutStory) -> Void) -> PayoutStory {
        var story = self
        change(&story)
        return story
    }

    /// Adds a request of so many cents, made on a day; the number makes its id.
    mutating func ask(_ cents: Int64, on day: String = "2026-02-20", method: String? = nil, number: UInt64 = 1) {
        standing.requests.append(
            PayoutRequest(
                id: Identifier(high: 12, low: number), requestedAt: Instant(day), cents: cents, method: method))
    }

    func rules(_ day: String) -> PayoutRules { PayoutRules(policy: policy, day: Day(day)!) }

    /// What a run of a day does.
    func run(_ day: String) throws -> PayoutDecision { try rules(day).decide(standing) }

    /// How the creator ends a run of a day.
    func outcome(_ day: String) throws -> Outcome? { try rules(day).outcome(of: try run(day).after) }
}

extension Outcome {
    /// The outcome as the dataset's fields: `on_hold 2700 - 2026-03-31`.
    var text: String {
        "\(state.rawValue) \(cents) \(reason?.rawValue ?? "-") \(nextDate?.description ?? "-")"
    }
}

extension BucketAmounts {
    /// Sales, donations and subscriptions: `100 + 0 + 20`.
    var text: String { "\(sales) + \(donations) + \(subscriptions)" }
}

public import Money

/// An amount that people put into a creator's balance by hand: an adjustment, or a balance brought in from before genesis.
public struct ManualEntry: Hashable, Sendable {
    /// What it is, and what only that has.
    public enum Kind: Hashable, Sendable {
        /// Goodwill, a fine, a dispute's fee: settled by the next close, with a reason and a reference of its own.
        case adjustment(reason: String, reference: String)
        /// A balance of the books before these, available from a day; settled by the first close.
        case opening(availableFrom: Day)
    }

    /// What it is.
    public var kind: Kind
    /// Whose balance.
    public var creator: Identifier
    /// The currency of the amount.
    public var currency: Currency
    /// The part of the balance.
    public var bucket: Bucket
    /// What the creator gets, in minor units; below 0 it is taken.
    public var amount: Int64

    /// An entry with all its parts.
    public init(kind: Kind, creator: Identifier, currency: Currency, bucket: Bucket, amount: Int64) {
        self.kind = kind
        self.creator = creator
        self.currency = currency
        self.bucket = bucket
        self.amount = amount
    }

    /// The line that the close of a period makes of it; `gross = processing + platform + creator` as in every line (R4.4).
    ///
    /// Nobody paid an adjustment: its gross is 0, and it is the platform's cost (goodwill), or its income (a fine). What is
    /// brought in was gross, fee and cost in the books before these: here it is the creator's alone.
    ///
    /// - Parameters:
    ///   - holdFrom: The first day after the period, from which an adjustment is held (R8.6).
    ///   - policy: The policy, whose hold days decide from when a balance that was brought in is held.
    /// - Throws: `MoneyError` for the one amount that cannot be negated.
    public func line(holdFrom: Day, policy: Policy) throws(MoneyError) -> Line {
        switch kind {
        case .adjustment:
            Line(
                kind: .adjustment, bucket: bucket, source: nil, content: nil, creator: creator, currency: currency,
                gross: 0, processing: 0, platform: try amount.negated(), creatorPart: amount, holdFrom: holdFrom,
                soldAt: nil)
        case .opening(let day):
            Line(
                kind: .opening, bucket: bucket, source: nil, content: nil, creator: creator, currency: currency,
                gross: amount, processing: 0, platform: 0, creatorPart: amount,
                holdFrom: policy.holdFrom(availableFrom: day), soldAt: nil)
        }
    }
}

extension Policy {
    /// The first day to hold from so that nothing is available before a day (R10): exactly from that day on, wherever the
    /// hold days that are in force around it allow for it (``canBeAvailable(exactlyFrom:)``).
    public func holdFrom(availableFrom day: Day) -> Day {
        let longest = entries.map(\.payouts.holdDays).max() ?? 0
        var from = day.adding(days: -longest)
        while availableDay(heldFrom: from) < day { from = from.adding(days: 1) }
        return from
    }

    /// Whether something can be held so that it is available from just this day on: not where a later entry's hold days are
    /// more, and the day lies in the first days of that entry.
    public func canBeAvailable(exactlyFrom day: Day) -> Bool {
        availableDay(heldFrom: holdFrom(availableFrom: day)) == day
    }
}

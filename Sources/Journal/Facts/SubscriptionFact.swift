public import Money
internal import Settlement

/// What a month changed of subscriptions (R7.6): each amount is how much more of it there is than before, in minor units.
public struct SubscriptionFact: Hashable, Sendable {
    /// The prices of what was billed.
    public var billed: Int64
    /// What of it was earned before the books began.
    public var earnedBefore: Int64
    /// What of it will not be earned, since it was cut.
    public var forfeited: Int64
    /// What was recognised.
    public var recognised: Int64
    /// What was recognised and waits to be earned.
    public var overRecognised: Int64

    /// A fact with all its parts.
    public init(billed: Int64, earnedBefore: Int64, forfeited: Int64, recognised: Int64, overRecognised: Int64) {
        self.billed = billed
        self.earnedBefore = earnedBefore
        self.forfeited = forfeited
        self.recognised = recognised
        self.overRecognised = overRecognised
    }

    /// Its entry: what is billed is deferred, and leaves that for the pool as it is recognised.
    public func entry(_ heading: EntryHeading, in currency: Currency) throws -> JournalEntry {
        let moves = [
            (Account.subscriptions, billed), (.opening, try earnedBefore.negated()),
            (.forfeited, try forfeited.negated()), (.pool, try recognised.negated()),
            (.overRecognised, overRecognised),
        ]
        return try JournalEntry(
            heading, in: currency,
            try moves.flatMap { account, cents in
                [Posting(account, cents), Posting(.deferred, try cents.negated())]
            })
    }
}

/// The platform's part of a pool, in minor units; what is shared are lines, and what is left is carried (R9).
public struct PoolFact: Hashable, Sendable {
    /// The platform's part.
    public var platform: Int64

    /// A pool of which the platform gets a part.
    public init(platform: Int64) { self.platform = platform }

    /// Its entry.
    public func entry(_ heading: EntryHeading, in currency: Currency) throws -> JournalEntry {
        try JournalEntry(
            heading, in: currency, [Posting(.pool, platform), Posting(.platformPart, try platform.negated())])
    }
}

internal import Money
internal import PostgresClient
internal import Settlement

/// A creator in one currency: what the books say that they earned, and what they were paid.
struct PaidCreator {
    struct Payout {
        let id: Identifier
        let run: Int64
        let cents: Int64
        let parts: BucketAmounts
        let hasFailed: Bool
        /// The day on which it failed; nil where it did not, or the platform's row does not say.
        let failedOn: Day?

        /// Whether it takes from the balance of a day (R10).
        func takes(on day: Day) -> Bool { !hasFailed || failedOn.map { $0 > day } ?? false }
    }

    let creator: Identifier
    let currency: Currency
    private var earnings: [(period: Period, earning: Earning)] = []
    private(set) var payouts: [Payout] = []
    private var hasForeign = false

    init(creator: Identifier, currency: Currency) {
        self.creator = creator
        self.currency = currency
    }

    /// Whether the balances that runs found are known to the cent.
    var isExact: Bool { !hasForeign && payouts.allSatisfy { !$0.hasFailed } }

    /// Takes the rest of a row.
    mutating func take(_ row: inout CopyRow) throws {
        let kind = try row.nextInt64()
        let day = try row.nextOptionalDay()
        let bucket = Bucket(rawValue: try row.nextChar())
        let holdFrom = try row.nextDay()
        let (cents, run, id) = (try row.nextInt64(), try row.nextInt64(), try row.nextIdentifier())
        let parts = BucketAmounts(
            sales: try row.nextInt64(), donations: try row.nextInt64(), subscriptions: try row.nextInt64())
        let hasFailed = try row.nextBool()
        try row.skip(2)
        switch kind {
        case 0:
            guard let bucket, let day else { throw LedgerError.damaged("a line has an unknown bucket") }
            earnings.append((Period(containing: day), Earning(bucket: bucket, holdFrom: holdFrom, cents: cents)))
        case 1:
            payouts.append(
                Payout(
                    id: id, run: run, cents: cents, parts: parts, hasFailed: hasFailed, failedOn: hasFailed ? day : nil)
            )
        default: hasForeign = true
        }
    }

    /// How they stood when a run came to a payout.
    func standing(before index: Int, in run: RunRecord) throws -> Standing {
        var standing = Standing(creator: creator, currency: currency)
        if let through = run.through {
            standing.earnings = earnings.filter { $0.period <= through }.map(\.earning)
        }
        for earlier in payouts[..<index] where earlier.takes(on: run.day) {
            standing.taken = try standing.taken.adding(earlier.parts)
        }
        return standing
    }
}

internal import Journal
internal import Money
internal import PostgresClient
internal import Settlement

/// Works out what every account must have at a month's end, apart from the entries that the journal has by then.
///
/// What is deferred follows from prices and days, what is carried from the pools, what creators are owed from the totals of the
/// closes, and what is in flight or was paid from how the payouts stand. The accounts of providers, costs and income have what
/// the lines of all months add up to, summed up in the server by kind. An account that is not among them must have nothing:
/// `JournalWriter` says so of those that the journal used before.
struct JournalBalances {
    private let read: JournalReading
    /// What the lines of the months so far add up to.
    private var lines = RunningBalances()

    /// The balances of a journal whose first month is given, with what the months before it had.
    init(_ read: JournalReading, before first: Period) throws {
        self.read = read
        if first > read.genesis { try add(JournalSpan(first: read.genesis, last: first.previous)) }
    }

    /// What accounts must have at the end of a month; months must come in order.
    mutating func balances(endOf month: Period) throws -> [AssertedBalance] {
        try add(JournalSpan(first: month, last: month))
        let subscriptions = read.subscriptions(JournalSpan(first: read.genesis, last: month), .day)
        var shared = lines
        try subscriptions.forEach { try shared.add($0) }
        return try shared.balances(without: JournalBalances.standing) + subscriptions.balances()
            + read.standing.balances(endOf: month)
    }

    private mutating func add(_ span: JournalSpan) throws {
        try read.lines(span, .day).forEach { try lines.add($0) }
    }

    /// The accounts whose balance is known by how things stand, and those of creators, whom sums of lines do not tell apart.
    private static let standing: Set<Account> = Set(
        [.deferred, .overRecognised, .pool, .bank, .payoutsInFlight, .direct(to: .everybody)]
            + Bucket.allCases.map { .owed(to: .everybody, $0) })
}

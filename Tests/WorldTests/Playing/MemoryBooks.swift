import Money
import Settlement

/// What closes leave for later ones, in memory: what schema `settlement` holds in a database.
struct MemoryBooks {
    /// Names a purchase or donation.
    struct Source: Hashable {
        let table: SourceTable
        let row: Identifier
    }

    /// The closed periods with the policies they were closed under, in their order.
    var closed: [(period: Period, policy: Policy)] = []
    /// What the closed periods say of each source.
    var histories: [Source: SourceHistory] = [:]
    /// Open exceptions of the last close, and what was found to be too late since (R8.1, R8.7).
    var open: Set<Source> = []
    /// What is recorded of each subscription.
    var subscriptions: [Identifier: SubscriptionBook] = [:]
    /// What the last pools left over (R9.5).
    var carried: [Currency: Int64] = [:]

    /// What was put in by hand and waits for the next close.
    var entries: [ManualEntry] = []
    /// The files that were taken, by their text.
    var files: Set<String> = []
    /// The rows that no close looks at (R12).
    var waived: Set<World.PlatformRow> = []
    /// What `backfill late` noted, and whose waiver was taken back, since the last close.
    var openedSince: Set<Source> = []
    /// The books as they were before each closed period.
    var before: [MemoryBooks] = []

    /// What closed periods add to balances, in their order (R10).
    var totals: [CreatorTotals] = []
    /// What is known of payouts.
    var payouts = PayoutRecord()

    /// What is known of a source.
    func history(of row: SourceRow) -> SourceHistory { histories[Source(row)] ?? SourceHistory() }

    /// Whether a source counts as within every window.
    func isOpen(_ row: SourceRow) -> Bool { open.contains(Source(row)) }
}

extension MemoryBooks.Source {
    init(_ row: SourceRow) {
        self.init(table: row.table, row: row.id)
    }
}

/// What is recorded of one subscription, kept as the ledger keeps it.
///
/// A close is handed only the billing periods that can still matter, and everything where its row goes back in time;
/// the dataset shows each as it was when it last changed. So both promises of ``SubscriptionAccount`` are put to the
/// test: what it says can still matter, and what it says has changed.
struct SubscriptionBook {
    /// The last state of every billing period.
    private var states: [Day: BillingPeriod] = [:]
    /// Those that can still matter.
    private var carried: Set<Day> = []
    /// What was recognised too early (R7.4).
    private var excess: [Currency: Int64] = [:]
    /// Every billing period as it was when it last changed.
    private(set) var shown: [Day: BillingPeriod] = [:]

    /// What a close loads of the subscription.
    func account(of id: Identifier, showing row: SubscriptionRow?) -> SubscriptionAccount {
        let sparse = SubscriptionAccount(
            id: id, periods: states.filter { carried.contains($0.key) }.map(\.value), excess: excess)
        guard let from = row?.from, let last = sparse.last, from < last.from, sparse.period(from: from) == nil else {
            return sparse
        }
        return SubscriptionAccount(id: id, periods: Array(states.values), excess: excess)
    }

    /// Keeps what a close left.
    mutating func keep(_ account: SubscriptionAccount, after end: Day, shown day: Day?) {
        for period in account.periods {
            states[period.from] = period
            if account.changed.contains(period.from) { shown[period.from] = period }
        }
        carried = Set(account.periods.filter { account.matters($0, after: end, shown: day) }.map(\.from))
        excess = account.excess
    }
}

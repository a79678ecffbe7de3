import Money
import Settlement

/// What came of one close.
struct CloseOutcome {
    var lines: [Line] = []
    var recognitions: [Recognition] = []
    var pools: [Pool] = []
    var exceptions: [SettlementException] = []
    var exclusions: [PoolBuilder.ExclusionKey: Exclusion] = [:]
}

/// One close in memory: it asks the pure core about every row, and keeps what it says.
///
/// The ledger's close looks for the rows that can matter; here every purchase and donation is decided about with its
/// full history, so that a difference between the two is a fault in the looking.
struct MemoryClose {
    let platform: Platform
    let policy: Policy
    let calendar: ZoneCalendar
    let bounds: PeriodBounds

    init(_ period: Period, platform: Platform, policy: Policy) throws {
        self.platform = platform
        self.policy = policy
        calendar = try ZoneCalendar(policy.timezone)
        bounds = calendar.bounds(of: period, under: policy)
    }

    private var period: Period { bounds.period }
    private var end: Day { period.next.firstDay }

    /// Settles the period and takes the result into the books.
    func run(_ books: inout MemoryBooks) throws -> CloseOutcome {
        for (period, closed) in books.closed { try policy.checkUnchanged(since: closed, for: period) }
        books.before.append(books)
        var outcome = CloseOutcome()
        try settleSources(&books, &outcome)
        try recognise(&books, &outcome)
        try sharePool(&books, &outcome)
        outcome.lines += try books.entries.map { try $0.line(holdFrom: bounds.holdFrom, policy: policy) }
        (books.entries, books.openedSince) = ([], [])
        books.closed.append((period, policy))
        books.totals.append(try CreatorTotals(of: outcome.lines, in: period))
        return outcome
    }

    /// Purchases and donations (R4–R6, R8).
    private func settleSources(_ books: inout MemoryBooks, _ outcome: inout CloseOutcome) throws {
        let settler = SaleSettler(policy: policy, bounds: bounds, bundles: platform.bundles)
        var deciding = Reconsidering(settler: settler)
        var stillOpen: Set<MemoryBooks.Source> = []
        for row in platform.sources {
            let decision = try deciding.decide(row, history: books.history(of: row), open: books.isOpen(row))
            let source = MemoryBooks.Source(row)
            if !decision.lines.isEmpty { books.histories[source, default: SourceHistory()].take(decision.lines) }
            outcome.lines += decision.lines.filter { !$0.isEmpty }
            guard let exception = decision.exception else { continue }
            outcome.exceptions.append(exception)
            if exception.code.staysOpen { stillOpen.insert(source) }
        }
        books.open = stillOpen
    }

    /// Subscription revenue (R7); a deleted subscription's recorded billing periods go on earning.
    private func recognise(_ books: inout MemoryBooks, _ outcome: inout CloseOutcome) throws {
        let recorder = SubscriptionRecorder(entry: policy.entry(for: period), genesis: policy.genesis.firstDay)
        let rows = platform.subscriptions(in: calendar)
        let shown = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0) })
        for id in Set(shown.keys).union(books.subscriptions.keys) {
            let row = shown[id]
            var book = books.subscriptions[id] ?? SubscriptionBook()
            var account = book.account(of: id, showing: row)
            if let row, let exception = try recorder.record(row, in: &account) { outcome.exceptions.append(exception) }
            outcome.recognitions += try account.recognise(before: end, since: policy.genesis.firstDay)
            book.keep(account, after: end, shown: row?.from)
            books.subscriptions[id] = book
        }
    }

    /// Engagement and the pools (R9).
    private func sharePool(_ books: inout MemoryBooks, _ outcome: inout CloseOutcome) throws {
        let terms = policy.entry(for: period).pool
        var builder = PoolBuilder(bounds: bounds, terms: terms)
        for (reader, rows) in platform.engagement(in: period) {
            let amounts = outcome.recognitions.filter { $0.user != nil && $0.user == reader }
            let revenue = Dictionary(grouping: amounts, by: \.currency).mapValues { $0.reduce(0) { $0 + $1.cents } }
            outcome.exceptions += try builder.take(
                reader: reader, rows: rows, revenue: revenue.map { (currency: $0.key, cents: $0.value) })
        }
        outcome.exclusions = builder.exclusions
        let revenue = Dictionary(grouping: outcome.recognitions, by: \.currency).mapValues {
            $0.reduce(0) { $0 + $1.cents }
        }
        for currency in Set(revenue.keys).union(books.carried.keys) {
            let pool = try Pool(
                period: period, currency: currency, terms: terms, revenue: revenue[currency] ?? 0,
                carriedIn: books.carried[currency] ?? 0, contents: builder.contents(of: currency))
            books.carried[currency] = pool.carriedOut == 0 ? nil : pool.carriedOut
            outcome.pools.append(pool)
            outcome.lines += pool.lines(holdFrom: bounds.holdFrom)
        }
    }
}

extension MemoryClose {
    /// Notes what lies beyond the windows of this close (R8.7): every row is decided about with the windows as they are
    /// and reaching back, and what differs came too late.
    func noteLate(since month: Period, _ books: inout MemoryBooks) throws {
        let since = calendar.start(of: max(month, policy.genesis).firstDay)
        let wide = PeriodBounds(
            period: period, genesis: policy.genesis, monthStarts: bounds.monthStarts,
            lateStart: min(since, bounds.lateStart), refundStart: min(since, bounds.refundStart))
        let bundles = platform.bundles
        var asIs = Reconsidering(settler: SaleSettler(policy: policy, bounds: bounds, bundles: bundles))
        var reaching = Reconsidering(settler: SaleSettler(policy: policy, bounds: wide, bundles: bundles))
        for row in platform.sources {
            let (history, open) = (books.history(of: row), books.isOpen(row))
            let now = try asIs.decide(row, history: history, open: open)
            let then = try reaching.decide(row, history: history, open: open)
            guard now.isNothing, !then.isNothing else { continue }
            books.open.insert(MemoryBooks.Source(row))
            books.openedSince.insert(MemoryBooks.Source(row))
        }
    }
}

extension Reconsideration {
    fileprivate var isNothing: Bool { lines.isEmpty && exception == nil }
}

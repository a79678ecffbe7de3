internal import Crypto
internal import Money
internal import PostgresClient
internal import Settlement

/// The stages of one close, between the opening and the end of its transaction.
///
/// Two threads read and decide side by side, each over a connection of its own that sees the same data: one takes
/// purchases and donations, the other subscriptions and then engagement. This one writes what they decide.
struct CloseRun {
    let request: CloseRequest
    let bounds: PeriodBounds
    /// The books that are written.
    let edition: Edition
    let previous: ClosedPeriod?
    /// How much of the platform must be looked at again.
    let scope: SearchScope
    /// The rows that are not looked at, as they were waived by hand.
    let waivers: Waivers
    /// What was put in by hand, which becomes lines of the period.
    let manual: [ManualEntry]
    let reader: Connection
    let writer: Connection
    /// Runs a body with one more connection that sees the same data.
    let openReader: ((Connection) throws -> Void) throws -> Void
    let observer: any CloseObserver
    /// Where the rows of subscriptions are read.
    var subscriptionRows = "public.subscriptions"

    var period: Period { bounds.period }

    func settle() throws -> CloseSummary {
        try writer.execute(
            "SELECT settlement.open_books($1, $2)", [.period(period), .bool(request.draft)], doing: "opening the books")
        let decided = try decide()
        let creators = try addUp(decided.creators)
        try stage(.particulars) { try keepParticulars() }
        try stage(.checks) { try checks.run() }
        if request.strict, decided.errors > 0 { throw LedgerError.openExceptions(period, count: decided.errors) }
        let root = try stage(.sealing) { try seal(creators: creators, subscriptions: decided.subscriptions) }
        return try summary(root: root, openErrors: decided.errors)
    }

    /// What the stages that decide leave for those that add up and seal.
    struct Decided {
        let creators: CreatorSpool
        let subscriptions: SubscriptionStage.Outcome
        /// How many exceptions are errors, which stay open.
        let errors: Int
    }

    /// Decides about everything, and writes it into the open books; totals and digest are still missing then.
    ///
    /// An error on any side ends all of them, and that of one who decides comes first.
    func decide() throws -> Decided {
        let lines = Channel<[UInt8]>(capacity: 8)
        let accruals = Channel<Handover<Spool>>(capacity: 1)
        let sharing = startSharing(accruals: accruals)
        var settling: Worker<Handover<LineSink>>?
        do {
            let started = try startSettling(lines: lines)
            settling = started
            return try write(lines, accruals, settling: started, sharing: sharing)
        } catch {
            lines.close()
            accruals.close()
            let failures = [settling?.failure(), sharing.failure()]
            throw failures.compactMap(\.self).first ?? error
        }
    }

    /// Writes what the two who decide leave, in the order in which it is there: lines, then accruals and pools while
    /// one of them still looks at what changed, then the rest.
    private func write(
        _ lines: Channel<[UInt8]>, _ accruals: Channel<Handover<Spool>>, settling: Worker<Handover<LineSink>>,
        sharing: Worker<Shared>
    ) throws -> Decided {
        try writer.copyIn(
            "COPY \(edition.table(.lines)) FROM STDIN (FORMAT binary)", doing: "writing the lines"
        ) { output in
            while let chunk = lines.receive() { try output.write(chunk) }
        }
        if let recorded = accruals.receive() { try copy(recorded.value, into: .accruals) }
        let shared = try sharing.join()
        let poolLines = try share(shared)
        let sources = try settling.join().value
        try copy(sources.kept, into: .lines)
        try copy(sources.markSpool, into: .marks)
        try copy(sources.particulars.sourceSpool, into: .keptSources)
        try copy(sources.particulars.feeSpool, into: .keptFees)
        try writeRest(of: poolLines, creators: sources.creators)
        for exceptions in [sources.exceptions, shared.exceptions] { try copy(exceptions.spool, into: .exceptions) }
        observer.end(.pool)
        return Decided(
            creators: sources.creators, subscriptions: shared.subscriptions,
            errors: sources.exceptions.errors + shared.exceptions.errors)
    }

    func stage<Value>(_ stage: CloseStage, _ body: () throws -> Value) throws -> Value {
        observer.begin(stage, expectedRows: nil)
        let value = try body()
        observer.end(stage)
        return value
    }

    /// Copies rows that were spooled while something else was being written.
    private func copy(_ spool: Spool, into book: Book) throws {
        guard spool.count > 0 else { return }
        try writer.copyIn(
            "COPY \(edition.table(book)) FROM STDIN (FORMAT binary)", doing: "writing the \(book.rawValue)"
        ) { output in try spool.forEachChunk { try output.write($0) } }
    }
}

// MARK: - Purchases and donations

extension CloseRun {
    /// Decides on a thread of its own; the lines of the period go into the channel, those of what changed are kept.
    private func startSettling(lines: Channel<[UInt8]>) throws -> Worker<Handover<LineSink>> {
        let catalogue = CatalogueLoader(connection: reader)
        let settler = SaleSettler(policy: request.policy, bounds: bounds, bundles: try catalogue.bundles())
        let platformContents = try catalogue.platformContents()
        let (reader, observer, period, scope, waivers) = (reader, observer, period, scope, waivers)
        return Worker { () throws -> Handover<LineSink> in
            defer { lines.close() }
            let sink = LineSink(period: period, creators: CreatorSpool(period: period)) { try lines.send($0) }
            let stages = SourceStages(
                reader: reader, sink: sink, observer: observer, platformContents: platformContents, scope: scope,
                waivers: waivers)
            observer.begin(.changes, expectedRows: nil)
            try stages.gather(bounds: settler.bounds)
            observer.end(.changes)
            try stages.settle(.purchases, as: .purchases, with: settler)
            try stages.settle(.donations, as: .donations, with: settler)
            try sink.keepTheRest()
            lines.close()
            observer.begin(.changes, expectedRows: nil)
            try stages.reconsider(.purchases, with: settler)
            try stages.reconsider(.donations, with: settler)
            observer.end(.changes)
            try sink.flush()
            return Handover(value: sink)
        }
    }
}

// MARK: - Subscriptions and the pool

extension CloseRun {
    /// What the thread leaves that recognises revenue and gathers engagement.
    private struct Shared {
        let subscriptions: SubscriptionStage.Outcome
        let engagement: PoolBuilder
        let exceptions: ExceptionSink
    }

    /// Recognises revenue, then gathers what the pool is shared by, on a thread and a connection of its own.
    ///
    /// - Parameter accruals: Takes the encoded rows of book `accruals` as soon as they are all there.
    private func startSharing(accruals: Channel<Handover<Spool>>) -> Worker<Shared> {
        let (observer, bounds, policy, rows, waivers) = (observer, bounds, request.policy, subscriptionRows, waivers)
        let opening = Handover(value: openReader)
        return Worker {
            defer { accruals.close() }
            var shared: Shared?
            try opening.value { connection in
                shared = try CloseRun.share(
                    connection, bounds: bounds, policy: policy, rows: rows, waivers: waivers,
                    history: AccountHistory(before: bounds.period, open: opening.value), accruals: accruals, observer)
            }
            guard let shared else { preconditionFailure("the pool was not gathered") }
            return shared
        }
    }

    private static func share(
        _ connection: Connection, bounds: PeriodBounds, policy: Policy, rows: String, waivers: Waivers,
        history: AccountHistory, accruals: Channel<Handover<Spool>>, _ observer: any CloseObserver
    ) throws -> Shared {
        let recorded = Spool()
        let exceptions = ExceptionSink(period: bounds.period)
        let buckets = ReaderBuckets()
        let revenue = SubscriptionStage(
            reader: connection, rows: waivers.among(rows), history: history, policy: policy, period: bounds.period,
            observer: observer,
            send: { bytes in try recorded.append { $0.append(contentsOf: bytes) } },
            recognised: { try buckets.append($0) }, report: { try exceptions.take($0) })
        observer.begin(.subscriptions, expectedRows: try revenue.expectedRows())
        let subscriptions = try revenue.run()
        try accruals.send(Handover(value: recorded))
        observer.end(.subscriptions)
        let pool = PoolStage(
            reader: connection, bounds: bounds, terms: policy.entry(for: bounds.period).pool, observer: observer,
            waivers: waivers, report: { try exceptions.take($0) })
        observer.begin(.pool, expectedRows: try pool.expectedRows())
        let engagement = try pool.gather(buckets)
        try exceptions.flush()
        return Shared(subscriptions: subscriptions, engagement: engagement, exceptions: exceptions)
    }

    /// Shares each currency's pool, and writes it without its lines.
    private func share(_ shared: Shared) throws -> PoolLines {
        let revenue = shared.subscriptions.revenue
        let carried = try carriedIn()
        let terms = request.policy.entry(for: period).pool
        let pools = PoolWriter(connection: writer, edition: edition)
        var lines = PoolLines()
        for currency in Set(revenue.keys).union(carried.keys).sorted() {
            let pool = try Pool(
                period: period, currency: currency, terms: terms, revenue: revenue[currency] ?? 0,
                carriedIn: carried[currency] ?? 0, contents: shared.engagement.contents(of: currency))
            try pools.write(pool)
            try lines.append(pool)
        }
        try pools.write(shared.engagement.exclusions)
        return lines
    }

    /// Writes the lines of the pools, and those that were put in by hand.
    private func writeRest(of pools: PoolLines, creators: CreatorSpool) throws {
        let sink = LineSink(period: period, creators: creators)
        try pools.forEach(holdFrom: bounds.holdFrom) { try sink.take($0) }
        for entry in manual { try sink.take(try entry.line(holdFrom: bounds.holdFrom, policy: request.policy)) }
        try sink.flush()
        try copy(sink.kept, into: .lines)
    }

    /// What the period before left over, by currency (R9.5).
    private func carriedIn() throws -> [Currency: Int64] {
        let rows = try writer.query(
            "SELECT currency, carried_out_cents FROM settlement.pools WHERE period = $1 AND carried_out_cents <> 0",
            [.period(period.previous)], doing: "reading what the last pool left over"
        ) { row in (Currency(try row[0].text()), try row[1].int64()) }
        guard Set(rows.map(\.0)).count == rows.count else {
            throw LedgerError.damaged("\(period.previous) has two pools of one currency")
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}

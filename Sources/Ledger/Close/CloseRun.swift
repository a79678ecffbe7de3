internal import Crypto
internal import Money
internal import PostgresClient
internal import Settlement

/// The stages of one close, between the opening and the end of its transaction.
struct CloseRun {
    let request: CloseRequest
    let bounds: PeriodBounds
    let previous: ClosedPeriod?
    /// How much of the platform must be looked at again.
    let scope: SearchScope
    let reader: Connection
    let writer: Connection
    let openHistory: ((Connection) throws -> Void) throws -> Void
    let observer: any CloseObserver

    private var period: Period { bounds.period }
    private var edition: Edition { Edition(period: period, draft: request.draft) }
    private var terms: PoolTerms { request.policy.entry(for: period).pool }

    func settle() throws -> CloseSummary {
        try writer.execute(
            "SELECT settlement.open_books($1, $2)", [.period(period), .bool(request.draft)], doing: "opening the books")
        let sources = try settleSources()
        let subscriptions = try recognise(sources.sink)
        let pools = try sharePool(sources.sink, revenue: subscriptions.revenue)
        try stage(.keys) {
            _ = try writer.execute(
                "SELECT settlement.key_books($1, $2)", [.period(period), .bool(request.draft)], doing: "adding the keys"
            )
        }
        let creators = try stage(.totals) { try writeTotals(sources.sink.creators) }
        try stage(.checks) { try CloseChecks(connection: writer, edition: edition).run() }
        if request.strict, sources.sink.openErrors > 0 {
            throw LedgerError.openExceptions(period, count: sources.sink.openErrors)
        }
        let root = try stage(.sealing) { try seal(creators: creators, subscriptions: subscriptions) }
        return try summary(root: root, openErrors: sources.sink.openErrors, pools: pools)
    }

    private func stage<Value>(_ stage: CloseStage, _ body: () throws -> Value) throws -> Value {
        observer.begin(stage, expectedRows: nil)
        let value = try body()
        observer.end(stage)
        return value
    }
}

// MARK: - Purchases and donations

extension CloseRun {
    /// The sink as the deciding thread left it.
    private struct Sources: @unchecked Sendable {
        // Sendable by hand: it is handed over when the thread that used it has ended.
        let sink: LineSink
    }

    /// One thread reads and decides, this one writes: they overlap.
    private func settleSources() throws -> Sources {
        let channel = Channel<[UInt8]>(capacity: 8)
        let catalogue = CatalogueLoader(connection: reader)
        let settler = SaleSettler(policy: request.policy, bounds: bounds, bundles: try catalogue.bundles())
        let platformContents = try catalogue.platformContents()
        let (reader, observer, period, scope) = (reader, observer, period, scope)
        let worker = Worker { () throws -> Sources in
            defer { channel.close() }
            let sink = LineSink(period: period, creators: CreatorSpool(period: period)) { try channel.send($0) }
            let stages = SourceStages(
                reader: reader, sink: sink, observer: observer, platformContents: platformContents)
            observer.begin(.changes, expectedRows: nil)
            try stages.gather(bounds: settler.bounds, scope: scope)
            try stages.reconsider(.purchases, with: settler)
            try stages.reconsider(.donations, with: settler)
            observer.end(.changes)
            for (table, stage) in [(SourceTable.purchases, CloseStage.purchases), (.donations, .donations)] {
                observer.begin(stage, expectedRows: nil)
                try stages.settle(table, with: settler)
                observer.end(stage)
            }
            try sink.flush()
            return Sources(sink: sink)
        }
        try write(.lines, from: channel, worker: worker)
        let sources = try worker.join()
        try copy(sources.sink.markSpool, into: .marks)
        return sources
    }

    /// Writes what a worker sends until it ends; an error on either side ends both, and the worker's comes first.
    private func write<Value>(_ book: Book, from channel: Channel<[UInt8]>, worker: Worker<Value>) throws {
        do {
            try writer.copyIn(
                "COPY \(edition.table(book)) FROM STDIN (FORMAT binary)", doing: "writing the \(book.rawValue)"
            ) {
                output in
                while let chunk = channel.receive() { try output.write(chunk) }
            }
        } catch {
            channel.close()
            do { _ = try worker.join() } catch let first where !(first is ChannelClosed) { throw first }
            throw error
        }
    }

    private func copy(_ spool: Spool, into book: Book) throws {
        guard spool.count > 0 else { return }
        try writer.copyIn(
            "COPY \(edition.table(book)) FROM STDIN (FORMAT binary)", doing: "writing the \(book.rawValue)"
        ) {
            output in try spool.forEachChunk { try output.write($0) }
        }
    }
}

// MARK: - Subscriptions and the pool

extension CloseRun {
    /// Recognises revenue on a thread of its own while this one writes it down.
    private func recognise(_ sink: LineSink) throws -> SubscriptionStage.Outcome {
        observer.begin(.subscriptions, expectedRows: nil)
        let channel = Channel<[UInt8]>(capacity: 8)
        let (reader, observer, period, policy) = (reader, observer, period, request.policy)
        let carrier = Carrier(sink: sink, openHistory: openHistory)
        let worker = Worker { () throws -> SubscriptionStage.Outcome in
            defer { channel.close() }
            let stage = SubscriptionStage(
                reader: reader, history: AccountHistory(open: carrier.openHistory), policy: policy, period: period,
                observer: observer, send: { try channel.send($0) }, report: { try carrier.sink.take($0) })
            return try stage.run()
        }
        try write(.accruals, from: channel, worker: worker)
        let outcome = try worker.join()
        observer.end(.subscriptions)
        return outcome
    }

    /// Hands what one thread used before to another that uses it next.
    private struct Carrier: @unchecked Sendable {
        // Sendable by hand: the thread that starts the worker waits for it to end before it uses them again.
        let sink: LineSink
        let openHistory: ((Connection) throws -> Void) throws -> Void
    }

    private func sharePool(_ sink: LineSink, revenue: [Currency: Int64]) throws -> [Pool] {
        observer.begin(.pool, expectedRows: nil)
        let stage = PoolStage(
            engagement: reader, books: writer, bounds: bounds, terms: terms, edition: edition, observer: observer)
        let builder = try stage.gather { try sink.take($0) }
        let carried = try carriedIn()
        var pools: [Pool] = []
        for currency in Set(revenue.keys).union(carried.keys).sorted() {
            pools.append(
                try Pool(
                    period: period, currency: currency, terms: terms, revenue: revenue[currency] ?? 0,
                    carriedIn: carried[currency] ?? 0, contents: builder.contents[currency] ?? [:]))
        }
        try PoolWriter(connection: writer, edition: edition).write(pools, exclusions: builder.exclusions)
        try writePoolLines(pools, sink: sink)
        try sink.flush()
        try copy(sink.exceptionSpool, into: .exceptions)
        observer.end(.pool)
        return pools
    }

    private func writePoolLines(_ pools: [Pool], sink: LineSink) throws {
        var chunks: [[UInt8]] = []
        let collector = LineSink(period: period, creators: sink.creators) { chunks.append($0) }
        for pool in pools {
            for line in pool.lines(holdFrom: bounds.holdFrom) { try collector.take(line) }
        }
        try collector.flush()
        try writer.copyIn("COPY \(edition.table(.lines)) FROM STDIN (FORMAT binary)", doing: "writing the pool's lines")
        {
            output in for chunk in chunks { try output.write(chunk) }
        }
    }

    /// What the period before left over, by currency (R9.5).
    private func carriedIn() throws -> [Currency: Int64] {
        let rows = try writer.query(
            "SELECT currency, carried_out_cents FROM settlement.pools WHERE period = $1 AND carried_out_cents <> 0",
            [.period(period.previous)], doing: "reading what the last pool left over"
        ) { row in (Currency(try row[0].text()), try row[1].int64()) }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}

// MARK: - The end

extension CloseRun {
    private func writeTotals(_ creators: CreatorSpool) throws -> [(name: String, hash: [UInt8])] {
        var leaves: [(name: String, hash: [UInt8])] = []
        try writer.copyIn(
            "COPY \(edition.table(.creatorTotals)) FROM STDIN (FORMAT binary)", doing: "writing the totals"
        ) {
            output in
            leaves = try CreatorTotals(period: period).collect(from: creators) { encoder in
                let bytes = unsafe encoder.withBytes { unsafe Array($0) }
                try output.write(bytes)
            }
        }
        return leaves
    }

    private func seal(
        creators: [(name: String, hash: [UInt8])], subscriptions: SubscriptionStage.Outcome
    ) throws -> [UInt8] {
        let digest = PeriodDigest(connection: writer, edition: edition)
        let leaves = try digest.leaves(
            previous: previous, policyHash: request.policyHash, creators: creators,
            recognitions: subscriptions.recognitions, billingPeriods: subscriptions.billingPeriods)
        try digest.write(leaves)
        let root = MerkleTree(leaves: leaves.map(\.hash)).root
        guard !request.draft else {
            try writer.execute(
                "SELECT settlement.keep_draft($1, $2, $3)", [.period(period), .bytes(root), .instant(request.now)])
            return root
        }
        try writer.execute(
            "SELECT settlement.seal_books($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            [
                .period(period), .instant(bounds.start), .instant(bounds.end), .text(request.policyHash),
                .text(request.policyPath), .text(request.policyText), previous.map { .bytes($0.root) } ?? .null,
                .bytes(root), .instant(request.now), .text(request.engineVersion),
            ], doing: "sealing the books")
        return root
    }

    private func summary(root: [UInt8], openErrors: Int, pools: [Pool]) throws -> CloseSummary {
        let rows = try writer.query(
            """
            SELECT currency, sum(lines)::int8, coalesce(sum(creator_cents) FILTER (WHERE payable), 0)::int8
            FROM \(edition.table(.creatorTotals)) GROUP BY currency
            """, doing: "summing up"
        ) { row in (Currency(try row[0].text()), try row[1].int64(), try row[2].int64()) }
        return CloseSummary(
            period: period, draft: request.draft, root: root, lines: rows.reduce(0) { $0 + $1.1 },
            openErrors: openErrors, earnings: Dictionary(uniqueKeysWithValues: rows.map { ($0.0, $0.2) }))
    }
}

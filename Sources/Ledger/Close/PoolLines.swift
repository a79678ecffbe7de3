internal import Money
internal import Settlement

/// What the lines of pools are made of, spooled until they can be written: pools are shared one after another, and of
/// those that are done nothing else is kept in memory.
struct PoolLines {
    private struct Record: BitwiseCopyable {
        let content: Identifier
        let owner: Identifier
        let part: Int64
    }

    private var pools: [(currency: Currency, records: SpoolBuffer)] = []

    /// Adds the shares of a pool that got something.
    mutating func append(_ pool: Pool) throws {
        var records = SpoolBuffer()
        for share in pool.shares where share.part != 0 {
            let record = Record(content: share.content, owner: share.owner, part: share.part)
            try records.append { RawRecords.put(record, &$0) }
        }
        pools.append((pool.currency, records))
    }

    /// Hands over the lines, pool by pool, in the order of the contents.
    func forEach(holdFrom: Day, _ body: (Line) throws -> Void) throws {
        for (currency, records) in pools {
            for record in try records.records(of: Record.self) {
                let share = Pool.Share(
                    content: record.content, owner: record.owner, metrics: .zero, weight: .zero, part: record.part)
                try body(share.line(in: currency, holdFrom: holdFrom))
            }
        }
    }
}

internal import Money
internal import PostgresClient
internal import Settlement

/// Writes the pools of a period, their shares, and what was left out of them.
struct PoolWriter {
    let connection: Connection
    let edition: Edition

    /// Writes a pool with its shares.
    func write(_ pool: Pool) throws {
        try connection.execute(
            "INSERT INTO \(edition.table(.pools)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            [
                .period(pool.period), .text(pool.currency.code), .text(pool.model.rawValue), .int(pool.revenue),
                .int(pool.carriedIn), .int(pool.platform), .int(pool.distributed), .int(pool.carriedOut),
                .int(pool.sums.time), .int(pool.sums.sessions), .int(pool.sums.concepts),
            ], doing: "writing the pool")
        try copy(into: .poolShares) { output in
            for share in pool.shares { try output.writeTuple(fields: 9) { encode(share, of: pool, to: &$0) } }
        }
    }

    /// Writes what was left out of all pools.
    func write(_ exclusions: [PoolBuilder.ExclusionKey: Exclusion]) throws {
        try copy(into: .exclusions) { output in
            for (key, left) in exclusions.sorted(by: PoolWriter.precedes) {
                try output.writeTuple(fields: 6) { encode(key, left, to: &$0) }
            }
        }
    }

    private func copy(into book: Book, _ body: (inout CopyWriter) throws -> Void) throws {
        try connection.copyIn(
            "COPY \(edition.table(book)) FROM STDIN (FORMAT binary)", doing: "writing the \(book.rawValue)", body)
    }

    private func encode(_ share: Pool.Share, of pool: Pool, to encoder: inout CopyEncoder) {
        encoder.append(pool.period.firstDay)
        encoder.append(text: pool.currency.code)
        encoder.append(Optional(share.content))
        encoder.append(Optional(share.owner))
        encoder.append(int64: share.metrics.time)
        encoder.append(int64: share.metrics.sessions)
        encoder.append(int64: share.metrics.concepts)
        encoder.append(text: share.weight.description)
        encoder.append(int64: share.part)
    }

    private func encode(_ key: PoolBuilder.ExclusionKey, _ left: Exclusion, to encoder: inout CopyEncoder) {
        encoder.append(edition.period.firstDay)
        encoder.append(text: key.currency.code)
        encoder.append(key.content)
        encoder.append(text: key.rule.rawValue)
        encoder.append(int64: left.rows)
        encoder.append(int64: left.seconds)
    }

    private static func precedes(
        _ left: (key: PoolBuilder.ExclusionKey, value: Exclusion),
        _ right: (key: PoolBuilder.ExclusionKey, value: Exclusion)
    ) -> Bool {
        if left.key.currency != right.key.currency { return left.key.currency < right.key.currency }
        if left.key.content != right.key.content {
            guard let content = left.key.content else { return true }
            return right.key.content.map { content < $0 } ?? false
        }
        return left.key.rule < right.key.rule
    }
}

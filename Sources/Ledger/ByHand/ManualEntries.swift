internal import Money
internal import PostgresClient
internal import Settlement

/// The adjustments and opening balances that a close makes lines of: those applied since the close before.
struct ManualEntries {
    let connection: Connection

    /// An entry with where it comes from.
    struct Applied {
        let number: Int64
        let fileHash: String
        let line: Int
        let entry: ManualEntry
        let appliedBy: String
        let appliedAt: Instant
    }

    /// The entries of a period, in the order in which they were applied.
    ///
    /// - Parameters:
    ///   - period: The period that is closed, or settled again.
    ///   - isClosed: Whether it was closed before: then only what that close had seen.
    ///   - creator: Only those of a creator; nil for all.
    func of(_ period: Period, isClosed: Bool, creator: Identifier? = nil) throws -> [Applied] {
        try connection.query(
            """
            SELECT number, file_hash, file_line, kind, creator_id, currency, bucket, amount_cents, reason, reference,
                   available_from, applied_by, applied_at
            FROM settlement.manual_entries
            WHERE number > (SELECT coalesce(max(acts_through), 0) FROM settlement.periods WHERE period = $1)
              AND (NOT $3 OR number <= (SELECT coalesce(max(acts_through), 0) FROM settlement.periods WHERE period = $2))
              AND ($4::uuid IS NULL OR creator_id = $4)
            ORDER BY number
            """,
            [
                .period(period.previous), .period(period), .bool(isClosed), creator.map(Parameter.identifier) ?? .null,
            ], doing: "reading what was put in by hand", ManualEntries.applied)
    }

    private static func applied(_ row: Row) throws -> Applied {
        guard let kind = ManualFile.Kind(rawValue: try row[3].bytes().first ?? 0),
            let bucket = Bucket(rawValue: try row[6].bytes().first ?? 0)
        else { throw LedgerError.damaged("an entry of settlement.manual_entries has an unknown kind or bucket") }
        let special: ManualEntry.Kind =
            switch kind {
            case .adjustment: .adjustment(reason: try row[8].text(), reference: try row[9].text())
            case .opening: .opening(availableFrom: Day(number: try row[10].date()))
            }
        return Applied(
            number: try row[0].int64(), fileHash: try row[1].text(), line: Int(try row[2].int64()),
            entry: ManualEntry(
                kind: special, creator: try row[4].identifier(), currency: Currency(try row[5].text()), bucket: bucket,
                amount: try row[7].int64()),
            appliedBy: try row[11].text(), appliedAt: Instant(microseconds: try row[12].timestamp()))
    }
}

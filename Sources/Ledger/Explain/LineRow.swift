internal import Money
internal import PostgresClient
internal import Settlement

/// Lines of the books as queries select them.
enum LineRow {
    /// The columns, in the order in which ``line(_:from:)`` takes them.
    static let columns = """
        kind, bucket, source_id, content_id, creator_id, seller_id, currency, gross_cents, processing_cents,
        platform_cents, creator_cents, payable, late, hold_from, sold_at
        """

    /// The same columns of a mark, whose amounts are 0.
    static let markColumns = """
        kind, bucket, source_id, content_id, creator_id, seller_id, currency, 0::bigint, 0::bigint, 0::bigint, 0::bigint,
        payable, false, hold_from, sold_at
        """

    /// The line in a row whose first column of it is `first`.
    static func line(_ row: Row, from first: Int = 0) throws -> Line {
        guard let kind = LineKind(rawValue: try row[first].bytes().first ?? 0),
            let bucket = Bucket(rawValue: try row[first + 1].bytes().first ?? 0)
        else { throw LedgerError.inconsistent("a line of the books has an unknown kind or bucket") }
        return Line(
            kind: kind, bucket: bucket, source: try row[first + 2].optionalIdentifier(),
            content: try row[first + 3].optionalIdentifier(), creator: try row[first + 4].optionalIdentifier(),
            seller: try row[first + 5].optionalIdentifier(), currency: Currency(try row[first + 6].text()),
            gross: try row[first + 7].int64(), processing: try row[first + 8].int64(),
            platform: try row[first + 9].int64(), creatorPart: try row[first + 10].int64(),
            payable: try row[first + 11].bool(), late: try row[first + 12].bool(),
            holdFrom: Day(number: try row[first + 13].date()),
            soldAt: try row[first + 14].optionalTimestamp().map(Instant.init(microseconds:)))
    }
}

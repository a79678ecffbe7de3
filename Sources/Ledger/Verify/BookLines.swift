internal import Money
internal import PostgresClient
internal import Settlement

/// Reads the lines of a period from its books.
struct BookLines {
    let connection: Connection
    let edition: Edition

    /// Hands over each line.
    ///
    /// - Parameter strange: Takes the kind and bucket of a row that is no line of any kind.
    /// - Returns: The number of rows.
    func forEach(_ body: (Line) throws -> Void, strange: (String) throws -> Void) throws -> Int {
        try connection.copyOut(
            """
            SELECT kind, bucket, source_id, content_id, creator_id, seller_id, currency, gross_cents, processing_cents,
                   platform_cents, creator_cents, payable, late, hold_from, sold_at
            FROM \(edition.table(.lines))
            """, doing: "reading the lines of \(edition.period)"
        ) { row in
            let (kind, bucket) = (try row.nextChar(), try row.nextChar())
            if let kind = LineKind(rawValue: kind), let bucket = Bucket(rawValue: bucket) {
                try body(try BookLines.line(kind, bucket, &row))
            } else {
                try row.skip(13)
                try strange("kind \(BookLines.letter(kind)), bucket \(BookLines.letter(bucket))")
            }
        }
    }

    private static func letter(_ byte: UInt8) -> String { "\"\(String(UnicodeScalar(byte)))\"" }

    private static func line(_ kind: LineKind, _ bucket: Bucket, _ row: inout CopyRow) throws(PostgresError) -> Line {
        let source = try row.nextOptionalIdentifier()
        let content = try row.nextOptionalIdentifier()
        let creator = try row.nextOptionalIdentifier()
        let seller = try row.nextOptionalIdentifier()
        let currency = Currency(try row.nextText())
        let amounts = (
            gross: try row.nextInt64(), processing: try row.nextInt64(), platform: try row.nextInt64(),
            creator: try row.nextInt64()
        )
        let payable = try row.nextBool()
        let late = try row.nextBool()
        return Line(
            kind: kind, bucket: bucket, source: source, content: content, creator: creator, seller: seller,
            currency: currency, gross: amounts.gross, processing: amounts.processing, platform: amounts.platform,
            creatorPart: amounts.creator, payable: payable, late: late, holdFrom: try row.nextDay(),
            soldAt: try row.nextOptionalInstant())
    }
}

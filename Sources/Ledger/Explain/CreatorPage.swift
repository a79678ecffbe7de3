internal import Money
internal import PostgresClient
internal import Settlement

/// What one period's books say of one creator, each by one statement that reads the period's partition once.
struct CreatorPage {
    let connection: Connection
    let edition: Edition
    let creator: Identifier

    /// The creator's lines: sales first, then donations, then the pool's.
    func lines() throws -> [Line] {
        try connection.query(
            """
            SELECT \(LineRow.columns) FROM \(edition.table(.lines)) WHERE creator_id = $1
            ORDER BY array_position('{s,d,p}'::"char"[], bucket), sold_at, source_id, kind, content_id
            """, [.identifier(creator)], doing: "reading the creator's lines"
        ) { try LineRow.line($0) }
    }

    /// The totals that the close wrote.
    func totals() throws -> [CreatorFacts.Total] {
        try connection.query(
            """
            SELECT currency, bucket, payable, hold_from, lines, gross_cents, processing_cents, platform_cents, creator_cents
            FROM \(edition.table(.creatorTotals)) WHERE creator_id = $1
            ORDER BY currency COLLATE "C", hold_from, bucket, payable
            """, [.identifier(creator)], doing: "reading the creator's totals"
        ) { row in
            guard let bucket = Bucket(rawValue: try row[1].bytes().first ?? 0) else {
                throw LedgerError.inconsistent("a total of \(creator) has an unknown bucket")
            }
            return CreatorFacts.Total(
                currency: Currency(try row[0].text()), bucket: bucket, payable: try row[2].bool(),
                holdFrom: Day(number: try row[3].date()), lines: try row[4].int64(),
                amounts: try (5...8).map { try row[$0].int64() })
        }
    }

    /// What was left out of the contents that the creator owns now, or had in the pool (R9.1).
    func leftOut() throws -> [CreatorFacts.LeftOut] {
        try connection.query(
            """
            SELECT currency, content_id, rule, rows, seconds FROM \(edition.table(.exclusions))
            WHERE content_id IN (SELECT id FROM public.contents WHERE user_id = $1 UNION ALL \(ownShares("$1")))
            ORDER BY currency COLLATE "C", content_id, rule COLLATE "C"
            """, [.identifier(creator)], doing: "reading what was left out"
        ) { row in
            CreatorFacts.LeftOut(
                currency: Currency(try row[0].text()), content: try row[1].identifier(),
                rule: ExclusionRule(rawValue: try row[2].text()), rows: try row[3].int64(),
                seconds: try row[4].int64())
        }
    }

    /// The contents that the creator had in the pool.
    func ownShares(_ creator: String) -> String {
        "SELECT content_id FROM \(edition.table(.poolShares)) WHERE creator_id = \(creator)"
    }

    /// The purchases and donations that stayed open and would be the creator's, as far as today's rows tell (R12).
    func open() throws -> [CreatorFacts.Open] {
        let contents = "(SELECT id FROM public.contents WHERE user_id = $1)"
        return try connection.query(
            """
            SELECT exception.source_table, exception.row_id, exception.code, exception.message
            FROM \(edition.table(.exceptions)) exception
            WHERE exception.open AND (
                exception.source_table = 'purchases' AND EXISTS (
                    SELECT FROM public.purchases row WHERE row.id = exception.row_id
                    AND CASE WHEN row.bundle_id IS NULL THEN row.seller_id = $1 OR row.content_id IN \(contents)
                             ELSE row.bundle_id IN (SELECT bundle_id FROM public.bundle_contents
                                                    WHERE content_id IN \(contents)) END)
                OR exception.source_table = 'donations' AND EXISTS (
                    SELECT FROM public.donations row WHERE row.id = exception.row_id
                    AND (row.recipient_id = $1 OR row.content_id IN \(contents))))
            ORDER BY exception.source_table COLLATE "C", exception.row_id
            """, [.identifier(creator)], doing: "reading the creator's open rows"
        ) { row in
            CreatorFacts.Open(
                table: try row[0].text(), row: try row[1].identifier(), code: try row[2].text(),
                message: try row[3].text())
        }
    }

    /// Whether the platform knows the creator.
    ///
    /// - Parameter asking: Whether purchases and donations are asked too.
    func standing(asking: Bool) throws -> CreatorFacts.Standing {
        try connection.queryOne(
            """
            SELECT (SELECT count(*) FROM public.contents WHERE user_id = $1),
                   $2 AND EXISTS (SELECT FROM public.purchases WHERE seller_id = $1),
                   $2 AND EXISTS (SELECT FROM public.donations WHERE recipient_id = $1)
            """, [.identifier(creator), .bool(asking)], doing: "looking for the creator"
        ) { row in
            CreatorFacts.Standing(
                contents: try row[0].int64(), isSeller: try row[1].bool(), isRecipient: try row[2].bool())
        }
    }
}

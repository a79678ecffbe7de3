public import Money
public import PostgresClient
public import Settlement

/// Reads what is known of one purchase or donation, on one view of the data.
public struct SourceFactsReader {
    private let connection: Connection
    private let parsePolicy: (String) throws -> Policy
    private let draftPolicy: PolicyRecord?

    /// A reader over a connection.
    ///
    /// - Parameters:
    ///   - connection: A connection that no transaction is open on.
    ///   - parsePolicy: Reads the text of a policy file that a month was closed under.
    ///   - draftPolicy: The policy of the draft, where that is to be shown too; nil leaves the draft out.
    public init(
        connection: Connection, parsePolicy: @escaping (String) throws -> Policy, draftPolicy: PolicyRecord? = nil
    ) {
        self.connection = connection
        self.parsePolicy = parsePolicy
        self.draftPolicy = draftPolicy
    }

    /// The facts of an id: those of the purchase, or else of the donation.
    ///
    /// - Throws: ``LedgerError/notFound(_:)`` where neither the platform nor the books know the id.
    public func read(_ id: Identifier) throws -> SourceFacts {
        try connection.transaction(.readOnly, doing: "explaining a purchase") {
            try PeriodStore(connection: connection).checkSchema()
            for table in [SourceTable.purchases, .donations] {
                if let facts = try read(id, in: table) { return facts }
            }
            throw LedgerError.notFound(
                "no purchase or donation \"\(id)\" is known, nor a line of the books of it; check the id")
        }
    }

    private func read(_ id: Identifier, in table: SourceTable) throws -> SourceFacts? {
        let row = try row(id, in: table)
        let lines = try lines(of: id, in: table)
        guard row != nil || !lines.isEmpty else { return nil }
        let bundles = try row?.bundle.map { try CatalogueLoader(connection: connection).bundles(only: $0) }
        return SourceFacts(
            table: table, id: id, row: row, bundle: row?.bundle.flatMap { bundles?[$0] },
            chapters: try chapters(lines), exceptions: try exceptions(of: id, in: table),
            lastClosed: try PeriodStore(connection: connection).closed().last?.period)
    }

    private func row(_ id: Identifier, in table: SourceTable) throws -> SourceRow? {
        let platform = try connection.query(
            """
            SELECT content.id FROM public.\(table.rawValue) row JOIN public.contents content ON content.id = row.content_id
            WHERE row.id = $1 AND content.is_platform_content
            """, [.identifier(id)], doing: "reading the content"
        ) { try $0[0].identifier() }
        let reader = SourceRowReader(table: table, platformContents: Set(platform))
        var found: SourceRow?
        try connection.copyOut(
            """
            SELECT \(SourceQueries.columns(of: table)) FROM public.\(table.rawValue) row
            WHERE row.id = \(Literal.uuid(id))
            """, doing: "reading the row"
        ) { found = try reader.read(&$0) }
        return found
    }
}

// MARK: - The books

extension SourceFactsReader {
    private struct Entry {
        let period: Period
        let draft: Bool
        let line: Line
    }

    private func lines(of id: Identifier, in table: SourceTable) throws -> [Entry] {
        var books = [("settlement.lines", "settlement.marks", false)]
        if draftPolicy != nil, try hasDraft() {
            books.append(("settlement_draft.lines", "settlement_draft.marks", true))
        }
        return try books.flatMap { lines, marks, draft in
            try connection.query(
                """
                SELECT period, kind, bucket, content_id, creator_id, seller_id, currency, gross_cents, processing_cents,
                       platform_cents, creator_cents, payable, late, hold_from, sold_at
                FROM \(lines) WHERE source_id = $1 AND bucket = $2::"char"
                UNION ALL
                SELECT period, kind, bucket, content_id, creator_id, seller_id, currency, 0, 0, 0, 0, payable, false,
                       hold_from, sold_at
                FROM \(marks) WHERE source_id = $1 AND bucket = $2::"char" AND kind <> 'o'
                ORDER BY 1, 2, 4
                """, [.identifier(id), .text(table == .donations ? "d" : "s")], doing: "reading the books of it"
            ) { row in try SourceFactsReader.entry(row, of: id, draft: draft) }
        }
    }

    private func hasDraft() throws -> Bool {
        try connection.queryOne("SELECT to_regclass('settlement_draft.period') IS NOT NULL") { try $0[0].bool() }
    }

    private static func entry(_ row: Row, of id: Identifier, draft: Bool) throws -> Entry {
        guard let kind = LineKind(rawValue: try row[1].bytes().first ?? 0),
            let bucket = Bucket(rawValue: try row[2].bytes().first ?? 0)
        else { throw LedgerError.inconsistent("a line of \(id) has an unknown kind or bucket") }
        let line = Line(
            kind: kind, bucket: bucket, source: id, content: try row[3].optionalIdentifier(),
            creator: try row[4].optionalIdentifier(), seller: try row[5].optionalIdentifier(),
            currency: Currency(try row[6].text()), gross: try row[7].int64(), processing: try row[8].int64(),
            platform: try row[9].int64(), creatorPart: try row[10].int64(), payable: try row[11].bool(),
            late: try row[12].bool(), holdFrom: Day(number: try row[13].date()),
            soldAt: try row[14].optionalTimestamp().map(Instant.init(microseconds:)))
        return Entry(period: try row[0].period(), draft: draft, line: line)
    }

    private func chapters(_ entries: [Entry]) throws -> [SourceFacts.Chapter] {
        var chapters: [SourceFacts.Chapter] = []
        for period in Set(entries.map(\.period)).sorted() {
            let own = entries.filter { $0.period == period }
            let draft = own.contains(where: \.draft)
            let record = try draft ? draftPolicy : policy(of: period)
            guard let record else { continue }
            let bounds = try CalendarLoader(connection: connection, policy: record.policy).bounds(of: period)
            chapters.append(
                SourceFacts.Chapter(
                    period: period, draft: draft, policy: record, bounds: bounds, lines: own.map(\.line)))
        }
        return chapters
    }

    private func policy(of period: Period) throws -> PolicyRecord {
        let (path, hash, text) = try connection.queryOne(
            """
            SELECT path, hash, text FROM settlement.policies
            WHERE hash = (SELECT policy_hash FROM settlement.periods WHERE period = $1)
            """, [.period(period)], doing: "reading the policy of \(period)"
        ) { (try $0[0].text(), try $0[1].text(), try $0[2].text()) }
        return PolicyRecord(policy: try parsePolicy(text), path: path, hash: hash)
    }

    private func exceptions(of id: Identifier, in table: SourceTable) throws -> [SourceFacts.Recorded] {
        try connection.query(
            """
            SELECT period, code, open, message FROM settlement.exceptions
            WHERE row_id = $1 AND source_table = $2 ORDER BY period
            """, [.identifier(id), .text(table.rawValue)], doing: "reading the exceptions of it"
        ) { row in
            SourceFacts.Recorded(
                period: try row[0].period(), code: try row[1].text(), isOpen: try row[2].bool(),
                message: try row[3].text())
        }
    }
}

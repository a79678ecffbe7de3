public import Money
public import PostgresClient
public import Settlement

/// Reads what is known of one purchase or donation, on one view of the data.
public struct SourceFactsReader {
    private let books: SourceBooks

    private var connection: Connection { books.connection }

    /// A reader over a connection.
    ///
    /// - Parameters:
    ///   - connection: A connection that no transaction is open on.
    ///   - parsePolicy: Reads the text of a policy file that a month was closed under.
    ///   - draftPolicy: The policy of the draft, where that is to be shown too; nil leaves the draft out.
    public init(
        connection: Connection, parsePolicy: @escaping (String) throws -> Policy, draftPolicy: PolicyRecord? = nil
    ) {
        self.init(SourceBooks(connection: connection, parsePolicy: parsePolicy, draftPolicy: draftPolicy))
    }

    /// A reader of books that others read too.
    init(_ books: SourceBooks) {
        self.books = books
    }

    /// The facts of an id: those of the purchase, or else of the donation.
    ///
    /// - Throws: ``LedgerError/notFound(_:)`` where neither the platform nor the books know the id.
    public func read(_ id: Identifier) throws -> SourceFacts {
        try connection.transaction(.readOnly, doing: "explaining a purchase") {
            let store = PeriodStore(connection: connection)
            try store.checkSchema()
            for table in [SourceTable.purchases, .donations] {
                let facts = try facts(
                    of: id, in: table, exceptions: try exceptions(of: id, in: table),
                    waivers: try OpenExceptions(connection: connection).history(of: id).filter {
                        $0.table == table.rawValue
                    },
                    lastClosed: try store.closed().last?.period)
                if facts.row != nil || !facts.chapters.isEmpty { return facts }
            }
            throw LedgerError.notFound(
                "no purchase or donation \"\(id)\" is known, nor a line of the books of it; check the id")
        }
    }

    /// The row as it is now, and what the books say up to a period; within a transaction that is open.
    func facts(
        of id: Identifier, in table: SourceTable, through period: Period? = nil,
        exceptions: [SourceFacts.Recorded] = [], waivers: [WaiverEntry] = [], lastClosed: Period? = nil
    ) throws -> SourceFacts {
        let row = try row(id, in: table)
        let bundles = try row?.bundle.map { try CatalogueLoader(connection: connection).bundles(only: $0) }
        return SourceFacts(
            table: table, id: id, row: row, bundle: row?.bundle.flatMap { bundles?[$0] },
            chapters: try books.chapters(of: id, in: table, through: period), exceptions: exceptions,
            waivers: waivers, lastClosed: lastClosed)
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

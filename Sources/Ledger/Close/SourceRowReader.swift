internal import Money
internal import PostgresClient
internal import Settlement

/// Reads rows of ``SourceQueries``.
struct SourceRowReader {
    let table: SourceTable
    /// The contents that are the platform's own.
    let platformContents: Set<Identifier>

    func read(_ row: inout CopyRow) throws(PostgresError) -> SourceRow {
        let id = try row.nextIdentifier()
        let payer = try row.nextOptionalIdentifier()
        let payee = try row.nextOptionalIdentifier()
        let content = try row.nextOptionalIdentifier()
        let bundle = try row.nextOptionalIdentifier()
        let amount = try row.nextOptionalAmount()
        let currency = try row.nextCurrency()
        let fee = try row.nextOptionalAmount()
        let revenue = try row.nextOptionalAmount()
        let provider = try row.nextOptionalText()
        let status = SourceStatus(try row.nextOptionalText())
        let date = try row.nextOptionalInstant()
        let created = try row.nextOptionalInstant()
        return SourceRow(
            table: table, id: id, payer: payer, payee: payee, content: content, bundle: bundle, amount: amount,
            currency: currency, recordedFee: fee, recordedRevenue: revenue, provider: provider, status: status,
            date: date, createdAt: created,
            isPlatformContent: content.map(platformContents.contains) ?? false)
    }

    /// A line of the books with its period, as ``SourceQueries/again(turn:since:)`` selects it; nil if there is none.
    func readHistory(
        _ row: inout CopyRow, of source: Identifier
    ) throws -> (period: Day, line: Line)? {
        guard let period = try row.nextOptionalDay() else {
            try row.skip(13)
            return nil
        }
        guard let kind = LineKind(rawValue: try row.nextChar()), let bucket = Bucket(rawValue: try row.nextChar())
        else { throw LedgerError.damaged("a line of \(source) has an unknown kind or bucket") }
        let content = try row.nextOptionalIdentifier()
        let creator = try row.nextOptionalIdentifier()
        let seller = try row.nextOptionalIdentifier()
        let currency = Currency(try row.nextText())
        let line = Line(
            kind: kind, bucket: bucket, source: source, content: content, creator: creator, seller: seller,
            currency: currency, gross: try row.nextInt64(), processing: try row.nextInt64(),
            platform: try row.nextInt64(), creatorPart: try row.nextInt64(), payable: try row.nextBool(),
            holdFrom: try row.nextDay(), soldAt: try row.nextOptionalInstant())
        return (period, line)
    }
}

/// Loads what the rules need to know about bundles and contents: few rows, kept in memory.
struct CatalogueLoader {
    let connection: Connection

    /// The contents that are the platform's own.
    func platformContents() throws -> Set<Identifier> {
        var contents: Set<Identifier> = []
        try connection.copyOut(
            "SELECT id FROM public.contents WHERE is_platform_content", doing: "reading the platform's contents"
        ) { row in contents.insert(try row.nextIdentifier()) }
        return contents
    }

    /// All bundles with their contents, or one alone.
    func bundles(only id: Identifier? = nil) throws -> [Identifier: Bundle] {
        var contents: [Identifier: [BundleContent]] = [:]
        let filter = id.map { " WHERE bundle.id = \(Literal.uuid($0))" } ?? ""
        try connection.copyOut(CatalogueLoader.query + filter, doing: "reading the bundles") { row in
            let bundle = try row.nextIdentifier()
            let content = BundleContent(
                id: try row.nextOptionalIdentifier() ?? Identifier(high: 0, low: 0),
                owner: try row.nextOptionalIdentifier(), isPlatformContent: try row.nextBool(),
                share: try row.nextOptionalInt64(), listPrice: try row.nextWhole(),
                currency: try row.nextCurrency())
            let isThere = try row.nextBool()
            contents[bundle, default: []] += isThere ? [content] : []
        }
        return contents.mapValues { Bundle(exists: true, contents: $0) }
    }

    /// A share that is no percentage with two decimals becomes −1, which no bundle can be split by (R1.3, R5.2).
    private static let query = """
        SELECT bundle.id, content.content_id, owned.user_id, coalesce(owned.is_platform_content, false),
               CASE WHEN content.revenue_share_percent IS NULL THEN NULL
                    WHEN content.revenue_share_percent BETWEEN 0 AND 1000000
                         AND scale(trim_scale(content.revenue_share_percent)) <= 2
                    THEN (content.revenue_share_percent * 100)::bigint
                    ELSE -1 END,
               coalesce(owned.price_cents, 0), owned.currency, content.id IS NOT NULL
        FROM public.bundles bundle
        LEFT JOIN public.bundle_contents content ON content.bundle_id = bundle.id
        LEFT JOIN public.contents owned ON owned.id = content.content_id
        """
}

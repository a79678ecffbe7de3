internal import Journal
internal import Money
internal import PostgresClient
internal import Settlement

/// How finely a journal tells the books.
public enum JournalDetail: String, CaseIterable, Sendable {
    /// An entry for every line, subscription, pool and payout.
    case fact
    /// Per month, the lines of each creator by kind; payouts one by one.
    case creator
    /// Per day and kind, creators together.
    case day

    /// Whether creators have accounts of their own.
    var namesCreators: Bool { self != .day }
}

/// The months whose facts are read: closed ones, from the first through the last.
struct JournalSpan {
    let first: Period
    let last: Period

    /// The condition that a column lies in them.
    func holds(_ column: String) -> String {
        "\(column) BETWEEN \(Literal.date(first.firstDay)) AND \(Literal.date(last.firstDay))"
    }
}

/// Reads the lines of closed months as entries of the journal.
struct JournalLines {
    let connection: Connection
    let policy: Policy
    let span: JournalSpan
    let detail: JournalDetail

    /// Hands over the entries, by day.
    func forEach(_ body: (JournalEntry) throws -> Void) throws {
        try connection.copyOut(query, doing: "reading the lines") { row in try body(try entry(&row)) }
    }

    private func entry(_ row: inout CopyRow) throws -> JournalEntry {
        let day = try row.nextDay()
        let kind = try row.nextChar()
        let bucket = try row.nextChar()
        guard let kind = LineKind(rawValue: kind), let bucket = Bucket(rawValue: bucket) else {
            throw LedgerError.damaged("lines have a kind or a bucket that is none")
        }
        let (source, content) = (try row.nextOptionalIdentifier(), try row.nextOptionalIdentifier())
        let creator = try row.nextOptionalIdentifier()
        let isPlatforms = try row.nextBool()
        let payee = creator.map(Payee.creator) ?? (isPlatforms ? .platform : .everybody)
        let currency = try row.nextCurrency()
        let fact = LineFact(
            kind: kind, bucket: bucket, payee: payee, payable: try row.nextBool(),
            creatorBearsProcessing: try row.nextBool(), gross: try row.nextInt64(), processing: try row.nextInt64(),
            creatorPart: try row.nextInt64())
        let words = kind == .adjustment || kind == .opening || kind == .pool || kind.settles
        return try fact.entry(
            EntryHeading(
                day: day, narration: words ? kind.name : "\(kind.name) \(bucket.name)",
                links: ["creator": creator, "source": source, "content": content]), in: currency)
    }

    private var query: String {
        let keys = "day, kind, bucket, source, content, creator, is_platforms, currency, payable, is_passed_on"
        let amounts = ["gross_cents", "processing_cents", "creator_cents"]
        let sums = amounts.map { detail == .fact ? $0 : "sum(\($0))::bigint" }.joined(separator: ", ")
        let order =
            "day, currency COLLATE \"C\", creator NULLS FIRST, bucket, kind, source NULLS FIRST, content NULLS FIRST,"
            + " is_platforms, payable, is_passed_on, \(sums)"
        return """
            SELECT \(keys), \(sums) FROM (
                SELECT \(day) AS day, kind, bucket, \(detail == .fact ? "source_id" : "NULL::uuid") AS source,
                       \(detail == .fact ? "content_id" : "NULL::uuid") AS content,
                       \(detail.namesCreators ? "creator_id" : "NULL::uuid") AS creator,
                       creator_id IS NULL AS is_platforms, currency, payable, \(isPassedOn) AS is_passed_on,
                       \(amounts.joined(separator: ", "))
                FROM settlement.lines WHERE \(span.holds("period"))
            ) facts
            \(detail == .fact ? "" : "GROUP BY \(keys)") ORDER BY \(order)
            """
    }

    /// The day that a line is booked on: that of its source, where this lies in the month; else the month's last day, on which
    /// the close finds what was late, and what is to be undone.
    private var day: String {
        let last = "(period + interval '1 month - 1 day')::date"
        guard detail != .creator else { return last }
        return """
            CASE WHEN kind IN ('s', 'b', 'd') AND NOT late AND \(soldOn) >= period AND \(soldOn) <= \(last)
                 THEN \(soldOn) ELSE \(last) END
            """
    }

    private var soldOn: String { Literal.day("sold_at", in: policy.timezone) }

    /// Whether the creator bears the processing, by the entry of the month of the sale (R4.3).
    private var isPassedOn: String {
        let whens = policy.entries.reversed().map { entry in
            """
            WHEN \(soldOn) >= \(Literal.date(entry.effective.firstDay))
            THEN CASE bucket WHEN 's' THEN \(entry.salesProcessing == .creator) WHEN 'd' THEN \(entry.donationProcessing == .creator) ELSE false END
            """
        }
        return "coalesce(CASE \(whens.joined(separator: " ")) END, false)"
    }
}

internal import Money
internal import PostgresClient
internal import Settlement

/// What the books say of single purchases and donations; the policy and the bounds of each period are read once.
final class SourceBooks {
    let connection: Connection
    private let parsePolicy: (String) throws -> Policy
    private let draftPolicy: PolicyRecord?
    private var records: [Period: PolicyRecord] = [:]
    private var bounds: [Period: PeriodBounds] = [:]
    private var drafted: Period??

    /// - Parameter draftPolicy: The policy of the draft, where that is to be read too; nil leaves the draft out.
    init(
        connection: Connection, parsePolicy: @escaping (String) throws -> Policy, draftPolicy: PolicyRecord?
    ) {
        self.connection = connection
        self.parsePolicy = parsePolicy
        self.draftPolicy = draftPolicy
    }

    /// What the periods say that know a source, in order; later ones than the last that is asked for are left out.
    func chapters(of id: Identifier, in table: SourceTable, through last: Period? = nil) throws -> [SourceFacts.Chapter]
    {
        let lines = try lines(of: id, in: table)
        var chapters: [SourceFacts.Chapter] = []
        for period in Set(lines.map(\.period)).sorted() where last.map({ period <= $0 }) ?? true {
            let draft = try isDraft(period)
            chapters.append(
                SourceFacts.Chapter(
                    period: period, draft: draft, policy: try policy(of: period), bounds: try bounds(of: period),
                    lines: lines.filter { $0.period == period }.map(\.line)))
        }
        return chapters
    }

    /// The policy that a period was closed under, or that of the draft.
    func policy(of period: Period) throws -> PolicyRecord {
        if let draftPolicy, try isDraft(period) { return draftPolicy }
        if let known = records[period] { return known }
        let (path, hash, text) = try connection.queryOne(
            """
            SELECT path, hash, text FROM settlement.policies
            WHERE hash = (SELECT policy_hash FROM settlement.periods WHERE period = $1)
            """, [.period(period)], doing: "reading the policy of \(period)"
        ) { (try $0[0].text(), try $0[1].text(), try $0[2].text()) }
        let record = PolicyRecord(policy: try parsePolicy(text), path: path, hash: hash)
        records[period] = record
        return record
    }

    /// The bounds of a period under its policy.
    func bounds(of period: Period) throws -> PeriodBounds {
        if let known = bounds[period] { return known }
        let found = try CalendarLoader(connection: connection, policy: try policy(of: period).policy).bounds(of: period)
        bounds[period] = found
        return found
    }

    /// Whether the books of a period are the draft's.
    func isDraft(_ period: Period) throws -> Bool { try draft() == period }

    /// The drafted period, where the draft is to be read and there is one.
    private func draft() throws -> Period? {
        if let drafted { return drafted }
        let found = draftPolicy == nil ? nil : try PeriodStore(connection: connection).drafted()
        drafted = .some(found)
        return found
    }

    private func lines(of id: Identifier, in table: SourceTable) throws -> [(period: Period, line: Line)] {
        let schemas = ["settlement"] + (try draft() == nil ? [] : ["settlement_draft"])
        return try schemas.flatMap { schema in
            try connection.query(
                """
                SELECT period, \(LineRow.columns) FROM \(schema).lines WHERE source_id = $1 AND bucket = $2::"char"
                UNION ALL
                SELECT period, \(LineRow.markColumns) FROM \(schema).marks
                WHERE source_id = $1 AND bucket = $2::"char" AND kind <> 'o'
                ORDER BY 1, 2, 5
                """, [.identifier(id), .text(table == .donations ? "d" : "s")], doing: "reading the books of it"
            ) { row in (period: try row[0].period(), line: try LineRow.line(row, from: 1)) }
        }
    }
}

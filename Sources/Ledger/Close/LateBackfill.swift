public import PostgresClient
public import Settlement

/// Notes what lies beyond the windows of the next close, so that it treats it as if it lay within (R8.7).
public struct LateBackfill {
    private let connect: () throws -> Connection

    /// A backfill over connections that a closure opens.
    public init(connect: @escaping () throws -> Connection) {
        self.connect = connect
    }

    /// Looks at everything since a month.
    ///
    /// - Returns: How many rows were noted.
    /// - Throws: ``LedgerError`` where the schema is not as it should be.
    public func run(from: Period, policy: Policy, now: Instant) throws -> Int {
        let connection = try connect()
        return try connection.transaction(.repeatableRead, doing: "noting what came too late") {
            let store = PeriodStore(connection: connection)
            try store.checkSchema()
            try PlatformColumns(connection: connection).check()
            let next = try store.closed().last?.period.next ?? policy.genesis
            let calendar = CalendarLoader(connection: connection, policy: policy)
            let narrow = try calendar.bounds(of: next)
            let since = try calendar.start(of: max(from, policy.genesis).firstDay)
            let wide = PeriodBounds(
                period: next, genesis: policy.genesis, monthStarts: narrow.monthStarts,
                lateStart: min(since, narrow.lateStart), refundStart: min(since, narrow.refundStart))
            let search = LateSearch(
                connection: connection, policy: policy, narrow: narrow, wide: wide,
                waivers: try Waivers(of: next, isClosed: false, over: connection))
            return try search.note(at: now)
        }
    }
}

/// Decides every row twice, with the windows as they are and reaching back: what differs came too late.
struct LateSearch {
    let connection: Connection
    let policy: Policy
    let narrow: PeriodBounds
    let wide: PeriodBounds
    let waivers: Waivers

    func note(at now: Instant) throws -> Int {
        let catalogue = CatalogueLoader(connection: connection)
        let bundles = try catalogue.bundles()
        let platformContents = try catalogue.platformContents()
        let tables = [SourceTable.purchases, .donations]
        let selections = tables.flatMap { table in
            SourceSearch(table: table, bounds: wide, scope: .everything, waivers: waivers).selections.map {
                (table: table, sql: $0)
            }
        }
        try connection.execute(SourceQueries.temporaryTable(selections))
        var late: [SourceRow] = []
        for table in tables {
            let reading = SourceHistories(
                table: table, connection: connection, bounds: wide, waivers: waivers,
                rows: SourceRowReader(table: table, platformContents: platformContents))
            var asIs = Reconsidering(settler: SaleSettler(policy: policy, bounds: narrow, bundles: bundles))
            var reaching = Reconsidering(settler: SaleSettler(policy: policy, bounds: wide, bundles: bundles))
            try reading.forEach(turn: 1, since: nil) { source in
                let now = try asIs.decide(source.row, history: source.history, open: source.open)
                let then = try reaching.decide(source.row, history: source.history, open: source.open)
                if now.isEmpty, !then.isEmpty { late.append(source.row) }
            }
        }
        for row in late {
            try connection.execute(
                "INSERT INTO settlement.late_notes VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                [.text(row.table.rawValue), .identifier(row.id), .instant(now)])
        }
        return late.count
    }
}

internal import Money
public import PostgresClient
public import Settlement

/// Writes the datasets about payouts, from what is known now, the same bytes every time.
public struct PayoutExport {
    private let connection: Connection
    private let policy: Policy
    private let recorded: Recorded

    /// An export over a connection, by a policy's days and terms.
    public init(connection: Connection, policy: Policy) {
        self.init(connection: connection, policy: policy, recorded: .now)
    }

    /// An export of what the ledger had recorded.
    init(connection: Connection, policy: Policy, recorded: Recorded) {
        self.connection = connection
        self.policy = policy
        self.recorded = recorded
    }

    /// Streams a dataset.
    ///
    /// - Parameters:
    ///   - dataset: The dataset.
    ///   - asOf: The day that it shows; of no meaning for ``PayoutDataset/payouts``.
    ///   - format: How it is written.
    ///   - write: Takes the bytes, piece by piece.
    public func run(
        _ dataset: PayoutDataset, asOf: Day, format: DatasetFormat, write: ([UInt8]) throws -> Void
    ) throws {
        try connection.transaction(.readOnly) {
            try PeriodStore(connection: connection).checkSchema()
            try PlatformColumns(connection: connection).check(PlatformColumns.ofPayouts)
            try self.rows(dataset, asOf: asOf, format: format, write: write)
        }
    }

    /// Streams a dataset in the transaction that is open.
    func rows(
        _ dataset: PayoutDataset, asOf: Day, format: DatasetFormat, write: ([UInt8]) throws -> Void
    ) throws {
        try withoutActuallyEscaping(write) { write in
            let rows = DatasetRows(columns: dataset.columns, format: format, write: write)
            try rows.begin()
            try stream(dataset, asOf: asOf, rows)
        }
    }

    /// Streams the rows of a dataset, without a header, within a transaction.
    func stream(_ dataset: PayoutDataset, asOf: Day, _ rows: DatasetRows) throws {
        let day = try PayoutDay(asOf, policy: policy, over: connection, recorded: recorded)
        switch dataset {
        case .payouts: try payouts(day, rows)
        case .balances: try standings(day) { try balance($0, day.rules, rows) }
        case .outcomes: try standings(day) { try outcome($0, day.rules, rows) }
        case .exceptions: try exceptions(day, rows)
        }
    }

    private func standings(_ day: PayoutDay, _ body: (Standing) throws -> Void) throws {
        try StandingReader(connection: connection, day: day).read().forEach(body)
    }

    private func balance(_ standing: Standing, _ rules: PayoutRules, _ rows: DatasetRows) throws {
        guard standing.hasLines || standing.hasPayouts else { return }
        let balance = try rules.balance(of: standing)
        try rows.add([
            .text(standing.creator.description), .text(standing.currency.code), .number(balance.whole.sales),
            .number(balance.whole.donations), .number(balance.whole.subscriptions), .number(balance.held),
            .number(try balance.available.total()),
        ])
    }

    private func outcome(_ standing: Standing, _ rules: PayoutRules, _ rows: DatasetRows) throws {
        guard let outcome = try rules.outcome(of: standing) else { return }
        try rows.add([
            .text(standing.creator.description), .text(standing.currency.code), .text(outcome.state.rawValue),
            .number(outcome.cents), DatasetValue(outcome.reason?.rawValue), DatasetValue(outcome.nextDate?.description),
        ])
    }

    private func exceptions(_ day: PayoutDay, _ rows: DatasetRows) throws {
        var faults: [PayoutFault] = []
        try standings(day) { faults += try day.rules.faults(of: $0) }
        for fault in faults.oncePerRow {
            try rows.add([
                .text(Period(containing: day.day).description), .text(fault.code.rawValue), .text(fault.table),
                .text(fault.row.description), .text(fault.isWarning ? "warning" : "error"), .text(fault.message),
            ])
        }
    }

    /// All payouts requested not before genesis, by their ids.
    private func payouts(_ day: PayoutDay, _ rows: DatasetRows) throws {
        let time = { (column: String) in
            """
            to_char(\(column)::timestamp, CASE WHEN date_trunc('second', \(column)::timestamp) = \(column)::timestamp
                    THEN 'YYYY-MM-DD"T"HH24:MI:SS"Z"' ELSE 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' END)
            """
        }
        let sql = """
            SELECT row.id, row.user_id, coalesce(row.currency::text, 'USD'), row.amount_cents::bigint,
                   row.from_sales_cents::bigint, row.from_donations_cents::bigint, row.from_subscriptions_cents::bigint,
                   row.payout_method::text, row.status::text, \(time("row.requested_at")),
                   coalesce(kept.origin, 'request'), answer.reason
            FROM \(recorded.payouts) row LEFT JOIN \(recorded.kept) kept ON kept.id = row.id
            LEFT JOIN \(recorded.answers) answer ON answer.payout_id = row.id
            WHERE \(Literal.day("row.requested_at", in: day.timezone)) >= \(Literal.date(day.genesis))
            ORDER BY row.id
            """
        try connection.copyOut(sql, doing: "reading the payouts") { row in
            var values = [DatasetValue.text(try row.nextIdentifier().description)]
            values.append(DatasetValue(try row.nextOptionalIdentifier()?.description))
            values.append(.text(try row.nextText()))
            for _ in 0..<4 { values.append(DatasetValue(try row.nextOptionalInt64())) }
            for _ in 0..<4 { values.append(DatasetValue(try row.nextOptionalText())) }
            values.append(DatasetValue(try row.nextOptionalText().map { BankText.cleaned($0) }))
            try rows.add(values)
        }
    }
}

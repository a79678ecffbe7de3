internal import Crypto
internal import Money
internal import PostgresClient
internal import Settlement

/// Recognises subscription revenue: the platform's rows and the accounts that the last close left, side by side (R7).
struct SubscriptionStage {
    let reader: Connection
    /// Where the platform's rows are read: its table, or a selection with the same columns.
    let rows: String
    /// Opens one more connection that sees the same data, for the rare account that needs all of its past.
    let history: AccountHistory
    let policy: Policy
    let period: Period
    let observer: any CloseObserver
    /// Takes encoded rows of book `accruals`.
    let send: ([UInt8]) throws -> Void
    /// Takes each recognition, for the pool.
    let recognised: (Recognition) throws -> Void
    /// Takes exceptions.
    let report: (SettlementException) throws -> Void

    /// What the stage found, for the pool and the digest.
    struct Outcome: Sendable {
        /// Revenue by currency.
        var revenue: [Currency: Int64] = [:]
        /// The SHA-256 of dataset `recognitions` of the period, without its header.
        var recognitions: [UInt8] = []
        /// The SHA-256 of the rows of dataset `billing-periods` that the close recorded or changed.
        var billingPeriods: [UInt8] = []
    }

    /// About how many subscriptions there are.
    func expectedRows() throws -> Int64? {
        try reader.estimatedRows(of: "SELECT FROM public.subscriptions", doing: "recognising subscription revenue")
    }

    func run() throws -> Outcome {
        let recorder = SubscriptionRecorder(entry: policy.entry(for: period), genesis: policy.genesis.firstDay)
        var writer = AccrualWriter(period: period, send: send)
        var outcome = Outcome()
        var pending: (id: Identifier, row: SubscriptionRow?, periods: [BillingPeriod], excess: [Currency: Int64])?
        var counter = RowCounter(stage: .subscriptions, observer: observer)
        func finish() throws {
            guard let found = pending else { return }
            var account = SubscriptionAccount(id: found.id, periods: found.periods, excess: found.excess)
            if let from = found.row?.from, let last = account.last, from < last.from, account.period(from: from) == nil
            {
                account = try history.account(of: found.id, excess: found.excess)
            }
            if let row = found.row, let exception = try recorder.record(row, in: &account) { try report(exception) }
            let before = account.periods
            let recognitions = try account.recognise(
                before: period.next.firstDay, since: policy.genesis.firstDay)
            for recognition in recognitions {
                outcome.revenue[recognition.currency] =
                    try (outcome.revenue[recognition.currency] ?? 0).adding(recognition.cents)
                try recognised(recognition)
            }
            try writer.write(account, before: before, recognitions: recognitions, shown: found.row?.from)
            counter.count()
        }
        try reader.copyOut(query, doing: "recognising subscription revenue") { tuple in
            let (id, row) = try SubscriptionReader.row(&tuple)
            let recorded = try SubscriptionReader.recorded(&tuple)
            if pending?.id != id {
                try finish()
                pending = (id, row, [], [:])
            }
            guard let (billing, excess) = recorded else { return }
            pending?.periods.append(billing)
            if excess > 0 { pending?.excess[billing.currency] = excess }
        }
        try finish()
        counter.finish()
        (outcome.recognitions, outcome.billingPeriods) = try writer.finish()
        return outcome
    }

    private var query: String {
        func day(_ column: String) -> String { Literal.day("platform.\(column)", in: policy.timezone) }
        return """
            SELECT coalesce(platform.id, known.subscription_id), platform.id IS NOT NULL, platform.user_id, platform.plan_type,
                   platform.price_cents, platform.currency, \(day("started_at")), \(day("current_period_start")),
                   \(day("current_period_end")),
                   \(Literal.day("coalesce(platform.current_period_end, platform.created_at)", in: policy.timezone)),
                   known.from_day, known.to_day, known.shown_to, known.next_from, known.price_cents, known.currency,
                   known.user_id, known.earned_cents, known.excess_cents
            FROM \(rows) platform
            FULL JOIN (SELECT * FROM settlement.accruals
                       WHERE period = \(Literal.date(period.previous.firstDay)) AND carried) known
              ON known.subscription_id = platform.id
            ORDER BY 1, known.from_day
            """
    }
}

/// Reads the columns of subscriptions and recorded billing periods.
enum SubscriptionReader {
    static func row(_ tuple: inout CopyRow) throws(PostgresError) -> (Identifier, SubscriptionRow?) {
        let id = try tuple.nextIdentifier()
        guard try tuple.nextBool() else {
            try tuple.skip(8)
            return (id, nil)
        }
        let row = SubscriptionRow(
            id: id, user: try tuple.nextOptionalIdentifier(), plan: try tuple.nextOptionalText(),
            price: try tuple.nextOptionalAmount(), currency: try tuple.nextCurrency(),
            started: try tuple.nextOptionalDay(), from: try tuple.nextOptionalDay(), to: try tuple.nextOptionalDay(),
            asked: try tuple.nextOptionalDay())
        return (id, row)
    }

    static func recorded(_ tuple: inout CopyRow) throws(PostgresError) -> (BillingPeriod, excess: Int64)? {
        guard let from = try tuple.nextOptionalDay() else {
            try tuple.skip(8)
            return nil
        }
        let period = BillingPeriod(
            from: from, to: try tuple.nextDay(), shownTo: try tuple.nextDay(), nextFrom: try tuple.nextOptionalDay(),
            price: try tuple.nextInt64(), currency: Currency(try tuple.nextText()),
            user: try tuple.nextOptionalIdentifier(), earnedBefore: try tuple.nextInt64())
        return (period, try tuple.nextInt64())
    }
}

/// Loads everything that earlier periods recorded of one subscription, over a connection of its own.
struct AccountHistory {
    /// The period that is settled: its own books, and later ones, are not looked at.
    let before: Period
    let open: ((Connection) throws -> Void) throws -> Void

    func account(of id: Identifier, excess: [Currency: Int64]) throws -> SubscriptionAccount {
        var periods: [BillingPeriod] = []
        try open { connection in try load(id, over: connection, into: &periods) }
        return SubscriptionAccount(id: id, periods: periods, excess: excess)
    }

    private func load(_ id: Identifier, over connection: Connection, into periods: inout [BillingPeriod]) throws {
        try connection.copyOut(
            """
            SELECT DISTINCT ON (from_day) from_day, to_day, shown_to, next_from, price_cents, currency, user_id,
                   earned_cents, excess_cents
            FROM settlement.accruals
            WHERE subscription_id = \(Literal.uuid(id)) AND period < \(Literal.date(before.firstDay))
            ORDER BY from_day, period DESC
            """, doing: "reading the past of a subscription"
        ) { tuple in
            if let (period, _) = try SubscriptionReader.recorded(&tuple) { periods.append(period) }
        }
    }
}

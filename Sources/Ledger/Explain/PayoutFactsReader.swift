public import Money
public import PostgresClient
public import Settlement

/// Reads what is known of one payout, on one view of the data.
public struct PayoutFactsReader {
    private let connection: Connection
    private let parsePolicy: (String) throws -> Policy

    /// A reader over a connection that no transaction is open on.
    ///
    /// - Parameters:
    ///   - connection: The connection.
    ///   - parsePolicy: Reads the text of a policy file that a month was closed under.
    public init(connection: Connection, parsePolicy: @escaping (String) throws -> Policy) {
        self.connection = connection
        self.parsePolicy = parsePolicy
    }

    /// The facts of a payout.
    ///
    /// - Throws: ``LedgerError/notFound(_:)`` where no run made or accepted a payout of that id, with what is known of it.
    public func read(_ id: Identifier) throws -> PayoutFacts {
        try connection.transaction(.readOnly, doing: "explaining a payout") {
            try connection.prepareForLargeSets()
            try PeriodStore(connection: connection).checkSchema()
            try PlatformColumns(connection: connection).check(PlatformColumns.ofPayouts)
            guard let record = try record(id) else { throw LedgerError.notFound(try whyNot(id)) }
            let policy = try policy(hash: record.policyHash)
            let history = PayoutHistory(
                connection: connection, creator: record.creator, currency: record.amount.currency,
                timezone: policy.policy.timezone, genesis: policy.policy.genesis.firstDay)
            let run = try run(of: id)
            let before = try history.payouts(before: id, day: run.day, appliedAt: run.appliedAt)
            return PayoutFacts(
                id: id, creator: record.creator, amount: record.amount, parts: record.parts, method: record.method,
                accountEnding: record.accountEnding, isRequest: record.isRequest, requestedAt: record.requestedAt,
                status: record.status, run: run, policy: policy,
                standing: try history.standing(after: before, through: run.through),
                earlier: before.filter(\.stands).map(\.payout), lines: try history.lines(), steps: try steps(of: id),
                file: try file(of: id))
        }
    }

    private typealias Record = (
        creator: Identifier, amount: Money, parts: BucketAmounts, method: String, accountEnding: String,
        isRequest: Bool, requestedAt: Instant, status: String, policyHash: String
    )

    private func record(_ id: Identifier) throws -> Record? {
        try connection.queryOptional(
            """
            SELECT kept.creator_id, kept.currency, kept.amount_cents, kept.from_sales_cents, kept.from_donations_cents,
                   kept.from_subscriptions_cents, kept.payout_method, kept.account_ending, kept.origin = 'request',
                   kept.requested_at, coalesce(row.status::text, 'gone'), plan.policy_hash
            FROM settlement.payouts kept JOIN settlement.payout_runs run USING (run)
            JOIN settlement.payout_plans plan ON plan.hash = run.plan_hash
            LEFT JOIN public.payouts row ON row.id = kept.id WHERE kept.id = $1
            """, [.identifier(id)], doing: "reading the payout"
        ) { row in
            (
                creator: try row[0].identifier(),
                amount: Money(cents: try row[2].int64(), currency: Currency(try row[1].text())),
                parts: BucketAmounts(
                    sales: try row[3].int64(), donations: try row[4].int64(), subscriptions: try row[5].int64()),
                method: try row[6].text(), accountEnding: try row[7].text(), isRequest: try row[8].bool(),
                requestedAt: Instant(microseconds: try row[9].timestamp()), status: try row[10].text(),
                policyHash: try row[11].text()
            )
        }
    }

    private func policy(hash: String) throws -> PolicyRecord {
        try connection.queryOne(
            "SELECT path, text FROM settlement.policies WHERE hash = $1", [.text(hash)],
            doing: "reading the policy of the run"
        ) { row in
            PolicyRecord(policy: try parsePolicy(try row[1].text()), path: try row[0].text(), hash: hash)
        }
    }

    private func run(of id: Identifier) throws -> PayoutFacts.Run {
        try connection.queryOne(
            """
            SELECT run.as_of, plan.hash, plan.planned_by, run.applied_by, run.applied_at,
                   \(PayoutHistory.through(planText: "plan.text"))
            FROM settlement.payouts kept JOIN settlement.payout_runs run USING (run)
            JOIN settlement.payout_plans plan ON plan.hash = run.plan_hash WHERE kept.id = $1
            """, [.identifier(id)], doing: "reading the run"
        ) { row in
            PayoutFacts.Run(
                day: Day(number: try row[0].date()), plan: try row[1].text(), plannedBy: try row[2].text(),
                appliedBy: try row[3].text(), appliedAt: Instant(microseconds: try row[4].timestamp()),
                through: try row[5].optionalDate().map { Period(containing: Day(number: $0)) })
        }
    }

    private func steps(of id: Identifier) throws -> [PayoutFacts.Step] {
        try connection.query(
            """
            SELECT taken_at, status, reason, reference, taken_by FROM settlement.payout_steps
            WHERE payout_id = $1 ORDER BY step
            """, [.identifier(id)], doing: "reading what became of the payout"
        ) { row in
            PayoutFacts.Step(
                takenAt: Instant(microseconds: try row[0].timestamp()), status: try row[1].text(),
                reason: try row[2].optionalText().map { BankText.cleaned($0) },
                reference: try row[3].optionalText().map { BankText.cleaned($0) }, takenBy: try row[4].text())
        }
    }

    private func file(of id: Identifier) throws -> PayoutFacts.File? {
        try connection.queryOptional(
            """
            SELECT file_name, batch, short_id FROM settlement.payout_batch_rows JOIN settlement.payout_batches USING (batch)
            WHERE payout_id = $1
            """, [.identifier(id)], doing: "reading the file of the payout"
        ) { row in
            PayoutFacts.File(name: try row[0].text(), batch: try row[1].identifier(), shortID: try row[2].text())
        }
    }

    /// Why a payout cannot be explained that no run made or accepted.
    private func whyNot(_ id: Identifier) throws -> String {
        let refusal = try connection.queryOptional(
            """
            SELECT reason, as_of FROM settlement.payout_refusals JOIN settlement.payout_runs USING (run) WHERE id = $1
            """, [.identifier(id)], doing: "looking for a refusal"
        ) { row in "request \"\(id)\" was refused on \(Day(number: try row[1].date())): \(try row[0].text()) (R11.1)" }
        if let refusal { return refusal + "; see `remit export outcomes --as-of` for how its creator stood" }
        let status = try connection.queryOptional(
            "SELECT coalesce(status::text, 'null') FROM public.payouts WHERE id = $1", [.identifier(id)],
            doing: "looking for the row"
        ) { try $0[0].text() }
        guard let status else { return "no payout \"\(id)\" is known; check the id" }
        return status == "pending"
            ? "request \"\(id)\" waits: no run has accepted or refused it yet; see `remit payouts plan` (R11.1)"
            : "payout \"\(id)\" was not made by remit, nor accepted: nothing is known of it but its row (R10)"
    }
}

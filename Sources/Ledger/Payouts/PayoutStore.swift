internal import Money
internal import PostgresClient
internal import Settlement

/// Reads and writes the engine's record of plans and runs.
struct PayoutStore {
    let connection: Connection

    /// A plan that was written.
    struct KeptPlan {
        let hash: String
        let day: Day
        let approvalRequired: Bool
        let text: String
        let plannedBy: String
        let isApplied: Bool
    }

    /// The day of the last run that was applied.
    func lastRunDay() throws -> Day? {
        try connection.queryOne("SELECT max(as_of) FROM settlement.payout_runs", doing: "looking for the last run") {
            try $0[0].optionalDate().map(Day.init)
        }
    }

    /// The last closed period that had ended by an instant.
    func lastPeriod(endedBy start: Instant) throws -> Period? {
        try connection.queryOptional(
            "SELECT period FROM settlement.periods WHERE ends_at <= $1 ORDER BY period DESC LIMIT 1", [.instant(start)],
            doing: "reading the closed periods"
        ) { try $0[0].period() }
    }

    /// The key of the HMACs of accounts.
    func key() throws -> [UInt8] {
        try connection.queryOne("SELECT key FROM settlement.payout_key", doing: "reading the key") { try $0[0].bytes() }
    }

    /// What the last run paid to everybody, and the account that was paid last.
    func histories() throws -> [Identifier: [Currency: PayeeHistory]] {
        let sql = """
            SELECT creator_id, currency,
                   coalesce(sum(amount_cents) FILTER (WHERE run = (SELECT max(run) FROM settlement.payout_runs)), 0)::int8,
                   encode((array_agg(account_hmac ORDER BY run DESC, origin, id))[1], 'hex')
            FROM settlement.payouts GROUP BY creator_id, currency
            """
        var histories: [Identifier: [Currency: PayeeHistory]] = [:]
        try connection.copyOut(sql, doing: "reading earlier payouts") { row in
            let (creator, currency) = (try row.nextIdentifier(), try row.nextCurrency())
            let history = PayeeHistory(lastCents: try row.nextInt64(), lastSeal: try row.nextText())
            histories[creator, default: [:]][currency] = history
        }
        return histories
    }

    /// The plan whose hash begins with a text; nil if none or several do.
    func plan(hashPrefix: String) throws -> KeptPlan? {
        let found = try connection.query(
            """
            SELECT hash, as_of, approval, text, planned_by,
                   EXISTS (SELECT FROM settlement.payout_runs WHERE plan_hash = hash)
            FROM settlement.payout_plans WHERE starts_with(hash, $1) LIMIT 2
            """, [.text(hashPrefix)], doing: "looking for the plan"
        ) { row in
            KeptPlan(
                hash: try row[0].text(), day: Day(number: try row[1].date()), approvalRequired: try row[2].bool(),
                text: try row[3].text(), plannedBy: try row[4].text(), isApplied: try row[5].bool())
        }
        return found.count == 1 ? found[0] : nil
    }

    /// The database user that is connected.
    func user() throws -> String {
        try connection.queryOne("SELECT session_user::text", doing: "asking who is connected") { try $0[0].text() }
    }

    /// Keeps a plan with the policy that it goes by, unless they are known already.
    func keep(_ plan: PayoutPlan, by terms: PayoutRunTerms) throws {
        try connection.execute(
            "SELECT settlement.keep_policy($1, $2)", [.text(terms.policyPath), .text(terms.policyText)],
            doing: "keeping the policy")
        try connection.execute(
            "SELECT settlement.keep_plan($1, $2, $3, $4, $5, $6)",
            [
                .text(plan.hash), .date(plan.day.number), .text(plan.policyHash), .bool(plan.approval.isRequired),
                .text(plan.text), .instant(terms.now),
            ], doing: "keeping the plan")
    }

    /// What approval is required by, in the end: where the plan that was applied last needed two people, the next one does too,
    /// whatever its policy says.
    func standing(after own: ApprovalBasis) throws -> ApprovalBasis {
        if own.isRequired { return own }
        let stands = try connection.queryOne(
            "SELECT settlement.approval_stands()", doing: "looking whether approval is required"
        ) { try $0[0].bool() }
        return stands ? .lastTime : .notRequired
    }

    /// Has a kept plan applied: the database writes what its text says; everything or, by an error, nothing.
    func apply(_ plan: PayoutPlan, dayStart: Instant, now: Instant, engineVersion: String) throws {
        try connection.execute(
            "SELECT settlement.apply_plan($1, $2, $3, $4)",
            [.text(plan.hash), .instant(dayStart), .instant(now), .text(engineVersion)], doing: "writing the payouts")
    }
}

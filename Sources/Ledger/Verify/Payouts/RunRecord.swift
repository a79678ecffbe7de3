internal import PostgresClient
internal import Settlement

/// A run that was applied, with what its plan goes by.
struct RunRecord {
    let run: Int64
    /// The as-of date D.
    let day: Day
    let start: Instant
    let appliedAt: Instant
    /// The last closed period that counted, as the plan says; nil for none.
    let through: Period?
    /// The policy of the plan; nil where its text is not kept.
    let policy: Policy?

    /// A creator's balance as the run found it (R10). Where the policy is not known, nothing is held: no balance is larger.
    func balance(of standing: Standing) throws -> Balance {
        guard let policy else { return try Balance(of: standing, on: day, holdDays: 0) }
        return try PayoutRules(policy: policy, day: day).balance(of: standing)
    }
}

/// Reads the runs and their policies; each text of a policy is read once.
struct RunRecordReader {
    let connection: Connection
    let parsePolicy: (String) throws -> Policy

    /// All runs, in their order.
    func read() throws -> [RunRecord] {
        var policies: [String: Policy] = [:]
        _ = try connection.query(
            """
            SELECT hash, text FROM settlement.policies
            WHERE hash IN (SELECT policy_hash FROM settlement.payout_plans JOIN settlement.payout_runs ON plan_hash = hash)
            """, doing: "reading the policies of payouts"
        ) { row in policies[try row[0].text()] = try? parsePolicy(try row[1].text()) }
        return try connection.query(
            """
            SELECT run, run.as_of, as_of_start, applied_at,
                   substring(left(plan.text, 1000) FROM E'\\nperiods through,([0-9]{4}-[0-9]{2})\\n'), policy_hash
            FROM settlement.payout_runs run JOIN settlement.payout_plans plan ON plan.hash = run.plan_hash ORDER BY run
            """, doing: "reading the payout runs"
        ) { row in
            RunRecord(
                run: try row[0].int64(), day: Day(number: try row[1].date()),
                start: Instant(microseconds: try row[2].timestamp()),
                appliedAt: Instant(microseconds: try row[3].timestamp()),
                through: try row[4].optionalText().flatMap(Period.init), policy: policies[try row[5].text()])
        }
    }
}

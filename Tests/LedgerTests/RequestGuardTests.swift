import TestServer
import Testing

/// What a plan written by hand can do to the requests of creators.
@Suite("Guards of requests in plans")
struct RequestGuardTests {
    private static let id = "11111111-1111-4111-8111-111111111111"

    private func platform(_ request: String) throws -> (TestDatabase, role: String) {
        let database = try SmallPlatform.paying()
        let role = try TestRole.settler(in: database)
        try database.sql(
            """
            INSERT INTO payouts (id, user_id, amount_cents, currency, payout_method, status, requested_at)
            VALUES ('\(Self.id)', \(SmallPlatform.creator(1)), \(request))
            """)
        return (database, role)
    }

    /// The plan that accepts the request as it is asked for in USD, 1500 cents.
    private func accepting(_ database: TestDatabase) throws -> ForgedPlan {
        var fields = try ForgedPlan.line(of: 1, in: database)
        fields.replaceSubrange(0..<8, with: ["accept", Self.id, fields[2], "USD", "1500", "1500", "0", "0"])
        return ForgedPlan(records: [fields.joined(separator: ",")])
    }

    private func refusing(_ database: TestDatabase) throws -> ForgedPlan {
        let creator = try database.sql("SELECT \(SmallPlatform.creator(1))")
        return ForgedPlan(records: ["refuse,\(Self.id),\(creator),USD,1500,not_covered"])
    }

    @Test("a request is accepted, or refused, as it was made")
    func asMade() throws {
        for refuses in [false, true] {
            let (database, role) = try platform("1500, 'USD', NULL, 'pending', '2026-04-01'")
            let line = try accepting(database)
            let plan = refuses ? try refusing(database) : line
            #expect(plan.refusal(in: database, as: role) == nil)
            #expect(try database.sql("SELECT status FROM payouts") == (refuses ? "failed" : "pending"))
            let table = refuses ? "payout_refusals" : "payouts"
            #expect(try database.sql("SELECT id, amount_cents FROM settlement.\(table)") == "\(Self.id)|1500")
        }
    }

    @Test(
        "of another amount, currency, method or creator, in another status, or from before the books begin, it is not",
        arguments: [
            "1400, 'USD', NULL, 'pending', '2026-04-01'", "1500, 'EUR', NULL, 'pending', '2026-04-01'",
            "1500, 'USD', 'aba', 'pending', '2026-04-01'", "1500, 'USD', NULL, 'completed', '2026-04-01'",
            "1500, 'USD', NULL, 'pending', '2025-12-01'",
        ])
    func otherwise(request: String) throws {
        let (database, role) = try platform(request)
        // The real plan refuses or accepts it too: the line of creator 1 is taken from a plan without it.
        let clean = try SmallPlatform.paying()
        try clean.sql("ALTER TABLE settlement.payout_key DISABLE TRIGGER closed; DELETE FROM settlement.payout_key")
        let key = try database.sql("SELECT key FROM settlement.payout_key")
        try clean.sql("INSERT INTO settlement.payout_key (key) VALUES ('\(key)')")
        let plan = try accepting(clean)
        let refusal = plan.refusal(in: database, as: role)
        let words =
            request.contains("2025")
            ? "requested before the books begin" : "requests changed while they were decided about"
        #expect(refusal?.contains(words) == true, "\(refusal ?? "passed")")
        #expect(try database.sql("SELECT count(*) FROM settlement.payouts") == "0")
    }

    @Test("of another creator, it is not")
    func otherCreator() throws {
        let (database, role) = try platform("1500, 'USD', NULL, 'pending', '2026-04-01'")
        try database.sql("UPDATE payouts SET user_id = \(SmallPlatform.creator(4))")
        for plan in [try accepting(database), try refusing(database)] {
            let refusal = plan.refusal(in: database, as: role)
            #expect(
                refusal?.contains("requests changed while they were decided about") == true, "\(refusal ?? "passed")")
        }
    }

    @Test("that is accepted is refused by no later plan, and one that is refused is accepted by none")
    func answered() throws {
        for refuses in [false, true] {
            let (database, role) = try platform("1500, 'USD', NULL, 'pending', '2026-04-01'")
            let (accept, refuse) = (try accepting(database), try refusing(database))
            let (first, second) = refuses ? (refuse, accept) : (accept, refuse)
            #expect(first.refusal(in: database, as: role) == nil)
            #expect(second.refusal(in: database, as: role)?.contains("requests changed") == true)
            // Not even where the row stands as if nothing had been answered.
            try database.sql(
                "ALTER TABLE payouts DISABLE TRIGGER ALL; UPDATE payouts SET status = 'pending'; ALTER TABLE payouts ENABLE ALWAYS TRIGGER remit_insert; ALTER TABLE payouts ENABLE ALWAYS TRIGGER remit_update"
            )
            let refusal = second.refusal(in: database, as: role)
            #expect(
                refusal?.contains(refuses ? "a run has answered it" : "requests changed") == true,
                "\(refusal ?? "passed")")
        }
    }
}

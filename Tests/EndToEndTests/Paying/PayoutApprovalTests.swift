import Foundation
import TestServer
import Testing

/// Two people, where the policy requires approval (R11.7).
@Suite("Approval of payouts")
struct PayoutApprovalTests {
    private static let day = "2024-03-15"

    /// A platform with one sale in 2024-01, closed under a policy that requires approval; the clock is the real one.
    private func platform() throws -> (TestDatabase, policy: String) {
        let policy = try TestPolicy.replacing([
            "approval: none": "approval: required", "genesis: 2026-01": "genesis: 2024-01",
            "effective: 2026-01": "effective: 2024-01",
        ])
        let database = try TestDatabase()
        try database.sql(try SmallPlatform.schema())
        try #require(try run(["migrate"], database.url, policy).status == 0)
        try database.sql(
            """
            INSERT INTO contents (id, user_id, visibility) VALUES (md5('c')::uuid, md5('creator')::uuid, 'paid');
            INSERT INTO purchases (id, content_id, seller_id, amount_cents, payment_provider, status, completed_at)
            VALUES (md5('p')::uuid, md5('c')::uuid, md5('creator')::uuid, 3000, 'paddle', 'completed', '2024-01-15');
            INSERT INTO creator_payment_settings (id, user_id, preferred_payout_method, payout_paypal_email)
            VALUES (md5('s')::uuid, md5('creator')::uuid, 'paypal', 'one@example.org')
            """)
        let closed = try run(["close", "2024-01"], database.url, policy)
        try #require(closed.status == 0, "\(closed.errors)")
        return (database, policy)
    }

    private func run(_ arguments: [String], _ url: String, _ policy: String, now: String? = nil) throws -> Shell.Result
    {
        try Remit.run(arguments, database: url, now: now, environment: ["REMIT_POLICY": policy])
    }

    @Test("a run leaves the plan, and another database user applies it, by the real clock alone")
    func twoPeople() throws {
        let (database, policy) = try platform()
        let left = try run(["payouts", "run", "--as-of", Self.day, "--json"], database.url, policy)
        #expect(left.status == 0, "\(left.errors)")
        let report = try JSONValue.line(left.output)
        #expect(report["outcome"] == "awaits_approval")
        let hash = try #require(report["hash"]?.text)
        #expect(try database.sql("SELECT count(*) FROM payouts") == "0")

        func apply(_ user: String?, now: String? = nil) throws -> Shell.Result {
            try run(["payouts", "apply", hash], user.map(database.url(as:)) ?? database.url, policy, now: now)
        }
        let given = try apply(nil, now: "2024-03-15T09:00:00Z")
        #expect(given.status == 78)
        #expect(
            given.complaint
                == "remit: REMIT_NOW stands in for the clock, which the policy does not allow where it requires approval; unset it"
        )
        let same = try apply(nil)
        #expect(same.status == 65)
        let user = try database.sql("SELECT session_user")
        #expect(
            same.complaint
                == "remit: the plan was written by \"\(user)\", and the policy requires the approval of another database user; "
                + "let somebody else apply it")
        #expect(try database.sql("SELECT count(*) FROM payouts") == "0")

        let other = "approver_\(ProcessInfo.processInfo.processIdentifier)"
        try database.sql("CREATE ROLE \(other) LOGIN")
        #expect(try run(["migrate", "--settler", other], database.url, policy).status == 0)
        let applied = try apply(other)
        #expect(applied.status == 0, "\(applied.errors)")
        #expect(try database.sql("SELECT amount_cents, status FROM payouts") == "2700|pending")
        #expect(
            try database.sql(
                "SELECT planned_by, applied_by FROM settlement.payout_runs JOIN settlement.payout_plans ON hash = plan_hash"
            )
                == "\(user)|\(other)")
        try database.sql("DROP OWNED BY \(other); DROP ROLE \(other)")
    }

    @Test("the database refuses the same user too")
    func sameUser() throws {
        let (database, policy) = try platform()
        _ = try run(["payouts", "plan", "--as-of", Self.day], database.url, policy)
        let hash = try database.sql("SELECT hash FROM settlement.payout_plans")
        #expect(throws: Psql.Failure.self) {
            try database.sql("SELECT settlement.begin_run('\(hash)', '2024-03-15', '2024-03-15', 'by hand')")
        }
    }
}

import Foundation
import TestServer
import Testing

/// Two people, where the policy requires approval (R11.7).
@Suite("Approval of payouts")
struct PayoutApprovalTests {
    /// The payments of the platform, its months closed under a policy that requires approval.
    private func platform() throws -> (TestDatabase, policy: String) {
        let policy = try TestPolicy.replacing(["approval: none": "approval: required"])
        let database = try SmallPlatform.fresh()
        for month in ["2026-01", "2026-02"] {
            let closed = try database.remit("close", month, policy: policy)
            try #require(closed.status == 0, "\(closed.errors)")
        }
        try database.sql(
            """
            INSERT INTO creator_payment_settings (id, user_id, preferred_payout_method, payout_paypal_email)
            SELECT gen_random_uuid(), md5('creator ' || n)::uuid, 'paypal', n || '@example.org' FROM generate_series(0, 7) n
            """)
        return (database, policy)
    }

    @Test("a run leaves the plan, and another database user applies it, by the real clock alone")
    func twoPeople() throws {
        let (database, policy) = try platform()
        let day = SmallPlatform.payday
        let run = try database.remit("payouts", "run", "--as-of", day, "--json", policy: policy)
        #expect(run.status == 0, "\(run.errors)")
        let report = try JSONValue.line(run.output)
        #expect(report["outcome"] == "awaits_approval")
        let hash = try #require(report["hash"]?.text)
        #expect(try database.sql("SELECT count(*) FROM payouts") == "0")

        func apply(_ user: String?, clock: Bool) throws -> Shell.Result {
            try Remit.run(
                ["payouts", "apply", hash], database: user.map(database.url(as:)) ?? database.url,
                now: clock ? SmallPlatform.now : nil, environment: ["REMIT_POLICY": policy])
        }
        let given = try apply(nil, clock: true)
        #expect(given.status == 78)
        #expect(
            given.complaint
                == "remit: REMIT_NOW stands in for the clock, which the policy does not allow where it requires approval; unset it"
        )
        let same = try apply(nil, clock: false)
        #expect(same.status == 65)
        let user = try database.sql("SELECT session_user")
        #expect(
            same.complaint
                == "remit: the plan was written by \"\(user)\", and the policy requires the approval of another database user; "
                + "let somebody else apply it")
        #expect(try database.sql("SELECT count(*) FROM payouts") == "0")

        let other = "approver_\(ProcessInfo.processInfo.processIdentifier)"
        try database.sql("CREATE ROLE \(other) LOGIN")
        #expect(try database.remit("migrate", "--settler", other).status == 0)
        let applied = try apply(other, clock: false)
        #expect(applied.status == 0, "\(applied.errors)")
        #expect(try database.sql("SELECT count(*) > 0 FROM payouts") == "t")
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
        _ = try database.remit("payouts", "run", "--as-of", SmallPlatform.payday, policy: policy)
        let hash = try database.sql("SELECT hash FROM settlement.payout_plans")
        #expect(throws: Psql.Failure.self) {
            try database.sql("SELECT settlement.begin_run('\(hash)', '2026-04-02', '2026-04-02', 'by hand')")
        }
    }
}

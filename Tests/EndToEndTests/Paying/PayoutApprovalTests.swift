import Foundation
import TestServer
import Testing

/// Two people, where a policy requires approval (R11.7).
@Suite("Approval of payouts")
struct PayoutApprovalTests {
    private static let day = ApprovalPlatform.day

    @Test("a run leaves the plan, and another database user applies it")
    func twoPeople() throws {
        let platform = try ApprovalPlatform()
        let (database, policy) = (platform.database, try ApprovalPlatform.policy("required"))
        try platform.close("2024-01", policy)
        let left = try platform.remit("payouts", "run", "--as-of", Self.day, policy: policy)
        let hash = try database.sql("SELECT hash FROM settlement.payout_plans")
        #expect(left.status == 0, "\(left.errors)")
        #expect(
            left.output.hasSuffix(
                "\nit awaits approval, which the policy requires: another database user applies it with remit payouts "
                    + "apply \(hash)\n"), "\(left.output)")
        #expect(try database.sql("SELECT count(*) FROM payouts") == "0")
        let same = try platform.remit("payouts", "apply", hash, policy: policy)
        #expect(same.status == 65)
        let user = try platform.user()
        #expect(
            same.complaint
                == "remit: plan \(hash.prefix(12)) was written by \"\(user)\", and the policy requires the approval of another "
                + "database user; let somebody else run `remit payouts apply \(hash)`")
        #expect(try database.sql("SELECT count(*) FROM payouts") == "0")

        let other = "approver_\(ProcessInfo.processInfo.processIdentifier)"
        try database.sql("CREATE ROLE \(other) LOGIN")
        #expect(try platform.remit("migrate", "--settler", other, policy: policy).status == 0)
        let applied = try platform.remit("payouts", "apply", hash, policy: policy, user: other)
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
        let (platform, policy) = (try ApprovalPlatform(), try ApprovalPlatform.policy("required"))
        try platform.close("2024-01", policy)
        _ = try platform.remit("payouts", "plan", "--as-of", Self.day, policy: policy)
        let hash = try platform.database.sql("SELECT hash FROM settlement.payout_plans")
        let refusal = #expect(throws: Psql.Failure.self) {
            try platform.database.sql(
                "SELECT settlement.begin_run('\(hash)', '2024-03-15', '2024-03-15', 'by hand')")
        }
        #expect(refusal?.description.contains("another database user has to apply it") == true)
    }

    @Test("whoever brings another policy needs it all the same, until a month is closed under that")
    func anotherPolicy() throws {
        let (platform, lax) = (try ApprovalPlatform(), try ApprovalPlatform.policy("required", "none"))
        let database = platform.database
        try platform.close("2024-01", ApprovalPlatform.policy("required"))
        let left = try platform.remit("payouts", "run", "--as-of", Self.day, policy: lax)
        let hash = try database.sql("SELECT hash FROM settlement.payout_plans")
        #expect(left.status == 0, "\(left.errors)")
        #expect(
            left.output.hasSuffix(
                "\nit awaits approval, which the policy that 2024-01 was closed under (it counts until the next close) "
                    + "requires: another database user applies it with remit payouts apply \(hash)\n"), "\(left.output)"
        )
        let same = try platform.remit("payouts", "apply", hash, policy: lax)
        #expect(same.status == 65)
        #expect(
            try same.complaint
                == "remit: plan \(hash.prefix(12)) was written by \"\(platform.user())\", and the policy that 2024-01 was closed "
                + "under (it counts until the next close) requires the approval of another database user; let somebody "
                + "else run `remit payouts apply \(hash)`")
        #expect(try database.sql("SELECT count(*) FROM payouts") == "0")
        try platform.close("2024-02", lax)
        let paid = try platform.remit("payouts", "run", "--as-of", Self.day, policy: lax)
        #expect(paid.status == 0 && paid.output.hasPrefix("paid as of 2024-03-15"), "\(paid.errors)")
        #expect(try database.sql("SELECT amount_cents, status FROM payouts") == "2700|pending")
    }

    @Test("reopening the month that brought it does not end it")
    func reopened() throws {
        let (platform, lax) = (try ApprovalPlatform(), try ApprovalPlatform.policy("none"))
        try platform.close("2024-01", lax)
        try platform.close("2024-02", ApprovalPlatform.policy("none", "required"))
        let reopened = try platform.remit("reopen", "2024-02", "--reason", "to pay alone", policy: lax)
        #expect(reopened.status == 0, "\(reopened.errors)")
        let left = try platform.remit("payouts", "run", "--as-of", Self.day, "--json", policy: lax)
        #expect(try JSONValue.line(left.output)["outcome"] == "awaits_approval", "\(left)")
        #expect(try platform.database.sql("SELECT count(*) FROM payouts") == "0")
        // What the month is closed under the next time counts instead.
        try platform.close("2024-02", lax)
        let paid = try platform.remit("payouts", "run", "--as-of", Self.day, "--json", policy: lax)
        #expect(try JSONValue.line(paid.output)["outcome"] == "applied", "\(paid)")
    }

    @Test("a file of adjustments needs it too, whatever policy its applier brings")
    func adjustments() throws {
        let (platform, lax) = (try ApprovalPlatform(), try ApprovalPlatform.policy("required", "none"))
        let database = platform.database
        try platform.close("2024-01", ApprovalPlatform.policy("required"))
        let creator = try database.sql("SELECT md5('creator')::uuid")
        let file = try TestFile.write([TestFile.adjustments, "\(creator),USD,sales,100,goodwill,G-1"])
        let left = try platform.remit("adjust", file, policy: lax)
        #expect(left.output.hasPrefix("file.csv awaits approval: "), "\(left)")
        let hash = try database.sql("SELECT hash FROM settlement.manual_files")
        for arguments in [["adjust", file], ["adjust", "apply", hash]] {
            _ = try Remit.run(arguments, database: database.url, environment: ["REMIT_POLICY": lax])
            #expect(try database.sql("SELECT count(*) FROM settlement.manual_entries") == "0")
        }
        let same = try platform.remit("adjust", "apply", hash, policy: lax)
        #expect(same.status == 65)
        #expect(
            try same.complaint
                == "remit: file.csv was proposed by \"\(platform.user())\", who cannot apply it too; the policy that 2024-01 was "
                + "closed under (it counts until the next close) requires that another database user does: let somebody "
                + "else run `remit adjust apply \(hash)`")
    }

    @Test("the policy of a plan is kept with it, byte for byte, and once")
    func policyKept() throws {
        let (platform, policy) = (try ApprovalPlatform(), try ApprovalPlatform.policy("none"))
        let database = platform.database
        try platform.close("2024-01", policy)
        let other = try ApprovalPlatform.policy("none", "none")
        for _ in 1...2 {
            #expect(try platform.remit("payouts", "run", "--as-of", Self.day, policy: other).status == 0)
        }
        let kept = try database.sql(
            """
            SELECT DISTINCT path, encode(convert_to(policies.text, 'UTF8'), 'hex') FROM settlement.policies
            JOIN settlement.payout_plans ON policy_hash = policies.hash
            """)
        let bytes = try Data(contentsOf: URL(filePath: other)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        #expect(kept == "\(other)|\(bytes.joined())")
        #expect(try database.sql("SELECT count(*) FROM settlement.policies") == "2")
        let payout = try database.sql("SELECT id FROM settlement.payouts")
        let explained = try platform.remit("explain", "payout", payout, policy: policy).output
        #expect(explained.contains(other), "\(explained)")
        let refusal = #expect(throws: Psql.Failure.self) {
            try database.sql(
                """
                SELECT settlement.keep_plan(encode(sha256(convert_to(text, 'UTF8')), 'hex'), '2024-03-16', repeat('b', 64),
                    false, text, '2024-03-16')
                FROM (SELECT E'remit payout plan,1\\nas of,2024-03-16\\npolicy,' || repeat('b', 64) || E'\\napproval,none\\n')
                     plan (text)
                """)
        }
        #expect(refusal?.description.contains("violates foreign key constraint") == true)
    }
}

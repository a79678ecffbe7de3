import TestServer
import Testing

/// Payouts that the engine did not make: they take from balances, and give nothing back but by failing.
@Suite("Guards of payouts by hand")
struct OthersPayoutGuardTests {
    private static let id = "11111111-1111-4111-8111-111111111111"

    private func platform(_ status: String, cents: Int64 = 1000) throws -> (TestDatabase, application: String) {
        let database = try SmallPlatform.paying()
        let application = try TestRole.make(in: database)
        try database.sql("GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON payouts TO \(application)")
        try database.sql(
            """
            INSERT INTO payouts (id, user_id, amount_cents, currency, status, requested_at)
            VALUES ('\(Self.id)', \(SmallPlatform.creator(1)), \(cents), 'USD', '\(status)', '2026-04-01')
            """)
        return (database, application)
    }

    @Test(
        "one that takes from a balance is not deleted, lowered, moved or dated back",
        arguments: ["completed", "processing", "paid somehow"])
    func taking(status: String) throws {
        let (database, application) = try platform(status)
        for change in [
            "amount_cents = 1", "amount_cents = NULL", "user_id = \(SmallPlatform.creator(2))", "user_id = NULL",
            "currency = 'EUR'", "requested_at = '2025-12-01'", "requested_at = NULL", "id = gen_random_uuid()",
        ] {
            let refusal = database.refusal(of: "UPDATE payouts SET \(change)", as: application)
            #expect(
                refusal?.contains("is refused: it takes from a balance") == true, "\(change): \(refusal ?? "passed")")
        }
        let delete = database.refusal(of: "DELETE FROM payouts", as: application)
        #expect(delete?.contains("is refused to be deleted: it takes from a balance") == true, "\(delete ?? "passed")")
        let truncate = database.refusal(of: "TRUNCATE payouts", as: application)
        #expect(truncate?.contains("payouts were refused, or take from balances") == true, "\(truncate ?? "passed")")
        let harmless = "UPDATE payouts SET from_sales_cents = 1000, payout_method = 'aba', currency = 'USD'"
        #expect(database.refusal(of: harmless, as: application) == nil)
    }

    @Test("one that failed, waits, or is of before the books is the platform's own")
    func free() throws {
        for status in ["failed", "pending"] {
            let (database, application) = try platform(status)
            for change in ["amount_cents = 1", "user_id = NULL", "requested_at = '2025-12-01'"] {
                #expect(database.refusal(of: "UPDATE payouts SET \(change)", as: application) == nil)
            }
            #expect(database.refusal(of: "TRUNCATE payouts", as: application) == nil)
        }
        let (database, application) = try platform("completed")
        #expect(database.refusal(of: "UPDATE payouts SET status = 'failed'", as: application) == nil)
        #expect(database.refusal(of: "DELETE FROM payouts", as: application) == nil)
    }

    @Test("a request that a run has refused stays refused, whatever is done to its row or its id")
    func refused() throws {
        let (database, application) = try platform("pending", cents: 2_000_000_000)
        #expect(try database.remit("payouts", "run", "--as-of", SmallPlatform.payday).status == 0)
        for change in [
            "status = 'pending'", "requested_at = '2025-12-01'", "amount_cents = 1500", "user_id = NULL",
            "currency = 'EUR'",
            "id = gen_random_uuid()",
        ] {
            let refusal = database.refusal(of: "UPDATE payouts SET \(change) WHERE id = '\(Self.id)'", as: application)
            #expect(refusal?.contains("is refused: a run has answered it") == true, "\(change): \(refusal ?? "passed")")
        }
        let shown = "UPDATE payouts SET payout_details = '{}' WHERE id = '\(Self.id)'"
        #expect(database.refusal(of: shown, as: application) == nil)
        try database.sql(
            """
            ALTER TABLE payouts DISABLE TRIGGER ALL; DELETE FROM payouts WHERE id = '\(Self.id)';
            SELECT settlement.guard_payouts()
            """)
        for status in ["pending", "completed"] {
            let insert = """
                INSERT INTO payouts (id, user_id, amount_cents, currency, status, requested_at)
                VALUES ('\(Self.id)', \(SmallPlatform.creator(6)), 1, 'USD', '\(status)', '2026-04-01')
                """
            let refusal = database.refusal(of: insert, as: application)
            #expect(refusal?.contains("is refused: a run has answered it") == true, "\(refusal ?? "passed")")
        }
        #expect(database.refusal(of: "TRUNCATE payouts", as: application) != nil)
    }

    @Test(
        "an id that was refused and is entered again without the guards: what was paid is counted, what waits is not asked"
    )
    func enteredAgain() throws {
        for status in ["completed", "pending"] {
            let (database, _) = try platform("pending", cents: 2_000_000_000)
            #expect(try database.remit("payouts", "run", "--as-of", "2026-04-01").status == 0)
            try database.sql(
                """
                ALTER TABLE payouts DISABLE TRIGGER ALL; DELETE FROM payouts WHERE id = '\(Self.id)';
                INSERT INTO payouts (id, user_id, amount_cents, currency, status, requested_at)
                VALUES ('\(Self.id)', \(SmallPlatform.creator(6)), 1234, 'USD', '\(status)', '2026-04-01');
                SELECT settlement.guard_payouts()
                """)
            let balances = try database.remit("export", "balances", "--as-of", SmallPlatform.payday).output
            let creator = try database.sql("SELECT \(SmallPlatform.creator(6))")
            let without = try SmallPlatform.paying().remit("export", "balances", "--as-of", SmallPlatform.payday).output
            func line(_ text: String) -> Substring? { text.split(separator: "\n").first { $0.hasPrefix(creator) } }
            #expect((line(balances) == line(without)) == (status == "pending"), "\(balances)\(without)")
            let run = try database.remit("payouts", "run", "--as-of", SmallPlatform.payday)
            #expect(run.status == 0, "\(run.errors)")
            #expect(try database.sql("SELECT count(*) FROM settlement.payouts WHERE id = '\(Self.id)'") == "0")
            #expect(try database.sql(TestDatabase.overdrawn) == "")
        }
    }

    @Test("without the guards a run pays nobody above the balance all the same")
    func unguarded() throws {
        let database = try SmallPlatform.paying()
        let role = try TestRole.settler(in: database)
        let plan = try ForgedPlan.paying(1, in: database, [4: "2000000000", 5: "2000000000", 6: "0", 7: "0"])
        #expect(try database.remit("migrate", "--no-payout-guards").status == 0)
        let refusal = plan.refusal(in: database, as: role)
        #expect(refusal?.contains("which is more than the balance") == true, "\(refusal ?? "passed")")
        #expect(try database.remit("payouts", "run", "--as-of", SmallPlatform.payday, user: role).status == 0)
    }
}

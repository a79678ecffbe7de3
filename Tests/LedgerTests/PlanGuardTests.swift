import Foundation
import TestServer
import Testing

/// What a role that settles can have paid by calling the database's functions by hand: what a kept plan says, once, and nothing
/// that the rules forbid.
@Suite("Guards of plans")
struct PlanGuardTests {
    private func platform() throws -> (TestDatabase, role: String) {
        let database = try SmallPlatform.paying()
        return (database, try TestRole.settler(in: database))
    }

    @Test("a plan is kept under the hash of its text alone, with the day, policy and approval that the text says")
    func kept() throws {
        let (database, role) = try platform()
        let plan = ForgedPlan(records: [])
        for (old, new) in [
            ("as of,2026-04-02", "as of,2026-04-01"), ("approval,none", "approval,required"),
            ("policy,\(ForgedPlan.policy)", "policy,x"),
            ("remit payout plan,1", "remit payout plan,2"),
        ] {
            let refusal = database.refusal(of: plan.keep.replacing(old, with: new), as: role)
            #expect(refusal?.contains("says another day, policy or approval") == true, "\(refusal ?? "passed")")
        }
        let null = plan.keep.replacing("',\n    false", with: "', NULL")
        #expect(database.refusal(of: null, as: role)?.contains("says another day, policy or approval") == true)
        let hash = "SELECT settlement.keep_plan(repeat('a', 64), '2026-04-02', 'none', false, 'text', '2026-04-02')"
        #expect(database.refusal(of: hash, as: role)?.contains("the plan's SHA-256 is not aaaa") == true)
        #expect(try database.sql("SELECT count(*) FROM settlement.payout_plans") == "0")
        #expect(database.refusal(of: plan.keep, as: role) == nil)
    }

    @Test("no part of a run can be called alone")
    func parts() throws {
        let (database, role) = try platform()
        #expect(database.refusal(of: ForgedPlan(records: []).keep, as: role) == nil)
        for call in [
            "begin_run((SELECT hash FROM settlement.payout_plans), '2026-04-02', '2026-04-02', 'by hand')",
            "take_from_balances(ARRAY[gen_random_uuid()])",
        ] {
            let refusal = database.refusal(of: "SELECT settlement.\(call)", as: role)
            #expect(refusal?.contains("permission denied for table") == true, "\(call): \(refusal ?? "passed")")
        }
        #expect(try database.remit("payouts", "run", "--as-of", "2026-04-01").status == 0)
        let write = database.refusal(of: "SELECT settlement.write_run(max(run)) FROM settlement.payout_runs", as: role)
        #expect(write?.contains("permission denied for table") == true, "\(write ?? "passed")")
    }

    @Test("a plan is applied as its text says it, every record, once, and by nobody while another run goes on")
    func once() throws {
        let (database, role) = try platform()
        let plan = try ForgedPlan.paying(1, in: database)
        let amount = plan.records[0].split(separator: ",")[4]
        #expect(database.refusal(of: "BEGIN; SELECT pg_advisory_lock(491327940983);" + plan.keep + "COMMIT") == nil)
        let holder = try Psql.start("SELECT pg_advisory_lock(491327940983); SELECT pg_sleep(1)", on: database.url)
        var busy: String?
        while busy == nil, try database.sql("SELECT count(*) FROM settlement.payout_runs") == "0" {
            if try database.sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == "0" { continue }
            busy = database.refusal(of: plan.apply, as: role)
        }
        #expect(busy?.contains("another payout run is at it") == true, "\(busy ?? "passed")")
        _ = holder.wait()
        #expect(database.refusal(of: plan.apply, as: role) == nil)
        #expect(try database.sql("SELECT amount_cents, status FROM payouts") == "\(amount)|pending")
        #expect(try database.sql("SELECT status, taken_by FROM settlement.payout_steps") == "pending|\(role)")
        #expect(database.refusal(of: plan.apply, as: role)?.contains("duplicate key") == true)
        #expect(try database.sql("SELECT count(*) FROM settlement.payouts") == "1")
    }

    @Test("a forged plan pays nobody above the balance, on no day that hides it, to no other account, to nobody else")
    func forged() throws {
        let (database, role) = try platform()
        let real = try ForgedPlan.line(of: 1, in: database)
        let other = try database.sql("SELECT \(SmallPlatform.creator(2))")
        let above = "2000000000"
        for (changes, words) in [
            ([4: above, 5: above, 6: "0", 7: "0"], "which is more than the balance"),
            ([5: "0"], "says nothing that can be paid"),
            ([2: other, 4: "1", 5: "1", 6: "0", 7: "0"], "the account is not the one that was planned"),
            ([10: String(repeating: "0", count: 64)], "the account is not the one that was planned"),
            ([8: "bank_transfer"], "the account is not the one that was planned"),
            ([3: "EUR"], "which is more than the balance"),
            ([4: "12x"], "invalid input syntax"),
            ([1: "no id"], "invalid input syntax"),
            ([9: "a,b"], "says nothing that can be paid"), ([8: "pigeon"], "says nothing that can be paid"),
            ([10: "none"], "says nothing that can be paid"),
            ([9: "\"a"], "cannot be read"),
            ([0: "accept"], "requests changed while they were decided about"),
        ] {
            let plan = try ForgedPlan.paying(1, in: database, changes)
            let refusal = plan.refusal(in: database, as: role)
            #expect(refusal?.contains(words) == true, "\(changes): \(refusal ?? "passed")")
            #expect(refusal?.contains("secret1@") == false)
        }
        for start in ["2000-01-01", "infinity", "2026-05-01"] {
            var plan = ForgedPlan(records: [real.joined(separator: ",")])
            plan.dayStart = start
            let refusal = plan.refusal(in: database, as: role)
            #expect(refusal?.contains("begins in no time zone at") == true, "\(refusal ?? "passed")")
        }
        let early = ForgedPlan(day: "2025-12-01", dayStart: "2025-12-01", records: [real.joined(separator: ",")])
        let refusal = early.refusal(in: database, as: role)
        #expect(refusal?.contains("requested before the books begin") == true, "\(refusal ?? "passed")")
        #expect(try database.sql("SELECT count(*) FROM payouts") == "0")
        #expect(try database.sql("SELECT count(*) FROM settlement.payout_runs") == "0")
    }

    @Test("a creator whose account was changed since the plan is not paid by it, by whomever it is applied")
    func changedAccount() throws {
        let (database, role) = try platform()
        let hash = try database.remit("payouts", "plan", "--as-of", SmallPlatform.payday, user: role)
        #expect(hash.status == 0)
        try database.sql("UPDATE creator_payment_settings SET payout_paypal_email = 'thief@example.org'")
        let apply = """
            SELECT settlement.apply_plan(hash, '2026-04-02', '2026-04-02', 'by hand') FROM settlement.payout_plans
            """
        let refusal = database.refusal(of: apply, as: role)
        #expect(refusal?.contains("the account is not the one that was planned") == true, "\(refusal ?? "passed")")
    }

    @Test("every kind of account is found to be the one that was planned, also one that is hard to write")
    func accounts() throws {
        let (database, role) = try platform()
        try database.sql(
            #"""
            UPDATE creator_payment_settings SET preferred_payout_method = 'wise',
                   payout_details = '{"wise_email": "ö, \"o\"@example.org", "name": "Ö \\ Name"}'
            WHERE user_id = \#(SmallPlatform.creator(0));
            UPDATE creator_payment_settings SET preferred_payout_method = 'aba', payout_aba_account = '0,"1',
                   payout_details = E'{"name": "\\u00a0"}'
            WHERE user_id = \#(SmallPlatform.creator(1));
            UPDATE creator_payment_settings SET payout_details = '{"name": "P"}' WHERE user_id = \#(SmallPlatform.creator(2));
            UPDATE creator_payment_settings SET preferred_payout_method = 'bank',
                   payout_details = '{"iban": "DE02120300000000202051", "bic": "BYLADEM1001", "name": "Four"}'
            WHERE user_id = \#(SmallPlatform.creator(4));
            """#)
        let run = try database.remit("payouts", "run", "--as-of", SmallPlatform.payday, user: role)
        #expect(run.status == 0, "\(run.errors)")
        let methods = try database.sql(
            "SELECT string_agg(DISTINCT payout_method, ' ' ORDER BY payout_method) FROM payouts")
        #expect(methods == "aba bank_transfer paypal wise")
    }

    @Test("a currency with a line feed in it does not become a record of the plan")
    func injected() throws {
        let (database, role) = try platform()
        let pay = try ForgedPlan.line(of: 1, in: database).joined(separator: ",")
        let state = "state,\(try database.sql("SELECT \(SmallPlatform.creator(2))")),\"XX\n\(pay)\n\",on_hold,1,,"
        #expect(ForgedPlan(records: [state]).refusal(in: database, as: role) == nil)
        #expect(try database.sql("SELECT count(*) FROM payouts") == "0")
    }
}

import Foundation
import TestServer
import Testing

@Suite("What remit verify finds of payouts")
struct PayoutDamageTests {
    @Test("is nothing where all is as it was left")
    func sound() throws {
        let database = try AnsweredPlatform.fresh()
        let verified = try database.remit("verify", "--quiet")
        #expect(verified.status == 0 && verified.errors.isEmpty, "\(verified)")
        let printed = verified.output.split(separator: "\n").map(String.init)
        #expect(printed.suffix(2) == ["payouts sound, 9 payouts, 2 runs, 4 files", "3 closed months sound"])
        #expect(printed.count == 5, "\(verified.output)")
    }

    @Test(
        "is every damage, by name, and nothing else",
        arguments: Damage.ofPayoutRows + Damage.ofPayoutGuards + Damage.ofPlans + Damage.ofSteps + Damage.ofSeals
            + Damage.ofPaid + Damage.ofActs)
    func found(damage: Damage) throws {
        let database = try AnsweredPlatform.fresh()
        try database.sql(damage.sql)
        let verified = try database.remit("verify", "--quiet")
        #expect(verified.status == 1 && verified.errors.isEmpty, "\(verified.errors)")
        // Plans and seals depend on the key that each ledger draws.
        let printed = verified.output.replacing(/[0-9a-f]{64}/, with: "#").replacing(
            /plan [0-9a-f]{12}:/, with: "plan #:"
        )
        .split(separator: "\n").map(String.init)
        let findings = printed.filter { $0.contains("damage: ") }
        #expect(findings.sorted() == damage.lines.sorted(), "\(printed.joined(separator: "\n"))")
    }

    @Test("is nothing where payouts are paid by hand, whatever day they say; they are counted")
    func foreign() throws {
        let database = try AnsweredPlatform.fresh()
        try database.sql(
            """
            INSERT INTO payouts (id, user_id, amount_cents, status, requested_at)
            SELECT md5('by hand ' || n)::uuid, \(SmallPlatform.creator(0)), 100, status, '2026-01-15'
            FROM unnest(ARRAY['completed', 'processing', 'failed', 'pending']) WITH ORDINALITY hand (status, n)
            """)
        let verified = try database.remit("verify", "--quiet")
        #expect(verified.status == 0, "\(verified.output)")
        #expect(
            verified.output.contains(
                "\npayouts sound, 9 payouts, 2 runs, 4 files; 2 that remit did not make take from balances (R10)\n"))
    }

    @Test("is nothing of payouts where a month is asked for")
    func oneMonth() throws {
        let database = try AnsweredPlatform.fresh()
        try database.sql(Damage.unguarded("DELETE FROM payouts"))
        let verified = try database.remit("verify", "2026-02", "--quiet")
        #expect(verified.status == 0)
        #expect(!verified.output.contains("payouts"))
    }

    @Test("is said as JSON, in an object of its own; what all months share is not damaged by it")
    func json() throws {
        let database = try AnsweredPlatform.fresh()
        let damage = try #require(Damage.ofPayoutRows.first)
        try database.sql(damage.sql)
        let text = try database.remit("verify", "--quiet")
        #expect(
            text.output.hasSuffix(
                "\npayouts damaged (1 finding), 9 payouts, 2 runs, 4 files\n3 closed months sound; payouts damaged; 1 finding\n"
            ))
        let json = try database.remit("verify", "--json", "--quiet")
        let object = try JSONValue.line(json.output)
        #expect(object["findings"] == .list([]) && object["sound"] == .flag(false))
        #expect(object["notes"] == nil)
        let payouts = try #require(object["payouts"])
        #expect(payouts["accepted"] == .number(9) && payouts["runs"] == .number(2) && payouts["files"] == .number(4))
        #expect(payouts["foreign"] == .number(0) && payouts["sound"] == .flag(false))
        guard case .list(let findings)? = payouts["findings"] else {
            Issue.record("no findings: \(json.output)")
            return
        }
        #expect(findings.map { $0["what"]?.text } == ["a payout that was accepted is gone from public.payouts (R11.5)"])
    }

    @Test("what the rights, the guards or the policies leave unchecked is noted, and no damage")
    func notes() throws {
        let database = try AnsweredPlatform.fresh()
        let reader = "payout_verify_reader"
        try database.sql(
            """
            DROP ROLE IF EXISTS \(reader); CREATE ROLE \(reader) LOGIN;
            GRANT USAGE ON SCHEMA settlement TO \(reader); GRANT SELECT ON ALL TABLES IN SCHEMA settlement TO \(reader);
            REVOKE SELECT ON settlement.payout_key FROM \(reader); SELECT settlement.unguard_payouts()
            """)
        defer { _ = try? database.sql("DROP OWNED BY \(reader); DROP ROLE \(reader)") }
        let verified = try database.remit("verify", "--quiet", user: reader)
        #expect(verified.status == 0 && verified.errors.isEmpty, "\(verified)")
        #expect(
            verified.output.split(separator: "\n").filter { $0.hasPrefix("note: ") } == [
                "note: public.payouts is not checked, nor what was available for payouts: the right to read it is missing",
                "note: public.payouts has no guards; `remit migrate --payout-guards` puts them on",
                "note: copied accounts are not held against their HMACs: the right to read settlement.payout_key is missing",
            ])
        guard
            case .list(let notes)? = try JSONValue.line(
                try database.remit("verify", "--json", "--quiet", user: reader).output)["notes"]
        else {
            Issue.record("no notes")
            return
        }
        #expect(notes.count == 3)
    }

    @Test("where a plan's policy cannot be read, nothing is taken for held, and a note says so")
    func noPolicy() throws {
        let database = try AnsweredPlatform.fresh()
        let damage = try #require(Damage.ofPlans.first { $0.name == "another policy and approval of a plan" })
        try database.sql(damage.sql)
        let verified = try database.remit("verify", "--quiet")
        #expect(
            verified.output.contains(
                "\nnote: of 1 payout run the policy is not kept, or cannot be read: what was held then is taken for available\n"
            ), "\(verified.output)")
    }
}

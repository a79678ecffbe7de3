import TestServer
import Testing

/// That who planned and who applied are two, where approval is required, also when the functions are called by hand (R11.7).
@Suite("Two people for a plan")
struct ApprovalGuardTests {
    @Test(
        "who kept a plan that needs approval does not apply it, and neither does away with that alone by another plan")
    func twoPeople() throws {
        let database = try SmallPlatform.paying()
        let (one, two) = (try TestRole.settler(in: database), try TestRole.settler(in: database))
        var required = try ForgedPlan.paying(1, in: database)
        required.approval = "required"
        let own = required.refusal(in: database, as: one)
        #expect(own?.contains("was written by \(one), and another database user has to apply it") == true)
        #expect(database.refusal(of: required.apply, as: one) != nil, "it was not even kept")
        #expect(database.refusal(of: required.keep, as: one) == nil)
        // Who keeps it again is not who planned it.
        #expect(database.refusal(of: required.keep, as: two) == nil)
        #expect(database.refusal(of: required.apply, as: one)?.contains("another database user") == true)
        #expect(database.refusal(of: required.apply, as: two) == nil)

        let relaxed = try ForgedPlan.paying(2, in: database)
        let alone = relaxed.refusal(in: database, as: two)
        #expect(alone?.contains("another database user has to apply it") == true, "\(alone ?? "passed")")
        #expect(database.refusal(of: relaxed.keep, as: two) == nil)
        #expect(database.refusal(of: relaxed.apply, as: one) == nil)
        #expect(try ForgedPlan.paying(4, in: database).refusal(in: database, as: one) == nil)
        #expect(try database.sql("SELECT count(*) FROM settlement.payout_runs") == "3")
    }

    @Test("the command waits for the second person as well, and an adjustment does")
    func command() throws {
        let database = try SmallPlatform.paying()
        let (one, two) = (try TestRole.settler(in: database), try TestRole.settler(in: database))
        var required = try ForgedPlan.paying(1, in: database)
        required.approval = "required"
        #expect(database.refusal(of: required.keep, as: one) == nil)
        #expect(database.refusal(of: required.apply, as: two) == nil)
        let run = try database.remit("payouts", "run", "--as-of", SmallPlatform.payday, user: one)
        #expect(run.status == 0 && run.output.contains("; nothing was paid\n"), "\(run.output)\(run.errors)")
        let hash = String(run.output.split(separator: " ")[1])
        #expect(try database.remit("payouts", "apply", hash, user: one).status == 65)
        #expect(try database.remit("payouts", "apply", hash, user: two).status == 0)
        let next = try database.remit("payouts", "run", "--as-of", "2026-04-03", now: "2026-04-03T12:00:00Z", user: one)
        #expect(next.status == 0 && next.output.hasPrefix("paid as of"), "\(next.output)\(next.errors)")
    }
}

import TestServer
import Testing

/// What the role that only settles may do with payout files.
@Suite("Payout files by a settling role")
struct SettlerFileTests {
    @Test("it hands out and confirms, and changes no payout otherwise")
    func settler() throws {
        let (database, folder) = (try PaidPlatform.fresh(), try Folder())
        // Roles belong to the whole server: this one has the name of the test's own database.
        let role = "filer_of_\(database.name)"
        try database.sql("CREATE ROLE \(role) LOGIN")
        #expect(try database.remit("migrate", "--settler", role).status == 0)
        let exported = try database.remit(
            "payouts", "export", "--format", "csv", "--out", folder.path, "--quiet", user: role)
        #expect(exported.status == 0, "\(exported)")
        let payout = try database.payout(to: 0)
        let file = try folder.write("payout_id,status,reference,reason\n\(payout),completed,T,\n", to: "bank.csv")
        let confirmed = try database.remit("payouts", "confirm", file, "--quiet", "--json", user: role)
        #expect(
            try JSONValue.line(confirmed.output)
                == .object([
                    "file": .text(file), "completed": .number(1), "failed": .number(0), "returned": .number(0),
                    "unknown": .number(0), "repeated": .number(0),
                ]))
        #expect(
            try database.sql(
                "SELECT count(*) FROM settlement.payout_steps WHERE taken_by = '\(role)' AND status <> 'pending'")
                == "7")
        #expect(throws: (any Error).self) {
            try Psql.run("UPDATE payouts SET status = 'completed'", on: database.url(as: role))
        }
    }
}

import Foundation
import TestServer
import Testing

@Suite("What remit verify finds of payouts")
struct PayoutDamageTests {
    @Test("is nothing where all is as it was left")
    func sound() throws {
        let database = try AnsweredPlatform.fresh()
        let verified = try database.remit("verify", "--quiet")
        #expect(verified.status == 0, "\(verified.output)")
        #expect(verified.errors.isEmpty)
        #expect(
            verified.output.hasSuffix(
                """
                payouts sound, 9 payouts, 2 runs, 4 files
                3 closed months sound

                """), "\(verified.output)")
    }

    @Test(
        "is every damage, by name, and nothing else",
        arguments: Damage.ofPayoutRows + Damage.ofPlans + Damage.ofSteps + Damage.ofSeals + Damage.ofPaid + Damage.ofActs
            + Damage.ofPayoutGuards)
    func found(damage: Damage) throws {
        let database = try AnsweredPlatform.fresh()
        try database.sql(damage.sql)
        let verified = try database.remit("verify", "--quiet")
        #expect(verified.status == 1, "\(verified.errors)")
        #expect(verified.errors.isEmpty)
        let printed = verified.output.replacing(/[0-9a-f]{64}/, with: "#").split(separator: "\n").map(String.init)
        let findings = printed.filter { $0.contains("damage: ") }
        #expect(findings.sorted() == damage.lines.sorted(), "\(printed.joined(separator: "\n"))")
    }
}

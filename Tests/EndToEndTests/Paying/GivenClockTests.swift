import Foundation
import TestServer
import Testing

/// `REMIT_NOW`, which nobody sets where approval is required: every command that reads the clock, by what the books kept
/// and by the policy at hand.
@Suite("A clock that was set")
struct GivenClockTests {
    private static let id = "00000000-0000-4000-8000-000000000001"

    /// The commands that go by a policy, and those that do not.
    private static let byPolicy = [
        ["close"], ["close", "--draft"], ["backfill", "late", "--from", "2024-01"], ["adjust", "FILE"],
        ["adjust", "apply", id], ["backfill", "opening", "FILE"], ["payouts", "plan", "--as-of", "2024-03-15"],
        ["payouts", "run", "--as-of", "2024-03-15"], ["payouts", "apply", id],
    ]
    private static let byBooks = [
        ["payouts", "export", "--format", "csv"], ["payouts", "confirm", "FILE"], ["payouts", "list"],
        ["exceptions", "waive", id, "--reason", "x"], ["exceptions", "restore", id, "--reason", "x"],
        ["reopen", "2024-01", "--reason", "x"],
    ]

    private func refused(_ arguments: [String], _ platform: ApprovalPlatform, _ policy: String) throws -> String {
        let file = try TestFile.write(["payout_id,status,reference,reason"])
        let result = try Remit.run(
            arguments.map { $0 == "FILE" ? file : $0 } + ["--quiet"], database: platform.database.url,
            now: "2024-04-01T00:00:00Z", environment: ["REMIT_POLICY": policy])
        #expect(result.status == 78, "\(arguments): \(result)")
        return result.complaint
    }

    @Test("is refused by every command where the books require approval")
    func books() throws {
        let (platform, lax) = (try ApprovalPlatform(), try ApprovalPlatform.policy("none"))
        try platform.close("2024-01", ApprovalPlatform.policy("none", "required"))
        for arguments in Self.byPolicy + Self.byBooks {
            #expect(
                try refused(arguments, platform, lax)
                    == "remit: REMIT_NOW is refused where the policy that 2024-01 was closed under (it counts until the next "
                    + "close) requires approval; unset it", "\(arguments)")
        }
    }

    @Test("is refused by every command whose policy requires approval")
    func policy() throws {
        let (platform, strict) = (try ApprovalPlatform(), try ApprovalPlatform.policy("required"))
        for arguments in Self.byPolicy {
            #expect(
                try refused(arguments, platform, strict)
                    == "remit: REMIT_NOW is refused where the policy requires approval; unset it", "\(arguments)")
        }
        #expect(try platform.database.sql("SELECT count(*) FROM settlement.periods") == "0")
    }
}

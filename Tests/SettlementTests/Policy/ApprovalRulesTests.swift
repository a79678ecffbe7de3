import Settlement
import Testing

@Suite("Approval (R11.7)")
struct ApprovalRulesTests {
    private static let (january, february) = (Period("2026-01")!, Period("2026-02")!)

    /// A policy with an entry a month from 2026-01 on, each of which requires approval or not.
    private func policy(_ required: Bool...) -> Policy {
        var policy = Policy.of(.standard)
        policy.entries = required.enumerated().map { month, isRequired in
            PolicyEntry.standard.with {
                $0.effective = Period(year: 2026, month: 1 + month)
                $0.payouts.approvalRequired = isRequired
            }
        }
        return policy
    }

    private func basis(_ policy: Policy?, _ kept: Policy..., on day: String) throws -> ApprovalBasis {
        let kept = zip([Self.january, Self.february], kept).map { ApprovalRules.Kept(period: $0, policy: $1) }
        return ApprovalRules(policy: policy, kept: kept).basis(on: try #require(Day(day)))
    }

    @Test("is the stricter of the policy at hand and what the books kept, at the day's month")
    func stricter() throws {
        #expect(try basis(policy(false), on: "2026-01-31") == .notRequired)
        #expect(try basis(policy(true), on: "2026-01-31") == .policy)
        #expect(try basis(policy(false), policy(false), on: "2026-01-31") == .notRequired)
        #expect(try basis(policy(false), policy(true), on: "2026-03-01") == .books(Self.january))
        #expect(try basis(policy(true), policy(true), on: "2026-03-01") == .policy)
        #expect(try basis(policy(true, false), policy(true), on: "2026-02-01") == .books(Self.january))
        #expect(try basis(policy(true, false), policy(true, false), on: "2026-01-31") == .policy)
        #expect(try basis(policy(true, false), policy(true, false), on: "2026-02-01") == .notRequired)
        #expect(try basis(policy(false), policy(false), policy(false, true), on: "2026-02-01") == .books(Self.february))
        #expect(try basis(nil, policy(true), on: "2026-02-01") == .books(Self.january))
        #expect(try basis(nil, on: "2026-02-01") == .notRequired)
    }

    @Test("at any time is that of any month")
    func atAnyTime() {
        func basis(_ policy: Policy?, _ kept: Policy...) -> ApprovalBasis {
            ApprovalRules(policy: policy, kept: kept.map { ApprovalRules.Kept(period: Self.january, policy: $0) })
                .basisAtAnyTime
        }
        #expect(basis(nil) == .notRequired)
        #expect(basis(policy(false, false), policy(false)) == .notRequired)
        #expect(basis(policy(false, true)) == .policy)
        #expect(basis(policy(false), policy(true, false)) == .books(Self.january))
    }
}

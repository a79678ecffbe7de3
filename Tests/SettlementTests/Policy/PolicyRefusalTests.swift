import Money
import Settlement
import Testing

@Suite("Policies that are refused (R3)")
struct PolicyRefusalTests {
    /// A policy with one later entry, changed.
    private static func later(_ month: String = "2026-03", _ change: (inout PolicyEntry) -> Void) -> Policy {
        .of(
            .standard,
            .standard.with {
                $0.effective = Period(month)!
                change(&$0)
            })
    }

    private static func first(_ change: (inout PolicyEntry) -> Void) -> Policy { .of(.standard.with(change)) }

    private static let january = Period("2026-01")!
    private static let march = Period("2026-03")!

    @Test(
        "a policy that can settle what it says is good",
        arguments: [
            Policy.of(.standard), later { _ in }, first { $0.effective = Period("2020-01")! },
            later {
                $0.payouts.minimum[.euro] = 1; $0.commission[.euro] = $0.commission[.usd]; addEuroFees(&$0)
            },
            first { $0.providers["stripe"] = ProviderFee(percent: Percentage("0")!, fixed: [:]) },
            first { $0.direct.insert("cash") },
        ])
    func good(policy: Policy) throws {
        try policy.validate()
    }

    private static func addEuroFees(_ entry: inout PolicyEntry) {
        entry.providers = entry.providers.mapValues { fee in
            ProviderFee(percent: fee.percent, fixed: fee.fixed.isEmpty ? [:] : fee.fixed.merging([.euro: 0]) { $1 })
        }
    }

    @Test(
        "a policy that could not is refused, and says why",
        arguments: [
            (Policy.of(), PolicyRefusal.noEntries),
            (first { $0.effective = march }, .startsAfterGenesis(first: march, genesis: january)),
            (later("2026-01") { _ in }, .outOfOrder(january)),
            (later("2025-12") { _ in }, .outOfOrder(Period("2025-12")!)),
            (first { $0.commission[.usd] = nil }, .commissionMissing(.usd, entry: january)),
            (first { $0.commission[.usd] = [] }, .commissionMissing(.usd, entry: january)),
            (later { $0.payouts.minimum[.euro] = 1 }, .commissionMissing(.euro, entry: march)),
            (
                later {
                    $0.payouts.minimum[.euro] = 1; $0.commission[.euro] = $0.commission[.usd]
                },
                .fixedFeeMissing(provider: "lemon_squeezy", .euro, entry: march)
            ),
            (later { $0.payouts.minimum = [:] }, .currencyDropped(.usd, entry: march)),
            (first { $0.collected.insert("stripe") }, .collectedWithoutFees(provider: "stripe", entry: january)),
            (first { $0.direct.insert("paddle") }, .collectedAndDirect(provider: "paddle", entry: january)),
        ])
    func refused(policy: Policy, refusal: PolicyRefusal) {
        #expect(throws: refusal) { try policy.validate() }
    }

    @Test(
        "each refusal is a sentence with what is wrong, where, and what to do",
        arguments: [
            (PolicyRefusal.noEntries, "the policy has no entries; give at least one, effective from genesis"),
            (
                .outOfOrder(march),
                "the entry effective \"2026-03\" is not later than the one before it; put the entries in order"
            ),
            (
                .startsAfterGenesis(first: march, genesis: january),
                "the first entry is effective from \"2026-03\", after genesis \"2026-01\"; let it begin at genesis"
            ),
            (
                .commissionMissing(.euro, entry: march),
                "the entry \"2026-03\" settles \"EUR\" without commission tiers for it; add them, or drop its minimum"
            ),
            (
                .fixedFeeMissing(provider: "paddle", .euro, entry: march),
                "the entry \"2026-03\" has no fixed fee in \"EUR\" for the provider \"paddle\"; add one (0 is good)"
            ),
            (
                .currencyDropped(.usd, entry: march),
                "the entry \"2026-03\" no longer settles \"USD\", which an earlier one does; keep its minimum"
            ),
            (
                .collectedWithoutFees(provider: "stripe", entry: march),
                "the entry \"2026-03\" collects donations through \"stripe\", which is not among the providers; "
                    + "add its fees"
            ),
            (
                .collectedAndDirect(provider: "paddle", entry: march),
                "the entry \"2026-03\" has the provider \"paddle\" both as collected and as direct; keep one"
            ),
        ])
    func descriptions(refusal: PolicyRefusal, text: String) {
        #expect(refusal.description == text)
    }
}

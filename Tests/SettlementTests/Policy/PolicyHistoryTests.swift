import Money
import Settlement
import Testing

@Suite("Closed months keep their terms (R3)")
struct PolicyHistoryTests {
    private static let closed = Policy.of(.standard)
    private static let january = Period("2026-01")!

    /// The policy at the close with its entry changed.
    private func check(_ change: (inout PolicyEntry) -> Void) throws(PolicyConflict) {
        try Policy.of(.standard.with(change)).checkUnchanged(since: Self.closed, for: Self.january)
    }

    private func expectConflict(_ what: String, _ change: (inout PolicyEntry) -> Void) {
        #expect(throws: PolicyConflict.terms(Self.january, what: what)) { try check(change) }
    }

    @Test("the same policy, or an entry of a later month, changes nothing")
    func unchanged() throws {
        try check { _ in }
        let later = PolicyEntry.standard.with {
            $0.effective = Period("2026-02")!
            $0.commission[.usd] = [CommissionTier(from: 0, percent: Percentage("50")!)]
        }
        try Policy.of(.standard, later).checkUnchanged(since: Self.closed, for: Self.january)
        #expect(throws: PolicyConflict.terms(Period("2026-02")!, what: "the commission")) {
            try Policy.of(.standard, later).checkUnchanged(since: Self.closed, for: Period("2026-02")!)
        }
    }

    @Test("providers and currencies that it lacked may be added")
    func additions() throws {
        try check { $0.providers["stripe"] = ProviderFee(percent: Percentage("3")!, fixed: [.usd: 30]) }
        try check { $0.direct.insert("cash") }
        try check {
            $0.providers["stripe"] = ProviderFee(percent: Percentage("3")!, fixed: [:])
            $0.collected.insert("stripe")
        }
        try check { $0.collected.insert("lemon_squeezy") }
        try check { entry in
            entry.payouts.minimum[.euro] = 500
            entry.commission[.euro] = [CommissionTier(from: 0, percent: Percentage("5")!)]
            for name in ["paddle", "lemon_squeezy"] { entry.providers[name]?.fixed[.euro] = 40 }
        }
    }

    @Test("terms of a currency that was not settled then may change")
    func unsettledTerms() throws {
        let closed = Policy.of(
            .standard.with {
                $0.commission[.euro] = [CommissionTier(from: 0, percent: Percentage("5")!)]
                $0.providers["paddle"]?.fixed[.euro] = 40
            })
        try Self.closed.checkUnchanged(since: closed, for: Self.january)
    }

    @Test("the commission of a settled currency may not change")
    func commission() {
        expectConflict("the commission") { $0.commission[.usd]?[0].percent = Percentage("21")! }
        expectConflict("the commission") { $0.commission[.usd]?[1].from = 501 }
        expectConflict("the commission") { $0.commission[.usd] = nil }
    }

    @Test("a provider's fee may not change, nor may one be taken away")
    func providers() {
        expectConflict("a provider's fee") { $0.providers["paddle"]?.percent = Percentage("4")! }
        expectConflict("a provider's fee") { $0.providers["paddle"]?.fixed[.usd] = 49 }
        expectConflict("a provider's fee") { $0.providers["aba_khqr"]?.fixed[.usd] = 0 }
        expectConflict("a provider's fee") { $0.providers["paypal"] = nil }
    }

    @Test("a provider that was collected or direct stays so")
    func donations() {
        let what = "the list of donation providers"
        expectConflict(what) { $0.collected = [] }
        expectConflict(what) { $0.direct.remove("paypal") }
        expectConflict(what) {
            $0.direct.remove("paypal")
            $0.collected.insert("paypal")
        }
    }

    @Test("the smallest payout of a settled currency may not change")
    func minimum() {
        expectConflict("the smallest payout") { $0.payouts.minimum[.usd] = 999 }
    }

    @Test("nothing else may change")
    func rest() {
        let changes: [(inout PolicyEntry) -> Void] = [
            { $0.recordedFees = .honour }, { $0.salesProcessing = .creator }, { $0.donationProcessing = .platform },
            { $0.processingRefunded = true }, { $0.pool.model = .userCentric },
            { $0.pool.platformPercent = Percentage("31")! },
            { $0.pool.weights = Metrics(time: 1, sessions: 1, concepts: 1) }, { $0.pool.viewerCapHundredths = 100 },
            { $0.withoutShare = .equal }, { $0.payouts.holdDays = 29 }, { $0.payouts.approvalRequired = true },
            { $0.lateArrivalDays = 44 }, { $0.refundDays = 179 },
        ]
        for change in changes { expectConflict("the entry", change) }
    }

    @Test("when an entry took effect may be written otherwise, if the same terms were in force")
    func effective() throws {
        try check { $0.effective = Period("2025-06")! }
    }

    @Test("time zone and genesis never change")
    func zoneAndGenesis() {
        var policy = Self.closed
        policy.timezone = "Asia/Phnom_Penh"
        #expect(throws: PolicyConflict.timezone(was: "UTC", is: "Asia/Phnom_Penh")) {
            try policy.checkUnchanged(since: Self.closed, for: Self.january)
        }
        policy = Self.closed
        policy.genesis = Period("2025-12")!
        #expect(throws: PolicyConflict.genesis(was: Self.january, is: Period("2025-12")!)) {
            try policy.checkUnchanged(since: Self.closed, for: Self.january)
        }
    }

    @Test(
        "each conflict says what changed and what to do",
        arguments: [
            (
                PolicyConflict.timezone(was: "UTC", is: "Asia/Phnom_Penh"),
                "the time zone is \"Asia/Phnom_Penh\", but months were closed in \"UTC\"; "
                    + "a closed month never changes: put it back"
            ),
            (
                .genesis(was: january, is: Period("2025-12")!),
                "genesis is \"2025-12\", but the books began in \"2026-01\"; a closed month never changes: put it back"
            ),
            (
                .terms(january, what: "the commission"),
                "the commission in force in 2026-01 is not what it was when that month was closed; "
                    + "put it back, and let an entry effective in a later month bring the change"
            ),
        ])
    func descriptions(conflict: PolicyConflict, text: String) {
        #expect(conflict.description == text)
    }
}

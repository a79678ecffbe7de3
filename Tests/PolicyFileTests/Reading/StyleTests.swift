import Money
import PolicyFile
import Settlement
import Testing

/// However the YAML is written, the policy is the same.
@Suite struct StyleTests {
    /// The sample in block style throughout, with other quotes, another order of keys, comments and a marker.
    static let block = """
        # Terms of 2026
        ---
        entries:
        - windows:
            refund_days: 180    # half a year
            late_arrival_days: 45
          payouts:
            approval: 'none'
            hold_days: 30
            minimum:
              "USD": 1000
          bundles: {without_share: "list_price"}
          subscriptions:
            weights:
              time: 50
              sessions: 30
              concepts: 20
            model: "pro_rata"
            platform_percent: "30"
          donations:
            collected:
            - paddle
            direct:
              - "paypal"
          processing:
            refunded: false
            borne_by:
              sales: platform
              donations: creator
            providers:
              paypal:
                percent: 0.00
              'paddle':
                percent: 5.0
                fixed:
                  USD: 50
          sales:
            recorded_fees: verify
            commission:
              USD:
              - from: 0
                percent: 20
              - percent: '15'
                from: 500
          effective: "2026-01"

        genesis: '2026-01'
        timezone: "UTC"
        """

    @Test func blockAndFlowAreTheSame() throws {
        #expect(try Sample.policy(StyleTests.block) == Sample.policy(Sample.text))
    }

    @Test func oneLineOfJSON() throws {
        let json = """
            {"timezone": "UTC", "genesis": "2026-01", "entries": [{"effective": "2026-01",
            "sales": {"commission": {"USD": [{"from": 0, "percent": 20}, {"from": 500, "percent": 15}]}},
            "processing": {"providers": {"paddle": {"percent": 5, "fixed": {"USD": 50}}, "paypal": {"percent": 0}},
            "borne_by": {"sales": "platform", "donations": "creator"}, "refunded": false},
            "donations": {"collected": ["paddle"], "direct": ["paypal"]},
            "subscriptions": {"platform_percent": 30, "model": "pro_rata",
            "weights": {"time": 50, "sessions": 30, "concepts": 20}, "viewer_cap_hours_per_day": null},
            "bundles": {}, "payouts": {"minimum": {"USD": 1000}, "hold_days": 30},
            "windows": {"late_arrival_days": 45, "refund_days": 180}}]}
            """
        #expect(try Sample.policy(json) == Sample.policy(Sample.text))
    }

    @Test func linesOfWindows() throws {
        let text = Sample.text.replacing("\n", with: "\r\n")
        #expect(try Sample.policy(text) == Sample.policy(Sample.text))
    }

    @Test func byteOrderMark() throws {
        #expect(try Sample.policy("\u{FEFF}" + Sample.text) == Sample.policy(Sample.text))
    }

    @Test func aliasesStandForTheirAnchor() throws {
        var text = try Change("USD: [{", "USD: &tiers [{").applied()
        text = try Change("percent: 15}]\n", "percent: 15}]\n        EUR: *tiers\n").applied(to: text)
        let entry = try Sample.entry(text)
        #expect(entry.commission[Currency("EUR")] == entry.commission[.usd])
        #expect(entry.commission.count == 2)
    }

    @Test func aWholeSectionMayBeAnAlias() throws {
        let first = try Change("payouts:\n", "payouts: &payouts\n").applied()
        let second = try Change(
            "payouts:\n      minimum: {USD: 1000}\n      hold_days: 30\n      approval: none\n", "payouts: *payouts\n"
        ).applied(to: Sample.entry.replacing("effective: 2026-01", with: "effective: 2026-02"))
        let policy = try Sample.policy(first + second)
        #expect(policy.entries[1].payouts == policy.entries[0].payouts)
    }

    @Test(arguments: [
        "      recorded_fees: verify\n", "      refunded: false\n", "      viewer_cap_hours_per_day: null\n",
        "      without_share: list_price\n", "      approval: none\n",
    ])
    func whatMayBeLeftOut(line: String) throws {
        // A section that has no other key is left as an empty mapping.
        let text = try Change(line, "").applied().replacing("bundles:\n    payouts", with: "bundles: {}\n    payouts")
        #expect(try Sample.policy(text) == Sample.policy(Sample.text))
    }

    @Test func namesMayLookLikeAnything() throws {
        let text = try Change("[paypal]", "[paypal, \"5\", \"no\", 'a b', été]").applied()
        #expect(try Sample.entry(text).direct == ["paypal", "5", "no", "a b", "été"])
    }

    @Test func currenciesAreTakenAsTheyStand() throws {
        let text = try Change("fixed: {USD: 50}", "fixed: {USD: 50, usd: 51, NO: 52}").applied()
        let fixed = try #require(try Sample.entry(text).providers["paddle"]?.fixed)
        #expect(fixed == [Currency("USD"): 50, Currency("usd"): 51, Currency("NO"): 52])
    }
}

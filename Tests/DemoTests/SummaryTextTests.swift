import Testing

@testable import Demo

@Suite("A demo's summary, as people read it")
struct SummaryTextTests {
    @Test(
        "has amounts with their decimals, and thousands apart",
        arguments: [
            (0, "USD", "–"), (1, "USD", "0.01"), (-52, "USD", "-0.52"), (99_999, "USD", "999.99"),
            (100_000, "USD", "1,000.00"), (-123_456_789, "EUR", "-1,234,567.89"), (1_234_567, "JPY", "1,234,567"),
            (1_234_567, "KWD", "1,234.567"), (Int64.min, "USD", "-92,233,720,368,547,758.08"),
        ] as [(Int64, String, String)])
    func amounts(cents: Int64, currency: String, text: String) {
        #expect(SummaryTable.amount(cents, currency) == text)
    }

    @Test("has names to the left and amounts to the right, each column as wide as it must be")
    func alignment() {
        let lines = SummaryTable.aligned([["", "USD"], ["sales", "1.00"], ["a longer name", "–"]])
        #expect(lines == ["                USD", "sales          1.00", "a longer name     –"])
        #expect(SummaryTable.aligned([["a", "first"], ["bcd", "x"]], rightwards: false) == ["a    first", "bcd  x"])
    }

    @Test(
        "has words as a shell takes them",
        arguments: [
            ("remit", "remit"), (".build/release/remit", ".build/release/remit"), ("/a b", "'/a b'"),
            ("it's", #"'it'\''s'"#), ("$HOME", "'$HOME'"), ("", "''"), ("ខ្មែរ", "'ខ្មែរ'"), ("a_b-c.d", "a_b-c.d"),
        ])
    func quoting(word: String, quoted: String) {
        #expect(SummaryText.quoted(word) == quoted)
    }

    @Test("has lists in lines of at most a hundred characters and their indent")
    func wrapping() {
        #expect(SummaryText.wrapped([]) == [] && SummaryText.wrapped(["a 1", "b 2"]) == ["  a 1, b 2"])
        let lines = SummaryText.wrapped((0..<40).map { "code_number_\($0) 7" })
        #expect(lines.count > 5 && lines.allSatisfy { $0.count <= 103 && $0.hasPrefix("  ") })
        #expect(lines.dropLast().allSatisfy { $0.hasSuffix(",") } && lines.last?.hasSuffix(",") == false)
        #expect(lines.joined(separator: " ").split(separator: ",").count == 40)
    }

    private static let figures = CurrencyFigures(
        currency: "USD", lines: 2, salesCents: 100_000, commissionCents: 10_000, donationsCents: 500, directCents: 500,
        processingCents: 5_050, revenueCents: 0, poolCents: 0, carriedCents: 0, platformCents: 4_950,
        creatorsCents: 90_000)

    private static let unpaid = PayoutFigures(
        runs: 0, payouts: 0, requests: 0, refused: [], failed: 0, returned: 0, paidAgain: 0, deficits: 0, workedOff: 0,
        lastRun: nil, states: [])

    private static let paid = PayoutFigures(
        runs: 2, payouts: 9, requests: 1,
        refused: [.init(name: "not_covered", count: 3), .init(name: "below_minimum", count: 1)], failed: 1, returned: 2,
        paidAgain: 3, deficits: 5, workedOff: 4, lastRun: "2025-03-05",
        states: [.init(name: "paid", count: 7), .init(name: "on_hold", count: 2)])

    private static let balance = BalanceFigures(
        currency: "USD", openingCents: 1_000, earnedCents: 95_000, reversedCents: -5_000, adjustedCents: -100,
        paidCents: 80_000, inFlightCents: 900, owedCents: 10_000)

    private static func summary(
        creator: String?, exceptions: [ExceptionFigures] = [], balances: [BalanceFigures] = [],
        payouts: PayoutFigures = unpaid
    ) -> DemoSummary {
        DemoSummary(
            folder: "/a demo", policy: "/a demo/policy.yaml", payoutFiles: "/a demo/payouts",
            database: "postgresql:///learning_os", months: [.init(period: "2025-01", root: "00", lines: 2)],
            currencies: [figures], balances: balances, payouts: payouts, exceptions: exceptions,
            examples: DemoExamples(
                period: "2025-01", creator: creator, bundlePurchase: nil, reversedPurchase: nil,
                refusedRequest: nil, failedPayout: payouts.failed == 0 ? nil : "11",
                payoutAgain: payouts.failed == 0 ? nil : "22"))
    }

    @Test("shows what creators are owed, what the paydays came to, and how the last run left everybody")
    func paying() {
        let summary = SummaryTextTests.summary(
            creator: nil, balances: [SummaryTextTests.balance], payouts: SummaryTextTests.paid)
        let text = SummaryText(summary, command: "remit", isUsualFolder: true).lines
        let first = text.firstIndex { $0.hasPrefix("owed to creators before") } ?? 0
        #expect(
            text[(first - 1)..<(first + 15)].elementsEqual([
                "                             USD",
                "owed to creators before    10.00",
                "  they earned             950.00",
                "  taken back by refunds   -50.00",
                "  adjusted by hand         -1.00",
                "  paid to them           -800.00",
                "  on the way to them       -9.00",
                "owed to creators now      100.00",
                "",
                "payouts: 9 in 2 runs, 1 of them asked for",
                "  1 failed and 2 came back; 3 of these were paid again",
                "  4 requests refused (not_covered 3, below_minimum 1)",
                "  deficits: 5, of which later earnings worked off 4",
                "the run of 2025-03-05 left 9 balances:",
                "  paid 7, on_hold 2",
                "",
            ]), "\(text)")
        #expect(text.contains { $0.hasSuffix("  remit explain payout 11") })
        #expect(text.contains { $0.hasSuffix("  remit explain payout 22") })
        #expect(
            text.contains { $0.hasSuffix("  remit export outcomes --as-of 2025-03-05 --policy '/a demo/policy.yaml'") })
    }

    @Test("leaves out figures that are nothing in every currency, and examples that there are none of")
    func small() {
        let text = SummaryText(SummaryTextTests.summary(creator: nil), command: "remit", isUsualFolder: true).lines
        #expect(text.first == "1 month closed, 2025-01 to 2025-01: 2 lines in the books")
        #expect(text.contains("  commission on them              100.00"))
        #expect(!text.contains { $0.hasPrefix("subscription") || $0.contains("explain") || $0.contains("payout") })
        #expect(text.contains("exceptions: none"))
        #expect(text.contains(#"  start its server again       export DATABASE_URL="$(remit demo serve)""#))
    }

    @Test("names commands that can be run as they stand, and what was left out by its fault")
    func suggestions() {
        let faults = [
            ExceptionFigures(code: "amount_missing", isWarning: false, rows: 3, open: 2),
            ExceptionFigures(code: "self_dealing", isWarning: true, rows: 1, open: 0),
        ]
        let summary = SummaryTextTests.summary(creator: "7b0c", exceptions: faults)
        let text = SummaryText(summary, command: "bin/remit", isUsualFolder: false).lines.joined(separator: "\n")
        #expect(text.contains("bin/remit explain creator 7b0c --period 2025-01"))
        #expect(text.contains("bin/remit demo serve --folder '/a demo')\""))
        #expect(text.contains("bin/remit close --draft --policy '/a demo/policy.yaml'"))
        #expect(text.contains("exceptions: 3 bad rows left out, 2 of them still open\n  amount_missing 3\nwarnings: 1"))
    }
}

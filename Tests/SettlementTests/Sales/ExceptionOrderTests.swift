import Money
import Settlement
import Testing

/// Rows with every fault at once: each is repaired after it was told, and the next one is told then.
@Suite("The first of a row's faults is told (R12)")
struct ExceptionOrderTests {
    private typealias Repair = (code: ExceptionCode?, repair: (inout SourceRow) -> Void)

    private static let bundles: [Identifier: Bundle] = [
        .bundle: .of(.content(1, share: "100"), .content(2, share: "0")),
        Identifier(high: 3, low: 2): .of(.content(1), .content(2, owned: false)),
        Identifier(high: 3, low: 3): .of(.content(1, share: "50")),
        Identifier(high: 3, low: 4): Bundle(exists: false, contents: [.content(1)]),
    ]

    private func check(_ row: SourceRow, _ repairs: [Repair]) throws {
        var row = row
        for (code, repair) in repairs {
            var story = SourceStory(bundles: Self.bundles)
            let (lines, told) = try story.close("2026-01", row)
            #expect(told == code)
            #expect(lines.isEmpty == (code.map(\.staysOpen) ?? false))
            repair(&row)
        }
    }

    @Test("a purchase of one content")
    func purchase() throws {
        let row = SourceRow.purchase(
            nil, on: nil, currency: .riel, provider: nil, status: "paid", payer: .seller, payee: nil, fee: 1,
            revenue: nil)
        try check(
            row,
            [
                (.statusUnknown, { $0.status = .completed }),
                (.completedAtMissing, { $0.date = Instant("2026-01-10") }),
                (.amountMissing, { $0.amount = -5 }),
                (.amountNegative, { $0.amount = 1_000 }),
                (.currencyNotSettled, { $0.currency = .usd }),
                (.providerUnknown, { $0.provider = "stripe" }),
                (.providerUnknown, { $0.provider = "paddle" }),
                (.sellerMissing, { $0.payee = .seller }),
                (.feeMismatch, { $0.recordedFee = nil }),
                (.selfDealing, { $0.payer = .buyer }),
                (nil, { _ in }),
            ])
    }

    @Test("a bundle purchase")
    func bundlePurchase() throws {
        let row = SourceRow.purchase(
            1_000, currency: .riel, provider: nil, payer: .seller, payee: nil, fee: 1, revenue: nil,
            bundle: Identifier(high: 3, low: 9))
        try check(
            row,
            [
                (.currencyNotSettled, { $0.currency = .usd }),
                (.providerUnknown, { $0.provider = "paddle" }),
                (.bundleMissing, { $0.bundle = Identifier(high: 3, low: 4) }),
                (.bundleMissing, { $0.bundle = Identifier(high: 3, low: 2) }),
                (.sellerMissing, { $0.bundle = Identifier(high: 3, low: 3) }),
                (.bundleShares, { $0.bundle = .bundle }),
                (.feeMismatch, { $0.recordedFee = nil }),
                (nil, { _ in }),
            ])
    }

    @Test("a donation")
    func donation() throws {
        let row = SourceRow.donation(nil, currency: .riel, provider: "stripe", status: nil, payer: .seller, payee: nil)
        try check(
            row,
            [
                (.statusUnknown, { $0.status = .pending }),
                (.donationPending, { $0.status = .completed }),
                (.amountMissing, { $0.amount = -5 }),
                (.amountNegative, { $0.amount = 1_000 }),
                (.currencyNotSettled, { $0.currency = .usd }),
                (.providerUnknown, { $0.provider = "paddle" }),
                (.sellerMissing, { $0.payee = .seller }),
                (.selfDealing, { $0.payer = .buyer }),
                (nil, { _ in }),
            ])
    }

    @Test(
        "of rows that are not completed only the status is asked",
        arguments: ["pending", "refunded", "disputed"])
    func notCompleted(status: String) throws {
        var story = SourceStory()
        #expect(try story.tell("2026-01", .purchase(nil, currency: .riel, provider: nil, status: status)).isEmpty)
        #expect(story.history.state == .unknown)
    }

    @Test("an unknown status is told with its text", arguments: ["paid", "COMPLETED", "", nil])
    func unknownStatus(status: String?) throws {
        var deciding = Reconsidering(
            settler: SaleSettler(policy: .of(.standard), bounds: PeriodBounds("2026-01"), bundles: [:]))
        let row = SourceRow.purchase(status: status)
        let exception = try deciding.decide(row, history: SourceHistory(), open: false).exception
        #expect(exception?.code == .statusUnknown)
        #expect(exception?.table == .purchases && exception?.row == .source)
        let text = status.map { "\"\($0)\"" } ?? "null"
        #expect(exception?.message == "the status \(text) is not pending, completed, refunded or disputed; correct it")
    }

    @Test("warnings settle, and only errors and pending donations stay open")
    func severities() {
        let warnings: Set<ExceptionCode> = [
            .feeMismatch, .selfDealing, .donationPending, .subscriptionChanged, .renewalsAssumed, .subscriptionGap,
        ]
        for code in ExceptionCode.allCases {
            #expect(code.isWarning == warnings.contains(code), "\(code)")
            #expect(code.staysOpen == (!warnings.contains(code) || code == .donationPending), "\(code)")
        }
    }

    @Test("the codes stand in the order of the rules, under the names that others rely on")
    func names() {
        let names = """
            status_unknown completed_at_missing amount_missing amount_negative currency_not_settled \
            provider_unknown seller_missing bundle_missing bundle_shares too_late fee_mismatch self_dealing \
            donation_pending plan_unknown subscription_dates subscription_price subscription_changed renewals_assumed subscription_gap \
            engagement_negative engagement_period engagement_impossible
            """
        #expect(ExceptionCode.allCases.map(\.rawValue) == names.split(separator: " ").map(String.init))
    }

    /// Each is a sentence that has the value and says what to do.
    @Test("messages")
    func messages() throws {
        func message(_ row: SourceRow) throws -> String? {
            let settler = SaleSettler(policy: .of(.standard), bounds: PeriodBounds("2026-01"), bundles: Self.bundles)
            var deciding = Reconsidering(settler: settler)
            return try deciding.decide(row, history: SourceHistory(), open: false).exception?.message
        }
        #expect(try message(.purchase(nil)) == "amount_cents is null; set it (0 is good)")
        #expect(try message(.purchase(-5)) == "amount_cents is -5; an amount is not below 0")
        #expect(try message(.purchase(on: nil)) == "the purchase is completed but completed_at is null; set it")
        #expect(
            try message(.purchase(currency: .riel))
                == "the currency \"KHR\" has no smallest payout in the policy; add it there or correct it")
        #expect(
            try message(.purchase(provider: "stripe"))
                == "the policy does not know the provider \"stripe\"; add it there or correct it")
        #expect(try message(.purchase(payee: nil)) == "seller_id is null; nobody would earn it: set it")
        #expect(try message(.donation(payee: nil)) == "recipient_id is null; nobody would earn it: set it")
        #expect(try message(.donation(status: "pending")) == "the donation is still pending; complete or refund it")
        #expect(
            try message(.purchase(bundle: Identifier(high: 3, low: 3)))
                == "the bundle \(Identifier(high: 3, low: 3)) cannot be split: its shares sum to 50 %; "
                + "correct its contents"
        )
    }
}

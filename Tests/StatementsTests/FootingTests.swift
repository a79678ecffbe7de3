import Money
import Receipts
import Settlement
import Statements
import Testing

/// Statements whose numbers contradict each other are refused; whole ones are shown by the currency's decimals.
@Suite("A statement's footing")
struct FootingTests {
    @Test("whole: opening, earned, paid and closing")
    func whole() throws {
        let statement = try Statement(TestFacts.creator(), of: TestFacts.month)
        let section = try #require(statement.sections.first)
        #expect(statement.sections.map(\.currency.code) == ["USD"])
        #expect(section.total.creator == 850)
        #expect(section.account?.taken == 300)
        let page = String(decoding: try StatementPage(statement).file(), as: UTF8.self)
        #expect(page.contains("<a href=\"../rules.html#R11.6\">"))
        #expect(
            page.contains("The balance is below the smallest payout, 10.00\u{A0}USD; it is kept until it reaches that.")
        )
    }

    @Test("a line more than the receipt proves")
    func lines() throws {
        var facts = TestFacts.creator()
        facts.lines.append(facts.lines[0])
        expect(
            facts,
            "the lines add up to 17.00 USD, not to 8.50 USD")
    }

    @Test("lines without a receipt")
    func noReceipt() throws {
        var facts = TestFacts.creator()
        facts.receipt = nil
        expect(facts, "the lines add up to 10.00 USD, not to 0.00 USD")
    }

    @Test("another closing balance than what was owed, earned and paid")
    func month() throws {
        var facts = TestFacts.creator()
        facts.accounts[0].opening += 1
        expect(facts, "what was owed, earned and paid in the month add up to 6.51 USD, not to 6.50 USD")
    }

    @Test("another balance on the asked day")
    func balance() throws {
        var facts = TestFacts.creator()
        facts.accounts[0].balance -= 1
        expect(
            facts, "what was owed at the month's end, earned and paid since add up to 6.50 USD, not to 6.49 USD")
    }

    @Test("a part of the pool that is no line")
    func shares() throws {
        var facts = TestFacts.creator()
        facts.shares = [
            CountedReading(
                currency: .usd, content: TestFacts.id, title: nil,
                metrics: Metrics(time: 60, sessions: 1, concepts: 1), part: 5)
        ]
        expect(facts, "the parts of the pool add up to 0.05 USD, not to 0.00 USD")
    }

    private func expect(_ facts: StatementFacts, _ what: String) {
        let error = #expect(throws: StatementFault.self) { try Statement(facts, of: TestFacts.month) }
        #expect(
            error?.description
                == "the statement of creator \(TestFacts.id) does not foot: \(what); `remit verify` shows what "
                + "was changed in the books or the payouts")
    }

    @Test(
        "amounts have their currency's decimals, and no floating point",
        arguments: [
            ("USD", Int64(123_456_789), "1,234,567.89"), ("JPY", -1234, "\u{2212}1,234"), ("KWD", 5, "0.005"),
            ("us\"d", 1000, "1,000"), ("USD", Int64.min, "\u{2212}92,233,720,368,547,758.08"),
            ("USD", -100, "\u{2212}1.00"),
        ])
    func amounts(currency: String, cents: Int64, expected: String) throws {
        var facts = StatementFacts(creator: TestFacts.id)
        facts.accounts = [
            AccountFacts(
                currency: Currency(currency), opening: cents, closing: cents, later: 0, balance: cents, held: 0,
                available: cents, outcome: nil)
        ]
        let page = String(
            decoding: try StatementPage(Statement(facts, of: TestFacts.month)).file(), as: UTF8.self)
        #expect(page.contains("<dd>\(expected)</dd>"))
    }
}

/// A creator with one sale in January 2026 and a payout in it.
enum TestFacts {
    static let id = Identifier(high: 1, low: 2)

    static let month = StatementMonth(
        period: Period(year: 2026, month: 1), asOf: Day(year: 2026, month: 2, day: 2), root: "",
        policy: Policy(
            timezone: "UTC", genesis: Period(year: 2026, month: 1),
            entries: [
                PolicyEntry(
                    effective: Period(year: 2026, month: 1), commission: [:], recordedFees: .verify, providers: [:],
                    salesProcessing: .platform, donationProcessing: .creator, processingRefunded: false, collected: [],
                    direct: [],
                    pool: PoolTerms(
                        platformPercent: Percentage(basisPoints: 3000), model: .proRata,
                        weights: Metrics(time: 50, sessions: 30, concepts: 20), viewerCapHundredths: nil),
                    withoutShare: .listPrice,
                    payouts: PayoutTerms(minimum: [.usd: 1000], holdDays: 30, approvalRequired: false),
                    lateArrivalDays: 45, refundDays: 180)
            ]), pools: [:])

    static func creator() -> StatementFacts {
        let (first, next) = (Day(year: 2026, month: 1, day: 5), Day(year: 2026, month: 2, day: 1))
        var facts = StatementFacts(creator: id)
        facts.lines = [
            BookedLine(
                line: Line(
                    kind: .sale, bucket: .sales, source: id, content: id, creator: id, currency: .usd, gross: 1000,
                    processing: 100, platform: 50, creatorPart: 850, holdFrom: next, soldAt: nil), day: first)
        ]
        facts.accounts = [
            AccountFacts(
                currency: .usd, opening: 100, closing: 650, later: 0, balance: 650, held: 850, available: -200,
                outcome: Outcome(state: .belowMinimum, cents: 650, reason: nil, nextDate: nil))
        ]
        facts.payouts = [
            PayoutRecord(
                id: id, currency: .usd, amount: 300, method: "paypal", accountEnding: nil, takenDay: first,
                paidDay: nil,
                backDay: nil, reason: nil)
        ]
        let total = CreatorLeaf.Total(
            currency: .usd, bucket: .sales, payable: true, holdFrom: next, lines: 1, gross: 1000, processing: 100,
            platform: 50, creator: 850, earned: 850)
        let leaf = CreatorLeaf(creator: id, totals: [total], linesHash: String(repeating: "0", count: 64))
        facts.receipt = Receipt(
            period: "2026-01", creator: id.description, leaf: leaf.text, index: 0, treeSize: 1, path: [], chainLeaf: "",
            chainPath: [], root: "")
        return facts
    }
}

import Journal
import Money
import Settlement
import Testing

/// The entries that facts make.
@Suite("Postings")
struct PostingTests {
    static let creator = Payee.creator(Identifier(high: 1, low: 2))
    static let account = "Liabilities:Creators:Id-00000000-0000-0001-0000-000000000002"
    static let heading = EntryHeading(day: Day(year: 2026, month: 1, day: 31), narration: "test")

    static func texts(_ entry: JournalEntry) -> [String] { entry.postings.map { "\($0.account.name) \($0.cents)" } }

    /// The postings of a line, whose amounts are gross, processing and creator part.
    private func line(
        _ kind: LineKind, _ amounts: (Int64, Int64, Int64), in bucket: Bucket = .sales, of payee: Payee = creator,
        payable: Bool = true, passedOn: Bool = false
    ) throws -> [String] {
        let fact = LineFact(
            kind: kind, bucket: bucket, payee: payee, payable: payable, creatorBearsProcessing: passedOn,
            gross: amounts.0, processing: amounts.1, creatorPart: amounts.2)
        return PostingTests.texts(try fact.entry(PostingTests.heading, in: .usd))
    }

    @Test("a sale: commission and processing apart; the platform's loss where the fee is more")
    func sale() throws {
        #expect(
            try line(.sale, (999, 100, 849)) == [
                "Assets:Providers:Sales 999", "Assets:Providers:Fees -100", "Expenses:Processing 100",
                "Income:Commission:Sales -150", "\(PostingTests.account):Sales -849",
            ])
        #expect(
            try line(.reversal, (-999, 0, -849)) == [
                "Assets:Providers:Refunds -999", "Income:Commission:Sales 150", "\(PostingTests.account):Sales 849",
            ])
    }

    @Test("a donation whose creator bears the processing: no cost of the platform's")
    func passedOn() throws {
        #expect(
            try line(.donation, (500, 75, 425), in: .donations, passedOn: true) == [
                "Assets:Providers:Donations 500", "Assets:Providers:Fees -75", "\(PostingTests.account):Donations -425",
            ])
        // R6's donation of 0.40: the fee is more than the donation.
        #expect(
            try line(.donation, (40, 52, 0), in: .donations, passedOn: true) == [
                "Assets:Providers:Donations 40", "Assets:Providers:Fees -52", "Income:Commission:Donations 12",
            ])
    }

    @Test("direct donations are memorandum; the platform's own contents have no creator")
    func apart() throws {
        #expect(
            try line(.donation, (500, 0, 500), in: .donations, payable: false) == [
                "Equity:Memorandum:DirectDonations 500",
                "Equity:Memorandum:Creators:Id-00000000-0000-0001-0000-000000000002 -500",
            ])
        #expect(
            try line(.sale, (2000, 150, 0), of: .platform, passedOn: true) == [
                "Assets:Providers:Sales 2000", "Assets:Providers:Fees -150", "Expenses:Processing 150",
                "Income:OwnContents -2000",
            ])
    }

    @Test("by hand: an adjustment is the platform's cost, an opening balance comes from the books before")
    func byHand() throws {
        #expect(
            try line(.adjustment, (0, 0, -300), in: .donations) == [
                "Expenses:Adjustments -300", "\(PostingTests.account):Donations 300",
            ])
        #expect(
            try line(.opening, (700, 0, 700), in: .subscriptions) == [
                "Equity:Opening 700", "\(PostingTests.account):Subscriptions -700",
            ])
    }

    @Test("the pool: recognised out of what is deferred, kept, shared")
    func pool() throws {
        let fact = SubscriptionFact(billed: 7999, earnedBefore: 10, forfeited: 20, recognised: 372, overRecognised: 5)
        let entry = try fact.entry(PostingTests.heading, in: .usd)
        var balances = RunningBalances()
        try balances.add(entry)
        let sums = try balances.broughtForward(to: PostingTests.heading.day)
        #expect(
            sums.map(PostingTests.texts) == [
                [
                    "Assets:OverRecognised 5", "Assets:Providers:Subscriptions 7999", "Equity:Opening -10",
                    "Liabilities:DeferredSubscriptions -7602", "Liabilities:ForfeitedSubscriptions -20",
                    "Liabilities:Pool -372",
                ]
            ])
        let left: Set = [Account.overRecognised, .subscriptions, .opening, .deferred, .forfeited]
        #expect(balances.balances(without: left) == [AssertedBalance(.pool, .usd, -372)])
        #expect(
            try PostingTests.texts(PoolFact(platform: 112).entry(PostingTests.heading, in: .usd)) == [
                "Liabilities:Pool 112", "Income:Subscriptions -112",
            ])
        #expect(
            try line(.pool, (260, 0, 260), in: .subscriptions) == [
                "Liabilities:Pool 260", "\(PostingTests.account):Subscriptions -260",
            ])
    }

    @Test("a payout: in flight, then paid, failed or returned", arguments: PayoutFact.Step.allCases)
    func payout(_ step: PayoutFact.Step) throws {
        let parts = BucketAmounts(sales: 700, donations: 0, subscriptions: 300)
        let entry = try PayoutFact(step: step, payee: .everybody, parts: parts).entry(PostingTests.heading, in: .usd)
        let sign = step == .inFlight ? "" : "-"
        let owed = ["Liabilities:Creators:All:Sales \(sign)700", "Liabilities:Creators:All:Subscriptions \(sign)300"]
        let expected: [PayoutFact.Step: [String]] = [
            .inFlight: owed + ["Liabilities:PayoutsInFlight -1000"],
            .paid: ["Liabilities:PayoutsInFlight 1000", "Assets:Bank -1000"],
            .failed: owed + ["Liabilities:PayoutsInFlight 1000"], .returned: owed + ["Assets:Bank 1000"],
        ]
        #expect(PostingTests.texts(entry) == expected[step])
    }

    @Test("zero makes no entry, and what does not fit 64 bits is refused")
    func edges() throws {
        #expect(try line(.sale, (0, 0, 0)).isEmpty)
        #expect(throws: MoneyError.self) { try line(.sale, (.min, 0, 1)) }
    }
}

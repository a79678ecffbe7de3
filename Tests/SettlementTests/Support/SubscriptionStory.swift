import Money
import Settlement

/// One subscription on its way through several closes, its account kept in whole.
struct SubscriptionStory {
    /// The entry in force.
    var entry = PolicyEntry.standard
    /// The first month of the books.
    var genesis = "2026-01"
    /// What is recorded.
    private(set) var account = SubscriptionAccount(id: .subscription)

    private var firstDay: Day { Period(genesis)!.firstDay }

    /// Takes up a row, as a close does.
    mutating func show(_ row: SubscriptionRow) throws -> ExceptionCode? {
        try SubscriptionRecorder(entry: entry, genesis: firstDay).record(row, in: &account)?.code
    }

    /// What a month recognises, in cents by currency code; the row is not looked at again.
    mutating func recognise(_ month: String) throws -> [String: Int64] {
        let recognitions = try account.recognise(before: Period(month)!.next.firstDay, since: firstDay)
        return Dictionary(uniqueKeysWithValues: recognitions.map { ($0.currency.code, $0.cents) })
    }

    /// What a month recognises in US dollars, after a row was shown.
    mutating func cents(_ month: String, showing row: SubscriptionRow? = nil) throws -> Int64 {
        if let row { _ = try show(row) }
        return try recognise(month)["USD"] ?? 0
    }

    /// What is recorded, such as `2026-01-01 2026-02-01 999`; a cut follows the end in brackets.
    var recorded: [String] {
        account.periods.map { period in
            "\(period.from) \(period.to)\(period.cut.map { " (\($0))" } ?? "") \(period.price)"
        }
    }
}

extension SubscriptionRow {
    /// A row whose current billing period is `from to`; it started with it unless said otherwise.
    static func row(
        _ dates: String, price: Int64? = 3_100, started: String? = nil, plan: String? = "monthly",
        currency: Currency = .usd,
        user: Identifier? = .reader
    ) -> SubscriptionRow {
        let days = dates.split(separator: " ").map { Day(String($0)) }
        return SubscriptionRow(
            id: .subscription, user: user, plan: plan, price: price, currency: currency,
            started: started.map { Day($0)! } ?? days[0], from: days[0], to: days[1], asked: days[1])
    }
}

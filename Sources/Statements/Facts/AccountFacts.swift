public import Money
public import Settlement

/// A creator's balances in one currency: at both ends of the month, and as of the asked day (R10, R11.6).
public struct AccountFacts: Sendable {
    /// The currency of all amounts.
    public var currency: Currency
    /// What was owed when the month began, in minor units.
    public var opening: Int64
    /// What was owed when it ended.
    public var closing: Int64
    /// What months after it, that had ended by the asked day and are closed, brought or took.
    public var later: Int64
    /// What is owed as of the asked day, held included.
    public var balance: Int64
    /// What of it is held.
    public var held: Int64
    /// What of it is available; it may be negative.
    public var available: Int64
    /// How the creator stands on the asked day; nil without any line.
    public var outcome: Outcome?

    /// The balances in a currency.
    public init(
        currency: Currency, opening: Int64, closing: Int64, later: Int64, balance: Int64, held: Int64,
        available: Int64, outcome: Outcome?
    ) {
        self.currency = currency
        self.opening = opening
        self.closing = closing
        self.later = later
        self.balance = balance
        self.held = held
        self.available = available
        self.outcome = outcome
    }
}

/// A payout, and what became of it.
public struct PayoutRecord: Sendable {
    /// Its id.
    public var id: Identifier
    /// The currency of the amount.
    public var currency: Currency
    /// What it took from the balance, in minor units.
    public var amount: Int64
    /// How it was paid; nil where the platform does not say.
    public var method: String?
    /// The last characters of the account; nil where the engine did not make or accept it.
    public var accountEnding: String?
    /// The day on which it took from the balance.
    public var takenDay: Day
    /// The day on which it arrived.
    public var paidDay: Day?
    /// The day on which it failed, or came back.
    public var backDay: Day?
    /// Why it failed.
    public var reason: String?

    /// A payout.
    public init(
        id: Identifier, currency: Currency, amount: Int64, method: String?, accountEnding: String?, takenDay: Day,
        paidDay: Day?, backDay: Day?, reason: String?
    ) {
        self.id = id
        self.currency = currency
        self.amount = amount
        self.method = method
        self.accountEnding = accountEnding
        self.takenDay = takenDay
        self.paidDay = paidDay
        self.backDay = backDay
        self.reason = reason
    }
}

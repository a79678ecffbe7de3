public import Money
public import Settlement

/// A payout that was made or accepted, as a file needs it.
public struct AcceptedPayout: Sendable {
    /// Its id.
    public let id: Identifier
    /// Its amount.
    public let amount: Money
    /// The account that was copied into it (R11.3).
    public let account: PayeeAccount
    /// The day of the run that made or accepted it.
    public let day: Day
}

/// A file that is to be handed out.
public struct BatchFile: Sendable {
    /// The batch's id.
    public let batch: Identifier
    /// The format.
    public let format: String
    /// The method of all its payouts.
    public let method: PayeeAccount.Method
    /// The currency of all its payouts.
    public let currency: Currency
    /// The file's name.
    public let name: String
    /// The SHA-256 of its bytes, in lower-case hexadecimal.
    public let hash: String
    /// The payouts in its order, with the ids that the file has for them.
    public let rows: [(payout: Identifier, shortID: String)]

    /// A file with all its parts.
    public init(
        batch: Identifier, format: String, method: PayeeAccount.Method, currency: Currency, name: String, hash: String,
        rows: [(payout: Identifier, shortID: String)]
    ) {
        self.batch = batch
        self.format = format
        self.method = method
        self.currency = currency
        self.name = name
        self.hash = hash
        self.rows = rows
    }
}

/// A file that was handed out.
public struct PayoutBatch: Sendable {
    /// Its id.
    public let id: Identifier
    /// The format.
    public let format: String
    /// The file's name.
    public let name: String
    /// The SHA-256 of its bytes, in lower-case hexadecimal.
    public let hash: String
    /// When it was handed out.
    public let madeAt: Instant
    /// The day in the policy's time zone on which that was.
    public let madeOn: Day
    /// The payouts in its order.
    public let payouts: [AcceptedPayout]
}

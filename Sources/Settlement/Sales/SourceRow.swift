public import Money

/// A row of `purchases` or `donations` as the platform shows it at a close.
public struct SourceRow: Hashable, Sendable {
    /// `purchases` or `donations`.
    public var table: SourceTable
    /// The row's id.
    public var id: Identifier
    /// The buyer or donor.
    public var payer: Identifier?
    /// The seller or recipient.
    public var payee: Identifier?
    /// The content that was bought or tipped for.
    public var content: Identifier?
    /// The bundle that was bought; its contents and their owners then take the place of content and seller (R5.1).
    public var bundle: Identifier?
    /// The amount in minor units.
    public var amount: Int64?
    /// The currency.
    public var currency: Currency
    /// The platform's fee as recorded by the platform itself (R4.7).
    public var recordedFee: Int64?
    /// The seller's revenue as recorded by the platform itself (R4.7).
    public var recordedRevenue: Int64?
    /// The payment provider.
    public var provider: String?
    /// The status.
    public var status: SourceStatus
    /// `completed_at` of a purchase, `created_at` of a donation, which has no other date (R6).
    public var date: Instant?
    /// `created_at`.
    public var createdAt: Instant?
    /// Whether the content exists and is the platform's own (R4.6).
    public var isPlatformContent: Bool

    /// A row with all that the rules ask of it.
    public init(
        table: SourceTable, id: Identifier, payer: Identifier?, payee: Identifier?, content: Identifier?,
        bundle: Identifier? = nil, amount: Int64?, currency: Currency, recordedFee: Int64? = nil,
        recordedRevenue: Int64? = nil, provider: String?, status: SourceStatus, date: Instant?, createdAt: Instant?,
        isPlatformContent: Bool = false
    ) {
        self.table = table
        self.id = id
        self.payer = payer
        self.payee = payee
        self.content = content
        self.bundle = bundle
        self.amount = amount
        self.currency = currency
        self.recordedFee = recordedFee
        self.recordedRevenue = recordedRevenue
        self.provider = provider
        self.status = status
        self.date = date
        self.createdAt = createdAt
        self.isPlatformContent = isPlatformContent
    }

    /// The bucket that its lines belong to (R10).
    public var bucket: Bucket { table == .donations ? .donations : .sales }
}

/// The status of a purchase or donation, as far as the rules tell them apart (R12).
public enum SourceStatus: Hashable, Sendable {
    /// Paid.
    case completed
    /// Not paid yet, or no longer.
    case pending
    /// Given back.
    case refunded
    /// Contested.
    case disputed
    /// Anything else, with its text; nil for null.
    case unknown(String?)

    /// Reads the column's text.
    public init(_ text: String?) {
        switch text {
        case "completed": self = .completed
        case "pending": self = .pending
        case "refunded": self = .refunded
        case "disputed": self = .disputed
        default: self = .unknown(text)
        }
    }
}

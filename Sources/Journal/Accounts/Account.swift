public import Money
public import Settlement

/// An account of the journal by its full name, which hledger and beancount both take as it stands.
public struct Account: Hashable, Comparable, Sendable {
    /// The name: parts of letters, digits and dashes, parted by colons, the first of them one of the five kinds.
    public let name: String

    private init(_ name: String) { self.name = name }

    /// Orders by the name's bytes.
    public static func < (left: Account, right: Account) -> Bool {
        left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
}

/// The accounts there are.
extension Account {
    /// What providers were paid for purchases.
    public static let sales = Account("Assets:Providers:Sales")
    /// What providers were paid as donations.
    public static let donations = Account("Assets:Providers:Donations")
    /// What providers gave back, and took again.
    public static let refunds = Account("Assets:Providers:Refunds")
    /// What providers kept for themselves.
    public static let fees = Account("Assets:Providers:Fees")
    /// What providers were paid for subscriptions.
    public static let subscriptions = Account("Assets:Providers:Subscriptions")
    /// What payouts were paid from.
    public static let bank = Account("Assets:Bank")
    /// What was recognised of subscriptions before it was earned (R7.6).
    public static let overRecognised = Account("Assets:OverRecognised")
    /// What was billed and is earned later (R7.6).
    public static let deferred = Account("Liabilities:DeferredSubscriptions")
    /// What was billed and will not be earned, since the billing period was cut (R7.6).
    public static let forfeited = Account("Liabilities:ForfeitedSubscriptions")
    /// The subscription pool: what is recognised and neither the platform's nor a creator's yet (R9).
    public static let pool = Account("Liabilities:Pool")
    /// Payouts that took from a balance, and are neither completed nor failed (R11.5).
    public static let payoutsInFlight = Account("Liabilities:PayoutsInFlight")
    /// What comes from the books before these.
    public static let opening = Account("Equity:Opening")
    /// Donations that went straight to creators (R6); memorandum accounts add up to nothing.
    public static let directDonations = Account("Equity:Memorandum:DirectDonations")
    /// What the platform earns with its own contents (R4.6).
    public static let ownContents = Account("Income:OwnContents")
    /// The platform's part of the pool (R9).
    public static let platformPart = Account("Income:Subscriptions")
    /// Processing that the platform bears (R4.3).
    public static let processing = Account("Expenses:Processing")
    /// Adjustments by hand: what they give creators is the platform's cost.
    public static let adjustments = Account("Expenses:Adjustments")

    /// The platform's commission (R4.4), by bucket.
    public static func commission(_ bucket: Bucket) -> Account { Account("Income:Commission:\(bucket.accountPart)") }

    /// What is owed to creators in a bucket (R10).
    public static func owed(to payee: Payee, _ bucket: Bucket) -> Account {
        Account("Liabilities:Creators:\(payee.accountPart):\(bucket.accountPart)")
    }

    /// What creators were given directly (R6).
    public static func direct(to payee: Payee) -> Account { Account("Equity:Memorandum:Creators:\(payee.accountPart)") }
}

/// Who a creator part belongs to.
public enum Payee: Hashable, Sendable {
    /// Nobody: the content is the platform's own (R4.6).
    case platform
    /// A creator.
    case creator(Identifier)
    /// Creators whom the journal does not tell apart.
    case everybody

    /// The creator's id, where there is one.
    public var identifier: Identifier? { if case .creator(let id) = self { id } else { nil } }

    fileprivate var accountPart: String {
        switch self {
        case .platform: "Platform"
        // Beancount wants a capital or a digit first, and ids stay in lower case, so that they are found.
        case .creator(let id): "Id-\(id)"
        case .everybody: "All"
        }
    }
}

extension Bucket {
    fileprivate var accountPart: String {
        switch self {
        case .sales: "Sales"
        case .donations: "Donations"
        case .subscriptions: "Subscriptions"
        }
    }
}

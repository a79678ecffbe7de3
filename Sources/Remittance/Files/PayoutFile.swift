public import Money
public import Settlement

/// A file for a provider or bank, in whole: of one format, one method and one currency.
public struct PayoutFile: Hashable, Sendable {
    /// The name, without a folder; the same batch gives the same name.
    public let name: String
    /// What it holds.
    public let bytes: [UInt8]

    /// A file.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// The batch whose file has a name, such as `paypal-USD-….csv`; nil if no file of payouts is called so.
    public static func batch(named name: String) -> Identifier? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1] == "csv" || parts[1] == "xml",
            let id = Identifier(String(parts[0].suffix(36))),
            PayoutFormat.allCases.contains(where: { name.hasPrefix($0.rawValue + "-") })
        else { return nil }
        return id
    }
}

/// The formats of payout files.
public enum PayoutFormat: String, Hashable, Sendable, CaseIterable {
    /// PayPal Payouts.
    case paypal
    /// Wise batch payments by e-mail.
    case wise
    /// ISO 20022 credit transfers.
    case pain001
    /// The columns of any other bank, for every method.
    case csv

    /// The methods whose payouts go into files of this format.
    public var methods: Set<PayeeAccount.Method> {
        switch self {
        case .paypal: [.paypal]
        case .wise: [.wise]
        case .pain001: [.bankTransfer]
        case .csv: Set(PayeeAccount.Method.allCases)
        }
    }

    /// The most payouts that the provider takes in one file.
    var limit: Int {
        switch self {
        case .paypal: 5_000
        case .wise: 1_000
        case .pain001, .csv: .max
        }
    }
}

/// What a file says besides its payouts.
public struct BatchTerms: Hashable, Sendable {
    /// The batch's id, which is in the file's name.
    public let id: Identifier
    /// When the batch was made, such as `2026-03-03T09:00:00Z`: what a file says of itself.
    public let madeAt: String
    /// The day in the policy's time zone on which the batch was made, and bank transfers are due.
    public let dueOn: Day
    /// The account that bank transfers are paid from, and the currency that Wise takes.
    public let debtor: Debtor?
    /// What Wise takes out of the platform's balance; nil: the currency that is paid.
    public let wiseSourceCurrency: Currency?
    /// The columns of `csv` files, by method.
    public let columns: [PayeeAccount.Method: ColumnMap]

    /// What a file says.
    public init(
        id: Identifier, madeAt: String, dueOn: Day, debtor: Debtor? = nil, wiseSourceCurrency: Currency? = nil,
        columns: [PayeeAccount.Method: ColumnMap] = [:]
    ) {
        self.id = id
        self.madeAt = madeAt
        self.dueOn = dueOn
        self.debtor = debtor
        self.wiseSourceCurrency = wiseSourceCurrency
        self.columns = columns
    }
}

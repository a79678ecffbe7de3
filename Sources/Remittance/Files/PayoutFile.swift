public import Money

/// A file for a provider or bank, in whole: of one format, one method and one currency.
public struct PayoutFile: Hashable, Sendable {
    /// The name, without a folder; the same batch gives the same names.
    public let name: String
    /// What it holds.
    public let bytes: [UInt8]
    /// The payouts in it, in its order.
    public let payouts: [Identifier]
    /// The sum of their amounts.
    public let total: Money

    /// A file.
    public init(name: String, bytes: [UInt8], payouts: [Identifier], total: Money) {
        self.name = name
        self.bytes = bytes
        self.payouts = payouts
        self.total = total
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
    public var methods: Set<PayoutMethod> {
        switch self {
        case .paypal: [.paypal]
        case .wise: [.wise]
        case .pain001: [.bankTransfer]
        case .csv: Set(PayoutMethod.allCases)
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

/// What is the same for all files of a batch.
public struct BatchTerms: Hashable, Sendable {
    /// The batch's id; file names and messages begin with it. At most 27 letters, digits and hyphens.
    public let id: String
    /// When the batch was made, such as `2026-03-03T09:00:00Z`: what a file says of itself.
    public let madeAt: String
    /// The account that bank transfers are paid from, and the currency that Wise takes.
    public let debtor: Debtor?
    /// What Wise takes out of the platform's balance; nil: the currency that is paid.
    public let wiseSourceCurrency: Currency?
    /// The columns of `csv` files, by method.
    public let columns: [PayoutMethod: ColumnMap]

    /// The terms of a batch.
    public init(
        id: String, madeAt: String, debtor: Debtor? = nil, wiseSourceCurrency: Currency? = nil,
        columns: [PayoutMethod: ColumnMap] = [:]
    ) {
        self.id = id
        self.madeAt = madeAt
        self.debtor = debtor
        self.wiseSourceCurrency = wiseSourceCurrency
        self.columns = columns
    }
}

/// The columns of a bank's own CSV file: one of the settings' `bank_csv`, or the ``standard`` one.
public struct ColumnMap: Hashable, Sendable {
    /// What a column shows of a payout.
    public enum Field: String, Hashable, Sendable, CaseIterable {
        /// The payout's UUID.
        case payoutID = "payout_id"
        /// The payout's short id.
        case shortID = "short_id"
        /// The method: `bank_transfer`, `paypal`, `wise` or `aba`.
        case method
        /// The account holder's name.
        case name
        /// The account: an IBAN, an account number or an e-mail address.
        case account
        /// The bank's BIC, if there is one.
        case bic
        /// The amount with its decimal point, such as `12.50`.
        case amount
        /// The amount in minor units, such as `1250`.
        case cents
        /// The currency's code.
        case currency
        /// The note to the recipient.
        case note
    }

    /// A column.
    public struct Column: Hashable, Sendable {
        /// Its name in the header line.
        public let name: String
        /// What it shows.
        public let content: Content

        /// A column of a name.
        public init(name: String, content: Content) {
            self.name = name
            self.content = content
        }
    }

    /// What a column's cells hold.
    public enum Content: Hashable, Sendable {
        /// Something of the payout.
        case field(Field)
        /// The same text in every row, such as a bank's own transaction code.
        case text(String)
    }

    /// What stands between two cells.
    public enum Separator: String, Hashable, Sendable, CaseIterable {
        /// `,`
        case comma
        /// `;`
        case semicolon
        /// A tabulator.
        case tab
    }

    /// Whether the file begins with a line of the columns' names.
    public let hasHeader: Bool
    /// What stands between two cells.
    public let separator: Separator
    /// The columns, from left to right.
    public let columns: [Column]

    /// A map of columns.
    public init(hasHeader: Bool = true, separator: Separator = .comma, columns: [Column]) {
        self.hasHeader = hasHeader
        self.separator = separator
        self.columns = columns
    }

    /// The columns of a method that the settings say nothing about.
    public static let standard = ColumnMap(
        columns: [Field.shortID, .method, .name, .account, .bic, .amount, .currency, .note].map {
            Column(name: $0.rawValue, content: .field($0))
        })
}

/// A table that others rely on, with its columns to the letter.
public enum Dataset: String, CaseIterable, Sendable {
    /// What was settled.
    case lines
    /// Subscription revenue that was recognised.
    case recognitions
    /// What subscriptions were paid for.
    case billingPeriods = "billing-periods"
    /// The subscription pools.
    case pools
    /// Rows that a close left open or warned of.
    case exceptions
    /// Engagement of paying readers that was left out.
    case excludedEngagement = "excluded-engagement"

    /// A column by its name, and the type that its values have.
    public struct Column: Hashable, Sendable {
        /// The name in the header.
        public let name: String
        /// The type of its values.
        public let type: ColumnType
        /// The expression that selects it.
        let sql: String
        /// Whether the dataset is sorted by it.
        let sorts: Bool

        init(_ name: String, _ type: ColumnType, _ sql: String? = nil, sorts: Bool = true) {
            self.name = name
            self.type = type
            self.sql = sql ?? name
            self.sorts = sorts
        }
    }

    /// The types that occur.
    public enum ColumnType: Sendable {
        /// A text.
        case text
        /// A UUID.
        case identifier
        /// A whole number, money in cents.
        case number
        /// `true` or `false`.
        case flag
        /// A day.
        case day
    }

    /// Whether it shows one period, rather than everything so far.
    public var isOfOnePeriod: Bool { self != .billingPeriods }

    /// The columns, in order.
    public var columns: [Column] {
        switch self {
        case .lines: Dataset.lineColumns
        case .recognitions:
            [
                Column("period", .text, Dataset.month), Column("subscription_id", .identifier),
                Column("currency", .text), Column("recognised_cents", .number),
            ]
        case .billingPeriods:
            [
                Column("subscription_id", .identifier), Column("from", .day, "from_day"), Column("to", .day, "to_day"),
                Column("cut", .day, "cut"), Column("price_cents", .number), Column("currency", .text),
            ]
        case .pools:
            [Column("period", .text, Dataset.month), Column("currency", .text), Column("model", .text)]
                + ["revenue", "carried_in", "platform", "distributed", "carried_out"].map {
                    Column("\($0)_cents", .number)
                }
        case .exceptions:
            [
                Column("period", .text, Dataset.month), Column("code", .text), Column("table", .text, "source_table"),
                Column("row_id", .identifier), Column("severity", .text), Column("message", .text, sorts: false),
            ]
        case .excludedEngagement:
            [
                Column("period", .text, Dataset.month), Column("currency", .text), Column("content_id", .identifier),
                Column("rule", .text), Column("rows", .number), Column("seconds", .number),
            ]
        }
    }

    private static let month = "to_char(period, 'YYYY-MM')"

    private static let lineColumns: [Column] = [
        Column("period", .text, month),
        Column(
            "kind", .text,
            """
            CASE kind WHEN 's' THEN 'sale' WHEN 'b' THEN 'bundle' WHEN 'd' THEN 'donation' WHEN 'p' THEN 'pool'
                      WHEN 'r' THEN 'reversal' WHEN 'i' THEN 'reinstatement' WHEN 'c' THEN 'correction'
                      WHEN 'a' THEN 'adjustment' WHEN 'n' THEN 'opening' END
            """),
        Column("bucket", .text, "CASE bucket WHEN 's' THEN 'sales' WHEN 'd' THEN 'donations' ELSE 'subscriptions' END"),
        Column("source_id", .identifier), Column("content_id", .identifier), Column("creator_id", .identifier),
        Column("currency", .text), Column("gross_cents", .number), Column("processing_cents", .number),
        Column("platform_cents", .number), Column("creator_cents", .number), Column("payable", .flag),
        Column("late", .flag), Column("hold_from", .day),
    ]
}

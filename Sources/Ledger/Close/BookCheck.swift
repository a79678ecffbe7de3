/// A query over the books that returns what offends a rule: no row, if all is well (R13).
struct BookCheck {
    /// What is wrong where a row comes back, with the rule's number.
    let what: String
    /// Selects three texts a row: where it is, what is expected there, and what is found.
    let sql: String
    /// What to do where verification finds it.
    var next = Remedy.restore
}

/// Pieces of the checks' statements.
enum BookText {
    /// The statement's text for a bucket's letter.
    static func bucket(_ column: String) -> String {
        "CASE \(column) WHEN 's' THEN 'sales' WHEN 'd' THEN 'donations' WHEN 'p' THEN 'subscriptions' ELSE \(column)::text END"
    }

    /// The statement's text for the kind of a line.
    static func kind(_ column: String) -> String {
        """
        CASE \(column) WHEN 's' THEN 'sale' WHEN 'b' THEN 'bundle' WHEN 'd' THEN 'donation' WHEN 'p' THEN 'pool'
                       WHEN 'r' THEN 'reversal' WHEN 'i' THEN 'reinstatement' WHEN 'c' THEN 'correction'
                       WHEN 'a' THEN 'adjustment' WHEN 'n' THEN 'opening' ELSE \(column)::text END
        """
    }

    /// Which line a row is: its kind, and the source and content that it has.
    static func line(_ alias: String) -> String {
        "concat_ws(' ', \(kind("\(alias).kind")), 'of ' || \(alias).source_id, 'content ' || \(alias).content_id)"
    }

    /// An id that stands for none where rows are matched, since a full join takes no other comparison.
    static func id(_ column: String) -> String { "coalesce(\(column), '00000000-0000-0000-0000-000000000000'::uuid)" }
}

/// The platform's rows against the engine's record of them: what was accepted, refused and answered is there, and as it was.
///
/// Triggers keep it so while they are there; the owner of `payouts` can take them away.
enum PayoutRowChecks {
    /// Every check of a row.
    static var all: [BookCheck] { [gone, changed, status, failedOn, refused] }

    /// Where each payout stands by its steps: a common table expression `standing`, as it follows WITH.
    static let standing = """
        standing AS (
            SELECT DISTINCT ON (payout_id) payout_id, status, taken_at FROM settlement.payout_steps
            WHERE status <> 'unknown' ORDER BY payout_id, step DESC
        )
        """

    /// A column of the platform's, what it must be and what it is, as SQL texts.
    private struct Column {
        let name: String
        let kept: String
        let row: String

        /// What is said of one of its values.
        func text(_ value: String) -> String {
            "CASE WHEN \(kept) IS DISTINCT FROM \(row) THEN '\(name) ' || coalesce((\(value))::text, 'nothing') END"
        }
    }

    private static func differences(_ columns: [Column]) -> (expected: String, found: String, condition: String) {
        func list(_ value: (Column) -> String) -> String {
            "concat_ws(', ', \(columns.map { $0.text(value($0)) }.joined(separator: ", ")))"
        }
        return (
            list(\.kept), list(\.row),
            "(\(columns.map(\.kept).joined(separator: ", "))) IS DISTINCT FROM (\(columns.map(\.row).joined(separator: ", ")))"
        )
    }

    private static var gone: BookCheck {
        BookCheck(
            what: "a payout that was accepted is gone from public.payouts (R11.5)",
            sql: """
                SELECT 'payout ' || kept.id,
                       concat_ws(' ', kept.amount_cents, 'cents of', kept.currency, 'to creator', kept.creator_id), 'nothing'
                FROM settlement.payouts kept WHERE NOT EXISTS (SELECT FROM public.payouts row WHERE row.id = kept.id)
                """, next: .putBack)
    }

    /// Accounts are compared and not shown.
    private static var changed: BookCheck {
        let columns =
            [
                Column(name: "user_id", kept: "kept.creator_id", row: "row.user_id"),
                Column(name: "currency", kept: "kept.currency", row: "coalesce(row.currency::text, 'USD')"),
            ]
            + ["amount_cents", "from_sales_cents", "from_donations_cents", "from_subscriptions_cents"].map {
                Column(name: $0, kept: "kept.\($0)", row: "row.\($0)::bigint")
            } + [
                Column(name: "payout_method", kept: "kept.payout_method", row: "row.payout_method::text"),
                Column(name: "requested_at", kept: "kept.requested_at", row: "row.requested_at::timestamp"),
            ]
        let texts = differences(columns)
        let account = "kept.payout_details IS DISTINCT FROM row.payout_details::jsonb"
        func list(_ columns: String, _ details: String) -> String {
            "concat_ws(', ', nullif(\(columns), ''), CASE WHEN \(account) THEN 'payout_details \(details)' END)"
        }
        return BookCheck(
            what: "a payout is not what was accepted (R11.3, R11.5)",
            sql: """
                SELECT 'payout ' || kept.id, \(list(texts.expected, "as they were copied")), \(list(texts.found, "of another account"))
                FROM settlement.payouts kept JOIN public.payouts row ON row.id = kept.id
                WHERE \(texts.condition) OR \(account)
                """, next: .putBack)
    }

    /// A request may fail while it is pending (R11.5), which the platform does without a step.
    private static var status: BookCheck {
        BookCheck(
            what: "the status of a payout is not what its steps lead to (R11.5)",
            sql: """
                WITH \(standing)
                SELECT 'payout ' || kept.id, standing.status, coalesce(row.status::text, 'nothing')
                FROM settlement.payouts kept JOIN public.payouts row ON row.id = kept.id
                JOIN standing ON standing.payout_id = kept.id
                WHERE row.status::text IS DISTINCT FROM standing.status
                  AND (kept.origin = 'request' AND standing.status = 'pending' AND row.status::text = 'failed') IS NOT TRUE
                """, next: .putBack)
    }

    /// The platform's column may keep less than a second's parts.
    private static var failedOn: BookCheck {
        BookCheck(
            what: "a payout failed at another time than its steps say (R10)",
            sql: """
                WITH \(standing)
                SELECT 'payout ' || kept.id, standing.taken_at::text, coalesce(row.processed_at::timestamp::text, 'nothing')
                FROM settlement.payouts kept JOIN public.payouts row ON row.id = kept.id
                JOIN standing ON standing.payout_id = kept.id
                WHERE row.status::text = 'failed' AND standing.status = 'failed'
                  AND (row.processed_at::timestamp - standing.taken_at
                       BETWEEN interval '-1 second' AND interval '1 second') IS NOT TRUE
                """, next: .putBack)
    }

    private static var refused: BookCheck {
        let texts = differences([
            Column(name: "user_id", kept: "refusal.creator_id", row: "row.user_id"),
            Column(name: "currency", kept: "refusal.currency", row: "coalesce(row.currency::text, 'USD')"),
            Column(
                name: "amount_cents", kept: "refusal.amount_cents", row: "coalesce(row.amount_cents, 0)::bigint"),
            Column(name: "status", kept: "'failed'::text", row: "row.status::text"),
        ])
        return BookCheck(
            what: "a request that was refused is not as it was refused (R11.1)",
            sql: """
                SELECT 'payout ' || refusal.id, CASE WHEN row.id IS NULL THEN 'its row' ELSE \(texts.expected) END,
                       CASE WHEN row.id IS NULL THEN 'nothing' ELSE \(texts.found) END
                FROM settlement.payout_refusals refusal LEFT JOIN public.payouts row ON row.id = refusal.id
                WHERE row.id IS NULL OR \(texts.condition)
                """, next: .putBack)
    }
}

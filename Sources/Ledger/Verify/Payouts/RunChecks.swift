/// Plans and runs: a plan is the text of its hash, and a run wrote what its plan says, entry by entry (R11.7).
enum RunChecks {
    /// Every check of a plan or run.
    static var all: [BookCheck] {
        [hash, header, policy, day, approval, order, began, entries, requestedAt, twice, orphans]
    }

    private static var hash: BookCheck {
        BookCheck(
            what: "the text of a plan is not that of its hash (R11.7)",
            sql: """
                SELECT 'plan ' || left(hash, 12), 'SHA-256 ' || hash, 'SHA-256 ' || found
                FROM settlement.payout_plans plan, LATERAL encode(sha256(convert_to(plan.text, 'UTF8')), 'hex') found
                WHERE found <> hash
                """)
    }

    /// The lines at the head of a plan, of which each is a name and a value.
    private static func head(_ name: String) -> String {
        "coalesce(substring(left(plan.text, 1000) FROM E'\\n\(name),([^\\n]*)\\n'), 'nothing')"
    }

    private static var header: BookCheck {
        BookCheck(
            what: "a plan is kept as something else than its text says (R11.7)",
            sql: """
                SELECT 'plan ' || left(hash, 12), concat_ws(', ', 'as of ' || said.day, 'policy ' || said.policy, 'approval ' || said.approval),
                       concat_ws(', ', 'as of ' || as_of, 'policy ' || policy_hash, 'approval ' || kept.approval)
                FROM settlement.payout_plans plan,
                     LATERAL (SELECT CASE WHEN plan.approval THEN 'required' ELSE 'none' END) kept (approval),
                     LATERAL (SELECT \(head("as of")), \(head("policy")), \(head("approval"))) said (day, policy, approval)
                WHERE (said.day, said.policy, said.approval) <> (as_of::text, policy_hash, kept.approval)
                """)
    }

    /// Policies that no month was closed under; those of months are looked at with them.
    private static var policy: BookCheck {
        BookCheck(
            what: "the policy of a plan was changed (R3)",
            sql: """
                SELECT 'settlement.policies, ' || left(hash, 12), 'SHA-256 ' || hash, 'SHA-256 ' || found
                FROM settlement.policies policy, LATERAL encode(sha256(convert_to(policy.text, 'UTF8')), 'hex') found
                WHERE found <> hash AND NOT EXISTS (SELECT FROM settlement.periods WHERE policy_hash = hash)
                """)
    }

    private static var day: BookCheck {
        BookCheck(
            what: "a run is of another day than its plan (R11.7)",
            sql: """
                SELECT 'run ' || run, plan.as_of::text, run.as_of::text
                FROM settlement.payout_runs run JOIN settlement.payout_plans plan ON plan.hash = run.plan_hash
                WHERE plan.as_of <> run.as_of
                """)
    }

    private static var approval: BookCheck {
        BookCheck(
            what: "one person planned and applied where two are required (R11.7)",
            sql: """
                SELECT 'run ' || run, 'another than ' || planned_by, applied_by
                FROM settlement.payout_runs run JOIN settlement.payout_plans plan ON plan.hash = run.plan_hash
                WHERE plan.approval AND planned_by = applied_by
                """, next: .ask)
    }

    private static var order: BookCheck {
        BookCheck(
            what: "a run is of a day before that of an earlier run (R11)",
            sql: """
                SELECT 'run ' || run, latest || ' or later', as_of::text
                FROM (SELECT run, as_of, max(as_of) OVER (ORDER BY run ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest
                      FROM settlement.payout_runs) ordered
                WHERE as_of < latest ORDER BY run
                """)
    }

    private static var began: BookCheck {
        BookCheck(
            what: "a run was applied before its day began (R11)",
            sql: """
                SELECT 'run ' || run, as_of_start || ' or later', applied_at::text FROM settlement.payout_runs
                WHERE applied_at < as_of_start ORDER BY run
                """)
    }

    /// A field of a plan's line, quoted where it must be.
    private static func field(_ column: String) -> String {
        "CASE WHEN \(column) ~ E'[\",\\r\\n]' THEN '\"' || replace(\(column), '\"', '\"\"') || '\"' ELSE \(column) END"
    }

    /// The lines of applied plans, and the same lines made of what was written. A field in quotes may hold a line feed, and
    /// begins no line.
    private static var entries: BookCheck {
        BookCheck(
            what: "what a run wrote is not what its plan says (R11.7)",
            sql: """
                WITH planned AS (
                    SELECT run, split_part(line[1], ',', 2) AS id, line[1] AS line
                    FROM settlement.payout_runs JOIN settlement.payout_plans plan ON plan.hash = plan_hash,
                         regexp_matches(plan.text, E'((?:[^"\\n]|"[^"]*")*)\\n', 'g') line
                    WHERE split_part(line[1], ',', 1) IN ('pay', 'accept', 'refuse')
                ), written AS (
                    SELECT run, id::text AS id,
                           concat_ws(',', CASE origin WHEN 'engine' THEN 'pay' ELSE 'accept' END, id, creator_id,
                                     \(field("currency")), amount_cents, from_sales_cents, from_donations_cents,
                                     from_subscriptions_cents, payout_method, \(field("account_ending")),
                                     encode(account_hmac, 'hex')) AS line
                    FROM settlement.payouts
                    UNION ALL
                    SELECT run, id::text,
                           concat_ws(',', 'refuse', id, creator_id, \(field("currency")), amount_cents, reason)
                    FROM settlement.payout_refusals
                )
                SELECT concat_ws(', ', 'run ' || run, 'payout ' || id), coalesce(planned.line, 'nothing'),
                       coalesce(written.line, 'nothing')
                FROM planned FULL JOIN written USING (run, id) WHERE planned.line IS DISTINCT FROM written.line
                """)
    }

    private static var requestedAt: BookCheck {
        BookCheck(
            what: "a payout that the engine made is not of the beginning of its run's day (R11.4)",
            sql: """
                SELECT 'payout ' || id, as_of_start::text, requested_at::text
                FROM settlement.payouts JOIN settlement.payout_runs USING (run)
                WHERE origin = 'engine' AND requested_at <> as_of_start
                """)
    }

    private static var twice: BookCheck {
        BookCheck(
            what: "a request was both refused and accepted (R11.1)",
            sql: """
                SELECT 'payout ' || id, 'refused in run ' || refusal.run, 'accepted in run ' || kept.run
                FROM settlement.payout_refusals refusal JOIN settlement.payouts kept USING (id)
                """)
    }

    /// Records that point at nothing, which keys prevent while they are there.
    private static var orphans: BookCheck {
        let links = [
            ("payout_runs", "'run ' || child.run", "plan_hash", "payout_plans", "hash"),
            ("payouts", "'payout ' || child.id", "run", "payout_runs", "run"),
            ("payout_refusals", "'payout ' || child.id", "run", "payout_runs", "run"),
            ("payout_steps", "'payout ' || child.payout_id", "payout_id", "payouts", "id"),
            ("payout_batch_rows", "'payout ' || child.payout_id", "payout_id", "payouts", "id"),
            ("payout_batch_rows", "'batch ' || child.batch", "batch", "payout_batches", "batch"),
        ]
        let selections = links.map { child, place, column, parent, key in
            """
            SELECT 'settlement.\(child), ' || \(place), 'its row of settlement.\(parent)', 'nothing'
            FROM settlement.\(child) child
            WHERE NOT EXISTS (SELECT FROM settlement.\(parent) parent WHERE parent.\(key) = child.\(column))
            """
        }
        return BookCheck(
            what: "a record of payouts leads to nothing (R11)", sql: selections.joined(separator: "\nUNION ALL\n"))
    }
}

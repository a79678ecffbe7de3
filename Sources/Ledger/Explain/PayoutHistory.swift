internal import Money
internal import PostgresClient
internal import Settlement

/// What one creator earned in one currency, and what payouts took of it, one after the other.
struct PayoutHistory {
    let connection: Connection
    let creator: Identifier
    let currency: Currency
    /// The policy's time zone, and the first day of the books.
    let timezone: String
    let genesis: Day

    /// A payout that was there before another.
    struct Earlier {
        let payout: DrawingPayout
        /// Whether it took from the balance when the other was made (R10).
        let counted: Bool
        /// Whether it takes from it now: it was not given back.
        let stands: Bool
    }

    /// The month of the last period that counted in a run, by the text of its plan.
    static func through(planText: String) -> String {
        "to_date(substring(\(planText) FROM E'\\nperiods through,([0-9-]+)\\n'), 'YYYY-MM')"
    }

    /// The payouts before another, in the order in which they were made: by the day that they count from, runs in their
    /// order, requests before the engine's own.
    ///
    /// One that failed since had counted for the other: the order of their steps says so where one clock gave both times.
    func payouts(before id: Identifier, day: Day, appliedAt: Instant) throws -> [Earlier] {
        let rows = try connection.query(
            """
            SELECT row.id, coalesce(from_sales, 0) + CASE WHEN ours THEN 0 ELSE amount - coalesce(from_sales, 0)
                       - coalesce(from_donations, 0) - coalesce(from_subscriptions, 0) END,
                   coalesce(from_donations, 0), coalesce(from_subscriptions, 0), through,
                   status <> 'failed'
                   OR coalesce(processed_day > $4, false)
                      AND coalesce(from_sales, from_donations, from_subscriptions) IS NOT NULL
                   OR CASE WHEN ours THEN NOT EXISTS (
                               SELECT FROM settlement.payout_steps step WHERE step.payout_id = row.id AND step.status = 'failed'
                               AND step.step < (SELECT min(step) FROM settlement.payout_steps WHERE payout_id = $5))
                           ELSE coalesce(processed_at > $3, false) END,
                   status <> 'failed'
            FROM (\(rowsOfPayouts)) row
            ORDER BY made_day, run NULLS FIRST, origin = 'engine', requested_at, id
            """,
            [.identifier(creator), .text(currency.code), .instant(appliedAt), .date(day.number), .identifier(id)],
            doing: "reading earlier payouts"
        ) { row in
            let parts = BucketAmounts(
                sales: try row[1].int64(), donations: try row[2].int64(), subscriptions: try row[3].int64())
            let through = try row[4].optionalDate().map { Period(containing: Day(number: $0)) }
            return (
                id: try row[0].identifier(),
                earlier: Earlier(
                    payout: DrawingPayout(parts: parts, through: through), counted: try row[5].bool(),
                    stands: try row[6].bool())
            )
        }
        return rows.prefix { $0.id != id }.map(\.earlier)
    }

    /// Everything that ever took from the balance, with the day that it counts from.
    private var rowsOfPayouts: String {
        """
        SELECT row.id, coalesce(row.amount_cents, 0)::bigint AS amount, row.from_sales_cents::bigint AS from_sales,
               row.from_donations_cents::bigint AS from_donations,
               row.from_subscriptions_cents::bigint AS from_subscriptions, coalesce(row.status::text, '') AS status,
               row.processed_at::timestamp AS processed_at, row.requested_at::timestamp AS requested_at,
               \(Literal.day("row.processed_at", in: timezone)) AS processed_day, kept.id IS NOT NULL AS ours,
               kept.origin, run.run, coalesce(run.as_of, \(Literal.day("row.requested_at", in: timezone))) AS made_day,
               CASE WHEN kept.id IS NULL
                    THEN (SELECT max(period) FROM settlement.periods WHERE ends_at <= row.requested_at::timestamp)
                    ELSE \(PayoutHistory.through(planText: "plan.text")) END AS through
        FROM public.payouts row
        LEFT JOIN settlement.payouts kept ON kept.id = row.id
        LEFT JOIN settlement.payout_runs run ON run.run = kept.run
        LEFT JOIN settlement.payout_plans plan ON plan.hash = run.plan_hash
        WHERE row.user_id = $1 AND coalesce(row.currency::text, 'USD') = $2
          AND \(Literal.day("row.requested_at", in: timezone)) >= \(Literal.date(genesis))
          AND (kept.id IS NOT NULL OR coalesce(row.status::text, '') <> 'pending')
          AND NOT EXISTS (SELECT FROM settlement.payout_refusals refusal WHERE refusal.id = row.id)
        """
    }

    /// How the creator stood after some payouts, of what had been earned through a period.
    func standing(after payouts: [Earlier], through period: Period?) throws -> Standing {
        var standing = Standing(creator: creator, currency: currency)
        standing.hasLines = true
        for earlier in payouts where earlier.counted {
            standing.taken = try standing.taken.adding(earlier.payout.parts)
        }
        guard let period else { return standing }
        standing.earnings = try connection.query(
            """
            SELECT bucket, hold_from, sum(creator_cents)::bigint FROM settlement.creator_totals
            WHERE creator_id = $1 AND currency = $2 AND payable AND period <= $3 GROUP BY 1, 2 ORDER BY 1, 2
            """, [.identifier(creator), .text(currency.code), .period(period)], doing: "adding up the balance"
        ) { row in
            Earning(
                bucket: try PayoutHistory.bucket(row[0]), holdFrom: Day(number: try row[1].date()),
                cents: try row[2].int64())
        }
        return standing
    }

    /// The creator's positive payable lines.
    func lines() throws -> [DrawableLine] {
        try connection.query(
            """
            SELECT bucket, hold_from, period, source_id, content_id, creator_cents FROM settlement.lines
            WHERE creator_id = $1 AND currency = $2 AND payable AND creator_cents > 0
            """, [.identifier(creator), .text(currency.code)], doing: "reading the creator's lines"
        ) { row in
            DrawableLine(
                bucket: try PayoutHistory.bucket(row[0]), holdFrom: Day(number: try row[1].date()),
                period: try row[2].period(), source: try row[3].optionalIdentifier(),
                content: try row[4].optionalIdentifier(), cents: try row[5].int64())
        }
    }

    private static func bucket(_ value: Field) throws -> Bucket {
        guard let bucket = Bucket(rawValue: try value.bytes().first ?? 0) else {
            throw LedgerError.inconsistent("a total or a line of the books has an unknown bucket")
        }
        return bucket
    }
}

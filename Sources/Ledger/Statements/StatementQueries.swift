internal import Money
internal import Settlement

/// The queries that statements are read by, each over all creators that are asked for and ordered by them.
///
/// They read the books and the tables that the desk has laid, never the platform's: what a statement shows of a closed month
/// stays.
struct StatementQueries {
    let occasion: ReportOccasion
    /// When the asked day begins.
    let dayStart: Instant
    /// The creators that are asked for; nil for all.
    let creators: [Identifier]?

    private var month: String { Literal.date(occasion.period.firstDay) }
    private var asOf: String { Literal.date(occasion.asOf) }

    /// The condition that a column's creator is asked for.
    private func wanted(_ column: String) -> String {
        guard let creators else { return "\(column) IS NOT NULL" }
        return "\(column) = ANY ('{\(creators.map(\.description).joined(separator: ","))}'::uuid[])"
    }

    /// Whether something happened to a payout from the month on, through the asked day.
    private var isShown: String {
        let days = ["taken_day", "paid_day", "back_day"].map { "\($0) BETWEEN \(month) AND \(asOf)" }
        return "(\(days.joined(separator: " OR ")))"
    }

    /// Everybody who has a statement: lines, a balance, a payout, or engagement that was left out.
    var everybody: String {
        """
        SELECT creator_id FROM (
            SELECT creator_id FROM settlement.creator_totals WHERE period = \(month)
            UNION SELECT creator_id FROM pg_temp.closing_balances
            UNION SELECT creator_id FROM pg_temp.balances
                  WHERE sales_cents <> 0 OR donations_cents <> 0 OR subscriptions_cents <> 0 OR held_cents <> 0
            UNION SELECT creator_id FROM pg_temp.payout_days WHERE \(isShown)
            UNION SELECT kept.owner_id FROM settlement.exclusions JOIN settlement.kept_contents kept USING (period, content_id)
                  WHERE period = \(month)
        ) everybody WHERE \(wanted("creator_id")) ORDER BY creator_id
        """
    }

    /// The names that the last close that had lines of somebody kept.
    var names: String {
        """
        SELECT DISTINCT ON (creator_id) creator_id, name FROM settlement.kept_creators
        WHERE period <= \(month) AND \(wanted("creator_id")) ORDER BY creator_id, period DESC
        """
    }

    /// The titles of contents: those that this close kept, else those of the last close that had to do with the content.
    private var titles: String {
        """
        titles AS MATERIALIZED (
            SELECT content_id, title FROM settlement.kept_contents WHERE period = \(month)
            UNION ALL
            (SELECT DISTINCT ON (content_id) content_id, title FROM settlement.kept_contents
             WHERE period < \(month) AND content_id IN (
                 SELECT content_id FROM settlement.lines WHERE period = \(month)
                 EXCEPT SELECT content_id FROM settlement.kept_contents WHERE period = \(month))
             ORDER BY content_id, period DESC)
        )
        """
    }

    /// The messages and bundles of this month's sources, and of those of earlier months that it undoes.
    private var sources: String {
        """
        sources AS MATERIALIZED (
            SELECT DISTINCT ON (source_id) source_id, source.message, bundle.title AS bundle
            FROM settlement.kept_sources source
            LEFT JOIN settlement.kept_bundles bundle USING (period, bundle_id)
            WHERE period = \(month) OR period < \(month) AND source_id IN (
                SELECT source_id FROM settlement.lines WHERE period = \(month) AND kind IN ('r', 'i', 'c'))
            ORDER BY source_id, period DESC
        )
        """
    }

    /// What was put in by hand for the month, each entry numbered among those that look alike.
    private var entries: String {
        let through = { (period: Period) in
            "(SELECT coalesce(max(acts_through), 0) FROM settlement.periods WHERE period = \(Literal.date(period.firstDay)))"
        }
        return """
            entries AS MATERIALIZED (
                SELECT kind, creator_id, currency, bucket, amount_cents, reason, reference,
                       row_number() OVER (PARTITION BY kind, creator_id, currency, bucket, amount_cents ORDER BY number) AS place
                FROM settlement.manual_entries
                WHERE number > \(through(occasion.period.previous)) AND number <= \(through(occasion.period))
            )
            """
    }

    /// The lines of the month, by hand ones with their reasons.
    var lines: String {
        let columns = """
            creator_id, kind, bucket, source_id, content_id, currency, gross_cents, processing_cents, platform_cents,
            creator_cents, payable, late, hold_from, \(Literal.day("sold_at", in: occasion.timezone)) AS day
            """
        return """
            WITH \(titles), \(sources), \(entries), shown AS (
                SELECT \(columns), titles.title, sources.bundle, sources.message, NULL::text AS reference
                FROM settlement.lines LEFT JOIN titles USING (content_id) LEFT JOIN sources USING (source_id)
                WHERE period = \(month) AND kind NOT IN ('a', 'n') AND \(wanted("creator_id"))
                UNION ALL
                SELECT \(columns), NULL, NULL, reason, reference
                FROM (SELECT *, creator_cents AS amount_cents, row_number() OVER (
                          PARTITION BY kind, creator_id, currency, bucket, creator_cents ORDER BY hold_from) AS place
                      FROM settlement.lines
                      WHERE period = \(month) AND kind IN ('a', 'n') AND \(wanted("creator_id"))) by_hand
                LEFT JOIN entries USING (kind, creator_id, currency, bucket, amount_cents, place)
            )
            SELECT * FROM shown
            ORDER BY creator_id, day, source_id, content_id, kind, payable, creator_cents, gross_cents, platform_cents,
                     currency COLLATE "C", bucket, hold_from, message COLLATE "C", reference COLLATE "C"
            """
    }

    /// What counted of contents in the pools.
    var shares: String {
        """
        WITH \(titles)
        SELECT creator_id, currency, content_id, title, seconds, sessions, concepts, part_cents
        FROM settlement.pool_shares LEFT JOIN titles USING (content_id)
        WHERE period = \(month) AND \(wanted("creator_id"))
        ORDER BY creator_id, currency COLLATE "C", part_cents DESC, content_id
        """
    }

    /// What was left out of the pools, of contents whose owner the close kept.
    var leftOut: String {
        """
        SELECT kept.owner_id, currency, content_id, kept.title, rule, rows, seconds
        FROM settlement.exclusions JOIN settlement.kept_contents kept USING (period, content_id)
        WHERE period = \(month) AND \(wanted("kept.owner_id"))
        ORDER BY kept.owner_id, currency COLLATE "C", content_id, rule COLLATE "C"
        """
    }

    /// The balances at both ends of the month and on the asked day, and how everybody stands then.
    var accounts: String {
        let periods = Recorded(before: occasion.recordedBefore).periods
        return """
            WITH owed AS (
                SELECT creator_id, currency, sum(opening)::bigint AS opening, sum(closing)::bigint AS closing,
                       sum(later)::bigint AS later
                FROM (SELECT creator_id, currency, CASE WHEN period < \(month) THEN cents ELSE 0 END AS opening,
                             CASE WHEN period = \(month) THEN cents ELSE 0 END AS closing, 0 AS later
                      FROM pg_temp.closing_balances
                      UNION ALL
                      SELECT creator_id, currency, 0, 0, creator_cents
                      FROM settlement.creator_totals JOIN \(periods) period USING (period)
                      WHERE payable AND creator_id IS NOT NULL AND period > \(month)
                            AND ends_at <= \(Literal.timestamp(dayStart))) parts
                GROUP BY creator_id, currency
            )
            SELECT creator_id, currency, coalesce(opening, 0), coalesce(closing, 0), coalesce(later, 0),
                   coalesce(sales_cents + donations_cents + subscriptions_cents, 0), coalesce(held_cents, 0),
                   coalesce(available_cents, 0), state, amount_cents, reason, next_date
            FROM pg_temp.balances FULL JOIN pg_temp.outcomes USING (creator_id, currency)
            FULL JOIN owed USING (creator_id, currency)
            WHERE \(wanted("creator_id")) ORDER BY creator_id, currency COLLATE "C"
            """
    }

    /// The payouts that something became of.
    var payouts: String {
        """
        SELECT days.creator_id, days.currency, payout_id, sales_cents + donations_cents + subscriptions_cents, method,
               account_ending, taken_day, paid_day, back_day, reason
        FROM pg_temp.payout_days days JOIN pg_temp.payouts payout USING (payout_id)
        WHERE taken_day <= \(asOf) AND \(isShown) AND \(wanted("days.creator_id"))
        ORDER BY days.creator_id, days.currency COLLATE "C", taken_day, payout_id
        """
    }
}

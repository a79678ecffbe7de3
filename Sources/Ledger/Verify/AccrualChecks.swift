internal import Settlement

/// What must hold of subscriptions in the books of a closed period (R7), worked out from price, days and cut alone.
struct AccrualChecks {
    let edition: Edition
    let genesis: Period

    private var accruals: String { edition.table(.accruals) }
    private var thisPeriod: String { Literal.date(edition.period.firstDay) }
    private var end: String { Literal.date(edition.period.next.firstDay) }
    private var start: String { Literal.date(genesis.firstDay) }

    /// Every check.
    var all: [BookCheck] { [identity, earned, unchanged, carried] }

    /// Billed = forfeited + deferred + earned before genesis + recognised − over-recognised, of each subscription and so of
    /// each currency (R7.6, R13).
    private var identity: BookCheck {
        BookCheck(
            what:
                "what was billed is not forfeited + deferred + earned before genesis + recognised − over-recognised (R7.6)",
            sql: """
                SELECT 'subscription ' || subscription_id || ' ' || currency, billed::text,
                       format('%s + %s + %s + %s − %s = %s', forfeited, deferred, before, recognised, over,
                              forfeited + deferred + before + recognised - over)
                FROM (\(AccrualSums(period: edition.period, genesis: genesis).query)) sums
                WHERE billed IS DISTINCT FROM forfeited + deferred + before + recognised - over
                """)
    }

    private static let place = "'subscription ' || now.subscription_id || ' from ' || now.from_day"

    private var earned: BookCheck {
        let (end, start) = (AccrualSums.earned(before: end), AccrualSums.earned(before: start))
        return BookCheck(
            what: "what a billing period had earned is not by its days (R7.4)",
            sql: """
                SELECT \(AccrualChecks.place), ((\(end)) - (\(start)))::text, earned_cents::text
                FROM \(accruals) now WHERE earned_cents <> (\(end)) - (\(start))
                """)
    }

    /// What the close did not record or change is as the books had it.
    private var unchanged: BookCheck {
        func text(_ alias: String) -> String {
            """
            concat_ws(', ', 'to ' || \(alias).to_day, 'shown to ' || \(alias).shown_to, 'price ' || \(alias).price_cents,
                      \(alias).currency, 'user ' || \(alias).user_id)
            """
        }
        func row(_ alias: String) -> String {
            ["to_day", "shown_to", "price_cents", "currency", "user_id"].map { "\(alias).\($0)" }
                .joined(separator: ", ")
        }
        return BookCheck(
            what: "a billing period that the close did not change is not as it was before (R7.3)",
            sql: """
                SELECT \(AccrualChecks.place), coalesce(nullif(\(text("before")), ''), 'nothing'), \(text("now"))
                FROM \(accruals) now
                LEFT JOIN (SELECT DISTINCT ON (subscription_id, from_day) * FROM settlement.accruals
                           WHERE period < \(thisPeriod) ORDER BY subscription_id, from_day, period DESC) before
                  USING (subscription_id, from_day)
                WHERE NOT now.changed AND (\(row("before"))) IS DISTINCT FROM (\(row("now")))
                """)
    }

    /// What goes on earning after the period before is still there.
    private var carried: BookCheck {
        BookCheck(
            what: "a billing period that can still matter is not carried on (R7.4)",
            sql: """
                SELECT 'subscription ' || before.subscription_id || ' from ' || before.from_day, 'carried', coalesce(
                           CASE WHEN now.subscription_id IS NOT NULL THEN 'not carried' END, 'nothing')
                FROM settlement.accruals before
                LEFT JOIN \(accruals) now
                  ON now.subscription_id = before.subscription_id AND now.from_day = before.from_day
                WHERE before.period = \(Literal.date(edition.period.previous.firstDay)) AND before.carried
                  AND (now.carried IS NOT TRUE)
                  AND (coalesce(least(now.shown_to, now.next_from, now.to_day),
                                least(before.shown_to, before.next_from, before.to_day)) > \(end)
                       OR NOT EXISTS (SELECT FROM \(accruals) other
                                      WHERE other.subscription_id = before.subscription_id AND other.carried))
                """)
    }
}

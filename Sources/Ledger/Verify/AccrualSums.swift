internal import Settlement

/// What was billed, earned, forfeited, deferred and recognised of each subscription, as closed periods up to one left it
/// (R7.6): each worked out from price, days and cut alone, apart from what was booked.
struct AccrualSums {
    let period: Period
    let genesis: Period

    /// Where a billing period stops earning: its cut, else its end (R7.3).
    private static let stop = "least(shown_to, next_from, to_day)"

    /// What is earned before a day (R7.4).
    static func earned(before day: String) -> String {
        """
        CASE WHEN least(\(day), \(stop)) <= from_day THEN 0
             ELSE div(price_cents::numeric * (least(\(day), \(stop)) - from_day), to_day - from_day) END
        """
    }

    /// A query for subscription_id, currency, billed, forfeited, deferred, before (earned before genesis), recognised and over
    /// (over-recognised); null where nothing was recorded, or nothing booked.
    var query: String {
        let stop = AccrualSums.stop
        let earned = { (day: String) in AccrualSums.earned(before: day) }
        let thisPeriod = Literal.date(period.firstDay)
        return """
            WITH state AS (
                SELECT DISTINCT ON (subscription_id, from_day) * FROM settlement.accruals
                WHERE period <= \(thisPeriod) ORDER BY subscription_id, from_day, period DESC
            ), worked AS (
                SELECT subscription_id, currency, sum(price_cents) AS billed,
                       sum(CASE WHEN \(stop) < to_day THEN price_cents - (\(earned(stop))) ELSE 0 END) AS forfeited,
                       sum((\(earned(stop))) - (\(earned(Literal.date(period.next.firstDay))))) AS deferred,
                       sum(\(earned(Literal.date(genesis.firstDay)))) AS before
                FROM state GROUP BY subscription_id, currency
            ), booked AS (
                SELECT subscription_id, currency, sum(recognised_cents) AS recognised,
                       coalesce(sum(excess_cents) FILTER (WHERE period = \(thisPeriod)), 0) AS over
                FROM settlement.accruals WHERE period <= \(thisPeriod) GROUP BY subscription_id, currency
            )
            SELECT subscription_id, currency, billed, forfeited, deferred, before, recognised, over
            FROM worked FULL JOIN booked USING (subscription_id, currency)
            """
    }
}

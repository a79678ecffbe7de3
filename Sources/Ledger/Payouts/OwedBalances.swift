internal import Settlement

/// What creators are owed at the end of a month: the totals of the closes less the payouts that count then (R10).
struct OwedBalances {
    /// The payouts as of the month's last day.
    let table: PayoutTable
    /// The month.
    let period: Period

    init(table: PayoutTable, through period: Period) {
        self.table = table
        self.period = period
    }

    /// A query for creator, currency, bucket (its letter) and cents.
    var query: String {
        """
        WITH \(table.sql), part AS (
            SELECT creator_id AS creator, currency, bucket, creator_cents::numeric AS cents
            FROM settlement.creator_totals
            WHERE payable AND creator_id IS NOT NULL AND period <= \(Literal.date(period.firstDay))
            UNION ALL
            SELECT creator, currency, taken.bucket::"char", -taken.cents FROM payout, LATERAL (VALUES
                ('s', coalesce(sales, 0) + amount - parts), ('d', coalesce(donations, 0)),
                ('p', coalesce(subscriptions, 0))) AS taken (bucket, cents)
            WHERE counts
        )
        SELECT creator, currency, bucket, sum(cents)::bigint AS cents FROM part GROUP BY creator, currency, bucket
        """
    }
}

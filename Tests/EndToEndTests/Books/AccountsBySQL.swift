/// What every account of the ``BookedPlatform`` must hold, by SQL over the platform's own tables alone: the rules once more,
/// for rows without faults under the policy that ships.
enum AccountsBySQL {
    /// `account currency amount`, with an account for every creator.
    static var apart: String { query(creator: "'Id-' || creator") }

    /// The same with one account for all creators.
    static var together: String { query(creator: "'All'") }

    private static func query(creator: String) -> String {
        """
        WITH sale AS (
            SELECT amount_cents AS amount, seller_id AS creator, content_id = id('content', 5) AS own,
                   status = 'refunded' AS refunded, round(amount_cents * 5 / 100.0) + 50 AS fee,
                   round(amount_cents * CASE WHEN amount_cents < 500 THEN 20 WHEN amount_cents < 2000 THEN 15 ELSE 10 END / 100.0)
                       AS commission
            FROM purchases WHERE completed_at < '2026-04-01' AND amount_cents > 0
        ), tip AS (
            SELECT amount_cents AS amount, recipient_id AS creator, currency, payment_provider = 'paypal' AS direct,
                   round(amount_cents * 5 / 100.0) + 50 AS fee,
                   greatest(0, amount_cents - round(amount_cents * 5 / 100.0) - 50) AS part
            FROM donations WHERE created_at < '2026-04-01' AND (payment_provider = 'paypal' OR currency = 'USD')
        ), billing (price, began, ends, cut) AS (VALUES
            (999, date '2026-01-01', date '2026-02-01', date '2026-02-01'),
            (999, '2026-02-01', '2026-03-01', '2026-03-01'), (7999, '2026-01-15', '2027-01-15', '2027-01-15'),
            (1003, '2026-02-03', '2026-02-20', '2026-02-20'), (1004, '2026-02-03', '2026-02-20', '2026-02-20'),
            (1005, '2026-02-03', '2026-02-20', '2026-02-20'), (1200, '2026-01-10', '2026-02-10', '2026-02-03'),
            (7999, '2026-02-03', '2027-02-03', '2027-02-03')
        ), month AS (
            SELECT date '2026-01-01' + n * interval '1 month' AS ends, n FROM generate_series(1, 3) n
        ), earned AS (
            SELECT n, sum(floor(price::numeric * greatest(0, least(ends, cut, month_ends) - began) / (ends - began))) AS cents
            FROM billing, (SELECT n, ends::date AS month_ends FROM month) months GROUP BY n
        ), revenue AS (
            SELECT n, cents - coalesce(lag(cents) OVER (ORDER BY n), 0) AS cents FROM earned
        ), pool AS (SELECT n, cents, round(cents * 30 / 100.0) AS platform FROM revenue),
        payout AS (
            SELECT user_id AS creator, status, amount_cents, unnest(ARRAY['Sales', 'Donations', 'Subscriptions']) AS bucket,
                   unnest(ARRAY[from_sales_cents, from_donations_cents, from_subscriptions_cents]) AS part FROM payouts
        ), owed (creator, bucket, cents) AS (
            SELECT creator, 'Sales', amount - commission FROM sale WHERE NOT own AND NOT refunded
            UNION ALL SELECT creator, 'Donations', part FROM tip WHERE NOT direct
            UNION ALL SELECT id('creator', 1), 'Subscriptions', cents - platform FROM pool WHERE n < 3
            UNION ALL SELECT id('creator', 2), 'Sales', 50000
            UNION ALL SELECT id('creator', 3), 'Donations', -120
            UNION ALL SELECT creator, bucket, -part FROM payout WHERE status <> 'failed'
        ), posting (account, currency, cents) AS (
            SELECT 'Assets:Providers:Sales', 'USD', amount FROM sale
            UNION ALL SELECT 'Assets:Providers:Refunds', 'USD', -amount FROM sale WHERE refunded
            UNION ALL SELECT 'Assets:Providers:Donations', 'USD', amount FROM tip WHERE NOT direct
            UNION ALL SELECT 'Assets:Providers:Fees', 'USD', -fee FROM sale
            UNION ALL SELECT 'Assets:Providers:Fees', 'USD', -fee FROM tip WHERE NOT direct
            UNION ALL SELECT 'Assets:Providers:Subscriptions', 'USD', price FROM billing
            UNION ALL SELECT 'Assets:Bank', 'USD', -part FROM payout WHERE status = 'completed'
            UNION ALL SELECT 'Expenses:Processing', 'USD', fee FROM sale
            UNION ALL SELECT 'Expenses:Adjustments', 'USD', -120
            UNION ALL SELECT 'Income:Commission:Sales', 'USD', -commission FROM sale WHERE NOT own AND NOT refunded
            UNION ALL SELECT 'Income:Commission:Donations', 'USD', part + fee - amount FROM tip WHERE NOT direct
            UNION ALL SELECT 'Income:OwnContents', 'USD', -amount FROM sale WHERE own AND NOT refunded
            UNION ALL SELECT 'Income:Subscriptions', 'USD', -platform FROM pool
            UNION ALL SELECT 'Equity:Opening', 'USD', 50000
            UNION ALL SELECT 'Equity:Memorandum:DirectDonations', currency, amount FROM tip WHERE direct
            UNION ALL SELECT 'Equity:Memorandum:Creators:' || \(creator), currency, -amount FROM tip WHERE direct
            UNION ALL SELECT 'Liabilities:DeferredSubscriptions', 'USD', floor(price::numeric * greatest(0, date '2026-04-01' - began) / (ends - began)) - price
                      FROM billing WHERE cut > '2026-04-01'
            UNION ALL SELECT 'Liabilities:ForfeitedSubscriptions', 'USD', floor(price::numeric * (cut - began) / (ends - began)) - price
                      FROM billing WHERE cut < ends
            UNION ALL SELECT 'Liabilities:Pool', 'USD', platform - cents FROM pool WHERE n = 3
            UNION ALL SELECT 'Liabilities:PayoutsInFlight', 'USD', -part FROM payout WHERE status IN ('pending', 'processing')
            UNION ALL SELECT 'Liabilities:Creators:' || \(creator) || ':' || bucket, 'USD', -cents FROM owed
        )
        SELECT account || ' ' || CASE currency WHEN 'USD' THEN 'USD' ELSE 'X606422ED2D028CF0DFB5' END || ' '
               || CASE currency WHEN 'USD' THEN (sum(cents) / 100)::numeric(20, 2)::text ELSE sum(cents)::bigint::text END
        FROM posting GROUP BY account, currency HAVING sum(cents) <> 0
        """
    }
}

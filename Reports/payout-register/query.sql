WITH asked AS (SELECT asked_period() AS period, (asked_period() + interval '1 month')::date AS ends, asked_day() AS day),
known AS (
    SELECT payout_id, creator_id, currency, sales_cents, donations_cents, subscriptions_cents, account_ending, taken_day,
           CASE WHEN paid_day <= day THEN paid_day END AS paid_day, CASE WHEN back_day <= day THEN back_day END AS back_day,
           sales_cents + donations_cents + subscriptions_cents AS amount, period, ends, day
    FROM payout_days, asked WHERE taken_day <= day
)
SELECT known.currency, taken_day, payout_id, known.creator_id, coalesce(name, left(known.creator_id::text, 8)) AS name, coalesce(method, '') AS method,
       CASE WHEN account_ending IS NULL THEN '' ELSE '…' || right(account_ending, 4) END AS account,
       CASE WHEN back_day IS NOT NULL AND paid_day IS NOT NULL THEN 'returned' WHEN back_day IS NOT NULL THEN 'failed'
            WHEN paid_day IS NOT NULL THEN 'arrived' ELSE 'under way' END AS state,
       amount AS amount_cents, known.sales_cents AS from_sales_cents, known.donations_cents AS from_donations_cents,
       known.subscriptions_cents AS from_subscriptions_cents,
       CASE WHEN taken_day >= period AND taken_day < ends THEN amount ELSE 0 END AS taken_cents,
       CASE WHEN back_day >= period AND back_day < ends THEN amount ELSE 0 END AS back_cents, paid_day, back_day,
       CASE WHEN paid_day IS NULL AND back_day IS NULL THEN day - taken_day END AS days_open
FROM known LEFT JOIN payouts USING (payout_id) LEFT JOIN report_creators ON report_creators.creator_id = known.creator_id
WHERE taken_day >= period AND taken_day < ends OR paid_day >= period AND paid_day < ends
      OR back_day >= period AND back_day < ends OR paid_day IS NULL AND back_day IS NULL
ORDER BY known.currency COLLATE "C", taken_day, payout_id

-- What is owed, from one month's end to the next. The closing balances on both sides come from the payouts' own arithmetic,
-- what lies between them from the lines and the days of payouts: so that the row adds up is a finding, not a definition.
WITH asked AS (SELECT asked_period() AS period, (asked_period() + interval '1 month')::date AS ends),
by_hand AS (
    SELECT currency, bucket, sum(creator_cents) AS cents, sum(greatest(creator_cents, 0)) AS above
    FROM report_lines, asked
    WHERE report_lines.period = asked.period AND kind IN ('adjustment', 'opening') AND payable
    GROUP BY currency, bucket
),
parts (currency, bucket, opening, earned, reversed, adjusted, paid, closing) AS (
    SELECT currency, bucket, CASE WHEN owed.period < asked.period THEN cents ELSE 0 END, 0, 0, 0, 0,
           CASE WHEN owed.period = asked.period THEN cents ELSE 0 END
    FROM closing_balances owed, asked
    UNION ALL
    SELECT currency, bucket, 0, earned_cents, reversed_cents, 0, 0, 0
    FROM report_totals, asked
    WHERE payable AND creator_id IS NOT NULL AND report_totals.period = asked.period
    UNION ALL
    SELECT currency, bucket, 0, -above, above - cents, cents, 0, 0 FROM by_hand
    UNION ALL
    SELECT currency, taken.bucket, 0, 0, 0, 0,
           (CASE WHEN back_day >= period AND back_day < ends THEN 1 ELSE 0 END
            - CASE WHEN taken_day >= period AND taken_day < ends THEN 1 ELSE 0 END) * taken.cents, 0
    FROM payout_days, asked,
         LATERAL (VALUES ('sales', sales_cents), ('donations', donations_cents), ('subscriptions', subscriptions_cents))
             AS taken (bucket, cents)
)
SELECT currency, bucket, sum(opening)::bigint AS opening_cents, sum(earned)::bigint AS earned_cents,
       sum(reversed)::bigint AS reversed_cents, sum(adjusted)::bigint AS adjusted_cents, sum(paid)::bigint AS paid_cents,
       sum(closing)::bigint AS closing_cents
FROM parts GROUP BY currency, bucket
ORDER BY currency COLLATE "C", array_position(ARRAY['sales', 'donations', 'subscriptions'], bucket)

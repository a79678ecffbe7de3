WITH standing AS (
    SELECT creator_id, currency, sales_cents, donations_cents, subscriptions_cents, held_cents, available_cents,
           sales_cents + donations_cents + subscriptions_cents AS balance
    FROM balances
),
earned AS (
    SELECT creator_id, currency, hold_from, sum(earned_cents) AS cents
    FROM report_totals
    WHERE payable AND creator_id IS NOT NULL AND hold_from <= asked_day() GROUP BY creator_id, currency, hold_from
),
-- Of each earning, what is left when all that was ever taken has used up the oldest.
running AS (
    SELECT creator_id, currency, hold_from, cents,
           sum(cents) OVER (PARTITION BY creator_id, currency ORDER BY hold_from) AS so_far,
           sum(cents) OVER (PARTITION BY creator_id, currency) AS ever
    FROM earned
),
left_over AS (
    SELECT creator_id, currency, asked_day() - hold_from AS age,
           greatest(0, least(cents, so_far - (ever - least(ever, greatest(balance, 0))))) AS cents
    FROM running JOIN standing USING (creator_id, currency)
),
ages AS (
    SELECT creator_id, currency, coalesce(sum(cents) FILTER (WHERE age BETWEEN 31 AND 60), 0) AS days_60,
           coalesce(sum(cents) FILTER (WHERE age BETWEEN 61 AND 90), 0) AS days_90,
           coalesce(sum(cents) FILTER (WHERE age > 90), 0) AS older
    FROM left_over GROUP BY creator_id, currency
)
SELECT creator_id, coalesce(name, left(creator_id::text, 8)) AS name, currency, sales_cents, donations_cents, subscriptions_cents,
       balance AS balance_cents, held_cents, available_cents,
       (greatest(balance, 0) - coalesce(days_60 + days_90 + older, 0))::bigint AS days_30_cents,
       coalesce(days_60, 0)::bigint AS days_60_cents, coalesce(days_90, 0)::bigint AS days_90_cents,
       coalesce(older, 0)::bigint AS older_cents, least(balance, 0) AS deficit_cents
FROM standing LEFT JOIN ages USING (creator_id, currency) LEFT JOIN report_creators USING (creator_id)
ORDER BY currency COLLATE "C", balance DESC, creator_id

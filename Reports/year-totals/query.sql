WITH year AS (SELECT date_trunc('year', asked_period())::date AS begins),
quarters AS (
    SELECT currency, creator_id, date_trunc('quarter', period)::date AS quarter,
           count(DISTINCT source_id) FILTER (WHERE kind IN ('sale', 'bundle', 'donation')) AS sales,
           coalesce(sum(gross_cents) FILTER (WHERE kind IN ('sale', 'bundle', 'donation')), 0) AS gross,
           coalesce(sum(processing_cents + platform_cents) FILTER (WHERE kind IN ('sale', 'bundle', 'donation')), 0) AS fees,
           coalesce(sum(creator_cents) FILTER (WHERE kind IN ('sale', 'bundle', 'donation')), 0) AS earned,
           coalesce(sum(creator_cents) FILTER (WHERE kind IN ('reversal', 'reinstatement', 'correction')), 0) AS changes,
           coalesce(sum(creator_cents) FILTER (WHERE kind = 'pool'), 0) AS pool,
           coalesce(sum(creator_cents) FILTER (WHERE kind IN ('adjustment', 'opening')), 0) AS adjusted,
           sum(creator_cents) AS net
    FROM report_lines, year
    WHERE period >= begins AND creator_id IS NOT NULL AND payable
    GROUP BY currency, creator_id, date_trunc('quarter', period)
),
years AS (
    SELECT *, sum(gross) OVER own AS year_gross, sum(sales) OVER own AS year_sales
    FROM quarters WINDOW own AS (PARTITION BY currency, creator_id)
)
SELECT currency, creator_id, coalesce(name, left(creator_id::text, 8)) AS name, to_char(quarter, 'YYYY "Q"Q') AS quarter, sales,
       gross::bigint AS gross_cents, (-fees)::bigint AS fees_cents, earned::bigint AS earned_cents,
       changes::bigint AS changes_cents, pool::bigint AS pool_cents, adjusted::bigint AS adjusted_cents, net::bigint AS net_cents
FROM years LEFT JOIN report_creators USING (creator_id)
WHERE year_gross >= current_setting('report.least_gross_cents')::bigint
      OR year_sales >= current_setting('report.least_sales')::bigint
ORDER BY currency COLLATE "C", creator_id, quarter

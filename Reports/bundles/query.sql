WITH sold AS (
    SELECT currency, bundle_id, count(DISTINCT source_id) AS sold, sum(gross_cents)::bigint AS gross_cents,
           sum(processing_cents)::bigint AS processing_cents, sum(platform_cents)::bigint AS platform_cents,
           sum(creator_cents)::bigint AS creator_cents
    FROM report_lines LEFT JOIN report_sources USING (source_id)
    WHERE period = asked_period() AND kind = 'bundle' GROUP BY currency, bundle_id
),
terms AS (
    SELECT bundle_id, title, contents, list_cents, price_cents, discount_percent, currency AS priced_in,
           CASE WHEN list_cents > 0 THEN round((list_cents - price_cents) * 100::numeric / list_cents, 2) END AS discount
    FROM report_bundles WHERE period = asked_period()
)
SELECT sold.currency, coalesce(title, left(bundle_id::text, 8), '') AS title, bundle_id, contents,
       CASE WHEN priced_in = sold.currency THEN list_cents END AS list_cents,
       CASE WHEN priced_in = sold.currency THEN price_cents END AS price_cents, round(discount_percent, 2) AS stated_discount,
       discount AS real_discount,
       CASE WHEN discount_percent IS NULL OR discount IS NULL THEN '' WHEN abs(discount_percent - discount) < 1 THEN 'as stated'
            WHEN discount > discount_percent THEN 'more than stated' ELSE 'less than stated' END AS finding,
       sold, gross_cents, processing_cents, platform_cents, creator_cents
FROM sold LEFT JOIN terms USING (bundle_id)
ORDER BY sold.currency COLLATE "C", gross_cents DESC, bundle_id

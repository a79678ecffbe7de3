WITH settled AS (
    SELECT currency, content_id,
           count(DISTINCT source_id) FILTER (WHERE kind IN ('sale', 'bundle')) AS sales, sum(gross_cents) AS gross,
           sum(creator_cents) FILTER (WHERE bucket = 'sales') AS of_sales,
           sum(creator_cents) FILTER (WHERE bucket = 'donations') AS of_donations,
           sum(creator_cents) FILTER (WHERE bucket = 'subscriptions') AS of_pool, sum(creator_cents) AS creator
    FROM report_lines WHERE period = asked_period() AND content_id IS NOT NULL GROUP BY currency, content_id
),
counted AS (
    SELECT currency, content_id, seconds FROM report_pool_shares WHERE period = asked_period()
)
SELECT currency, coalesce(title, left(content_id::text, 8), '') AS title, content_id, coalesce(sales, 0) AS sales, coalesce(gross, 0)::bigint AS gross_cents,
       coalesce(of_sales, 0)::bigint AS sales_cents, coalesce(of_donations, 0)::bigint AS donations_cents,
       coalesce(of_pool, 0)::bigint AS pool_cents, coalesce(creator, 0)::bigint AS creator_cents,
       coalesce(seconds, 0) AS seconds,
       CASE WHEN rating_count > 0 THEN round(rating_average::numeric, 2)::text ELSE '' END AS rating, rating_count AS ratings
FROM settled FULL JOIN counted USING (currency, content_id) LEFT JOIN report_contents USING (content_id)
ORDER BY currency COLLATE "C", coalesce(creator, 0) DESC, content_id

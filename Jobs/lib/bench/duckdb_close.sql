-- What duckdb_close.py computes; the names in braces are the month's bounds in UTC, and the schema to write into.
-- A database attached as pg is PostgreSQL; `postgres_query` lets it filter what need not travel.

-- stage: read
CREATE TABLE terms AS SELECT provider, currency, percent * 100 AS fee_bp, CASE WHEN percent > 0 THEN fixed ELSE 0 END AS fee, second, third
FROM (VALUES ('lemon_squeezy', 5), ('paddle', 5), ('aba_khqr', 0), ('paypal', 0)) providers (provider, percent),
     (VALUES ('USD', 50, 500, 2000), ('EUR', 45, 500, 2000), ('KHR', 200000, 2000000, 8000000)) tiers (currency, fixed, second, third);
CREATE TABLE purchases AS SELECT {PURCHASE} FROM pg.public.purchases WHERE completed_at >= '{late}' AND completed_at < '{stop}'
UNION ALL FROM postgres_query('pg', $$SELECT {PURCHASE} FROM purchases WHERE completed_at >= '{refunds}' AND completed_at < '{late}' AND status IN ('refunded', 'disputed', 'pending')
    UNION SELECT {PURCHASE} FROM purchases WHERE completed_at < '{late}' AND id IN (SELECT source_id FROM settlement.lines WHERE kind = 'r' AND bucket = 's' AND period < '{first}'
        UNION SELECT row_id FROM settlement.exceptions WHERE period = '{previous}' AND open)$$);
CREATE TABLE donations AS SELECT * FROM pg.public.donations WHERE created_at >= '{refunds}' AND created_at < '{stop}';
CREATE TABLE contents AS SELECT id, user_id, visibility, is_platform_content AS own, price_cents, coalesce(currency, 'USD') AS currency FROM pg.public.contents;
CREATE TABLE bundle_contents AS FROM postgres_query('pg', 'SELECT bundle_id, content_id, (revenue_share_percent * 100)::bigint AS share FROM bundle_contents
    WHERE bundle_id IN (SELECT id FROM bundles)');
CREATE TABLE open AS SELECT row_id FROM pg.settlement.exceptions WHERE period = DATE '{previous}' AND open;
CREATE TABLE undone AS SELECT source_id FROM pg.settlement.lines WHERE kind IN ('r', 'c') AND bucket = 's' AND period < DATE '{first}';
CREATE TABLE books AS {books};
CREATE TABLE subscriptions AS SELECT id, user_id, plan_type, price_cents, currency, started_at, current_period_start, current_period_end FROM pg.public.subscriptions;
CREATE TABLE known AS SELECT * FROM pg.settlement.accruals WHERE period = DATE '{previous}' AND carried;
CREATE TABLE carried AS SELECT currency, carried_out_cents FROM pg.settlement.pools WHERE period = DATE '{previous}';

-- stage: compute
CREATE TABLE weights AS -- of the contents of each bundle (R5.2); bundles that cannot be split are not there
WITH parts AS (
    SELECT bundle_id, content_id, c.user_id AS owner, coalesce(own, false) AS own, share, CASE WHEN share IS NULL THEN coalesce(price_cents, 0) END AS list,
           CASE WHEN share IS NULL AND price_cents > 0 THEN c.currency END AS list_currency
    FROM bundle_contents LEFT JOIN contents c ON c.id = content_id
), bundle AS (
    SELECT bundle_id, coalesce(sum(share), 0) AS given, count(list) AS blank, coalesce(sum(list), 0) AS listed FROM parts GROUP BY bundle_id
    HAVING bool_and(owner IS NOT NULL OR own) AND coalesce(least(min(share), min(list)) >= 0, true) AND count(DISTINCT list_currency) <= 1
       AND CASE WHEN count(list) = 0 THEN sum(share) = 10000 ELSE coalesce(sum(share), 0) < 10000 END)
SELECT bundle_id, content_id, owner, own, (CASE WHEN share IS NULL THEN (10000 - given) * CASE WHEN listed > 0 THEN list ELSE 1 END
       ELSE share * CASE WHEN listed > 0 THEN listed ELSE greatest(blank, 1) END END)::hugeint AS weight
FROM parts JOIN bundle USING (bundle_id);
CREATE VIEW sources AS -- with their division (R4, R6), and whether they can be settled (R12)
SELECT 's' AS bucket, p.id, status, completed_at AS done_at, p.created_at, p.bundle_id, p.content_id, seller_id AS payee, o.id IS NOT NULL AS own, true AS payable,
       amount_cents::bigint AS amount, p.currency, (amount_cents::bigint * fee_bp + 5000) // 10000 + fee AS processing,
       amount_cents - (amount_cents::bigint * CASE WHEN amount_cents >= third THEN 1000 WHEN amount_cents >= second THEN 1500 ELSE 2000 END + 5000) // 10000 AS creator,
       amount_cents = 0 OR amount_cents > 0 AND fee IS NOT NULL AND CASE WHEN p.bundle_id IS NULL THEN seller_id IS NOT NULL OR o.id IS NOT NULL ELSE b.bundle_id IS NOT NULL END AS good
FROM purchases p LEFT JOIN terms t ON t.provider = payment_provider AND t.currency = p.currency
LEFT JOIN (SELECT id FROM contents WHERE own) o ON o.id = CASE WHEN p.bundle_id IS NULL THEN p.content_id END
LEFT JOIN (SELECT DISTINCT bundle_id FROM weights) b ON b.bundle_id = p.bundle_id
UNION ALL
SELECT 'd', d.id, status, created_at, created_at, NULL, content_id, recipient_id, false, payment_provider = 'paddle', amount_cents, currency, processing,
       greatest(0, amount_cents - processing), amount_cents = 0 OR amount_cents > 0 AND recipient_id IS NOT NULL AND processing IS NOT NULL
FROM (SELECT d.* REPLACE (coalesce(d.currency, 'USD') AS currency), CASE WHEN payment_provider IN ('aba_khqr', 'paypal') THEN 0
             WHEN payment_provider = 'paddle' THEN (amount_cents::bigint * fee_bp + 5000) // 10000 + fee END AS processing
      FROM donations d LEFT JOIN terms t ON t.provider = payment_provider AND t.currency = coalesce(d.currency, 'USD')) d;
CREATE TABLE found AS -- purchases that may have been settled before, or should have been (R8)
SELECT id FROM purchases WHERE completed_at < '{late}' OR completed_at < '{start}' AND status IN ('refunded', 'disputed', 'pending')
    OR completed_at >= '{start}' AND (created_at >= '{start}') IS NOT TRUE
UNION ALL SELECT id FROM purchases p WHERE completed_at >= '{late}' AND completed_at < '{start}' AND status = 'completed' AND bundle_id IS NULL
   AND NOT EXISTS (FROM books WHERE kind = 's' AND source_id = p.id AND gross_cents = amount_cents AND currency = p.currency AND payee IS NOT DISTINCT FROM seller_id)
UNION ALL SELECT id FROM purchases p WHERE completed_at >= '{late}' AND completed_at < '{start}' AND status = 'completed' AND bundle_id IS NOT NULL
   AND NOT EXISTS (FROM (SELECT source_id, sum(gross_cents)::bigint AS gross, any_value(currency) AS currency FROM books WHERE kind = 'b' GROUP BY source_id, period) b
                   WHERE source_id = p.id AND gross = amount_cents AND b.currency = p.currency)
UNION ALL FROM undone UNION ALL FROM open;
DROP TABLE books;
CREATE TABLE again AS SELECT s.*, id IN (FROM open) AS open FROM sources s
WHERE bucket = 's' AND id IN (FROM found) OR bucket = 'd' AND (done_at >= '{late}' OR status <> 'completed');
INSERT INTO pg.{schema}.again SELECT id FROM again;
CALL postgres_execute('pg', 'ANALYZE {schema}.again');

-- stage: read
CREATE TABLE history AS SELECT *, max(period) FILTER (kind IN ('s', 'b', 'd')) OVER source AS settled, max(period) FILTER (kind = 'r') OVER source AS reversed,
    max(period) FILTER (kind = 'i') OVER source AS reinstated
FROM postgres_query('pg', $$SELECT l.* FROM settlement.lines l WHERE period < '{first}' AND source_id IN (SELECT id FROM {schema}.again)$$) WINDOW source AS (PARTITION BY source_id);
SET pg_use_ctid_scan = false; -- the index finds the month
CREATE TABLE engagement AS SELECT user_id, content_id, total_time_seconds, sessions_completed, concepts_accessed FROM pg.public.engagement_tracking
WHERE period_start = DATE '{first}' AND period_end = DATE '{next}' - 1;
SET pg_use_ctid_scan = true;

-- stage: compute
CREATE TABLE verdicts AS
SELECT id, undone AND status = 'completed' AND good AS reinstate, sold_at, hold_from,
       NOT undone AND (open OR sold_at >= '{refunds}') AND status IN ('refunded', 'disputed', 'pending') AS reverse,
       status = 'completed' AND good AND (undone OR open OR sold_at >= '{late}')
           AND (gross <> amount OR h.currency <> a.currency OR a.bundle_id IS NULL AND kind <> 'b' AND NOT own AND h.payee IS DISTINCT FROM a.payee) AS correct
FROM again a JOIN (
    SELECT source_id, any_value(kind) AS kind, any_value(currency) AS currency, any_value(coalesce(creator_id, seller_id)) AS payee, sum(gross_cents) AS gross,
           any_value(sold_at) AS sold_at, any_value(hold_from) AS hold_from, coalesce(any_value(reversed > coalesce(greatest(settled, reinstated), settled)), false) AS undone
    FROM history WHERE period = settled AND kind IN ('s', 'b', 'd') GROUP BY source_id) h ON source_id = id;
CREATE VIEW due AS -- what is new in the period, what is late, what takes a corrected settlement's place
SELECT id, bucket, bundle_id, content_id, payee, own, payable, amount, currency, processing, creator, done_at AS sold_at, DATE '{next}' AS hold_from
FROM sources WHERE bucket = 's' AND done_at >= '{start}' AND created_at >= '{start}' AND status = 'completed' AND good AND amount > 0
UNION ALL
SELECT id, bucket, bundle_id, content_id, payee, own, payable, amount, currency, processing, creator, coalesce(sold_at, done_at), coalesce(hold_from, DATE '{next}')
FROM again LEFT JOIN verdicts v USING (id)
WHERE status = 'completed' AND good AND amount > 0 AND CASE WHEN v.id IS NULL THEN open OR done_at >= '{late}' ELSE correct END;
CREATE TABLE accruals AS -- the carried billing periods as the platform now shows them, and the new ones (R7)
WITH days AS (
    SELECT id, user_id, price_cents::bigint AS price, coalesce(currency, 'USD') AS currency, {started} AS started, {from_day} AS from_day, {to_day} AS to_day,
           CASE plan_type WHEN 'yearly' THEN 12 ELSE 1 END AS months
    FROM subscriptions WHERE plan_type IN ('monthly', 'yearly') AND price_cents >= 0
), shown AS (
    SELECT *, greatest(started, DATE '{genesis}') AS since FROM days WHERE currency IN (SELECT currency FROM terms) AND started IS NOT NULL AND to_day > from_day
), gaps AS ( -- what lies before a row that is new, and renewals that were missed (R7.2)
    SELECT s.*, covered, (SELECT min(n) FROM range(1, 1200) r (n) WHERE (from_day - to_months((n * months)::int))::date <= coalesce(covered + 3, since)) AS steps
    FROM shown s LEFT JOIN (SELECT subscription_id, max(least(shown_to, next_from)) AS covered FROM known GROUP BY subscription_id) k ON subscription_id = id
    WHERE from_day > coalesce(covered, since)
), filled AS (
    SELECT *, CASE WHEN n = steps THEN coalesce(covered, greatest(step, started)) ELSE step END AS begin
    FROM (SELECT *, (from_day - to_months((n * months)::int))::date AS step, (from_day - to_months(((n - 1) * months)::int))::date AS upto
          FROM (SELECT *, unnest(range(1, steps + 1)) AS n FROM gaps) g) g
    WHERE coalesce(covered - (from_day - to_months((steps * months)::int))::date <= 3, true)
), recorded AS (
    SELECT coalesce(subscription_id, id) AS subscription_id, coalesce(k.from_day, s.from_day) AS from_day, coalesce(greatest(k.to_day, s.to_day), k.to_day, s.to_day) AS to_day,
           coalesce(s.to_day, k.shown_to) AS shown_to, next_from, coalesce(s.price, k.price_cents) AS price_cents, coalesce(k.currency, s.currency) AS currency,
           coalesce(k.user_id, s.user_id) AS user_id, subscription_id IS NULL OR coalesce(s.to_day <> k.shown_to OR s.price <> k.price_cents, false) AS changed,
           s.id IS NOT NULL AS shown, coalesce(earned_cents, 0) AS before, coalesce(excess_cents, 0) AS excess
    FROM known k FULL JOIN shown s ON s.id = subscription_id AND s.from_day = k.from_day
    UNION ALL SELECT id, begin, upto, upto, NULL, CASE WHEN covered IS NULL AND step < started THEN price * (upto - begin) // (upto - step) ELSE price END,
                     currency, user_id, true, false, 0, 0 FROM filled
), ordered AS (
    SELECT *, least(next_from, lead(from_day) OVER s) AS cut, lead(from_day) OVER s IS NULL AS last,
           last_value(user_id) OVER (PARTITION BY subscription_id ORDER BY from_day RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last_user
    FROM recorded WINDOW s AS (PARTITION BY subscription_id ORDER BY from_day)
), earned AS (
    SELECT *, price_cents * greatest(0, least(DATE '{next}', until) - from_day) // (to_day - from_day)
              - price_cents * greatest(0, least(DATE '{genesis}', until) - from_day) // (to_day - from_day) AS earned
    FROM (SELECT *, least(shown_to, cut, to_day) AS until FROM ordered) o
), balanced AS (
    SELECT *, lead(from_day) OVER (PARTITION BY subscription_id, currency ORDER BY from_day) IS NULL AS last_of_currency,
           changed OR until <> least(shown_to, next_from, to_day) AS altered, (sum(earned - before - excess) OVER (PARTITION BY subscription_id, currency))::bigint AS balance
    FROM earned)
SELECT DATE '{first}' AS period, subscription_id, from_day, to_day, shown_to, cut AS next_from, price_cents, currency, user_id, altered AS changed,
       last OR shown OR until > DATE '{next}' OR last_of_currency AND balance < 0 AS carried, earned AS earned_cents,
       CASE WHEN last_of_currency THEN greatest(balance, 0) ELSE 0 END AS recognised_cents, CASE WHEN last_of_currency THEN greatest(-balance, 0) ELSE 0 END AS excess_cents,
       CASE WHEN last_of_currency AND balance > 0 THEN last_user END AS reader_id
FROM balanced WHERE altered OR last OR shown OR until > DATE '{next}' OR last_of_currency AND balance <> 0 OR earned <> before;
CREATE VIEW readings AS SELECT user_id, content_id, coalesce(total_time_seconds, 0) AS seconds, coalesce(sessions_completed, 0) AS sessions, coalesce(concepts_accessed, 0) AS concepts
FROM engagement WHERE seconds >= 0 AND sessions BETWEEN 0 AND seconds AND concepts BETWEEN 0 AND seconds;
CREATE TABLE counted AS -- what counts of each content (R9.1)
SELECT r.currency, e.content_id, c.user_id AS creator_id, sum(seconds)::bigint AS seconds, sum(sessions)::bigint AS sessions, sum(concepts)::bigint AS concepts
FROM readings e JOIN (SELECT DISTINCT reader_id, currency FROM accruals WHERE reader_id IS NOT NULL) r ON reader_id = e.user_id
JOIN (SELECT id, user_id FROM contents WHERE visibility IN ('public', 'paid') AND NOT own) c ON c.id = e.content_id AND c.user_id <> e.user_id
ANTI JOIN (SELECT user_id FROM readings GROUP BY user_id HAVING sum(seconds) > epoch(TIMESTAMP '{stop}' - TIMESTAMP '{start}')) i ON i.user_id = e.user_id
GROUP BY ALL;
CREATE TABLE pools AS
SELECT DATE '{first}' AS period, currency, 'pro_rata' AS model, revenue, carried, platform, CASE WHEN active > 0 THEN revenue - platform + carried ELSE 0 END AS distributed,
       CASE WHEN active > 0 THEN 0 ELSE revenue - platform + carried END AS carried_out, coalesce(seconds, 0) AS seconds, coalesce(sessions, 0) AS sessions, coalesce(concepts, 0) AS concepts
FROM (SELECT currency, sum(revenue)::bigint AS revenue, (sum(revenue) * 3000 + 5000)::bigint // 10000 AS platform, sum(carried)::bigint AS carried
      FROM (SELECT currency, recognised_cents AS revenue, 0 AS carried FROM accruals UNION ALL SELECT currency, 0, carried_out_cents FROM carried) r
      GROUP BY currency HAVING sum(revenue) > 0 OR sum(carried) > 0) r
LEFT JOIN (SELECT currency, sum(seconds)::bigint AS seconds, sum(sessions)::bigint AS sessions, sum(concepts)::bigint AS concepts, sum(seconds + sessions + concepts) AS active
           FROM counted GROUP BY currency) s USING (currency);
CREATE TABLE pool_shares AS -- each creator's part, then each content's (R9.4)
WITH weighed AS (
    SELECT c.*, distributed::hugeint AS total, encode('{first:%Y-%m}/' || currency) AS key, 40 * c.seconds::hugeint * greatest(p.sessions, 1) * greatest(p.concepts, 1)
        + 25 * c.sessions::hugeint * greatest(p.seconds, 1) * greatest(p.concepts, 1) + 35 * c.concepts::hugeint * greatest(p.seconds, 1) * greatest(p.sessions, 1) AS weight
    FROM counted c JOIN pools p USING (currency)
), creators AS (
    SELECT *, greatest(sum(weight) OVER (PARTITION BY currency), 1) AS whole FROM (SELECT currency, creator_id, total, key, sum(weight) AS weight FROM weighed GROUP BY ALL) c
), shared AS (
    SELECT currency, creator_id, greatest(weight, 1) AS whole, total * weight // whole + (row_number() OVER (PARTITION BY currency
               ORDER BY total * weight % whole DESC, lot(key, creator_id)) <= total - sum(total * weight // whole) OVER (PARTITION BY currency))::int AS due FROM creators)
SELECT DATE '{first}' AS period, currency, content_id, creator_id, seconds, sessions, concepts, weight::varchar AS weight,
       (due * weight // whole + (row_number() OVER (PARTITION BY currency, creator_id ORDER BY due * weight % whole DESC, lot(key, content_id))
               <= due - sum(due * weight // whole) OVER (PARTITION BY currency, creator_id))::int)::bigint AS part
FROM weighed JOIN shared USING (currency, creator_id);
CREATE TABLE lines AS
SELECT DATE '{first}' AS period, CASE bucket WHEN 'd' THEN 'd' ELSE 's' END AS kind, bucket, id AS source_id, content_id, CASE WHEN NOT own THEN payee END AS creator_id,
       CASE WHEN own THEN payee END AS seller_id, currency, amount AS gross_cents, processing AS processing_cents,
       CASE WHEN own THEN amount - processing ELSE amount - processing - creator END AS platform_cents, CASE WHEN own THEN 0 ELSE creator END AS creator_cents,
       payable, sold_at < '{start}' AS late, hold_from, sold_at FROM due WHERE bundle_id IS NULL
UNION ALL -- bundles (R5.3)
SELECT DATE '{first}', 'b', 's', id, content_id, any_value(owner) FILTER (NOT own), NULL, currency, sum(part)::bigint, sum(part) FILTER (role = 1)::bigint,
       sum(part) FILTER (role = 2 OR role = 3 AND own)::bigint, coalesce(sum(part) FILTER (role = 3 AND NOT own), 0)::bigint, true, sold_at < '{start}', hold_from, sold_at
FROM (SELECT *, sign(total) * (floor + (row_number() OVER (PARTITION BY id, role ORDER BY rest DESC, lot) <= abs(total) - sum(floor) OVER (PARTITION BY id, role))::int) AS part
      FROM (SELECT *, abs(total) * weight // whole AS floor, abs(total) * weight % whole AS rest
            FROM (SELECT d.id, w.content_id, owner, w.own, d.currency, sold_at, hold_from, weight, sum(weight) OVER (PARTITION BY d.id) AS whole,
                         lot(unhex(replace(d.id::varchar, '-', '')), w.content_id) AS lot, unnest([1, 2, 3]) AS role, unnest([processing, amount - processing - creator, creator])::hugeint AS total
                  FROM due d JOIN weights w USING (bundle_id)) s) s) s
GROUP BY id, content_id, currency, sold_at, hold_from HAVING bool_or(part <> 0)
UNION ALL -- what undoes settlements (R8)
SELECT DATE '{first}', undone, bucket, source_id, content_id, creator_id, seller_id, h.currency, -gross_cents, CASE undone WHEN 'r' THEN 0 ELSE -processing_cents END,
       CASE undone WHEN 'r' THEN creator_cents - gross_cents ELSE -platform_cents END, -creator_cents, payable, false, h.hold_from, h.sold_at
FROM history h JOIN verdicts v ON v.id = source_id JOIN (VALUES ('r'), ('i'), ('c')) kinds (undone)
  ON undone = 'r' AND reverse AND period = settled AND kind IN ('s', 'b', 'd') OR undone = 'i' AND reinstate AND period = reversed AND kind = 'r'
  OR undone = 'c' AND correct AND period = settled AND kind IN ('s', 'b', 'd')
UNION ALL SELECT period, 'p', 'p', NULL, content_id, creator_id, NULL, currency, part, 0, 0, part, true, false, DATE '{next}', NULL FROM pool_shares WHERE part > 0;

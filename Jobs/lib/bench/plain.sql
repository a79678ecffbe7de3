-- One month settled in plain SQL, such as one would ship it, without remit's checks, proofs and search by change:
--     psql -v ON_ERROR_STOP=1 -v period=2025-04-01 -v schema=bench_sql -f plain.sql
-- The schema must exist and be empty. It gets lines, accruals, pools and pool_shares, with the keys of the books.
-- Left out: exceptions are filtered, not recorded; amounts of 0 leave no mark; a billing period dated back before the
-- last one, or a settled sale whose date was moved, is not looked up; the pool is pro rata, without a viewer cap.
\set QUIET on
\if :{?period} \else \set period 2025-04-01 \endif
\if :{?schema} \else \set schema bench_sql \endif
BEGIN ISOLATION LEVEL REPEATABLE READ;
SET LOCAL work_mem = '256MB';
SET LOCAL maintenance_work_mem = '256MB';
SET LOCAL jit = off;
-- A batch reads most of what it touches: hash it in passes over the tables, with all workers.
SET LOCAL enable_nestloop = off;
SET LOCAL enable_mergejoin = off;
SET LOCAL enable_indexscan = off;
SET LOCAL enable_sort = off;
SET LOCAL parallel_tuple_cost = 0.01;
SET LOCAL search_path = :schema, public;

-- The policy in force, and the bounds of its windows in UTC.
CREATE FUNCTION utc(day date) RETURNS timestamp LANGUAGE sql STABLE
    AS $$ SELECT day::timestamp AT TIME ZONE 'Asia/Phnom_Penh' AT TIME ZONE 'UTC' $$;
CREATE FUNCTION day(moment timestamp) RETURNS date LANGUAGE sql STABLE
    AS $$ SELECT (moment AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Phnom_Penh')::date $$;
SELECT date :'period' AS first, (date :'period' + interval '1 month')::date AS next, date '2025-01-01' AS genesis,
       (date :'period' - interval '1 month')::date AS previous, date_trunc('month', date :'period' - 45)::date AS late_month,
       utc(:'period') AS start, utc((date :'period' + interval '1 month')::date) AS stop,
       utc(greatest(date :'period' - 45, '2025-01-01')) AS late, utc(greatest(date :'period' - 180, '2025-01-01')) AS refunds \gset
CREATE TABLE terms AS
SELECT provider, currency, percent * 100 AS fee_bp, CASE WHEN percent > 0 THEN fixed ELSE 0 END AS fee, second, third
FROM (VALUES ('lemon_squeezy', 5), ('paddle', 5), ('aba_khqr', 0), ('paypal', 0)) providers (provider, percent),
     (VALUES ('USD', 50, 500, 2000), ('EUR', 45, 500, 2000), ('KHR', 200000, 2000000, 8000000)) tiers (currency, fixed, second, third);

-- What the contents of each bundle weigh (R5.2); bundles that cannot be split are not there.
CREATE TABLE weights AS
WITH parts AS (
    SELECT b.bundle_id, b.content_id, c.user_id AS owner, coalesce(c.is_platform_content, false) AS own, revenue_share_percent * 100 AS share,
           CASE WHEN revenue_share_percent IS NULL THEN coalesce(c.price_cents, 0)::numeric END AS list,
           CASE WHEN revenue_share_percent IS NULL AND c.price_cents > 0 THEN coalesce(c.currency, 'USD') END AS list_currency
    FROM bundle_contents b JOIN bundles ON bundles.id = b.bundle_id LEFT JOIN contents c ON c.id = b.content_id
), bundle AS (
    SELECT bundle_id, coalesce(sum(share), 0) AS given, count(list) AS blank, coalesce(sum(list), 0) AS listed FROM parts GROUP BY bundle_id
    HAVING bool_and(owner IS NOT NULL OR own) AND coalesce(least(min(share), min(list)) >= 0, true) AND count(DISTINCT list_currency) <= 1
       AND CASE WHEN count(list) = 0 THEN sum(share) = 10000 ELSE coalesce(sum(share), 0) < 10000 END)
SELECT bundle_id, content_id, owner, own,
       CASE WHEN share IS NULL THEN (10000 - given) * CASE WHEN listed > 0 THEN list ELSE 1 END
            ELSE share * CASE WHEN listed > 0 THEN listed ELSE greatest(blank, 1) END END AS weight
FROM parts JOIN bundle USING (bundle_id);
ANALYZE terms, weights;

-- Purchases and donations in one form, with their division (R4, R6) and whether they can be settled (R12).
CREATE VIEW sales AS
SELECT 's'::"char" AS bucket, p.id, p.status, p.completed_at AS at, p.created_at, p.bundle_id, p.content_id, p.seller_id AS payee,
       o.id IS NOT NULL AS own, true AS payable, amount_cents::bigint AS amount, coalesce(p.currency, 'USD') AS currency,
       (amount_cents::bigint * fee_bp + 5000) / 10000 + fee AS processing,
       amount_cents - (amount_cents::bigint * CASE WHEN amount_cents >= third THEN 1000 WHEN amount_cents >= second THEN 1500 ELSE 2000 END
                       + 5000) / 10000 AS creator,
       amount_cents = 0 OR amount_cents > 0 AND fee IS NOT NULL
           AND CASE WHEN p.bundle_id IS NULL THEN p.seller_id IS NOT NULL OR o.id IS NOT NULL ELSE b.bundle_id IS NOT NULL END AS good
FROM purchases p LEFT JOIN terms t ON t.provider = payment_provider AND t.currency = coalesce(p.currency, 'USD')
LEFT JOIN (SELECT id FROM contents WHERE is_platform_content) o ON o.id = content_id AND p.bundle_id IS NULL
LEFT JOIN (SELECT DISTINCT bundle_id FROM weights) b ON b.bundle_id = p.bundle_id;
CREATE VIEW gifts AS
SELECT 'd'::"char" AS bucket, d.id, status, created_at AS at, created_at, NULL::uuid AS bundle_id, content_id, recipient_id AS payee, false AS own,
       payment_provider = 'paddle' AS payable, amount_cents::bigint AS amount, coalesce(d.currency, 'USD') AS currency, processing,
       greatest(0, amount_cents - processing) AS creator,
       amount_cents = 0 OR amount_cents > 0 AND recipient_id IS NOT NULL AND processing IS NOT NULL AS good
FROM donations d LEFT JOIN terms t ON t.provider = payment_provider AND t.currency = coalesce(d.currency, 'USD')
CROSS JOIN LATERAL (SELECT CASE WHEN payment_provider IN ('aba_khqr', 'paypal') THEN 0
                                WHEN payment_provider = 'paddle' THEN (amount_cents::bigint * fee_bp + 5000) / 10000 + fee END AS processing) p;

-- Whatever may have been settled before, or should have been (R8), with what the books say of it.
CREATE UNLOGGED TABLE found AS
SELECT id FROM purchases p WHERE completed_at >= :'late' AND completed_at < :'start' AND status = 'completed' AND bundle_id IS NULL
   AND NOT EXISTS (SELECT FROM settlement.lines WHERE period >= :'late_month' AND period < :'first' AND kind = 's' AND source_id = p.id
                   AND gross_cents = amount_cents AND currency = coalesce(p.currency, 'USD') AND coalesce(creator_id, seller_id) IS NOT DISTINCT FROM p.seller_id)
UNION ALL SELECT id FROM purchases p WHERE completed_at >= :'late' AND completed_at < :'start' AND status = 'completed' AND bundle_id IS NOT NULL
   AND NOT EXISTS (SELECT FROM (SELECT source_id, sum(gross_cents)::bigint AS gross, min(currency) AS currency FROM settlement.lines
                                WHERE period >= :'late_month' AND period < :'first' AND kind = 'b' GROUP BY source_id, period) l
                   WHERE source_id = p.id AND gross = amount_cents AND currency = coalesce(p.currency, 'USD'))
UNION ALL SELECT id FROM purchases WHERE completed_at >= :'refunds' AND completed_at < :'stop'
             AND CASE WHEN completed_at < :'start' THEN status IN ('refunded', 'disputed', 'pending') ELSE (created_at >= :'start') IS NOT TRUE END
UNION ALL SELECT source_id FROM settlement.lines WHERE kind IN ('r', 'c') AND bucket = 's' AND period < :'first'
UNION ALL SELECT row_id FROM settlement.exceptions WHERE period = :'previous' AND open;
ANALYZE found;
CREATE UNLOGGED TABLE again AS
SELECT r.*, id IN (SELECT row_id FROM settlement.exceptions WHERE period = :'previous' AND open) AS open
FROM (SELECT * FROM sales WHERE id IN (SELECT id FROM found)
      UNION ALL SELECT * FROM gifts WHERE at >= :'refunds' AND at < :'stop' AND (at >= :'late' OR status <> 'completed')) r;
ANALYZE again;
CREATE UNLOGGED TABLE history AS
SELECT l.*, max(period) FILTER (WHERE kind IN ('s', 'b', 'd')) OVER source AS settled, max(period) FILTER (WHERE kind = 'r') OVER source AS reversed,
       max(period) FILTER (WHERE kind = 'i') OVER source AS reinstated
FROM settlement.lines l WHERE period < :'first' AND source_id IN (SELECT id FROM again) WINDOW source AS (PARTITION BY source_id);
CREATE UNLOGGED TABLE verdicts AS
SELECT id, undone AND status = 'completed' AND good AS reinstate, sold_at, hold_from,
       NOT undone AND (open OR sold_at >= :'refunds') AND status IN ('refunded', 'disputed', 'pending') AS reverse,
       status = 'completed' AND good AND (undone OR open OR sold_at >= :'late')
           AND (gross <> amount OR h.currency <> a.currency OR a.bundle_id IS NULL AND kind <> 'b' AND NOT own AND h.payee IS DISTINCT FROM a.payee) AS correct
FROM again a JOIN (
    SELECT source_id, min(kind::text) AS kind, min(currency) AS currency, min(coalesce(creator_id, seller_id)::text)::uuid AS payee, sum(gross_cents) AS gross,
           min(sold_at) AS sold_at, min(hold_from) AS hold_from, coalesce(reversed > greatest(settled, reinstated), false) AS undone
    FROM history WHERE period = settled AND kind IN ('s', 'b', 'd') GROUP BY source_id, settled, reversed, reinstated) h ON source_id = id;

-- Everything to settle: what is new in the period, what is late, what takes a corrected settlement's place.
CREATE VIEW due AS
SELECT id, bucket, bundle_id, content_id, payee, own, payable, amount, currency, processing, creator, at AS sold_at, date :'next' AS hold_from
FROM sales WHERE at >= :'start' AND at < :'stop' AND created_at >= :'start' AND status = 'completed' AND good AND amount > 0
UNION ALL
SELECT id, bucket, bundle_id, content_id, payee, own, payable, amount, currency, processing, creator, coalesce(sold_at, at), coalesce(hold_from, :'next')
FROM again LEFT JOIN verdicts v USING (id)
WHERE status = 'completed' AND good AND amount > 0 AND CASE WHEN v.id IS NULL THEN at < :'stop' AND (open OR at >= :'late') ELSE correct END;

-- Subscriptions (R7): the carried billing periods as the platform now shows them, and the new ones.
CREATE UNLOGGED TABLE shown AS
SELECT id, user_id, price_cents::bigint AS price, coalesce(currency, 'USD') AS currency, day(current_period_start) AS from_day, day(current_period_end) AS to_day,
       greatest(day(started_at), :'genesis') AS since, day(started_at) AS started, CASE plan_type WHEN 'yearly' THEN interval '1 year' ELSE interval '1 month' END AS plan
FROM subscriptions WHERE plan_type IN ('monthly', 'yearly') AND price_cents >= 0 AND coalesce(currency, 'USD') IN (SELECT currency FROM terms)
    AND started_at IS NOT NULL AND day(current_period_end) > day(current_period_start);
ANALYZE shown;
CREATE TABLE accruals AS
WITH known AS (SELECT * FROM settlement.accruals WHERE period = :'previous' AND carried
), recorded AS (
    SELECT coalesce(subscription_id, id) AS subscription_id, coalesce(k.from_day, s.from_day) AS from_day, greatest(k.to_day, s.to_day) AS to_day,
           coalesce(s.to_day, k.shown_to) AS shown_to, next_from, coalesce(s.price, k.price_cents) AS price_cents, coalesce(k.currency, s.currency) AS currency,
           coalesce(k.user_id, s.user_id) AS user_id, subscription_id IS NULL OR coalesce(s.to_day <> k.shown_to OR s.price <> k.price_cents, false) AS changed,
           s.id IS NOT NULL AS shown, coalesce(earned_cents, 0) AS before, coalesce(excess_cents, 0) AS excess
    FROM known k FULL JOIN shown s ON s.id = subscription_id AND s.from_day = k.from_day
    UNION ALL -- what lies before a row that is new, and renewals that were missed (R7.2)
    SELECT id, begin, upto, upto, NULL, CASE WHEN covered IS NULL AND step < started THEN price * (upto - begin) / (upto - step) ELSE price END, currency, user_id, true, false, 0, 0
    FROM shown LEFT JOIN (SELECT subscription_id, max(least(shown_to, next_from)) AS covered FROM known GROUP BY subscription_id) k ON subscription_id = id
    CROSS JOIN LATERAL (SELECT min(n) AS steps FROM generate_series(1, (from_day - coalesce(covered, since)) / 28 + 1) n WHERE from_day - n * plan <= coalesce(covered + 3, since)) s
    CROSS JOIN LATERAL (SELECT n, (from_day - n * plan)::date AS step, (from_day - (n - 1) * plan)::date AS upto FROM generate_series(1, steps) n) n
    CROSS JOIN LATERAL (SELECT CASE WHEN n = steps THEN coalesce(covered, greatest(step, started)) ELSE step END AS begin) b
    WHERE from_day > coalesce(covered, since) AND coalesce(covered - (from_day - steps * plan)::date <= 3, true)
), ordered AS (
    SELECT *, least(next_from, lead(from_day) OVER s) AS cut, lead(from_day) OVER s IS NULL AS last,
           last_value(user_id) OVER s AS last_user
    FROM recorded WINDOW s AS (PARTITION BY subscription_id ORDER BY from_day RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
), earned AS (
    SELECT *, price_cents * greatest(0, least(:'next', until) - from_day) / (to_day - from_day)
              - price_cents * greatest(0, least(:'genesis', until) - from_day) / (to_day - from_day) AS earned
    FROM (SELECT *, least(shown_to, cut, to_day) AS until FROM ordered) o
), balanced AS (
    SELECT *, lead(from_day) OVER c IS NULL AS last_of_currency, changed OR until <> least(shown_to, next_from, to_day) AS altered,
           (sum(earned - before - excess) OVER c)::bigint AS balance
    FROM earned WINDOW c AS (PARTITION BY subscription_id, currency ORDER BY from_day RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))
SELECT date :'first' AS period, subscription_id, from_day, to_day, shown_to, cut AS next_from, price_cents, currency, user_id, altered AS changed,
       last OR shown OR until > :'next' OR last_of_currency AND balance < 0 AS carried, earned AS earned_cents,
       CASE WHEN last_of_currency THEN greatest(balance, 0) ELSE 0 END AS recognised_cents,
       CASE WHEN last_of_currency THEN greatest(-balance, 0) ELSE 0 END AS excess_cents,
       CASE WHEN last_of_currency AND balance > 0 THEN last_user END AS reader_id
FROM balanced WHERE altered OR last OR shown OR until > :'next' OR last_of_currency AND balance <> 0 OR earned <> before;
CREATE UNLOGGED TABLE readers AS SELECT DISTINCT reader_id, currency FROM accruals WHERE reader_id IS NOT NULL;
ANALYZE readers;

-- The pool (R9): what counts of each content, the pools, then each creator's part and each content's.
CREATE VIEW readings AS
SELECT user_id, content_id, coalesce(total_time_seconds, 0) AS seconds, coalesce(sessions_completed, 0) AS sessions, coalesce(concepts_accessed, 0) AS concepts
FROM engagement_tracking WHERE period_start = :'first' AND period_end = date :'next' - 1 AND coalesce(total_time_seconds, 0) >= 0
    AND coalesce(sessions_completed, 0) BETWEEN 0 AND coalesce(total_time_seconds, 0) AND coalesce(concepts_accessed, 0) BETWEEN 0 AND coalesce(total_time_seconds, 0);
CREATE UNLOGGED TABLE impossible AS
SELECT user_id FROM readings GROUP BY user_id HAVING sum(seconds) > extract(epoch FROM timestamp :'stop' - timestamp :'start')::bigint;
ANALYZE impossible;
CREATE UNLOGGED TABLE counted AS
SELECT currency, e.content_id, c.user_id AS creator_id, sum(seconds) AS seconds, sum(sessions) AS sessions, sum(concepts) AS concepts
FROM readings e JOIN readers ON reader_id = e.user_id
JOIN (SELECT id, user_id FROM contents WHERE visibility IN ('public', 'paid') AND NOT is_platform_content) c ON c.id = e.content_id
WHERE c.user_id <> e.user_id AND e.user_id NOT IN (SELECT user_id FROM impossible WHERE user_id IS NOT NULL) GROUP BY currency, e.content_id, c.user_id;
CREATE TABLE pools AS
SELECT date :'first' AS period, currency, 'pro_rata' AS model, revenue AS revenue_cents, carried AS carried_in_cents, platform AS platform_cents,
       CASE WHEN seconds + sessions + concepts > 0 THEN revenue - platform + carried ELSE 0 END AS distributed_cents,
       CASE WHEN seconds + sessions + concepts > 0 THEN 0 ELSE revenue - platform + carried END AS carried_out_cents, seconds, sessions, concepts
FROM (SELECT currency, sum(revenue)::bigint AS revenue, ((sum(revenue) * 3000 + 5000)::bigint / 10000) AS platform, sum(carried)::bigint AS carried
      FROM (SELECT currency, recognised_cents AS revenue, 0 AS carried FROM accruals
            UNION ALL SELECT currency, 0, carried_out_cents FROM settlement.pools WHERE period = :'previous') r
      GROUP BY currency HAVING sum(revenue) > 0 OR sum(carried) > 0) r
CROSS JOIN LATERAL (SELECT coalesce(sum(seconds), 0)::bigint AS seconds, coalesce(sum(sessions), 0)::bigint AS sessions, coalesce(sum(concepts), 0)::bigint AS concepts
                    FROM counted c WHERE c.currency = r.currency) s;
CREATE TABLE pool_shares AS
WITH weighed AS (
    SELECT c.*, distributed_cents AS total, convert_to(to_char(period, 'YYYY-MM/') || currency, 'UTF8') AS key,
           40 * c.seconds::numeric * greatest(p.sessions, 1) * greatest(p.concepts, 1) + 25 * c.sessions::numeric * greatest(p.seconds, 1) * greatest(p.concepts, 1)
               + 35 * c.concepts::numeric * greatest(p.seconds, 1) * greatest(p.sessions, 1) AS weight
    FROM counted c JOIN pools p USING (currency)
), shared AS (
    SELECT currency, creator_id, weight AS whole, part + (row_number() OVER (PARTITION BY currency ORDER BY rest DESC, sha256(key || uuid_send(creator_id)))
                                                          <= total - sum(part) OVER (PARTITION BY currency))::int AS due
    FROM (SELECT currency, creator_id, total, key, sum(weight) AS weight, div(total * sum(weight), greatest(sum(sum(weight)) OVER c, 1)) AS part,
                 mod(total * sum(weight), greatest(sum(sum(weight)) OVER c, 1)) AS rest
          FROM weighed GROUP BY currency, creator_id, total, key WINDOW c AS (PARTITION BY currency)) creators
)
SELECT date :'first' AS period, currency, content_id, creator_id, seconds::bigint, sessions::bigint, concepts::bigint, weight::text,
       (part + (row_number() OVER (PARTITION BY currency, creator_id ORDER BY rest DESC, sha256(key || uuid_send(content_id)))
                <= due - sum(part) OVER (PARTITION BY currency, creator_id))::int)::bigint AS part_cents
FROM (SELECT w.*, due, div(due * weight, greatest(whole, 1)) AS part, mod(due * weight, greatest(whole, 1)) AS rest
      FROM weighed w JOIN shared USING (currency, creator_id)) contents;

-- The lines: single sales and donations, bundles (R5.3), what undoes settlements, the pool.
CREATE TABLE lines AS
SELECT date :'first' AS period, CASE bucket WHEN 'd' THEN 'd'::"char" ELSE 's' END AS kind, bucket, id AS source_id, content_id,
       CASE WHEN NOT own THEN payee END AS creator_id, CASE WHEN own THEN payee END AS seller_id, currency, amount AS gross_cents,
       processing AS processing_cents, CASE WHEN own THEN amount - processing ELSE amount - processing - creator END AS platform_cents,
       CASE WHEN own THEN 0 ELSE creator END AS creator_cents, payable, sold_at < :'start' AS late, hold_from, sold_at
FROM due WHERE bundle_id IS NULL
UNION ALL
SELECT :'first', 'b', 's', id, content_id, owner, NULL, currency, sum(part), sum(part) FILTER (WHERE role = 1),
       sum(part) FILTER (WHERE role = 2 OR role = 3 AND own), coalesce(sum(part) FILTER (WHERE role = 3 AND NOT own), 0), true, sold_at < :'start', hold_from, sold_at
FROM (SELECT id, content_id, CASE WHEN NOT own THEN owner END AS owner, own, currency, sold_at, hold_from, role,
             (sign(total) * (part + (row_number() OVER (PARTITION BY id, role ORDER BY rest DESC, lot)
                                     <= abs(total) - sum(part) OVER (PARTITION BY id, role))::int))::bigint AS part
      FROM (SELECT d.id, w.content_id, owner, w.own, d.currency, sold_at, hold_from, role, total, div(abs(total) * weight, sum(weight) OVER s) AS part,
                   mod(abs(total) * weight, sum(weight) OVER s) AS rest, sha256(uuid_send(d.id) || uuid_send(w.content_id)) AS lot
            FROM (SELECT * FROM due WHERE bundle_id IS NOT NULL) d JOIN weights w USING (bundle_id)
            CROSS JOIN LATERAL (VALUES (1, processing), (2, amount - processing - creator), (3, creator)) parts (role, total)
            WINDOW s AS (PARTITION BY d.id, role)) split) bundles
GROUP BY id, content_id, owner, currency, sold_at, hold_from HAVING bool_or(part <> 0)
UNION ALL
SELECT :'first', undone, bucket, source_id, content_id, creator_id, seller_id, h.currency, -gross_cents,
       CASE undone WHEN 'r' THEN 0 ELSE -processing_cents END, CASE undone WHEN 'r' THEN creator_cents - gross_cents ELSE -platform_cents END, -creator_cents,
       payable, false, h.hold_from, h.sold_at
FROM history h JOIN verdicts v ON v.id = source_id
JOIN (VALUES ('r'::"char"), ('i'), ('c')) kinds (undone)
  ON undone = 'r' AND reverse AND period = settled AND kind IN ('s', 'b', 'd') OR undone = 'i' AND reinstate AND period = reversed AND kind = 'r'
  OR undone = 'c' AND correct AND period = settled AND kind IN ('s', 'b', 'd')
UNION ALL
SELECT period, 'p', 'p', NULL, content_id, creator_id, NULL, currency, part_cents, 0, 0, part_cents, true, false, :'next', NULL
FROM pool_shares WHERE part_cents > 0;

-- The columns' rules and the keys of the books.
ALTER TABLE lines ADD CHECK (gross_cents = processing_cents + platform_cents + creator_cents), ALTER period SET NOT NULL, ALTER kind SET NOT NULL,
    ALTER bucket SET NOT NULL, ALTER currency SET NOT NULL, ALTER gross_cents SET NOT NULL, ALTER payable SET NOT NULL, ALTER hold_from SET NOT NULL;
ALTER TABLE accruals ADD CHECK (from_day < to_day AND recognised_cents >= 0 AND excess_cents >= 0);
CREATE UNIQUE INDEX ON lines (source_id, content_id, kind) NULLS NOT DISTINCT WHERE source_id IS NOT NULL;
CREATE INDEX ON lines (source_id) WHERE bucket = 'd';
CREATE INDEX ON lines (source_id) WHERE kind = 'r';
CREATE INDEX ON accruals (subscription_id);
DROP VIEW due, sales, gifts, readings;
DROP TABLE terms, weights, found, again, history, verdicts, shown, readers, impossible, counted;
DROP FUNCTION utc, day;
COMMIT;

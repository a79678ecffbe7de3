-- A small platform of three months, 2026-01 to 2026-03, for tests that need something to settle: a few hundred rows
-- of every kind, the good and the bad, the same each time. To be loaded after `remit migrate`, which adds bundle_id.

CREATE FUNCTION pg_temp.id(kind text, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT md5(kind || ' ' || number)::uuid
$$;

-- Forty contents of eight creators; some are private, the platform's own, without an owner or without a price.
INSERT INTO contents (id, user_id, title, visibility, is_platform_content, price_cents, currency)
SELECT pg_temp.id('content', n), CASE WHEN n % 13 = 0 THEN NULL ELSE pg_temp.id('creator', n % 8) END,
       'Content ' || n, CASE n % 5 WHEN 0 THEN 'private' WHEN 1 THEN 'public' ELSE 'paid' END, n % 11 = 0,
       (n % 7) * 350, 'USD'
FROM generate_series(1, 40) n;

-- Bundles: by list price, with all shares given, with some, and one whose shares cannot be.
INSERT INTO bundles (id, creator_id, title, price_cents, currency)
SELECT pg_temp.id('bundle', n), pg_temp.id('creator', n), 'Bundle ' || n, 3000, 'USD' FROM generate_series(1, 4) n;
INSERT INTO bundle_contents (id, bundle_id, content_id, revenue_share_percent)
SELECT pg_temp.id('part ' || b, c), pg_temp.id('bundle', b), pg_temp.id('content', b * 5 + c),
       (CASE b WHEN 1 THEN NULL WHEN 2 THEN ARRAY[50, 30, 20]::numeric[] WHEN 3 THEN ARRAY[40, NULL, NULL]::numeric[]
               ELSE ARRAY[80, 80, 80]::numeric[] END)[c]
FROM generate_series(1, 4) b, generate_series(1, 3) c;

-- Purchases: 200 a month, most of them good.
INSERT INTO purchases (id, buyer_id, content_id, seller_id, bundle_id, amount_cents, currency, platform_fee_cents,
                       seller_revenue_cents, payment_provider, status, created_at, completed_at)
SELECT pg_temp.id('purchase', n), pg_temp.id('reader', n % 60), pg_temp.id('content', n % 45 + 1),
       CASE WHEN n % 97 = 0 THEN NULL ELSE pg_temp.id('creator', n % 8) END,
       CASE WHEN n % 9 = 0 THEN pg_temp.id('bundle', n % 4 + 1) END,
       CASE WHEN n % 89 = 0 THEN -5 WHEN n % 83 = 0 THEN NULL ELSE 99 + (n * 37) % 4000 END,
       CASE WHEN n % 71 = 0 THEN 'JPY' WHEN n % 31 = 0 THEN NULL ELSE 'USD' END,
       CASE WHEN n % 53 = 0 THEN 100 END, CASE WHEN n % 53 = 0 THEN 1 END,
       (ARRAY['paddle', 'lemon_squeezy', 'aba_khqr', 'paypal', 'paddle', 'barter'])[CASE WHEN n % 61 = 0 THEN 6 ELSE n % 5 + 1 END],
       (ARRAY['completed', 'pending', 'refunded', 'lost'])[CASE WHEN n % 67 = 0 THEN 4 WHEN n % 29 = 0 THEN 3 WHEN n % 23 = 0 THEN 2 ELSE 1 END],
       paid, paid
FROM generate_series(1, 600) n,
     LATERAL (SELECT timestamp '2026-01-01 00:30' + n * interval '3 hours 36 minutes' + n * interval '7 seconds') AS at (paid);

-- Donations: 40 a month.
INSERT INTO donations (id, donor_id, recipient_id, content_id, amount_cents, currency, payment_provider, status, created_at)
SELECT pg_temp.id('donation', n), pg_temp.id('reader', n % 60),
       CASE WHEN n % 41 = 0 THEN NULL ELSE pg_temp.id('creator', n % 8) END, pg_temp.id('content', n % 40 + 1),
       40 + (n * 53) % 2500, 'USD', (ARRAY['paddle', 'aba_khqr', 'paypal', 'lemon_squeezy'])[n % 4 + 1],
       CASE WHEN n % 37 = 0 THEN 'pending' ELSE 'completed' END,
       timestamp '2026-01-01 05:00' + n * interval '17 hours 40 minutes'
FROM generate_series(1, 120) n;

-- Subscriptions of the sixty readers: monthly, yearly, a trial, a plan nobody knows.
INSERT INTO subscriptions (id, user_id, plan_type, price_cents, currency, payment_provider, status, started_at,
                           current_period_start, current_period_end, created_at)
SELECT pg_temp.id('subscription', n), pg_temp.id('reader', n),
       CASE WHEN n % 59 = 0 THEN 'weekly' WHEN n % 6 = 0 THEN 'yearly' ELSE 'monthly' END,
       CASE WHEN n % 6 = 0 THEN 7999 WHEN n % 17 = 0 THEN 0 ELSE 999 END, 'USD', 'paddle', 'active', began, began,
       began + CASE WHEN n % 6 = 0 THEN interval '1 year' ELSE interval '1 month' END, began
FROM generate_series(0, 59) n, LATERAL (SELECT timestamp '2026-01-01 08:00' + n * interval '1 day 5 hours') AS at (began);

-- Engagement: each reader with five contents a month.
INSERT INTO engagement_tracking (id, user_id, content_id, total_time_seconds, sessions_completed, concepts_accessed,
                                 period_start, period_end)
SELECT pg_temp.id('reading ' || month || ' ' || reader, c), pg_temp.id('reader', reader),
       pg_temp.id('content', (reader * 7 + c * 11 + month) % 42 + 1),
       CASE WHEN (reader + c) % 50 = 0 THEN -1 ELSE 600 + (reader * c * 131) % 9000 END, c, reader % 4,
       make_date(2026, month, 1), make_date(2026, month, 1) + interval '1 month - 1 day'
FROM generate_series(1, 3) month, generate_series(0, 59) reader, generate_series(1, 5) c;

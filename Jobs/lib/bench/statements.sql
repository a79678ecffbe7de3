-- A platform of one month in which each of :creators creators has twenty rows: fifteen sales, two tips, and three contents
-- that were read. To be loaded after `remit migrate`.
CREATE FUNCTION pg_temp.id(kind text, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT md5(kind || ' ' || number)::uuid
$$;
INSERT INTO users (id, email) SELECT pg_temp.id('creator', n), n || '@example.org' FROM generate_series(1, :creators) n;
INSERT INTO creator_payment_settings (id, user_id, preferred_payout_method, payout_paypal_email, aba_khqr_name)
SELECT pg_temp.id('settings', n), pg_temp.id('creator', n), 'paypal', n || '@example.org', 'Creator ' || n
FROM generate_series(1, :creators) n;
INSERT INTO contents (id, user_id, title, visibility, is_platform_content)
SELECT pg_temp.id('content', n), pg_temp.id('creator', n / 3 + 1), 'An introduction to subject number ' || n, 'paid', false
FROM generate_series(0, 3 * :creators - 1) n;
INSERT INTO purchases (id, buyer_id, content_id, seller_id, amount_cents, payment_provider, status, created_at, completed_at)
SELECT pg_temp.id('sale', n), pg_temp.id('reader', n % 5000), pg_temp.id('content', n % (3 * :creators)),
       pg_temp.id('creator', n % (3 * :creators) / 3 + 1), 199 + n * 137 % 4000, 'paddle', 'completed', at, at
FROM generate_series(0, 15 * :creators - 1) n,
     LATERAL (SELECT timestamp '2026-01-01' + n % 2600000 * interval '1 second' AS at) dated;
INSERT INTO donations (id, donor_id, recipient_id, amount_cents, currency, payment_provider, message, created_at)
SELECT pg_temp.id('donation', n), pg_temp.id('reader', n % 5000), pg_temp.id('creator', n / 2 + 1), 100 + n * 53 % 2000, 'USD',
       CASE WHEN n % 2 = 0 THEN 'paypal' ELSE 'paddle' END, 'Thank you for number ' || n,
       timestamp '2026-01-02' + n % 2500000 * interval '1 second'
FROM generate_series(0, 2 * :creators - 1) n;
INSERT INTO subscriptions (id, user_id, plan_type, price_cents, payment_provider, started_at, current_period_start,
                           current_period_end, created_at)
SELECT pg_temp.id('subscription', n), pg_temp.id('reader', n), 'monthly', 9990, 'paddle', '2026-01-01', '2026-01-01', '2026-02-01',
       '2026-01-01'
FROM generate_series(0, 4999) n;
INSERT INTO engagement_tracking (id, user_id, content_id, total_time_seconds, sessions_completed, concepts_accessed,
                                 period_start, period_end)
SELECT pg_temp.id('reading', n), pg_temp.id('reader', n % 5000), pg_temp.id('content', n), 600 + n % 3000, 1 + n % 5, n % 7,
       '2026-01-01', '2026-01-31'
FROM generate_series(0, 3 * :creators - 1) n;
ANALYZE;

-- What happens on the small platform after January was closed: refunds, corrections, late arrivals, a plan change,
-- a repaired row. So the close of February has something of every kind to do.
UPDATE purchases SET status = 'refunded'
WHERE id IN (SELECT id FROM purchases WHERE status = 'completed' AND completed_at < '2026-02-01' ORDER BY id LIMIT 9);
UPDATE purchases SET amount_cents = amount_cents + 100
WHERE id IN (SELECT id FROM purchases WHERE status = 'completed' AND completed_at < '2026-02-01' ORDER BY id DESC LIMIT 7);
UPDATE purchases SET payment_provider = 'paddle' WHERE payment_provider = 'barter';
UPDATE donations SET status = 'refunded' WHERE id IN (SELECT id FROM donations WHERE created_at < '2026-02-01' ORDER BY id LIMIT 3);
INSERT INTO purchases (id, buyer_id, content_id, seller_id, amount_cents, currency, payment_provider, status, created_at, completed_at)
SELECT md5('late ' || n)::uuid, NULL, NULL, md5('creator ' || n % 8)::uuid, 500 * n, 'USD', 'paddle', 'completed',
       '2026-01-20 12:00', '2026-01-20 12:00'
FROM generate_series(1, 5) n;
UPDATE subscriptions SET current_period_start = '2026-02-10 08:00', current_period_end = '2026-03-10 08:00', price_cents = 1499
WHERE id = md5('subscription 3')::uuid;

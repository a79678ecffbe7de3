-- 3 additions: the nullable columns that remit adds to the platform's tables where they are missing.
--
-- Adding a nullable column without a default changes the catalogue alone; the lock is asked for briefly, and given up
-- rather than waited for.
SET LOCAL lock_timeout = '5s';
ALTER TABLE public.purchases ADD COLUMN IF NOT EXISTS bundle_id uuid;
ALTER TABLE public.creator_payment_settings ADD COLUMN IF NOT EXISTS payout_details jsonb;

-- 7 payouts: the engine's record of what it pays, accepts and refuses, and guards so that no creator is paid above the balance.
--
-- The amounts stay in public.payouts, where the platform looks for them; what is accepted is recorded here as well, and a
-- guarded row of public.payouts can no longer differ from its record. Guards are left out where the setting
-- remit.payout_guards is off (remit migrate --no-payout-guards); settlement.guard_payouts() brings them back.
SET LOCAL lock_timeout = '5s';

CREATE TABLE settlement.payout_plans (
    hash        text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
    as_of       date NOT NULL,
    policy_hash text NOT NULL,
    approval    boolean NOT NULL,
    text        text NOT NULL,
    planned_by  text NOT NULL,
    planned_at  timestamp NOT NULL
);
COMMENT ON TABLE settlement.payout_plans IS 'Every plan that was written, by the SHA-256 of its text (R11.7).';

CREATE TABLE settlement.payout_runs (
    run            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plan_hash      text NOT NULL UNIQUE REFERENCES settlement.payout_plans,
    as_of          date NOT NULL,
    as_of_start    timestamp NOT NULL,
    applied_by     text NOT NULL,
    applied_at     timestamp NOT NULL,
    engine_version text NOT NULL
);
COMMENT ON TABLE settlement.payout_runs IS 'The plans that were applied, in their order; as_of_start is when the day began, in UTC.';

CREATE TABLE settlement.payouts (
    id                       uuid PRIMARY KEY,
    run                      bigint NOT NULL REFERENCES settlement.payout_runs,
    origin                   text NOT NULL CHECK (origin IN ('engine', 'request')),
    creator_id               uuid NOT NULL,
    currency                 text NOT NULL,
    amount_cents             bigint NOT NULL CHECK (amount_cents > 0),
    from_sales_cents         bigint NOT NULL CHECK (from_sales_cents >= 0),
    from_donations_cents     bigint NOT NULL CHECK (from_donations_cents >= 0),
    from_subscriptions_cents bigint NOT NULL CHECK (from_subscriptions_cents >= 0),
    payout_method            text NOT NULL,
    payout_details           jsonb NOT NULL,
    account_ending           text NOT NULL,
    account_hmac             bytea NOT NULL CHECK (length(account_hmac) = 32),
    requested_at             timestamp NOT NULL,
    CHECK (from_sales_cents + from_donations_cents + from_subscriptions_cents = amount_cents)
);
COMMENT ON TABLE settlement.payouts IS
    'What the engine made or accepted, with the account as it was then: later steps use this copy (R11.3).';
CREATE INDEX ON settlement.payouts (creator_id, currency);
CREATE INDEX ON settlement.payouts (run);

CREATE TABLE settlement.payout_refusals (
    id           uuid PRIMARY KEY,
    run          bigint NOT NULL REFERENCES settlement.payout_runs,
    creator_id   uuid NOT NULL,
    currency     text NOT NULL,
    amount_cents bigint NOT NULL,
    reason       text NOT NULL CHECK (reason IN ('not_covered', 'below_minimum', 'no_payout_details'))
);
COMMENT ON TABLE settlement.payout_refusals IS 'Requests that were refused, and why (R11.1).';
CREATE INDEX ON settlement.payout_refusals (run);

CREATE TABLE settlement.payout_batches (
    batch        uuid PRIMARY KEY,
    format       text NOT NULL,
    method       text NOT NULL,
    currency     text NOT NULL,
    file_name    text NOT NULL,
    file_hash    text NOT NULL CHECK (file_hash ~ '^[0-9a-f]{64}$'),
    payouts      bigint NOT NULL CHECK (payouts > 0),
    amount_cents bigint NOT NULL CHECK (amount_cents > 0),
    exported_by  text NOT NULL,
    exported_at  timestamp NOT NULL
);
COMMENT ON TABLE settlement.payout_batches IS 'Files of payouts that were handed out, of one method and currency each.';

CREATE TABLE settlement.payout_batch_rows (
    payout_id uuid PRIMARY KEY REFERENCES settlement.payouts,
    batch     uuid NOT NULL REFERENCES settlement.payout_batches,
    place     bigint NOT NULL,
    short_id  text NOT NULL UNIQUE CHECK (length(short_id) BETWEEN 1 AND 30),
    UNIQUE (batch, place)
);
COMMENT ON TABLE settlement.payout_batch_rows IS 'Which payouts a file holds, in its order, under which short id; each payout in one file alone.';

CREATE TABLE settlement.payout_steps (
    step      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payout_id uuid NOT NULL REFERENCES settlement.payouts,
    status    text NOT NULL CHECK (status IN ('pending', 'processing', 'completed', 'failed', 'unknown')),
    reason    text,
    reference text,
    taken_by  text NOT NULL,
    taken_at  timestamp NOT NULL
);
COMMENT ON TABLE settlement.payout_steps IS 'What became of each payout, in order (R11.5); unknown is an answer that changes nothing.';
CREATE INDEX ON settlement.payout_steps (payout_id, step);

CREATE TABLE settlement.payees (
    creator_id uuid NOT NULL,
    currency   text NOT NULL,
    changes    bigint NOT NULL,
    PRIMARY KEY (creator_id, currency)
);
COMMENT ON TABLE settlement.payees IS
    'A row per creator and currency, which whatever takes from their balance locks and changes: so two cannot take at once.';

CREATE TABLE settlement.payout_key (
    place boolean PRIMARY KEY DEFAULT true CHECK (place),
    key  bytea NOT NULL CHECK (length(key) = 32)
);
COMMENT ON TABLE settlement.payout_key IS 'The key under which plans hold an HMAC of accounts (R11.7).';
INSERT INTO settlement.payout_key (key)
SELECT sha256(convert_to(string_agg(gen_random_uuid()::text, ''), 'UTF8')) FROM generate_series(1, 4);

-- What a balance is added up from.
CREATE INDEX creator_totals_creator ON settlement.creator_totals (creator_id, currency);

-- The records are only added to.
CREATE FUNCTION settlement.refuse_record_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% is refused: settlement.% records what was paid, and is only added to', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['payout_plans', 'payout_runs', 'payouts', 'payout_refusals', 'payout_batches',
                                'payout_batch_rows', 'payout_steps', 'payout_key'] LOOP
        EXECUTE format('CREATE TRIGGER closed BEFORE UPDATE OR DELETE OR TRUNCATE ON settlement.%I
                        FOR EACH STATEMENT EXECUTE FUNCTION settlement.refuse_record_change()', name);
        EXECUTE format('ALTER TABLE settlement.%I ENABLE ALWAYS TRIGGER closed', name);
    END LOOP;
END
$$;

-- When the books begin; null before the first close.
CREATE FUNCTION settlement.books_begin() RETURNS timestamp
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT min(starts_at) FROM settlement.periods
$$;

-- Whether a row of public.payouts takes from a balance (R10): a request takes nothing before it is accepted, and what was
-- requested before the books began is not of these books.
CREATE FUNCTION settlement.payout_takes(payout uuid, status text, requested_at timestamp) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(requested_at >= settlement.books_begin(), false) AND coalesce(status, '') <> 'failed'
           AND (coalesce(status, '') <> 'pending' OR EXISTS (SELECT FROM settlement.payouts WHERE id = payout))
$$;

-- Refuses what would take more from a balance than there is: of what a run pays, as of its day, of everything else, now.
CREATE FUNCTION settlement.check_payouts_covered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE risen uuid[]; offence record;
BEGIN
    IF settlement.books_begin() IS NULL THEN
        RETURN NULL;
    END IF;
    -- Of what the engine recorded, amounts do not change: only what the run of this transaction writes takes anything new.
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(id) INTO risen FROM after_rows
        WHERE requested_at IS NULL AND coalesce(status::text, '') NOT IN ('pending', 'failed')
           OR settlement.payout_takes(id, status::text, requested_at::timestamp);
    ELSE
        SELECT array_agg(now.id) INTO risen FROM after_rows now
        LEFT JOIN settlement.payouts kept ON kept.id = now.id
        LEFT JOIN before_rows was
          ON was.id = now.id AND was.user_id = now.user_id AND was.currency IS NOT DISTINCT FROM now.currency
         AND was.amount_cents >= now.amount_cents AND was.requested_at = now.requested_at
         AND least(now.amount_cents, now.from_sales_cents, now.from_donations_cents, now.from_subscriptions_cents, 0) = 0
         AND coalesce(was.status::text, '') NOT IN ('pending', 'failed')
        WHERE CASE WHEN kept.id IS NOT NULL THEN kept.run::text = current_setting('remit.payout_run', true)
                   ELSE was.id IS NULL
                        AND (now.requested_at IS NULL AND coalesce(now.status::text, '') NOT IN ('pending', 'failed')
                             OR settlement.payout_takes(now.id, now.status::text, now.requested_at::timestamp)) END;
    END IF;
    IF risen IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT id INTO offence FROM public.payouts
    WHERE id = ANY (risen)
      AND (requested_at IS NULL OR coalesce(amount_cents, 0) < 0
           OR least(from_sales_cents, from_donations_cents, from_subscriptions_cents, 0) < 0);
    IF FOUND THEN
        RAISE EXCEPTION 'payout % is refused: it has no time of its request, or an amount or part below 0', offence.id
            USING ERRCODE = 'check_violation';
    END IF;
    -- Whoever takes from the same balance waits here for the other's end, and sees then what it took; a transaction that
    -- cannot see it, since its view of the data is older, ends in a serialization failure.
    INSERT INTO settlement.payees AS payee (creator_id, currency, changes)
    SELECT DISTINCT user_id, coalesce(currency::text, 'USD'), 1 FROM public.payouts
    WHERE id = ANY (risen) AND user_id IS NOT NULL ORDER BY 1, 2
    ON CONFLICT (creator_id, currency) DO UPDATE SET changes = payee.changes + 1;
    SELECT * INTO offence FROM settlement.overdrawn(risen) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'payout is refused: creator % would be paid % %, which is more than the balance of %',
            offence.creator, offence.taken, offence.currency, offence.earned
            USING ERRCODE = 'check_violation', HINT = 'Amounts are in minor units; see `remit export balances --as-of`.';
    END IF;
    RETURN NULL;
END
$$;

-- The creators of some payouts from whom more is taken, all payouts together, than they earned.
CREATE FUNCTION settlement.overdrawn(risen uuid[])
RETURNS TABLE (creator uuid, currency text, earned numeric, taken numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
    WITH payee AS (
        SELECT payout.user_id AS creator, coalesce(payout.currency::text, 'USD') AS currency,
               max(coalesce(run.as_of_start, 'infinity')) AS by
        FROM public.payouts payout
        LEFT JOIN settlement.payouts record ON record.id = payout.id
        LEFT JOIN settlement.payout_runs run ON run.run = record.run
        WHERE payout.id = ANY (risen) GROUP BY 1, 2
    ), sums AS (
        SELECT payee.creator, payee.currency,
               (SELECT coalesce(sum(total.creator_cents), 0)
                FROM settlement.creator_totals total JOIN settlement.periods USING (period)
                WHERE total.creator_id = payee.creator AND total.currency = payee.currency AND total.payable
                  AND ends_at <= payee.by) AS earned,
               (SELECT coalesce(sum(payout.amount_cents), 0) FROM public.payouts payout
                WHERE payout.user_id = payee.creator AND coalesce(payout.currency::text, 'USD') = payee.currency
                  AND settlement.payout_takes(payout.id, payout.status::text, payout.requested_at::timestamp)) AS taken
        FROM payee
    )
    SELECT creator, currency, earned, taken FROM sums WHERE taken > earned ORDER BY creator, currency
$$;

-- Refuses steps that are not those of R11.5, and changes of what was accepted.
CREATE FUNCTION settlement.check_payout_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE kept settlement.payouts; step text;
BEGIN
    SELECT * INTO kept FROM settlement.payouts WHERE id = OLD.id;
    IF TG_OP = 'DELETE' THEN
        IF kept.id IS NOT NULL THEN
            RAISE EXCEPTION 'payout % is refused to be deleted: it was accepted', OLD.id USING ERRCODE = 'restrict_violation';
        ELSIF EXISTS (SELECT FROM settlement.payout_refusals WHERE id = OLD.id) THEN
            RAISE EXCEPTION 'payout % is refused to be deleted: a run has answered it', OLD.id
                USING ERRCODE = 'restrict_violation', HINT = 'Make a request with another id.';
        END IF;
        RETURN OLD;
    END IF;
    IF kept.id IS NOT NULL
       AND ((NEW.id, NEW.user_id, coalesce(NEW.currency::text, 'USD'), NEW.amount_cents::bigint,
             NEW.from_sales_cents::bigint, NEW.from_donations_cents::bigint, NEW.from_subscriptions_cents::bigint,
             NEW.payout_method::text, NEW.payout_details::jsonb, NEW.requested_at::timestamp)
            IS DISTINCT FROM
            (kept.id, kept.creator_id, kept.currency, kept.amount_cents, kept.from_sales_cents,
             kept.from_donations_cents, kept.from_subscriptions_cents, kept.payout_method,
             kept.payout_details, kept.requested_at)
            OR OLD.status::text = 'failed' AND NEW.processed_at IS DISTINCT FROM OLD.processed_at) THEN
        RAISE EXCEPTION 'a change of payout % is refused: it was accepted as it is', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.status::text IS NOT DISTINCT FROM OLD.status::text
       OR kept.id IS NULL AND OLD.requested_at::timestamp < coalesce(settlement.books_begin(), 'infinity') THEN
        RETURN NEW;
    END IF;
    step := concat_ws(' to ', OLD.status::text, NEW.status::text);
    IF step = 'pending to processing' AND EXISTS (SELECT FROM settlement.payout_batch_rows WHERE payout_id = OLD.id)
       OR step = 'pending to failed' AND kept.origin IS DISTINCT FROM 'engine'
       OR step IN ('processing to completed', 'processing to failed', 'completed to failed') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'payout % is refused to go from %', OLD.id, step
        USING ERRCODE = 'restrict_violation',
              HINT = 'A payout goes from pending by export to processing, from there to completed or failed, from completed to failed if it comes back; a request may go from pending to failed (R11.5).';
END
$$;

CREATE FUNCTION settlement.refuse_payouts_truncate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM settlement.payouts) THEN
        RAISE EXCEPTION 'TRUNCATE is refused: payouts were accepted' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END
$$;

-- Puts the guards on public.payouts, where they are missing; by its owner alone. A view of that name cannot have them: they
-- belong on the table that it shows.
CREATE FUNCTION settlement.guard_payouts() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE name text;
BEGIN
    IF (SELECT relkind NOT IN ('r', 'p') FROM pg_class WHERE oid = 'public.payouts'::regclass) THEN
        RAISE WARNING 'public.payouts is no table, and is left unguarded';
        RETURN;
    END IF;
    PERFORM settlement.unguard_payouts();
    CREATE TRIGGER remit_insert AFTER INSERT ON public.payouts REFERENCING NEW TABLE AS after_rows
        FOR EACH STATEMENT EXECUTE FUNCTION settlement.check_payouts_covered();
    CREATE TRIGGER remit_update AFTER UPDATE ON public.payouts
        REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
        FOR EACH STATEMENT EXECUTE FUNCTION settlement.check_payouts_covered();
    CREATE TRIGGER remit_step BEFORE UPDATE OR DELETE ON public.payouts
        FOR EACH ROW EXECUTE FUNCTION settlement.check_payout_step();
    CREATE TRIGGER remit_truncate BEFORE TRUNCATE ON public.payouts
        FOR EACH STATEMENT EXECUTE FUNCTION settlement.refuse_payouts_truncate();
    FOREACH name IN ARRAY ARRAY['remit_insert', 'remit_update', 'remit_step', 'remit_truncate'] LOOP
        EXECUTE format('ALTER TABLE public.payouts ENABLE ALWAYS TRIGGER %I', name);
    END LOOP;
END
$$;

-- Takes them away; by its owner alone.
CREATE FUNCTION settlement.unguard_payouts() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['remit_insert', 'remit_update', 'remit_step', 'remit_truncate'] LOOP
        IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'public.payouts'::regclass AND tgname = name) THEN
            EXECUTE format('DROP TRIGGER %I ON public.payouts', name);
        END IF;
    END LOOP;
END
$$;

DO $$
BEGIN
    IF coalesce(current_setting('remit.payout_guards', true), '') <> 'off' THEN
        PERFORM settlement.guard_payouts();
    END IF;
END
$$;

-- Keeps a plan; who wrote it first is who planned it.
CREATE FUNCTION settlement.keep_plan(
    hash text, as_of date, policy_hash text, approval boolean, text text, clock timestamp
) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO settlement.payout_plans VALUES (hash, as_of, policy_hash, approval, text, session_user, clock)
    ON CONFLICT DO NOTHING
$$;

-- Begins to apply a plan: days go forward, and where approval is required, two people are needed (R11.7).
CREATE FUNCTION settlement.begin_run(planned text, day_start timestamp, clock timestamp, version text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE plan settlement.payout_plans; begun bigint;
BEGIN
    SELECT * INTO STRICT plan FROM settlement.payout_plans WHERE hash = planned;
    IF plan.approval AND plan.planned_by = session_user THEN
        RAISE EXCEPTION 'plan % was written by %, and another database user has to apply it', planned, session_user
            USING ERRCODE = 'insufficient_privilege';
    ELSIF plan.as_of < (SELECT max(as_of) FROM settlement.payout_runs) THEN
        RAISE EXCEPTION 'the day % is before that of the last run', plan.as_of USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO settlement.payout_runs (plan_hash, as_of, as_of_start, applied_by, applied_at, engine_version)
    VALUES (planned, plan.as_of, day_start, session_user, clock, version) RETURNING run INTO begun;
    RETURN begun;
END
$$;

-- The account of a creator by a method, as payouts keep it (R11.3).
CREATE FUNCTION settlement.account_copy(creator uuid, method text) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE method
           WHEN 'aba' THEN jsonb_strip_nulls(jsonb_build_object('aba_account', payout_aba_account, 'name', payout_details->'name'))
           WHEN 'paypal' THEN jsonb_build_object('paypal_email', payout_paypal_email)
           WHEN 'wise' THEN jsonb_build_object('wise_email', payout_details->'wise_email', 'name', payout_details->'name')
           WHEN 'bank_transfer' THEN jsonb_strip_nulls(jsonb_build_object(
               'iban', payout_details->'iban', 'bic', payout_details->'bic', 'name', payout_details->'name')) END
    FROM public.creator_payment_settings WHERE user_id = creator
$$;

-- What a run decided, from an array of objects: of a refusal with its reason, of all else with origin, parts and account.
CREATE FUNCTION settlement.read_decisions(decisions jsonb) RETURNS TABLE (
    id uuid, origin text, creator uuid, currency text, cents bigint, sales bigint, donations bigint, subscriptions bigint,
    method text, ending text, hmac text, reason text)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT * FROM jsonb_to_recordset(decisions) AS decided (
        id uuid, origin text, creator uuid, currency text, cents bigint, sales bigint, donations bigint,
        subscriptions bigint, method text, ending text, hmac text, reason text)
$$;

-- A record as a row of the platform's table, whatever types its columns have there: texts can be enums.
CREATE FUNCTION settlement.platform_payout(record settlement.payouts) RETURNS public.payouts
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
    SELECT jsonb_populate_record(NULL::public.payouts, to_jsonb(record)
        || jsonb_build_object('user_id', record.creator_id, 'status', 'pending'))
$$;

-- Writes what a run decided. Accounts are copied here, and travel no further.
CREATE FUNCTION settlement.write_run(begun bigint, decisions jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE run settlement.payout_runs; changed bigint; wanted bigint;
BEGIN
    SELECT * INTO STRICT run FROM settlement.payout_runs WHERE payout_runs.run = begun;
    PERFORM set_config('remit.payout_run', begun::text, true);
    INSERT INTO settlement.payout_refusals
    SELECT id, begun, creator, currency, cents, reason FROM settlement.read_decisions(decisions) WHERE reason IS NOT NULL;
    INSERT INTO settlement.payouts
    SELECT decided.id, begun, origin, decided.creator, decided.currency, cents, sales, donations, subscriptions, method,
           settlement.account_copy(creator, method), ending, decode(hmac, 'hex'),
           coalesce(request.requested_at::timestamp, run.as_of_start)
    FROM settlement.read_decisions(decisions) decided
    LEFT JOIN public.payouts request ON origin = 'request' AND request.id = decided.id
    WHERE reason IS NULL;
    INSERT INTO settlement.payout_steps (payout_id, status, taken_by, taken_at)
    SELECT id, 'pending', session_user, run.applied_at FROM settlement.read_decisions(decisions) WHERE reason IS NULL;
    WITH done AS (
        UPDATE public.payouts SET status = 'failed', processed_at = run.applied_at
        FROM settlement.read_decisions(decisions) decided
        WHERE payouts.id = decided.id AND reason IS NOT NULL AND payouts.status = 'pending' RETURNING 1
    ), accepted AS (
        UPDATE public.payouts
        SET currency = typed.currency, from_sales_cents = typed.from_sales_cents,
            from_donations_cents = typed.from_donations_cents,
            from_subscriptions_cents = typed.from_subscriptions_cents, payout_method = typed.payout_method,
            payout_details = typed.payout_details
        FROM settlement.payouts record, settlement.platform_payout(record) typed
        WHERE record.run = begun AND record.origin = 'request' AND payouts.id = record.id AND payouts.status = 'pending'
          AND payouts.amount_cents = record.amount_cents RETURNING 1
    ), made AS (
        INSERT INTO public.payouts (id, user_id, amount_cents, currency, from_sales_cents, from_donations_cents,
                                    from_subscriptions_cents, payout_method, payout_details, status, requested_at)
        SELECT typed.id, typed.user_id, typed.amount_cents, typed.currency, typed.from_sales_cents,
               typed.from_donations_cents, typed.from_subscriptions_cents, typed.payout_method, typed.payout_details,
               typed.status, typed.requested_at
        FROM settlement.payouts record, settlement.platform_payout(record) typed
        WHERE record.run = begun AND origin = 'engine' RETURNING 1
    )
    SELECT (SELECT count(*) FROM done) + (SELECT count(*) FROM accepted) + (SELECT count(*) FROM made) INTO changed;
    SELECT count(*) INTO wanted FROM settlement.read_decisions(decisions);
    IF changed <> wanted THEN
        RAISE EXCEPTION 'requests changed while they were decided about' USING ERRCODE = 'serialization_failure';
    END IF;
END
$$;

-- Hands out payouts in a file: they go from pending to processing. rows: an array of objects with id and short_id.
CREATE FUNCTION settlement.export_batch(
    exported uuid, format text, method text, currency text, file_name text, file_hash text, rows jsonb, clock timestamp
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE changed bigint; wanted bigint;
BEGIN
    INSERT INTO settlement.payout_batches
    SELECT exported, export_batch.format, export_batch.method, export_batch.currency, export_batch.file_name,
           export_batch.file_hash, count(*), sum(amount_cents), session_user, clock
    FROM jsonb_to_recordset(rows) AS given (id uuid, short_id text) JOIN settlement.payouts record USING (id)
    WHERE record.payout_method = export_batch.method AND record.currency = export_batch.currency;
    INSERT INTO settlement.payout_batch_rows
    SELECT (given->>'id')::uuid, exported, place, given->>'short_id'
    FROM jsonb_array_elements(rows) WITH ORDINALITY AS given (given, place);
    GET DIAGNOSTICS wanted = ROW_COUNT;
    UPDATE public.payouts SET status = 'processing'
    FROM settlement.payout_batch_rows taken
    WHERE taken.batch = exported AND payouts.id = taken.payout_id AND payouts.status = 'pending';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> wanted OR wanted <> (SELECT payouts FROM settlement.payout_batches WHERE batch = exported) THEN
        RAISE EXCEPTION 'payouts changed while they were exported' USING ERRCODE = 'serialization_failure';
    END IF;
    INSERT INTO settlement.payout_steps (payout_id, status, taken_by, taken_at)
    SELECT payout_id, 'processing', session_user, clock FROM settlement.payout_batch_rows WHERE batch = exported;
END
$$;

-- Takes an answer about a payout: completed, failed, or unknown, which is noted and changes nothing. The same answer again
-- changes nothing; returns whether it did.
CREATE FUNCTION settlement.confirm_payout(
    payout uuid, answer text, reason text, reference text, clock timestamp
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE now text;
BEGIN
    SELECT payouts.status::text INTO STRICT now FROM public.payouts JOIN settlement.payouts record USING (id)
    WHERE payouts.id = payout FOR UPDATE OF payouts;
    IF answer = now OR now = 'failed' AND answer = 'unknown' OR now = 'completed' AND answer = 'unknown' THEN
        RETURN false;
    ELSIF answer = 'unknown' THEN
        NULL;
    ELSIF answer IN ('completed', 'failed') AND (now = 'processing' OR now = 'completed' AND answer = 'failed') THEN
        UPDATE public.payouts
        SET status = (jsonb_populate_record(NULL::public.payouts, jsonb_build_object('status', answer))).status,
            processed_at = clock
        WHERE id = payout;
    ELSE
        RAISE EXCEPTION 'payout % is %, and cannot become %', payout, now, answer USING ERRCODE = 'restrict_violation';
    END IF;
    INSERT INTO settlement.payout_steps (payout_id, status, reason, reference, taken_by, taken_at)
    VALUES (payout, answer,
            CASE WHEN now = 'completed' AND answer = 'failed' THEN 'returned' ELSE nullif(confirm_payout.reason, '') END,
            nullif(confirm_payout.reference, ''), session_user, clock);
    RETURN answer <> 'unknown';
END
$$;

-- What the platform may tell its creators: whether and why a request was refused, or a payout failed.
CREATE VIEW settlement.payout_answers AS
    SELECT refusal.id AS payout_id, creator_id, currency, 'refused' AS answer, reason, as_of, applied_at AS answered_at
    FROM settlement.payout_refusals refusal JOIN settlement.payout_runs USING (run)
    UNION ALL
    SELECT record.id, creator_id, currency, CASE origin WHEN 'engine' THEN 'made' ELSE 'accepted' END, last.reason, as_of,
           applied_at
    FROM settlement.payouts record JOIN settlement.payout_runs USING (run)
    LEFT JOIN LATERAL (
        SELECT steps.status, steps.reason FROM settlement.payout_steps steps
        WHERE payout_id = record.id AND status <> 'unknown' ORDER BY step DESC LIMIT 1
    ) last ON last.status = 'failed';
COMMENT ON VIEW settlement.payout_answers IS
    'Which requests were accepted or refused and why, and why payouts failed; no accounts. For the platform''s own role: remit migrate --application ROLE.';

-- Lets the platform's own role read the answers.
CREATE FUNCTION settlement.grant_answers(application text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA settlement TO %I', application);
    EXECUTE format('GRANT SELECT ON settlement.payout_answers TO %I', application);
END
$$;

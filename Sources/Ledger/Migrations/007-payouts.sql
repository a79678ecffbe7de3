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
    creator_id  uuid NOT NULL,
    currency    text NOT NULL,
    changes     bigint NOT NULL,
    last_period date,
    PRIMARY KEY (creator_id, currency)
);
COMMENT ON TABLE settlement.payees IS
    'A row per creator and currency, which whatever takes from their balance locks and changes: so two cannot take at once. last_period is the last one that was closed when something was taken.';

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
-- requested before the books began is not of these books. Inlined where many rows are asked: it has no settings of its own.
CREATE FUNCTION settlement.takes(accepted boolean, status text, requested_at timestamp, books_begin timestamp) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(requested_at >= books_begin, false) AND coalesce(status, '') <> 'failed'
           AND (coalesce(status, '') <> 'pending' OR accepted)
$$;
CREATE FUNCTION settlement.payout_takes(payout uuid, status text, requested_at timestamp) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT settlement.takes(EXISTS (SELECT FROM settlement.payouts WHERE id = payout), status, requested_at,
                            settlement.books_begin())
$$;

-- Refuses what would take more from a balance than there is: of what a run pays, as of its day, of everything else, now.
CREATE FUNCTION settlement.check_payouts_covered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE books timestamp := settlement.books_begin(); risen uuid[]; rows uuid[]; others boolean; refused uuid;
BEGIN
    IF books IS NULL THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' THEN
        SELECT id INTO refused FROM after_rows JOIN settlement.payout_refusals USING (id)
        WHERE status::text IS DISTINCT FROM 'failed' LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'payout % is refused: a run has answered it', refused
                USING ERRCODE = 'restrict_violation', HINT = 'Make a request with another id.';
        END IF;
        SELECT array_agg(now.id) INTO risen FROM after_rows now LEFT JOIN settlement.payouts kept ON kept.id = now.id
        WHERE now.requested_at IS NULL AND coalesce(now.status::text, '') NOT IN ('pending', 'failed')
           OR settlement.takes(kept.id IS NOT NULL, now.status::text, now.requested_at::timestamp, books);
    ELSE
        -- Of what the engine recorded, amounts do not change: only what the run of this transaction writes takes anything new.
        SELECT array_agg(now.id) FILTER (WHERE kept.run::text = current_setting('remit.payout_run', true)),
               coalesce(bool_or(kept.id IS NULL), false) INTO risen, others
        FROM after_rows now LEFT JOIN settlement.payouts kept ON kept.id = now.id;
        IF others THEN
            -- Planned each time: what is joined is as large as the statement.
            EXECUTE $query$
                SELECT array_agg(now.id) FROM after_rows now
                LEFT JOIN before_rows was
                  ON was.id = now.id AND was.user_id = now.user_id AND was.currency IS NOT DISTINCT FROM now.currency
                 AND was.amount_cents >= now.amount_cents AND was.requested_at = now.requested_at
                 AND least(now.amount_cents, now.from_sales_cents, now.from_donations_cents,
                           now.from_subscriptions_cents, 0) = 0
                 AND coalesce(was.status::text, '') NOT IN ('pending', 'failed')
                WHERE was.id IS NULL AND NOT EXISTS (SELECT FROM settlement.payouts kept WHERE kept.id = now.id)
                  AND (now.requested_at IS NULL AND coalesce(now.status::text, '') NOT IN ('pending', 'failed')
                       OR settlement.takes(false, now.status::text, now.requested_at::timestamp, $1))
                $query$ INTO rows USING books;
            risen := risen || rows;
        END IF;
    END IF;
    IF risen IS NOT NULL THEN
        PERFORM settlement.take_from_balances(risen);
    END IF;
    RETURN NULL;
END
$$;

-- Lets some payouts of public.payouts take from their balances, or refuses all of them.
CREATE FUNCTION settlement.take_from_balances(risen uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE offence record;
BEGIN
    SELECT id INTO offence FROM public.payouts
    WHERE id = ANY (risen)
      AND (requested_at IS NULL OR coalesce(amount_cents, 0) < 0
           OR least(from_sales_cents, from_donations_cents, from_subscriptions_cents, 0) < 0);
    IF FOUND THEN
        RAISE EXCEPTION 'payout % is refused: it has no time of its request, or an amount or part below 0', offence.id
            USING ERRCODE = 'check_violation';
    END IF;
    -- Whoever takes from the same balance waits here for the other's end, and sees then what it took; a transaction that
    -- cannot see it, since its view of the data is older, ends in a serialization failure. Reopening waits too, and is
    -- waited for.
    INSERT INTO settlement.payees AS payee (creator_id, currency, changes, last_period)
    SELECT DISTINCT user_id, coalesce(currency::text, 'USD'), 1, (SELECT max(period) FROM settlement.periods)
    FROM public.payouts WHERE id = ANY (risen) AND user_id IS NOT NULL ORDER BY 1, 2
    ON CONFLICT (creator_id, currency) DO UPDATE
    SET changes = payee.changes + 1, last_period = greatest(payee.last_period, excluded.last_period);
    SELECT * INTO offence FROM settlement.overdrawn(risen) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'payout is refused: creator % would be paid % %, which is more than the balance of %',
            offence.creator, offence.taken, offence.currency, offence.earned
            USING ERRCODE = 'check_violation', HINT = 'Amounts are in minor units; see `remit export balances --as-of`.';
    END IF;
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
               (SELECT coalesce(sum(payout.amount_cents), 0)
                FROM public.payouts payout LEFT JOIN settlement.payouts record ON record.id = payout.id
                WHERE payout.user_id = payee.creator AND coalesce(payout.currency::text, 'USD') = payee.currency
                  AND settlement.takes(record.id IS NOT NULL, payout.status::text, payout.requested_at::timestamp,
                                       books.begin)) AS taken
        FROM payee, (SELECT settlement.books_begin()) books (begin)
    )
    SELECT creator, currency, earned, taken FROM sums WHERE taken > earned ORDER BY creator, currency
$$;

-- What became last of a payout that was accepted; null where it was not.
CREATE FUNCTION settlement.last_step(payout uuid) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT status FROM settlement.payout_steps WHERE payout_id = payout AND status <> 'unknown' ORDER BY step DESC LIMIT 1
$$;

-- Refuses steps that are not those of R11.5, and changes of what was accepted, refused, or takes from a balance. Of what was
-- accepted the step is recorded first: a status that no record speaks of is refused.
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
        ELSIF settlement.payout_takes(OLD.id, OLD.status::text, OLD.requested_at::timestamp) THEN
            RAISE EXCEPTION 'payout % is refused to be deleted: it takes from a balance', OLD.id
                USING ERRCODE = 'restrict_violation', HINT = 'What was not paid after all goes to failed.';
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
            OR OLD.status::text IN ('completed', 'failed') AND NEW.status::text IS NOT DISTINCT FROM OLD.status::text
               AND NEW.processed_at IS DISTINCT FROM OLD.processed_at) THEN
        RAISE EXCEPTION 'a change of payout % is refused: it was accepted as it is', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF kept.id IS NULL THEN
        PERFORM settlement.check_others_payout(
            OLD.id, OLD.status::text, OLD.requested_at::timestamp, NEW.status::text,
            moved => (OLD.id, OLD.user_id, coalesce(OLD.currency::text, 'USD'), OLD.requested_at)
                     IS DISTINCT FROM (NEW.id, NEW.user_id, coalesce(NEW.currency::text, 'USD'), NEW.requested_at),
            lowered => coalesce(OLD.amount_cents, 0) > coalesce(NEW.amount_cents, 0),
            raised => coalesce(OLD.amount_cents, 0) < coalesce(NEW.amount_cents, 0));
    END IF;
    IF NEW.status::text IS NOT DISTINCT FROM OLD.status::text
       OR kept.id IS NULL AND OLD.requested_at::timestamp < coalesce(settlement.books_begin(), 'infinity') THEN
        RETURN NEW;
    END IF;
    step := concat_ws(' to ', OLD.status::text, NEW.status::text);
    IF kept.id IS NOT NULL AND OLD.status::text IS DISTINCT FROM 'failed' AND NEW.status::text = settlement.last_step(OLD.id)
       OR step = 'pending to failed' AND kept.origin IS DISTINCT FROM 'engine'
          AND NOT EXISTS (SELECT FROM settlement.payout_batch_rows WHERE payout_id = OLD.id)
       OR kept.id IS NULL AND step IN ('processing to completed', 'processing to failed', 'completed to failed') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'payout % is refused to go from %', OLD.id, step
        USING ERRCODE = 'restrict_violation',
              HINT = 'A payout goes from pending by export to processing, from there by its confirmation to completed or failed, from completed to failed if it comes back; a request may go from pending to failed (R11.5).';
END
$$;

-- Refuses changes of a payout that the engine did not make: of one that a run has refused, and of one that takes from a
-- balance such changes as would give it back, other than that it fails. moved: to another id, creator, currency or time.
CREATE FUNCTION settlement.check_others_payout(
    payout uuid, status text, requested_at timestamp, next_status text, moved boolean, lowered boolean, raised boolean
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT moved AND NOT lowered AND NOT raised AND next_status IS NOT DISTINCT FROM status THEN
        RETURN;
    ELSIF EXISTS (SELECT FROM settlement.payout_refusals WHERE id = payout) THEN
        IF moved OR lowered OR raised OR next_status IS DISTINCT FROM 'failed' THEN
            RAISE EXCEPTION 'a change of payout % is refused: a run has answered it', payout
                USING ERRCODE = 'restrict_violation', HINT = 'Make a request with another id.';
        END IF;
    ELSIF (moved OR lowered) AND settlement.payout_takes(payout, status, requested_at) THEN
        RAISE EXCEPTION 'a change of payout % is refused: it takes from a balance', payout
            USING ERRCODE = 'restrict_violation', HINT = 'What was not paid after all goes to failed.';
    END IF;
END
$$;

CREATE FUNCTION settlement.refuse_payouts_truncate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
BEGIN
    IF EXISTS (SELECT FROM settlement.payouts) THEN
        RAISE EXCEPTION 'TRUNCATE is refused: payouts were accepted' USING ERRCODE = 'restrict_violation';
    ELSIF EXISTS (SELECT FROM settlement.payout_refusals)
       OR EXISTS (SELECT FROM public.payouts
                  WHERE settlement.payout_takes(id, status::text, requested_at::timestamp)) THEN
        RAISE EXCEPTION 'TRUNCATE is refused: payouts were refused, or take from balances'
            USING ERRCODE = 'restrict_violation';
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

-- Whether what takes from balances is looked at by the guards, all of them.
CREATE FUNCTION settlement.payouts_are_guarded() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*) = 2 FROM pg_trigger
    WHERE tgrelid = 'public.payouts'::regclass AND tgname IN ('remit_insert', 'remit_update') AND tgenabled = 'A'
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

-- Keeps a plan; who wrote it first is who planned it. What is kept of it is what its text says.
CREATE FUNCTION settlement.keep_plan(
    hash text, as_of date, policy_hash text, approval boolean, text text, clock timestamp
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF keep_plan.hash IS DISTINCT FROM encode(sha256(convert_to(keep_plan.text, 'UTF8')), 'hex') THEN
        RAISE EXCEPTION 'the plan''s SHA-256 is not %', keep_plan.hash USING ERRCODE = 'check_violation';
    ELSIF starts_with(keep_plan.text, concat(
              'remit payout plan,1', chr(10), 'as of,', to_char(keep_plan.as_of, 'YYYY-MM-DD'), chr(10),
              'policy,', keep_plan.policy_hash, chr(10), 'approval,',
              CASE WHEN keep_plan.approval THEN 'required' WHEN NOT keep_plan.approval THEN 'none' END, chr(10)))
          IS NOT TRUE THEN
        RAISE EXCEPTION 'the text of plan % says another day, policy or approval', keep_plan.hash
            USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO settlement.payout_plans
    VALUES (keep_plan.hash, keep_plan.as_of, keep_plan.policy_hash, keep_plan.approval, keep_plan.text, session_user, clock)
    ON CONFLICT DO NOTHING;
END
$$;

-- Whether the plan that was applied last needed two people: then the next one does too, so that nobody alone does away with
-- it by another policy.
CREATE FUNCTION settlement.approval_stands() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((SELECT plan.approval FROM settlement.payout_runs run
                     JOIN settlement.payout_plans plan ON plan.hash = run.plan_hash ORDER BY run.run DESC LIMIT 1), false)
$$;

-- Applies a plan: what its text says, in one, whoever calls; the number of the run. No other run goes on meanwhile: the key
-- is that of a run's writer (`RunLock`).
CREATE FUNCTION settlement.apply_plan(planned text, day_start timestamp, clock timestamp, version text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE begun bigint;
BEGIN
    IF NOT pg_try_advisory_xact_lock(491327940983) THEN
        RAISE EXCEPTION 'another payout run is at it' USING ERRCODE = 'lock_not_available';
    END IF;
    begun := settlement.begin_run(planned, day_start, clock, version);
    PERFORM settlement.write_run(begun);
    RETURN begun;
END
$$;

-- The latest time that whoever writes may say it is: the server's, and a day for clocks that differ. Where nobody's approval is
-- required the clock can be a given one (REMIT_NOW), two months ahead of the books at most.
CREATE FUNCTION settlement.latest_clock() RETURNS timestamp
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT greatest(now() AT TIME ZONE 'UTC' + interval '1 day',
                    CASE WHEN NOT settlement.approval_stands()
                         THEN (SELECT max(greatest(clock, ends_at)) + interval '62 days' FROM settlement.periods) END)
$$;

-- Begins to apply a plan: days go forward, and where approval is required, two people are needed (R11.7).
CREATE FUNCTION settlement.begin_run(planned text, day_start timestamp, clock timestamp, version text) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE plan settlement.payout_plans; begun bigint;
BEGIN
    SELECT * INTO STRICT plan FROM settlement.payout_plans WHERE hash = planned;
    IF planned <> encode(sha256(convert_to(plan.text, 'UTF8')), 'hex') THEN
        RAISE EXCEPTION 'the text of plan % was changed', planned USING ERRCODE = 'check_violation';
    ELSIF length(plan.text) <> (SELECT sum(length(record) + 1) FROM settlement.plan_records(plan.text) record) THEN
        RAISE EXCEPTION 'the records of plan % cannot be read', planned USING ERRCODE = 'check_violation';
    ELSIF (plan.approval OR settlement.approval_stands()) AND plan.planned_by = session_user THEN
        RAISE EXCEPTION 'plan % was written by %, and another database user has to apply it', planned, session_user
            USING ERRCODE = 'insufficient_privilege';
    ELSIF plan.as_of < (SELECT max(as_of) FROM settlement.payout_runs) THEN
        RAISE EXCEPTION 'the day % is before that of the last run', plan.as_of USING ERRCODE = 'check_violation';
    ELSIF (day_start BETWEEN plan.as_of - interval '15 hours' AND plan.as_of + interval '13 hours') IS NOT TRUE
          OR day_start < (SELECT max(as_of_start) FROM settlement.payout_runs) THEN
        RAISE EXCEPTION 'the day % begins in no time zone at %', plan.as_of, day_start USING ERRCODE = 'check_violation';
    ELSIF (greatest(day_start, clock) <= settlement.latest_clock()) IS NOT TRUE OR clock < day_start THEN
        RAISE EXCEPTION 'the day % has not begun, or not by the clock that is given, %', plan.as_of, clock
            USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO settlement.payout_runs (plan_hash, as_of, as_of_start, applied_by, applied_at, engine_version)
    VALUES (planned, plan.as_of, day_start, session_user, clock, version) RETURNING run INTO begun;
    RETURN begun;
END
$$;

-- The account of a creator by a method, as payouts keep it (R11.3); of what the settings hold in JSON, only texts: nothing is
-- copied that a plan's HMAC does not cover.
CREATE FUNCTION settlement.account_copy(creator uuid, method text) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE method
           WHEN 'aba' THEN jsonb_strip_nulls(jsonb_build_object('aba_account', payout_aba_account, 'name', texts->'name'))
           WHEN 'paypal' THEN jsonb_build_object('paypal_email', payout_paypal_email)
           WHEN 'wise' THEN jsonb_build_object('wise_email', texts->'wise_email', 'name', texts->'name')
           WHEN 'bank_transfer' THEN jsonb_strip_nulls(jsonb_build_object(
               'iban', texts->'iban', 'bic', texts->'bic', 'name', texts->'name')) END
    FROM public.creator_payment_settings,
         LATERAL (SELECT jsonb_object_agg(name, payout_details::jsonb->name) AS texts
                  FROM unnest(ARRAY['wise_email', 'iban', 'bic', 'name']) name
                  WHERE jsonb_typeof(payout_details::jsonb->name) = 'string') found
    WHERE user_id = creator
$$;

-- The records of a plan's text, which are comma-separated values: a field in quotes may hold a line feed, and begins no record.
CREATE FUNCTION settlement.plan_records(plan text) RETURNS SETOF text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT found[1] FROM regexp_matches(plan, '((?:[^"\n]|"[^"]*")*)\n', 'g') found
$$;

-- The fields of a record of comma-separated values; null where its quotes are wrong.
CREATE FUNCTION settlement.record_fields(record text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN strpos(record, '"') = 0 THEN string_to_array(record, ',')
                WHEN record || ',' ~ '^((?:"(?:[^"]|"")*"|[^",]*),)+$' THEN ARRAY(
                    SELECT CASE WHEN starts_with(field[1], '"')
                                THEN replace(substr(field[1], 2, length(field[1]) - 2), '""', '"') ELSE field[1] END
                    FROM regexp_matches(record || ',', '("(?:[^"]|"")*"|[^",]*),', 'g') field) END
$$;

-- What a plan decided: of a refusal with its reason, of all else with origin, parts and account. An id that is null is that
-- of a record that cannot be read.
CREATE TYPE settlement.payout_decision AS (
    id uuid, origin text, creator uuid, currency text, cents bigint, sales bigint, donations bigint, subscriptions bigint,
    method text, ending text, hmac text, reason text
);
CREATE FUNCTION settlement.plan_decisions(plan text) RETURNS SETOF settlement.payout_decision
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN cardinality(field) = CASE field[1] WHEN 'refuse' THEN 6 ELSE 11 END THEN field[2]::uuid END,
           CASE field[1] WHEN 'pay' THEN 'engine' WHEN 'accept' THEN 'request' END, field[3]::uuid, field[4],
           field[5]::bigint, paid[6]::bigint, paid[7]::bigint, paid[8]::bigint, paid[9], paid[10], paid[11],
           CASE field[1] WHEN 'refuse' THEN field[6] END
    FROM settlement.plan_records(plan) record, settlement.record_fields(record) field,
         LATERAL (SELECT CASE WHEN field[1] <> 'refuse' THEN field END) payment (paid)
    WHERE record ~ '^(pay|accept|refuse),'
$$;

-- The payouts of a run whose account is another than the plan sealed (R11.7): method, number, holder and bank, each after its
-- length. A holder that is blank is sealed as none, and is needed by none of those that leave it away.
CREATE FUNCTION settlement.moved_accounts(begun bigint) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH pad AS MATERIALIZED (
        SELECT string_agg(set_byte('\x00', 0, byte # 54), '' ORDER BY nth) AS inner_pad,
               string_agg(set_byte('\x00', 0, byte # 92), '' ORDER BY nth) AS outer_pad
        FROM settlement.payout_key, generate_series(0, 63) nth,
             LATERAL (SELECT CASE WHEN nth < 32 THEN get_byte(key, nth) ELSE 0 END AS byte) bytes
    ), account AS (
        SELECT record.id, record.account_hmac, payout_method AS method,
               coalesce(CASE payout_method WHEN 'aba' THEN copy->>'aba_account' WHEN 'paypal' THEN copy->>'paypal_email'
                                           WHEN 'wise' THEN copy->>'wise_email' ELSE copy->>'iban' END, '') AS number,
               CASE WHEN payout_method = 'bank_transfer' AND jsonb_typeof(copy->'bic') = 'string'
                    THEN copy->>'bic' ELSE '' END AS bank,
               CASE jsonb_typeof(settings.payout_details::jsonb->'name')
                    WHEN 'string' THEN settings.payout_details::jsonb->>'name' ELSE '' END AS holder
        FROM settlement.payouts record
        JOIN public.creator_payment_settings settings ON settings.user_id = record.creator_id,
             LATERAL (SELECT record.payout_details) copied (copy)
        WHERE record.run = begun
    ), sealed AS (
        SELECT account.id, account_hmac = sha256(outer_pad || sha256(inner_pad || convert_to(concat(
                   length(method), ':', method, octet_length(convert_to(number, 'UTF8')), ':', number,
                   octet_length(convert_to(named.holder, 'UTF8')), ':', named.holder,
                   octet_length(convert_to(bank, 'UTF8')), ':', bank), 'UTF8'))) AS same
        FROM account, pad, LATERAL (VALUES (account.holder), ('')) named (holder)
    )
    SELECT id FROM settlement.payouts WHERE run = begun AND id NOT IN (SELECT id FROM sealed WHERE same)
$$;

-- A record as a row of the platform's table, whatever types its columns have there: texts can be enums.
CREATE FUNCTION settlement.platform_payout(record settlement.payouts) RETURNS public.payouts
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
    SELECT jsonb_populate_record(NULL::public.payouts, to_jsonb(record)
        || jsonb_build_object('user_id', record.creator_id, 'status', 'pending'))
$$;

-- Writes what the plan of a run decided, of which nothing is left out. Accounts are copied here, and travel no further.
CREATE FUNCTION settlement.write_run(begun bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE run settlement.payout_runs; decided settlement.payout_decision[]; changed bigint;
BEGIN
    SELECT * INTO STRICT run FROM settlement.payout_runs WHERE payout_runs.run = begun;
    SELECT array_agg(decision) INTO decided
    FROM settlement.payout_plans plan, settlement.plan_decisions(plan.text) decision WHERE plan.hash = run.plan_hash;
    -- Looked at before anything is written, since the server tells the whole row, with the account, of what a constraint refuses.
    IF EXISTS (SELECT FROM unnest(decided) decision
               WHERE id IS NULL OR creator IS NULL OR currency IS NULL OR cents IS NULL
                  OR origin IS NULL AND reason IS NULL
                  OR origin IS NOT NULL AND (cents > 0 AND least(sales, donations, subscriptions) >= 0
                                             AND sales + donations + subscriptions = cents AND hmac ~ '^[0-9a-f]{64}$'
                                             AND settlement.account_copy(creator, method) IS NOT NULL) IS NOT TRUE) THEN
        RAISE EXCEPTION 'a record of the plan of run % says nothing that can be paid', begun
            USING ERRCODE = 'check_violation';
    END IF;
    PERFORM set_config('remit.payout_run', begun::text, true);
    INSERT INTO settlement.payout_refusals
    SELECT id, begun, creator, currency, cents, reason FROM unnest(decided) WHERE origin IS NULL;
    INSERT INTO settlement.payouts
    SELECT decision.id, begun, origin, decision.creator, decision.currency, cents, sales, donations, subscriptions, method,
           settlement.account_copy(creator, method), ending, decode(hmac, 'hex'),
           coalesce(request.requested_at::timestamp, run.as_of_start)
    FROM unnest(decided) decision
    LEFT JOIN public.payouts request ON origin = 'request' AND request.id = decision.id
    WHERE origin IS NOT NULL;
    INSERT INTO settlement.payout_steps (payout_id, status, taken_by, taken_at)
    SELECT id, 'pending', session_user, run.applied_at FROM unnest(decided) WHERE origin IS NOT NULL;
    changed := settlement.write_platform_payouts(run);
    IF changed <> coalesce(array_length(decided, 1), 0) THEN
        RAISE EXCEPTION 'requests changed while they were decided about' USING ERRCODE = 'serialization_failure';
    END IF;
    PERFORM settlement.check_run(begun);
END
$$;

-- Puts what a run recorded into public.payouts, requests only where they are still those that were decided about; how many
-- rows it was.
CREATE FUNCTION settlement.write_platform_payouts(run settlement.payout_runs) RETURNS bigint
LANGUAGE sql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
    WITH done AS (
        UPDATE public.payouts SET status = 'failed', processed_at = run.applied_at
        FROM settlement.payout_refusals refusal
        WHERE refusal.run = run.run AND payouts.id = refusal.id AND payouts.status = 'pending'
          AND payouts.user_id = refusal.creator_id AND coalesce(payouts.currency::text, 'USD') = refusal.currency
          AND coalesce(payouts.amount_cents, 0) = refusal.amount_cents
          AND NOT EXISTS (SELECT FROM settlement.payouts accepted WHERE accepted.id = refusal.id) RETURNING 1
    ), accepted AS (
        UPDATE public.payouts
        SET currency = typed.currency, from_sales_cents = typed.from_sales_cents,
            from_donations_cents = typed.from_donations_cents,
            from_subscriptions_cents = typed.from_subscriptions_cents, payout_method = typed.payout_method,
            payout_details = typed.payout_details
        FROM settlement.payouts record, settlement.platform_payout(record) typed
        WHERE record.run = run.run AND record.origin = 'request' AND payouts.id = record.id AND payouts.status = 'pending'
          AND payouts.user_id = record.creator_id AND coalesce(payouts.currency::text, 'USD') = record.currency
          AND payouts.amount_cents = record.amount_cents
          AND coalesce(payouts.payout_method::text, record.payout_method) = record.payout_method RETURNING 1
    ), made AS (
        INSERT INTO public.payouts (id, user_id, amount_cents, currency, from_sales_cents, from_donations_cents,
                                    from_subscriptions_cents, payout_method, payout_details, status, requested_at)
        SELECT typed.id, typed.user_id, typed.amount_cents, typed.currency, typed.from_sales_cents,
               typed.from_donations_cents, typed.from_subscriptions_cents, typed.payout_method, typed.payout_details,
               typed.status, typed.requested_at
        FROM settlement.payouts record, settlement.platform_payout(record) typed
        WHERE record.run = run.run AND origin = 'engine' RETURNING 1
    )
    SELECT (SELECT count(*) FROM done) + (SELECT count(*) FROM accepted) + (SELECT count(*) FROM made)
$$;

-- Refuses a run of which something takes from no balance, goes to another account than was planned, or was refused before.
CREATE FUNCTION settlement.check_run(begun bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE offence uuid; made uuid[];
BEGIN
    SELECT id INTO offence FROM settlement.payouts
    WHERE run = begun AND requested_at < coalesce(settlement.books_begin(), 'infinity') LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'payout % is refused: it was requested before the books begin', offence
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT moved INTO offence FROM settlement.moved_accounts(begun) moved LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'payout % is refused: the account is not the one that was planned', offence
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT id INTO offence FROM settlement.payouts JOIN settlement.payout_refusals refusal USING (id)
    WHERE payouts.run = begun OR refusal.run = begun LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'payout % is refused: a run has answered it', offence USING ERRCODE = 'check_violation';
    END IF;
    -- Where nobody else's payouts are guarded, a run's own are looked at all the same.
    IF NOT settlement.payouts_are_guarded() THEN
        SELECT array_agg(id) INTO made FROM settlement.payouts WHERE run = begun;
        IF made IS NOT NULL THEN
            PERFORM settlement.take_from_balances(made);
        END IF;
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
    INSERT INTO settlement.payout_steps (payout_id, status, taken_by, taken_at)
    SELECT payout_id, 'processing', session_user, clock FROM settlement.payout_batch_rows WHERE batch = exported;
    UPDATE public.payouts SET status = 'processing'
    FROM settlement.payout_batch_rows taken
    WHERE taken.batch = exported AND payouts.id = taken.payout_id AND payouts.status = 'pending';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> wanted OR wanted <> (SELECT payouts FROM settlement.payout_batches WHERE batch = exported) THEN
        RAISE EXCEPTION 'payouts changed while they were exported' USING ERRCODE = 'serialization_failure';
    END IF;
END
$$;

-- Takes answers about payouts: completed, failed, or unknown, which is noted and changes nothing. An answer that was given
-- before changes nothing; returns how many did. answers: an array of objects with payout, status, reason and reference.
CREATE FUNCTION settlement.confirm_payouts(answers jsonb, clock timestamp) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE offence record; changed bigint;
BEGIN
    IF (clock <= settlement.latest_clock()) IS NOT TRUE THEN
        RAISE EXCEPTION 'answers of % are refused: it is not that time yet', clock USING ERRCODE = 'check_violation';
    END IF;
    PERFORM FROM public.payouts row
    WHERE row.id IN (SELECT (answer->>'payout')::uuid FROM jsonb_array_elements(answers) answer) ORDER BY row.id FOR UPDATE;
    SELECT said.payout, row.status::text AS now, said.status AS answer INTO offence
    FROM jsonb_to_recordset(answers) AS said (payout uuid, status text)
    LEFT JOIN settlement.payouts record ON record.id = said.payout
    LEFT JOIN public.payouts row ON row.id = record.id
    WHERE (row.status::text = said.status AND said.status IN ('completed', 'failed')
           OR row.status::text IN ('processing', 'completed', 'failed') AND said.status = 'unknown'
           OR row.status::text = 'processing' AND said.status IN ('completed', 'failed')
           OR row.status::text = 'completed' AND said.status = 'failed') IS NOT TRUE LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'payout % is %, and cannot become %', offence.payout, coalesce(offence.now, 'not one that was made'),
            offence.answer USING ERRCODE = 'restrict_violation';
    ELSIF (SELECT count(*) > count(DISTINCT answer->>'payout') FROM jsonb_array_elements(answers) answer) THEN
        RAISE EXCEPTION 'a payout is given twice' USING ERRCODE = 'cardinality_violation';
    END IF;
    INSERT INTO settlement.payout_steps (payout_id, status, reason, reference, taken_by, taken_at)
    SELECT said.payout, said.status, CASE row.status::text WHEN 'completed' THEN 'returned' ELSE nullif(said.reason, '') END,
           nullif(said.reference, ''), session_user, clock
    FROM jsonb_array_elements(answers) WITH ORDINALITY AS given (answer, place),
         jsonb_to_record(answer) AS said (payout uuid, status text, reason text, reference text)
    JOIN public.payouts row ON row.id = said.payout
    WHERE row.status::text = 'processing' OR row.status::text = 'completed' AND said.status = 'failed' ORDER BY place;
    UPDATE public.payouts row
    SET status = (jsonb_populate_record(NULL::public.payouts, jsonb_build_object('status', said.status))).status,
        processed_at = clock
    FROM jsonb_to_recordset(answers) AS said (payout uuid, status text)
    WHERE row.id = said.payout AND said.status <> 'unknown' AND row.status::text <> said.status;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
END
$$;

-- The same of one payout; whether it changed.
CREATE FUNCTION settlement.confirm_payout(
    payout uuid, answer text, reason text, reference text, clock timestamp
) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT settlement.confirm_payouts(jsonb_build_array(jsonb_build_object(
        'payout', payout, 'status', answer, 'reason', reason, 'reference', reference)), clock) = 1
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

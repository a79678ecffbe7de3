-- 8 by hand: what people decide about the books, with who, when and why, numbered in one order that each close keeps its place in.

CREATE SEQUENCE settlement.act_numbers AS bigint;

CREATE TABLE settlement.waivers (
    number       bigint PRIMARY KEY,
    source_table text NOT NULL
                 CHECK (source_table IN ('purchases', 'donations', 'subscriptions', 'engagement_tracking')),
    row_id       uuid NOT NULL,
    waived       boolean NOT NULL,
    reason       text NOT NULL CHECK (reason ~ '\S'),
    made_by      text NOT NULL,
    made_at      timestamp NOT NULL
);
CREATE INDEX ON settlement.waivers (row_id);
COMMENT ON TABLE settlement.waivers IS
    'Rows that nobody can repair, waived by hand (R12), or looked at again; the last entry of a row counts.';

CREATE TABLE settlement.manual_files (
    hash        text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
    kind        "char" NOT NULL CHECK (kind IN ('a', 'n')),
    name        text NOT NULL,
    text        text NOT NULL,
    approval    boolean NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamp NOT NULL
);
COMMENT ON TABLE settlement.manual_files IS
    'Files of adjustments (a) and opening balances (n), byte for byte; whether a second person has to apply them.';

CREATE TABLE settlement.manual_entries (
    number         bigint PRIMARY KEY,
    file_hash      text NOT NULL REFERENCES settlement.manual_files,
    file_line      bigint NOT NULL,
    kind           "char" NOT NULL CHECK (kind IN ('a', 'n')),
    creator_id     uuid NOT NULL,
    currency       text NOT NULL,
    bucket         "char" NOT NULL CHECK (bucket IN ('s', 'd', 'p')),
    amount_cents   bigint NOT NULL CHECK (amount_cents <> 0),
    reason         text,
    reference      text UNIQUE,
    available_from date,
    applied_by     text NOT NULL,
    applied_at     timestamp NOT NULL,
    UNIQUE (file_hash, file_line),
    CHECK (reason ~ '\S' AND reference ~ '\S'),
    CHECK ((kind = 'a') = (reason IS NOT NULL) AND (kind = 'a') = (reference IS NOT NULL)
           AND (kind = 'n') = (available_from IS NOT NULL))
);
CREATE UNIQUE INDEX ON settlement.manual_entries (creator_id, currency, bucket, available_from) WHERE kind = 'n';
COMMENT ON TABLE settlement.manual_entries IS
    'Adjustments and opening balances that were applied; the next close makes a line of each.';

CREATE SCHEMA settlement_withdrawn;

CREATE TABLE settlement.reopenings (
    number         bigint PRIMARY KEY,
    period         date NOT NULL,
    starts_at      timestamp NOT NULL,
    ends_at        timestamp NOT NULL,
    policy_hash    text NOT NULL REFERENCES settlement.policies,
    previous_root  bytea,
    root           bytea NOT NULL CHECK (length(root) = 32),
    clock          timestamp NOT NULL,
    engine_version text NOT NULL,
    acts_through   bigint,
    reason         text NOT NULL CHECK (reason ~ '\S'),
    made_by        text NOT NULL,
    made_at        timestamp NOT NULL
);
COMMENT ON TABLE settlement.reopenings IS
    'Periods that were closed and reopened, as settlement.periods had them; their books are kept in schema settlement_withdrawn, under the number.';

-- As before, and once they have begun they stay so: also while the first period is reopened, payouts need a balance.
CREATE OR REPLACE FUNCTION settlement.books_begin() RETURNS timestamp
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((SELECT min(starts_at) FROM settlement.periods), (SELECT min(starts_at) FROM settlement.reopenings))
$$;

CREATE TABLE settlement.taken_notes (
    period       date NOT NULL,
    source_table text NOT NULL,
    row_id       uuid NOT NULL,
    noted_at     timestamp NOT NULL,
    PRIMARY KEY (period, source_table, row_id)
);
COMMENT ON TABLE settlement.taken_notes IS
    'The notes of `backfill late` that the close of a period took up; they are open again when it is reopened.';

ALTER TABLE settlement.periods ADD COLUMN acts_through bigint;
COMMENT ON COLUMN settlement.periods.acts_through IS
    'The last entry by hand (of waivers and manual entries) that the close had seen; null is none.';

CREATE FUNCTION settlement.refuse_rewriting() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% is refused: %.% is a history, which is only added to', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['waivers', 'reopenings', 'manual_files', 'manual_entries'] LOOP
        EXECUTE format('CREATE TRIGGER history BEFORE UPDATE OR DELETE OR TRUNCATE ON settlement.%I
                        FOR EACH STATEMENT EXECUTE FUNCTION settlement.refuse_rewriting()', name);
        EXECUTE format('ALTER TABLE settlement.%I ENABLE ALWAYS TRIGGER history', name);
    END LOOP;
END
$$;

-- Waits for its turn, to the end of the transaction: no close runs meanwhile, and no other act by hand. The keys are those of
-- `Close`: the first is a close's, the second that of its writer, which outlives a command that was killed in its COMMIT.
CREATE FUNCTION settlement.take_turn() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(491327940980);
    PERFORM pg_advisory_xact_lock(491327940981);
    -- A payout run that has read the balances pays by them: it is waited for, and none begins.
    PERFORM pg_advisory_xact_lock(491327940982);
    PERFORM pg_advisory_xact_lock(491327940983);
END
$$;

-- The last entry by hand; null if there is none.
CREATE FUNCTION settlement.last_act() RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT greatest((SELECT max(number) FROM settlement.waivers), (SELECT max(number) FROM settlement.manual_entries))
$$;

-- Rows that are open (R12): as the last close left them, as the draft has them where there is one, and those that
-- `backfill late` noted since; `since` is the first month whose close, or draft, found the row open.
CREATE FUNCTION settlement.open_exceptions()
RETURNS TABLE (source_table text, row_id uuid, code text, message text, since date)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    latest date := (SELECT max(period) FROM settlement.periods);
    drafted text := 'SELECT NULL::date, NULL::text, NULL::text, NULL::uuid, NULL::text WHERE false';
BEGIN
    IF to_regclass('settlement_draft.period') IS NOT NULL THEN
        drafted := 'SELECT period, code, source_table, row_id, message FROM settlement_draft.exceptions WHERE open';
    END IF;
    RETURN QUERY EXECUTE format(
        'WITH found AS (
             SELECT 1 AS rank, * FROM (%s) draft (period, code, source_table, row_id, message)
             UNION ALL
             SELECT 2, period, code, source_table, row_id, message FROM settlement.exceptions WHERE period = $1 AND open
             UNION ALL
             SELECT 3, date_trunc(''month'', noted_at)::date, ''too_late'', source_table, row_id,
                    ''it lies beyond the windows of the next close, which takes it up all the same (R8.7)''
             FROM settlement.late_notes
         )
         SELECT DISTINCT ON (found.source_table, found.row_id)
                found.source_table, found.row_id, found.code, found.message,
                least(found.period, (SELECT min(earlier.period) FROM settlement.exceptions earlier
                                     WHERE earlier.open AND earlier.source_table = found.source_table
                                       AND earlier.row_id = found.row_id))
         FROM found
         WHERE (SELECT entry.waived FROM settlement.waivers entry
                WHERE entry.source_table = found.source_table AND entry.row_id = found.row_id
                ORDER BY entry.number DESC LIMIT 1) IS NOT TRUE
         ORDER BY found.source_table, found.row_id, found.rank', drafted) USING latest;
END
$$;

-- Waives an open row, or has it looked at again; the number of the entry, or null where it is so already.
CREATE FUNCTION settlement.waive(waived_table text, waived_row uuid, waiving boolean, reason text, clock timestamp)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE entry bigint;
BEGIN
    PERFORM settlement.take_turn();
    IF waiving = coalesce((SELECT waived FROM settlement.waivers
                           WHERE source_table = waived_table AND row_id = waived_row
                           ORDER BY number DESC LIMIT 1), false) THEN
        RETURN NULL;
    END IF;
    IF waiving AND NOT EXISTS (SELECT FROM settlement.open_exceptions() open
                               WHERE open.source_table = waived_table AND open.row_id = waived_row) THEN
        RAISE EXCEPTION 'row % of % is no open exception', waived_row, waived_table;
    END IF;
    INSERT INTO settlement.waivers
    VALUES (nextval('settlement.act_numbers'), waived_table, waived_row, waiving, reason, session_user, clock)
    RETURNING number INTO entry;
    RETURN entry;
END
$$;

-- As before, and the close keeps how far it had seen what was decided by hand.
CREATE OR REPLACE FUNCTION settlement.seal_books(
    sealed date, starts_at timestamp, ends_at timestamp, policy_hash text, policy_path text, policy_text text,
    previous_root bytea, root bytea, clock timestamp, engine_version text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE book text; name text;
BEGIN
    FOREACH book IN ARRAY settlement.book_names() LOOP
        name := settlement.book_name(book, sealed, false);
        EXECUTE format('REVOKE INSERT ON %s FROM %I', name, session_user);
        EXECUTE format('CREATE TRIGGER closed BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s
                        FOR EACH STATEMENT EXECUTE FUNCTION settlement.refuse_change()', name);
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER closed', name);
        EXECUTE format('ALTER TABLE settlement.%I ATTACH PARTITION %s FOR VALUES IN (%L)', book, name, sealed);
    END LOOP;
    INSERT INTO settlement.policies VALUES (policy_hash, policy_path, policy_text) ON CONFLICT DO NOTHING;
    INSERT INTO settlement.periods
    VALUES (sealed, starts_at, ends_at, policy_hash, previous_root, root, clock, engine_version,
            pg_snapshot_xmin(pg_current_snapshot()), (SELECT system_identifier FROM pg_control_system()),
            settlement.last_act());
    WITH taken AS (DELETE FROM settlement.late_notes RETURNING *)
    INSERT INTO settlement.taken_notes SELECT sealed, taken.* FROM taken;
END
$$;

-- The first payout that drew on balances of a time or later, which keeps the period that ended then from being reopened; null
-- if none did. A request that waits draws on nothing: its parts are filled in when it is accepted, and then it draws on
-- what the run of that day had, however old it is (R11.1). A payout by hand may say an earlier time than it was written at:
-- it drew on the period if something was taken since that was closed, and what was taken is not covered without it.
CREATE FUNCTION settlement.payout_since(since timestamp) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET TimeZone = 'UTC' AS $$
DECLARE drew uuid;
BEGIN
    SELECT payout.id INTO drew FROM public.payouts payout
    LEFT JOIN settlement.payouts kept ON kept.id = payout.id
    LEFT JOIN settlement.payout_runs run ON run.run = kept.run
    WHERE (greatest(payout.requested_at::timestamp, run.as_of_start) < since) IS NOT TRUE
      AND payout.status::text IS DISTINCT FROM 'failed'
      AND (payout.status::text IS DISTINCT FROM 'pending'
           OR coalesce(payout.from_sales_cents, 0) <> 0 OR coalesce(payout.from_donations_cents, 0) <> 0
           OR coalesce(payout.from_subscriptions_cents, 0) <> 0)
    ORDER BY payout.requested_at, payout.id LIMIT 1;
    IF drew IS NULL THEN
        WITH earned AS (
            SELECT payee.creator_id, payee.currency,
                   coalesce(sum(total.creator_cents) FILTER (WHERE ends_at < since), 0) AS cents
            FROM settlement.payees payee
            LEFT JOIN settlement.creator_totals total ON total.creator_id = payee.creator_id
                 AND total.currency = payee.currency AND total.payable
            LEFT JOIN settlement.periods period ON period.period = total.period
            WHERE payee.last_period >= (SELECT min(last.period) FROM settlement.periods last WHERE last.ends_at >= since)
            GROUP BY payee.creator_id, payee.currency
        ), taken AS (
            SELECT payout.id, payout.requested_at, earned.cents AS earned,
                   sum(amount_cents) OVER (PARTITION BY user_id, earned.currency) AS cents
            FROM earned JOIN public.payouts payout
              ON user_id = creator_id AND coalesce(payout.currency::text, 'USD') = earned.currency
            WHERE settlement.payout_takes(payout.id, payout.status::text, payout.requested_at::timestamp)
        )
        SELECT id INTO drew FROM taken WHERE cents > earned ORDER BY requested_at DESC, id LIMIT 1;
    END IF;
    RETURN drew;
END
$$;

-- Reopens the last closed period: its books move out of the ledger as they are, and what stood in `periods` into the
-- history. The guard of `periods` is lifted for the one row and the one statement, within the transaction. Who takes from a
-- balance at the same time is waited for, or waits: they write `payees`.
CREATE FUNCTION settlement.reopen(reopened date, reason text, clock timestamp) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE latest record; payout uuid; entry bigint; book text; name text; key text;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'a period is reopened at READ COMMITTED, which sees what was waited for'
            USING ERRCODE = 'invalid_transaction_state';
    END IF;
    PERFORM settlement.take_turn();
    LOCK TABLE settlement.payees IN SHARE ROW EXCLUSIVE MODE;
    SELECT * INTO latest FROM settlement.periods ORDER BY period DESC LIMIT 1;
    IF latest.period IS DISTINCT FROM reopened THEN
        RAISE EXCEPTION 'period % is not the last closed one, %', reopened, coalesce(latest.period::text, 'none');
    END IF;
    payout := settlement.payout_since(latest.ends_at);
    IF payout IS NOT NULL THEN
        RAISE EXCEPTION 'payout % drew on period %', payout, reopened;
    END IF;
    PERFORM settlement.drop_draft();
    entry := nextval('settlement.act_numbers');
    FOREACH book IN ARRAY settlement.book_names() LOOP
        name := book || to_char(reopened, '_YYYY_MM');
        EXECUTE format('ALTER TABLE settlement.%I DETACH PARTITION settlement.%I', book, name);
        FOR key IN SELECT indexrelid::regclass::text FROM pg_index
                   WHERE indrelid = format('settlement.%I', name)::regclass LOOP
            EXECUTE format('DROP INDEX %s', key);
        END LOOP;
        EXECUTE format('ALTER TABLE settlement.%I SET SCHEMA settlement_withdrawn', name);
        EXECUTE format('ALTER TABLE settlement_withdrawn.%I RENAME TO %I', name, book || '_' || entry);
    END LOOP;
    INSERT INTO settlement.reopenings
    VALUES (entry, latest.period, latest.starts_at, latest.ends_at, latest.policy_hash, latest.previous_root, latest.root,
            latest.clock, latest.engine_version, latest.acts_through, reason, session_user, clock);
    ALTER TABLE settlement.periods DISABLE TRIGGER closed;
    DELETE FROM settlement.periods WHERE period = reopened;
    ALTER TABLE settlement.periods ENABLE ALWAYS TRIGGER closed;
    WITH opened AS (DELETE FROM settlement.taken_notes WHERE period = reopened RETURNING *)
    INSERT INTO settlement.late_notes SELECT source_table, row_id, noted_at FROM opened ON CONFLICT DO NOTHING;
    RETURN entry;
END
$$;

-- Which ids are those of nobody: no user of the platform, and in no closed month.
CREATE FUNCTION settlement.unknown_creators(ids uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT asked.id FROM unnest(ids) asked (id)
    WHERE NOT EXISTS (SELECT FROM public.users creator WHERE creator.id = asked.id)
      AND NOT EXISTS (SELECT FROM settlement.creator_totals total WHERE total.creator_id = asked.id);
END
$$;

-- Keeps a file that is to be applied.
CREATE FUNCTION settlement.propose_file(
    file_hash text, file_kind "char", file_name text, file_text text, needs_approval boolean, clock timestamp
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM settlement.take_turn();
    IF file_hash <> encode(sha256(convert_to(file_text, 'UTF8')), 'hex') THEN
        RAISE EXCEPTION 'the file''s SHA-256 is not %', file_hash;
    END IF;
    INSERT INTO settlement.manual_files
    VALUES (file_hash, file_kind, file_name, file_text, needs_approval, session_user, clock) ON CONFLICT DO NOTHING;
END
$$;

-- The cells of a file's lines, with their numbers; a line without anything is left out, one whose quotes are wrong is refused.
-- No cell of these files holds a line feed.
CREATE FUNCTION settlement.file_cells(file_text text) RETURNS TABLE (line bigint, cells text[])
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- Without the mark of byte order that some programs begin with.
    bare text := CASE WHEN starts_with(file_text, chr(65279)) THEN substr(file_text, 2) ELSE file_text END;
    bad bigint;
BEGIN
    SELECT min(place) INTO bad FROM string_to_table(bare, chr(10)) WITH ORDINALITY lines (content, place)
    WHERE settlement.record_fields(regexp_replace(content, '\r$', '')) IS NULL;
    IF bad IS NOT NULL THEN
        RAISE EXCEPTION 'line % of the file is not comma-separated values', bad USING ERRCODE = 'check_violation';
    END IF;
    RETURN QUERY
    SELECT place, settlement.record_fields(stripped)
    FROM string_to_table(bare, chr(10)) WITH ORDINALITY lines (content, place), regexp_replace(content, '\r$', '') stripped
    WHERE stripped NOT IN ('', '""') ORDER BY place;
END
$$;

-- What a file says, an entry a line below the header.
CREATE FUNCTION settlement.file_entries(file settlement.manual_files) RETURNS TABLE (
    line bigint, creator uuid, currency text, bucket "char", amount bigint, reason text, reference text, available_from date)
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    columns text[] := ARRAY['creator_id', 'currency', 'bucket', 'amount_cents']
                      || CASE file.kind WHEN 'a' THEN ARRAY['reason', 'reference'] ELSE ARRAY['available_from'] END;
    header record;
BEGIN
    SELECT * INTO header FROM settlement.file_cells(file.text) found ORDER BY found.line LIMIT 1;
    IF header.cells IS DISTINCT FROM columns
       OR EXISTS (SELECT FROM settlement.file_cells(file.text) WHERE cardinality(cells) <> cardinality(columns)) THEN
        RAISE EXCEPTION 'file % has not the columns %', file.hash, columns USING ERRCODE = 'check_violation';
    END IF;
    RETURN QUERY
    SELECT found.line, cells[1]::uuid, cells[2],
           (CASE cells[3] WHEN 'sales' THEN 's' WHEN 'donations' THEN 'd' WHEN 'subscriptions' THEN 'p' END)::"char",
           cells[4]::bigint, CASE file.kind WHEN 'a' THEN cells[5] END, CASE file.kind WHEN 'a' THEN cells[6] END,
           CASE file.kind WHEN 'n' THEN cells[5] END::date
    FROM settlement.file_cells(file.text) found WHERE found.line > header.line ORDER BY found.line;
END
$$;

-- Whether the file that was applied last needed two people, or the plan of payouts: then the next file does too, so that
-- nobody alone does away with it by another policy.
CREATE FUNCTION settlement.file_approval_stands() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT settlement.approval_stands()
           OR coalesce((SELECT file.approval FROM settlement.manual_entries entry
                        JOIN settlement.manual_files file ON file.hash = entry.file_hash
                        ORDER BY entry.number DESC LIMIT 1), false)
$$;

-- Applies a file: the entries that its text says, whoever calls; where approval is needed, only by somebody else than who
-- proposed it. Says whether they were applied now, rather than before.
CREATE FUNCTION settlement.apply_file(applied_hash text, needs_approval boolean, clock timestamp) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE file settlement.manual_files%ROWTYPE;
BEGIN
    PERFORM settlement.take_turn();
    SELECT * INTO STRICT file FROM settlement.manual_files WHERE hash = applied_hash;
    IF EXISTS (SELECT FROM settlement.manual_entries WHERE file_hash = applied_hash) THEN
        RETURN false;
    ELSIF (needs_approval IS NOT FALSE OR file.approval OR settlement.file_approval_stands())
          AND file.proposed_by = session_user THEN
        RAISE EXCEPTION 'file % was proposed by %, so somebody else has to apply it', applied_hash, session_user
            USING ERRCODE = 'insufficient_privilege';
    ELSIF file.kind = 'n' AND EXISTS (SELECT FROM settlement.periods) THEN
        RAISE EXCEPTION 'opening balances are brought in before the first close only';
    ELSIF applied_hash <> encode(sha256(convert_to(file.text, 'UTF8')), 'hex') THEN
        RAISE EXCEPTION 'the text of file % was changed', applied_hash USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO settlement.manual_entries
    SELECT nextval('settlement.act_numbers'), applied_hash, entry.line, file.kind, entry.creator, entry.currency,
           entry.bucket, entry.amount, entry.reason, entry.reference, entry.available_from, session_user, clock
    FROM settlement.file_entries(file) entry;
    RETURN true;
END
$$;

-- As before, and the settling role reads what payouts are decided from, and the books of reopened periods.
CREATE OR REPLACE FUNCTION settlement.grant_settling(settler text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE owner text := (SELECT relowner::regrole::text FROM pg_class WHERE oid = 'settlement.periods'::regclass);
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA settlement, settlement_draft, settlement_withdrawn, public TO %I', settler);
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA settlement, settlement_draft, settlement_withdrawn TO %I', settler);
    EXECUTE format('GRANT INSERT, DELETE ON settlement.late_notes TO %I', settler);
    EXECUTE format('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA settlement TO %I', settler);
    EXECUTE format('GRANT SELECT ON public.purchases, public.donations, public.subscriptions, public.contents,
                    public.bundles, public.bundle_contents, public.engagement_tracking, public.payouts,
                    public.creator_payment_settings TO %I', settler);
    EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA settlement, settlement_draft
                    GRANT SELECT ON TABLES TO %I', owner, settler);
END
$$;

-- Gives those who have the rights to settle already what came since: each later step ends with it.
CREATE FUNCTION settlement.renew_settling() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE settler text;
BEGIN
    FOR settler IN
        SELECT DISTINCT pg_get_userbyid(grant_.grantee) FROM pg_class, aclexplode(relacl) grant_
        WHERE pg_class.oid = 'settlement.late_notes'::regclass AND grant_.privilege_type = 'INSERT'
          AND grant_.grantee NOT IN (0, relowner)
    LOOP
        PERFORM settlement.grant_settling(settler);
    END LOOP;
END
$$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA settlement FROM PUBLIC;

-- Those who have the rights to settle already are given the new ones.
DO $$ BEGIN PERFORM settlement.renew_settling(); END $$;

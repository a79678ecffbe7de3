-- 2 functions: what a close needs an owner for, so that the settling role owns no table and disables no trigger.

CREATE FUNCTION settlement.book_names() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT ARRAY['lines', 'marks', 'accruals', 'pools', 'pool_shares', 'exclusions', 'exceptions', 'creator_totals',
                 'leaves']
$$;

-- The name of a period's partition, or of a draft's table.
CREATE FUNCTION settlement.book_name(book text, period date, draft boolean) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN draft THEN format('settlement_draft.%I', book)
                ELSE format('settlement.%I', book || to_char(period, '_YYYY_MM')) END
$$;

-- Creates the empty books of a period, not attached yet: whoever settles may write into them until they are sealed.
CREATE FUNCTION settlement.open_books(opened date, draft boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE book text; name text;
BEGIN
    IF EXISTS (SELECT FROM settlement.periods WHERE period >= opened) THEN
        RAISE EXCEPTION 'period % is closed', opened;
    END IF;
    PERFORM settlement.drop_draft();
    FOREACH book IN ARRAY settlement.book_names() LOOP
        name := settlement.book_name(book, opened, draft);
        EXECUTE format('CREATE TABLE %s (LIKE settlement.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
                        CHECK (period IS NOT NULL AND period = %L))', name, book, opened);
        EXECUTE format('GRANT SELECT, INSERT ON %s TO %I', name, session_user);
    END LOOP;
END
$$;

-- Adds the keys that later reads want, after the load, when they cost least.
CREATE FUNCTION settlement.key_books(opened date, draft boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE lines text := settlement.book_name('lines', opened, draft);
BEGIN
    EXECUTE format('CREATE UNIQUE INDEX ON %s (source_id, content_id, kind) NULLS NOT DISTINCT
                    WHERE source_id IS NOT NULL', lines);
    EXECUTE format('CREATE INDEX ON %s (source_id) WHERE bucket = ''d''', lines);
    EXECUTE format('CREATE INDEX ON %s (source_id) WHERE kind = ''r''', lines);
    EXECUTE format('CREATE INDEX ON %s (source_id)', settlement.book_name('marks', opened, draft));
    EXECUTE format('CREATE INDEX ON %s (subscription_id)', settlement.book_name('accruals', opened, draft));
END
$$;

-- Closes a period: nothing can be written into its books any more, and they become partitions.
CREATE FUNCTION settlement.seal_books(
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
    VALUES (sealed, starts_at, ends_at, policy_hash, previous_root, root, clock, engine_version);
    DELETE FROM settlement.late_notes;
END
$$;

-- Takes the draft away: a new one, or the close itself, takes its place.
CREATE FUNCTION settlement.drop_draft() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE book text;
BEGIN
    FOREACH book IN ARRAY settlement.book_names() || 'period'::text LOOP
        IF to_regclass(format('settlement_draft.%I', book)) IS NOT NULL THEN
            EXECUTE format('DROP TABLE settlement_draft.%I', book);
        END IF;
    END LOOP;
END
$$;

-- Keeps what a draft is a draft of.
CREATE FUNCTION settlement.keep_draft(drafted date, root bytea, clock timestamp) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    CREATE TABLE settlement_draft.period AS SELECT drafted AS period, root AS root, clock AS clock;
    EXECUTE format('GRANT SELECT ON settlement_draft.period TO %I', session_user);
END
$$;

-- Gives a role the rights to settle: it reads the platform, writes through the functions, and owns nothing.
CREATE FUNCTION settlement.grant_settling(settler text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA settlement, settlement_draft, public TO %I', settler);
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA settlement, settlement_draft TO %I', settler);
    EXECUTE format('GRANT INSERT, DELETE ON settlement.late_notes TO %I', settler);
    EXECUTE format('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA settlement TO %I', settler);
    EXECUTE format('GRANT SELECT ON public.purchases, public.donations, public.subscriptions, public.contents,
                    public.bundles, public.bundle_contents, public.engagement_tracking TO %I', settler);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA settlement GRANT SELECT ON TABLES TO %I', settler);
END
$$;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA settlement FROM PUBLIC;

-- 5 guards: what the settling role may call refuses what no close asks for, and clears what one left behind.

-- Refuses a period that is closed, or that is not the next one; before the first close any month may be.
CREATE FUNCTION settlement.check_open(opened date) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE latest date := (SELECT max(period) FROM settlement.periods);
BEGIN
    IF opened IS NULL OR NOT isfinite(opened) OR extract(day FROM opened) <> 1 THEN
        RAISE EXCEPTION 'a period begins on the first day of a month, not on %', opened;
    ELSIF opened <= latest THEN
        RAISE EXCEPTION 'period % is closed', opened;
    ELSIF opened <> latest + interval '1 month' THEN
        RAISE EXCEPTION 'period % does not follow %, the last closed one', opened, latest;
    END IF;
END
$$;
REVOKE EXECUTE ON FUNCTION settlement.check_open FROM PUBLIC;

-- As before, and books of the period that somebody opened and never sealed are dropped: they belong to no close.
CREATE OR REPLACE FUNCTION settlement.open_books(opened date, draft boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE book text; name text;
BEGIN
    PERFORM settlement.check_open(opened);
    PERFORM settlement.drop_draft();
    FOREACH book IN ARRAY settlement.book_names() LOOP
        name := settlement.book_name(book, opened, draft);
        IF to_regclass(name) IS NOT NULL THEN
            EXECUTE format('DROP TABLE %s', name);
        END IF;
        EXECUTE format('CREATE TABLE %s (LIKE settlement.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
                        CHECK (period IS NOT NULL AND period = %L))', name, book, opened);
        EXECUTE format('GRANT SELECT, INSERT ON %s TO %I', name, session_user);
    END LOOP;
END
$$;

-- As before, but not for a closed period, whose partitions would get indexes without end.
CREATE OR REPLACE FUNCTION settlement.key_books(opened date, draft boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE lines text := settlement.book_name('lines', opened, draft);
BEGIN
    PERFORM settlement.check_open(opened);
    EXECUTE format('CREATE UNIQUE INDEX ON %s (source_id, content_id, kind) NULLS NOT DISTINCT
                    WHERE source_id IS NOT NULL', lines);
    EXECUTE format('CREATE INDEX ON %s (source_id) WHERE bucket = ''d''', lines);
    EXECUTE format('CREATE INDEX ON %s (source_id) WHERE kind = ''r''', lines);
    EXECUTE format('CREATE INDEX ON %s (source_id)', settlement.book_name('marks', opened, draft));
    EXECUTE format('CREATE INDEX ON %s (subscription_id)', settlement.book_name('accruals', opened, draft));
END
$$;

-- A period continues the chain of roots, whoever inserts it.
CREATE OR REPLACE FUNCTION settlement.check_order() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE last record;
BEGIN
    SELECT period, root INTO last FROM settlement.periods ORDER BY period DESC LIMIT 1;
    IF last.period IS NOT NULL AND NEW.period <> last.period + interval '1 month' THEN
        RAISE EXCEPTION 'period % does not follow %, the last closed one', NEW.period, last.period;
    ELSIF NEW.previous_root IS DISTINCT FROM last.root THEN
        RAISE EXCEPTION 'period % does not continue the root of %, the last closed one', NEW.period,
            coalesce(last.period::text, 'none');
    END IF;
    RETURN NEW;
END
$$;

-- As before, and the draft cannot be written into any more.
CREATE OR REPLACE FUNCTION settlement.keep_draft(drafted date, root bytea, clock timestamp) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE book text;
BEGIN
    FOREACH book IN ARRAY settlement.book_names() LOOP
        EXECUTE format('REVOKE INSERT ON settlement_draft.%I FROM %I', book, session_user);
    END LOOP;
    CREATE TABLE settlement_draft.period AS SELECT drafted AS period, root AS root, clock AS clock;
    EXECUTE format('GRANT SELECT ON settlement_draft.period TO %I', session_user);
END
$$;

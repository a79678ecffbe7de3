-- 4 snapshots: which transactions each close had seen, so that the next one looks again only at rows changed since.

ALTER TABLE settlement.periods ADD COLUMN seen_before xid8, ADD COLUMN seen_system bigint;
COMMENT ON COLUMN settlement.periods.seen_before IS
    'Every transaction before this one had ended when the close took its view of the data (pg_snapshot_xmin).';
COMMENT ON COLUMN settlement.periods.seen_system IS
    'The server whose transactions are meant (pg_control_system): on another one, everything is looked at again.';

-- Closes a period: nothing can be written into its books any more, and they become partitions.
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
            pg_snapshot_xmin(pg_current_snapshot()), (SELECT system_identifier FROM pg_control_system()));
    DELETE FROM settlement.late_notes;
END
$$;

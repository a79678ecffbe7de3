-- 1 books: the tables of closed periods, one partition a period, which ordinary SQL cannot change afterwards.
--
-- The role that migrates owns everything here; the settling role gets rights on what it reads and writes, and calls
-- the SECURITY DEFINER functions at the end for what only an owner may do.

CREATE SCHEMA settlement;
CREATE SCHEMA settlement_draft;

CREATE TABLE settlement.policies (
    hash text PRIMARY KEY,
    path text NOT NULL,
    text text NOT NULL
);
COMMENT ON TABLE settlement.policies IS 'Every policy file that a period was closed under, byte for byte.';

CREATE TABLE settlement.periods (
    period         date PRIMARY KEY CHECK (extract(day FROM period) = 1),
    starts_at      timestamp NOT NULL,
    ends_at        timestamp NOT NULL,
    policy_hash    text NOT NULL REFERENCES settlement.policies,
    previous_root  bytea,
    root           bytea NOT NULL CHECK (length(root) = 32),
    clock          timestamp NOT NULL,
    engine_version text NOT NULL
);
COMMENT ON TABLE settlement.periods IS 'The closed periods: their bounds in UTC, the policy, and the root of their digest.';

CREATE TABLE settlement.lines (
    period           date NOT NULL,
    kind             "char" NOT NULL,
    bucket           "char" NOT NULL,
    source_id        uuid,
    content_id       uuid,
    creator_id       uuid,
    seller_id        uuid,
    currency         text NOT NULL,
    gross_cents      bigint NOT NULL,
    processing_cents bigint NOT NULL,
    platform_cents   bigint NOT NULL,
    creator_cents    bigint NOT NULL,
    payable          boolean NOT NULL,
    late             boolean NOT NULL,
    hold_from        date NOT NULL,
    sold_at          timestamp,
    CHECK (gross_cents = processing_cents + platform_cents + creator_cents)
) PARTITION BY LIST (period);
COMMENT ON TABLE settlement.lines IS
    'The books (R4.4). kind: s sale, b bundle, d donation, p pool, r reversal, i reinstatement, c correction; bucket: s sales, d donations, p subscriptions.';

CREATE TABLE settlement.marks (
    period     date NOT NULL,
    kind       "char" NOT NULL,
    bucket     "char" NOT NULL,
    source_id  uuid NOT NULL,
    content_id uuid,
    creator_id uuid,
    seller_id  uuid,
    currency   text NOT NULL,
    payable    boolean NOT NULL,
    hold_from  date NOT NULL,
    sold_at    timestamp NOT NULL
) PARTITION BY LIST (period);
COMMENT ON TABLE settlement.marks IS
    'What was settled, reversed, reinstated or corrected at an amount of 0, and so made no line (R4.4, R8.4).';

CREATE TABLE settlement.accruals (
    period           date NOT NULL,
    subscription_id  uuid NOT NULL,
    from_day         date NOT NULL,
    to_day           date NOT NULL,
    shown_to         date NOT NULL,
    next_from        date,
    price_cents      bigint NOT NULL,
    currency         text NOT NULL,
    user_id          uuid,
    changed          boolean NOT NULL,
    carried          boolean NOT NULL,
    earned_cents     bigint NOT NULL,
    recognised_cents bigint NOT NULL,
    excess_cents     bigint NOT NULL,
    reader_id        uuid,
    CHECK (from_day < to_day AND recognised_cents >= 0 AND excess_cents >= 0)
) PARTITION BY LIST (period);
COMMENT ON TABLE settlement.accruals IS
    'Billing periods as a close left them (R7): those it recorded, changed or recognised of, and those that can still matter (carried).';

CREATE TABLE settlement.pools (
    period            date NOT NULL,
    currency          text NOT NULL,
    model             text NOT NULL,
    revenue_cents     bigint NOT NULL,
    carried_in_cents  bigint NOT NULL,
    platform_cents    bigint NOT NULL,
    distributed_cents bigint NOT NULL,
    carried_out_cents bigint NOT NULL,
    seconds           bigint NOT NULL,
    sessions          bigint NOT NULL,
    concepts          bigint NOT NULL,
    CHECK (revenue_cents + carried_in_cents = platform_cents + distributed_cents + carried_out_cents)
) PARTITION BY LIST (period);
COMMENT ON TABLE settlement.pools IS 'The subscription pool of each currency (R9), with the sums of what counted.';

CREATE TABLE settlement.pool_shares (
    period     date NOT NULL,
    currency   text NOT NULL,
    content_id uuid NOT NULL,
    creator_id uuid NOT NULL,
    seconds    bigint NOT NULL,
    sessions   bigint NOT NULL,
    concepts   bigint NOT NULL,
    weight     text NOT NULL,
    part_cents bigint NOT NULL
) PARTITION BY LIST (period);
COMMENT ON TABLE settlement.pool_shares IS
    'What counted of each content, its exact weight (a whole number in decimal digits) and its part (R9.2-R9.4).';

CREATE TABLE settlement.exclusions (
    period     date NOT NULL,
    currency   text NOT NULL,
    content_id uuid,
    rule       text NOT NULL,
    rows       bigint NOT NULL,
    seconds    bigint NOT NULL
) PARTITION BY LIST (period);
COMMENT ON TABLE settlement.exclusions IS 'Engagement of paying readers that was left out, by content and rule (R9.1).';

CREATE TABLE settlement.exceptions (
    period       date NOT NULL,
    code         text NOT NULL,
    source_table text NOT NULL,
    row_id       uuid NOT NULL,
    severity     text NOT NULL CHECK (severity IN ('error', 'warning')),
    open         boolean NOT NULL,
    message      text NOT NULL
) PARTITION BY LIST (period);
COMMENT ON TABLE settlement.exceptions IS 'Rows that a close left out or settled with a warning (R12).';

CREATE TABLE settlement.creator_totals (
    period           date NOT NULL,
    creator_id       uuid,
    currency         text NOT NULL,
    bucket           "char" NOT NULL,
    payable          boolean NOT NULL,
    hold_from        date NOT NULL,
    lines            bigint NOT NULL,
    gross_cents      bigint NOT NULL,
    processing_cents bigint NOT NULL,
    platform_cents   bigint NOT NULL,
    creator_cents    bigint NOT NULL,
    earned_cents     bigint NOT NULL,
    CHECK (gross_cents = processing_cents + platform_cents + creator_cents)
) PARTITION BY LIST (period);
COMMENT ON TABLE settlement.creator_totals IS
    'The lines of each creator summed while they were written; earned_cents sums the positive creator parts alone (R13).';

CREATE TABLE settlement.leaves (
    period date NOT NULL,
    place  bigint NOT NULL,
    name   text NOT NULL,
    hash   bytea NOT NULL CHECK (length(hash) = 32)
) PARTITION BY LIST (period);
COMMENT ON TABLE settlement.leaves IS 'The leaf hashes of the period''s Merkle tree, in order.';

CREATE TABLE settlement.late_notes (
    source_table text NOT NULL,
    row_id       uuid NOT NULL,
    noted_at     timestamp NOT NULL,
    PRIMARY KEY (source_table, row_id)
);
COMMENT ON TABLE settlement.late_notes IS
    'Rows beyond the windows that `backfill late` found since the last close (too_late, R8.7); the next close takes them up.';

CREATE FUNCTION settlement.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% is refused: %.% belongs to closed periods, which never change', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege',
              HINT = 'What turns up later is settled in the next period to close (R2.2, R8).';
END
$$;

-- The parents refuse everything; a partition gets the same triggers once its period is closed. ALWAYS, so that
-- session_replication_role does not get round them.
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['lines', 'marks', 'accruals', 'pools', 'pool_shares', 'exclusions', 'exceptions',
                                'creator_totals', 'leaves'] LOOP
        EXECUTE format('CREATE TRIGGER closed BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON settlement.%I
                        FOR EACH STATEMENT EXECUTE FUNCTION settlement.refuse_change()', name);
        EXECUTE format('ALTER TABLE settlement.%I ENABLE ALWAYS TRIGGER closed', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['periods', 'policies'] LOOP
        EXECUTE format('CREATE TRIGGER closed BEFORE UPDATE OR DELETE OR TRUNCATE ON settlement.%I
                        FOR EACH STATEMENT EXECUTE FUNCTION settlement.refuse_change()', name);
        EXECUTE format('ALTER TABLE settlement.%I ENABLE ALWAYS TRIGGER closed', name);
    END LOOP;
END
$$;

CREATE FUNCTION settlement.check_order() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE latest date := (SELECT max(period) FROM settlement.periods);
BEGIN
    IF latest IS NOT NULL AND NEW.period <> latest + interval '1 month' THEN
        RAISE EXCEPTION 'period % does not follow %, the last closed one', NEW.period, latest;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER follows BEFORE INSERT ON settlement.periods FOR EACH ROW EXECUTE FUNCTION settlement.check_order();
ALTER TABLE settlement.periods ENABLE ALWAYS TRIGGER follows;

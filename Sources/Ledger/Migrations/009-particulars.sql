-- 9 particulars: what a close keeps of the platform for reports, so that a later change there alters no report of a closed month.
--
-- These books are no part of the digest: they say how things were called and what was asked for them, not who is owed
-- what. A month that was closed before this step has empty ones.

CREATE TABLE settlement.kept_contents (
    period         date NOT NULL,
    content_id     uuid NOT NULL,
    title          text,
    rating_count   bigint NOT NULL,
    rating_average double precision NOT NULL,
    owner_id       uuid
) PARTITION BY LIST (period);
COMMENT ON TABLE settlement.kept_contents IS
    'Titles, ratings and owners of the contents that a period has lines or left-out engagement of, as the close saw them; the platform''s own have no owner.';

CREATE TABLE settlement.kept_creators (
    period     date NOT NULL,
    creator_id uuid NOT NULL,
    name       text,
    preferred  text,
    accounts   text
) PARTITION BY LIST (period);
COMMENT ON TABLE settlement.kept_creators IS
    'Names of the creators that a period has lines of, as their payment settings had them; null where these name nobody. preferred: the method they preferred; accounts: which fields of an account were filled in, not what with.';

CREATE TABLE settlement.kept_bundles (
    period           date NOT NULL,
    bundle_id        uuid NOT NULL,
    creator_id       uuid,
    title            text,
    currency         text NOT NULL,
    price_cents      bigint,
    list_cents       bigint,
    discount_percent numeric,
    contents         bigint NOT NULL
) PARTITION BY LIST (period);
COMMENT ON TABLE settlement.kept_bundles IS
    'Bundles that were sold in a period: price and stated discount, and what their contents cost one by one (list_cents; null where that is in another currency).';

CREATE TABLE settlement.kept_sources (
    period    date NOT NULL,
    source_id uuid NOT NULL,
    bundle_id uuid,
    message   text,
    CHECK (bundle_id IS NOT NULL OR message IS NOT NULL)
) PARTITION BY LIST (period);
COMMENT ON TABLE settlement.kept_sources IS 'The bundle of a purchase that was settled, and the message of a donation.';

CREATE TABLE settlement.kept_fees (
    period                 date NOT NULL,
    verdict                "char" NOT NULL CHECK (verdict IN ('n', 'a', 'd', 'h')),
    purchase_id            uuid,
    currency               text NOT NULL,
    purchases              bigint NOT NULL CHECK (purchases > 0),
    amount_cents           bigint NOT NULL,
    recorded_fee_cents     bigint,
    recorded_revenue_cents bigint,
    computed_fee_cents     bigint NOT NULL,
    computed_revenue_cents bigint NOT NULL
) PARTITION BY LIST (period);
COMMENT ON TABLE settlement.kept_fees IS
    'Fees recorded by the platform against computed ones (R4.7). verdict: n not recorded, a agrees (both summed by currency), d differs, h differs and honoured (a row each).';

CREATE OR REPLACE FUNCTION settlement.book_names() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT ARRAY['lines', 'marks', 'accruals', 'pools', 'pool_shares', 'exclusions', 'exceptions', 'creator_totals',
                 'leaves', 'kept_contents', 'kept_creators', 'kept_bundles', 'kept_sources', 'kept_fees']
$$;

-- The new books are guarded like the others, and empty for the months that are closed; a draft is made again with them.
DO $$
DECLARE book text; name text; closed date;
BEGIN
    FOREACH book IN ARRAY ARRAY['kept_contents', 'kept_creators', 'kept_bundles', 'kept_sources', 'kept_fees'] LOOP
        EXECUTE format('CREATE TRIGGER closed BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON settlement.%I
                        FOR EACH STATEMENT EXECUTE FUNCTION settlement.refuse_change()', book);
        EXECUTE format('ALTER TABLE settlement.%I ENABLE ALWAYS TRIGGER closed', book);
        FOR closed IN SELECT period FROM settlement.periods ORDER BY period LOOP
            name := settlement.book_name(book, closed, false);
            EXECUTE format('CREATE TABLE %s (LIKE settlement.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
                            CHECK (period IS NOT NULL AND period = %L))', name, book, closed);
            EXECUTE format('CREATE TRIGGER closed BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s
                            FOR EACH STATEMENT EXECUTE FUNCTION settlement.refuse_change()', name);
            EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER closed', name);
            EXECUTE format('ALTER TABLE settlement.%I ATTACH PARTITION %s FOR VALUES IN (%L)', book, name, closed);
        END LOOP;
    END LOOP;
    PERFORM settlement.drop_draft();
END
$$;

-- Keeps the particulars of an open period, when its lines are there; of purchases, the close keeps them on its way.
CREATE FUNCTION settlement.keep_particulars(opened date, draft boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    lines text := settlement.book_name('lines', opened, draft);
    sources text := settlement.book_name('kept_sources', opened, draft);
BEGIN
    PERFORM settlement.check_open(opened);
    EXECUTE format('
        INSERT INTO %s SELECT $1, content.id, content.title::text, coalesce(content.rating_count, 0),
                              coalesce(content.rating_average, 0),
                              CASE WHEN content.is_platform_content IS NOT TRUE THEN content.user_id END
        FROM public.contents content
        WHERE content.id IN (SELECT content_id FROM %s UNION SELECT content_id FROM %s)',
        settlement.book_name('kept_contents', opened, draft), lines,
        settlement.book_name('exclusions', opened, draft)) USING opened;
    EXECUTE format('
        INSERT INTO %s SELECT $1, creator_id, coalesce(nullif(btrim(CASE jsonb_typeof(payout_details->''name'')
                                  WHEN ''string'' THEN payout_details->>''name'' END), ''''),
                              nullif(btrim(aba_khqr_name::text), '''')),
                              preferred_payout_method::text, filled.accounts
        FROM (SELECT DISTINCT creator_id FROM %s WHERE creator_id IS NOT NULL) earned
        LEFT JOIN public.creator_payment_settings settings ON settings.user_id = creator_id
        LEFT JOIN LATERAL (
            SELECT string_agg(field, '','' ORDER BY field) AS accounts FROM (VALUES
                (''aba_account'', payout_aba_account::text), (''paypal_email'', payout_paypal_email::text),
                (''wise_email'', CASE jsonb_typeof(payout_details->''wise_email'') WHEN ''string'' THEN payout_details->>''wise_email'' END),
                (''iban'', CASE jsonb_typeof(payout_details->''iban'') WHEN ''string'' THEN payout_details->>''iban'' END),
                (''name'', CASE jsonb_typeof(payout_details->''name'') WHEN ''string'' THEN payout_details->>''name'' END))
                AS given (field, value) WHERE value ~ ''\S''
        ) filled ON true',
        settlement.book_name('kept_creators', opened, draft),
        settlement.book_name('creator_totals', opened, draft)) USING opened;
    EXECUTE format('
        INSERT INTO %s SELECT $1, bundle.id, bundle.creator_id, bundle.title::text, coalesce(bundle.currency::text, ''USD''),
                              bundle.price_cents, listed.cents, bundle.discount_percent, coalesce(listed.contents, 0)
        FROM public.bundles bundle
        LEFT JOIN (SELECT bundle.id, count(*) AS contents,
                          CASE WHEN bool_and(coalesce(content.price_cents, 0) = 0
                                             OR coalesce(content.currency::text, ''USD'') = coalesce(bundle.currency::text, ''USD''))
                               THEN coalesce(sum(content.price_cents), 0) END AS cents
                   FROM public.bundles bundle JOIN public.bundle_contents part ON part.bundle_id = bundle.id
                   JOIN public.contents content ON content.id = part.content_id
                   GROUP BY bundle.id) listed ON listed.id = bundle.id
        WHERE bundle.id IN (SELECT bundle_id FROM %s)',
        settlement.book_name('kept_bundles', opened, draft), sources) USING opened;
    EXECUTE format('
        INSERT INTO %s SELECT $1, donation.id, NULL::uuid, donation.message::text
        FROM public.donations donation
        WHERE btrim(donation.message::text) <> '''' AND donation.id IN (SELECT source_id FROM %s WHERE bucket = ''d'')',
        sources, lines) USING opened;
    EXECUTE format('CREATE INDEX ON %s (source_id)', sources);
    EXECUTE format('CREATE INDEX ON %s (content_id)', settlement.book_name('kept_contents', opened, draft));
    EXECUTE format('CREATE INDEX ON %s (creator_id)', settlement.book_name('kept_creators', opened, draft));
END
$$;
REVOKE EXECUTE ON FUNCTION settlement.keep_particulars FROM PUBLIC;

-- Those who have the rights to settle already are given the new ones.
DO $$ BEGIN PERFORM settlement.renew_settling(); END $$;

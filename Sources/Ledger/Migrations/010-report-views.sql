-- 10 report views: what reports read, in words instead of letters, as far as it was recorded when the asked day ended.
--
-- They are stable: columns are added, none is renamed or removed. What is asked for stands in three settings, which
-- `remit report` and `remit archive` set: remit.period (the first day of a closed month), remit.as_of (a day), and
-- remit.recorded_before (when that day ended, in UTC).

CREATE FUNCTION settlement.asked_period() RETURNS date
LANGUAGE sql STABLE AS $$ SELECT pg_catalog.current_setting('remit.period')::pg_catalog.date $$;

CREATE FUNCTION settlement.asked_day() RETURNS date
LANGUAGE sql STABLE AS $$ SELECT pg_catalog.current_setting('remit.as_of')::pg_catalog.date $$;

CREATE FUNCTION settlement.recorded_before() RETURNS timestamp
LANGUAGE sql STABLE AS $$ SELECT pg_catalog.current_setting('remit.recorded_before')::pg_catalog."timestamp" $$;

CREATE FUNCTION settlement.kind_name(kind "char") RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE kind WHEN 's' THEN 'sale' WHEN 'b' THEN 'bundle' WHEN 'd' THEN 'donation' WHEN 'p' THEN 'pool'
                     WHEN 'r' THEN 'reversal' WHEN 'i' THEN 'reinstatement' WHEN 'c' THEN 'correction'
                     WHEN 'a' THEN 'adjustment' WHEN 'n' THEN 'opening' END
$$;

CREATE FUNCTION settlement.bucket_name(bucket "char") RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE bucket WHEN 's' THEN 'sales' WHEN 'd' THEN 'donations' ELSE 'subscriptions' END
$$;

CREATE VIEW settlement.report_periods AS
    SELECT period, to_char(period, 'YYYY-MM') AS month, starts_at, ends_at, clock AS closed_at, encode(root, 'hex') AS root,
           policy_hash, engine_version
    FROM settlement.periods WHERE clock < settlement.recorded_before();
COMMENT ON VIEW settlement.report_periods IS
    'The months that were closed by the end of the asked day; period is the first day, month its text; times in UTC.';

CREATE VIEW settlement.report_lines AS
    SELECT period, settlement.kind_name(kind) AS kind, settlement.bucket_name(bucket) AS bucket, source_id, content_id,
           creator_id, currency, gross_cents, processing_cents, platform_cents, creator_cents, payable, late, hold_from, sold_at
    FROM settlement.lines WHERE period <= settlement.asked_period();
COMMENT ON VIEW settlement.report_lines IS
    'The lines through the asked period (R4.4); ask for one period or a few, there can be millions in each.';

CREATE VIEW settlement.report_totals AS
    SELECT period, creator_id, currency, settlement.bucket_name(bucket) AS bucket, payable, hold_from, lines, gross_cents,
           processing_cents, platform_cents, creator_cents, earned_cents, creator_cents - earned_cents AS reversed_cents
    FROM settlement.creator_totals WHERE period <= settlement.asked_period();
COMMENT ON VIEW settlement.report_totals IS
    'The lines summed by creator, bucket and hold: earned_cents are the positive creator parts, reversed_cents the negative ones (R13).';

CREATE VIEW settlement.report_pools AS
    SELECT * FROM settlement.pools WHERE period <= settlement.asked_period();
COMMENT ON VIEW settlement.report_pools IS 'The subscription pools through the asked period (R9), with the sums of what counted.';

CREATE VIEW settlement.report_pool_shares AS
    SELECT period, currency, content_id, creator_id, seconds, sessions, concepts, part_cents
    FROM settlement.pool_shares WHERE period <= settlement.asked_period();
COMMENT ON VIEW settlement.report_pool_shares IS 'What counted of each content in a pool, and its part (R9.2-R9.4).';

CREATE VIEW settlement.report_exclusions AS
    SELECT * FROM settlement.exclusions WHERE period <= settlement.asked_period();
COMMENT ON VIEW settlement.report_exclusions IS 'Engagement that was left out of the pools, by content and rule (R9.1).';

CREATE VIEW settlement.report_exceptions AS
    SELECT found.period, code, source_table, row_id, severity, open, message,
           (SELECT min(earlier.period) FROM settlement.exceptions earlier
            WHERE earlier.source_table = found.source_table AND earlier.row_id = found.row_id
              AND earlier.period <= found.period) AS first_period,
           EXISTS (SELECT FROM settlement.waivers entry
                   WHERE entry.source_table = found.source_table AND entry.row_id = found.row_id
                     AND entry.made_at < settlement.recorded_before() AND entry.waived
                     AND NOT EXISTS (SELECT FROM settlement.waivers later
                                     WHERE later.source_table = entry.source_table AND later.row_id = entry.row_id
                                       AND later.number > entry.number
                                       AND later.made_at < settlement.recorded_before())) AS waived
    FROM settlement.exceptions found WHERE found.period <= settlement.asked_period();
COMMENT ON VIEW settlement.report_exceptions IS
    'Rows that closes left open or warned of (R12), the month in which each was first one, and whether it was waived by the end of the asked day.';

CREATE VIEW settlement.report_fees AS
    SELECT period, CASE verdict WHEN 'n' THEN 'not recorded' WHEN 'a' THEN 'agrees' WHEN 'd' THEN 'differs'
                                ELSE 'honoured' END AS verdict,
           purchase_id, currency, purchases, amount_cents, recorded_fee_cents, recorded_revenue_cents, computed_fee_cents,
           computed_revenue_cents
    FROM settlement.kept_fees WHERE period <= settlement.asked_period();
COMMENT ON VIEW settlement.report_fees IS
    'Fees that the platform recorded against those of the rules (R4.7): sums where they agree or are missing, a row where they differ.';

CREATE VIEW settlement.report_bundles AS SELECT * FROM settlement.kept_bundles WHERE period <= settlement.asked_period();
COMMENT ON VIEW settlement.report_bundles IS 'The terms of bundles in the months in which they were sold.';

CREATE VIEW settlement.report_sources AS
    SELECT DISTINCT ON (source_id) source_id, bundle_id, message FROM settlement.kept_sources
    WHERE period <= settlement.asked_period() ORDER BY source_id, period DESC;
COMMENT ON VIEW settlement.report_sources IS 'The bundle of each purchase, and the message of each donation, as the last close that settled it saw them.';

CREATE VIEW settlement.report_contents AS
    SELECT DISTINCT ON (content_id) content_id, title, rating_count, rating_average FROM settlement.kept_contents
    WHERE period <= settlement.asked_period() ORDER BY content_id, period DESC;
COMMENT ON VIEW settlement.report_contents IS 'Titles and ratings of contents, as the last close through the asked period that had to do with them saw them.';

CREATE VIEW settlement.report_creators AS
    SELECT DISTINCT ON (creator_id) creator_id, name FROM settlement.kept_creators
    WHERE period <= settlement.asked_period() ORDER BY creator_id, period DESC;
COMMENT ON VIEW settlement.report_creators IS 'Names of creators, as the last close through the asked period that had lines of them saw them; null where nobody is named.';

REVOKE EXECUTE ON FUNCTION settlement.asked_period, settlement.asked_day, settlement.recorded_before, settlement.kind_name,
    settlement.bucket_name FROM PUBLIC;

-- Those who have the rights to settle already are given the new ones.
DO $$ BEGIN PERFORM settlement.renew_settling(); END $$;

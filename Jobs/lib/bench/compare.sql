-- How far the work of a rival agrees with remit's draft: psql -v schema=bench_sql -f compare.sql
-- Prints how many rows of each book agree in every column of how many, and the revenue that each recognised.
\set QUIET on
\pset tuples_only on
\pset format unaligned
\pset fieldsep ' '
\set columns 'period, kind::text, bucket::text, source_id, content_id, creator_id, seller_id, currency, gross_cents, processing_cents, platform_cents, creator_cents, payable, late, hold_from, sold_at'
SET work_mem = '512MB';
SELECT 'lines', drafted - missed, 'of', drafted, 'agree;', extra, 'are not in the draft'
FROM (SELECT count(*) AS drafted FROM settlement_draft.lines) d,
     (SELECT count(*) AS missed FROM (SELECT :columns FROM settlement_draft.lines EXCEPT ALL SELECT :columns FROM :schema.lines) l) m,
     (SELECT count(*) AS extra FROM (SELECT :columns FROM :schema.lines EXCEPT ALL SELECT :columns FROM settlement_draft.lines) l) e;
SELECT 'accruals', drafted - missed, 'of', drafted, 'agree;', extra, 'are not in the draft'
FROM (SELECT count(*) AS drafted FROM settlement_draft.accruals) d,
     (SELECT count(*) AS missed FROM (SELECT * FROM settlement_draft.accruals EXCEPT ALL SELECT * FROM :schema.accruals) l) m,
     (SELECT count(*) AS extra FROM (SELECT * FROM :schema.accruals EXCEPT ALL SELECT * FROM settlement_draft.accruals) l) e;
SELECT 'shares', drafted - missed, 'of', drafted, 'agree;', extra, 'are not in the draft'
FROM (SELECT count(*) AS drafted FROM settlement_draft.pool_shares) d,
     (SELECT count(*) AS missed FROM (SELECT * FROM settlement_draft.pool_shares EXCEPT ALL SELECT * FROM :schema.pool_shares) l) m,
     (SELECT count(*) AS extra FROM (SELECT * FROM :schema.pool_shares EXCEPT ALL SELECT * FROM settlement_draft.pool_shares) l) e;
SELECT 'recognised', currency, sum(revenue_cents) FILTER (WHERE ours), 'and by remit', sum(revenue_cents) FILTER (WHERE NOT ours)
FROM (SELECT true AS ours, currency, revenue_cents FROM :schema.pools UNION ALL SELECT false, currency, revenue_cents FROM settlement_draft.pools) p
GROUP BY currency ORDER BY currency;

-- How far the work of a rival agrees with remit's draft: psql -v schema=bench_sql -f compare.sql
-- Prints how many rows of each book agree in every column of how many, and the revenue that each recognised.
\set QUIET on
\pset tuples_only on
\pset format unaligned
\pset fieldsep ' '
SET work_mem = '512MB';
SELECT 'lines', count(*) FILTER (WHERE kept), 'of', (SELECT count(*) FROM settlement_draft.lines), 'agree;', count(*) FILTER (WHERE NOT kept), 'are not in the draft'
FROM (SELECT true AS kept FROM (SELECT * FROM :schema.lines INTERSECT ALL SELECT * FROM settlement_draft.lines) l
      UNION ALL SELECT false FROM (SELECT * FROM :schema.lines EXCEPT ALL SELECT * FROM settlement_draft.lines) l) l;
SELECT 'accruals', count(*) FILTER (WHERE kept), 'of', (SELECT count(*) FROM settlement_draft.accruals), 'agree;', count(*) FILTER (WHERE NOT kept), 'are not in the draft'
FROM (SELECT true AS kept FROM (SELECT * FROM :schema.accruals INTERSECT ALL SELECT * FROM settlement_draft.accruals) l
      UNION ALL SELECT false FROM (SELECT * FROM :schema.accruals EXCEPT ALL SELECT * FROM settlement_draft.accruals) l) l;
SELECT 'shares', count(*) FILTER (WHERE kept), 'of', (SELECT count(*) FROM settlement_draft.pool_shares), 'agree;', count(*) FILTER (WHERE NOT kept), 'are not in the draft'
FROM (SELECT true AS kept FROM (SELECT * FROM :schema.pool_shares INTERSECT ALL SELECT * FROM settlement_draft.pool_shares) l
      UNION ALL SELECT false FROM (SELECT * FROM :schema.pool_shares EXCEPT ALL SELECT * FROM settlement_draft.pool_shares) l) l;
SELECT 'recognised', currency, sum(revenue_cents) FILTER (WHERE ours), 'and by remit', sum(revenue_cents) FILTER (WHERE NOT ours)
FROM (SELECT true AS ours, currency, revenue_cents FROM :schema.pools UNION ALL SELECT false, currency, revenue_cents FROM settlement_draft.pools) p
GROUP BY currency ORDER BY currency;

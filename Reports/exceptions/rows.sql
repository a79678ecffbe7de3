SELECT code, source_table, row_id, CASE WHEN waived THEN 'waived' WHEN open THEN 'open' ELSE 'warning' END AS state,
       to_char(first_period, 'YYYY-MM') AS first_month,
       (1 + 12 * (extract(year FROM period) - extract(year FROM first_period))
          + extract(month FROM period) - extract(month FROM first_period))::bigint AS closes, message
FROM report_exceptions WHERE period = asked_period()
ORDER BY severity COLLATE "C", first_period, code COLLATE "C", source_table COLLATE "C", row_id

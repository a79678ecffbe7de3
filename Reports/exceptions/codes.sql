SELECT code, severity, count(*) AS rows, count(*) FILTER (WHERE open AND NOT waived) AS open_rows,
       count(*) FILTER (WHERE waived) AS waived_rows, to_char(min(first_period), 'YYYY-MM') AS oldest
FROM report_exceptions WHERE period = asked_period() GROUP BY code, severity
ORDER BY severity COLLATE "C", code COLLATE "C"

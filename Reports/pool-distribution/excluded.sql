SELECT currency, rule, coalesce(title, left(content_id::text, 8), '') AS title, content_id, rows, seconds
FROM report_exclusions LEFT JOIN report_contents USING (content_id)
WHERE period = asked_period() ORDER BY currency COLLATE "C", rule COLLATE "C", seconds DESC, content_id

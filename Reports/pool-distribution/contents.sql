SELECT currency, coalesce(title, left(content_id::text, 8), '') AS title, content_id, creator_id, seconds, sessions, concepts, part_cents
FROM report_pool_shares LEFT JOIN report_contents USING (content_id)
WHERE period = asked_period() ORDER BY currency COLLATE "C", part_cents DESC, content_id

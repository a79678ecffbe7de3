SELECT currency, kind, sold_at::date AS sold_day, source_id, coalesce(title, left(content_id::text, 8), '') AS title, creator_id, gross_cents,
       processing_cents, platform_cents, creator_cents
FROM report_lines LEFT JOIN report_contents USING (content_id)
WHERE period = asked_period() AND kind IN ('reversal', 'reinstatement', 'correction')
ORDER BY currency COLLATE "C", array_position(ARRAY['reversal', 'reinstatement', 'correction'], kind), sold_at, source_id,
         content_id, gross_cents

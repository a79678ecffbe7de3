SELECT currency, kind, bucket, count(DISTINCT source_id) AS sources, sum(gross_cents)::bigint AS gross_cents,
       sum(processing_cents)::bigint AS processing_cents, sum(platform_cents)::bigint AS platform_cents,
       sum(creator_cents)::bigint AS creator_cents
FROM report_lines WHERE period = asked_period() AND kind IN ('reversal', 'reinstatement', 'correction')
GROUP BY currency, kind, bucket
ORDER BY currency COLLATE "C", array_position(ARRAY['reversal', 'reinstatement', 'correction'], kind), bucket COLLATE "C"

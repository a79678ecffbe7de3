SELECT currency, kind, count(*) AS lines, sum(gross_cents)::bigint AS gross_cents,
       sum(processing_cents)::bigint AS processing_cents, sum(platform_cents)::bigint AS platform_cents,
       sum(creator_cents)::bigint AS creator_cents,
       coalesce(sum(creator_cents) FILTER (WHERE NOT payable), 0)::bigint AS direct_cents
FROM report_lines WHERE period = asked_period()
GROUP BY currency, kind
ORDER BY currency COLLATE "C",
         array_position(ARRAY['sale', 'bundle', 'donation', 'pool', 'reversal', 'reinstatement', 'correction', 'adjustment', 'opening'], kind)

SELECT currency, creator_id, coalesce(name, left(creator_id::text, 8)) AS name, count(*) AS contents, sum(seconds)::bigint AS seconds,
       sum(sessions)::bigint AS sessions, sum(concepts)::bigint AS concepts, sum(part_cents)::bigint AS part_cents,
       round(sum(part_cents) * 100 / nullif(sum(sum(part_cents)) OVER (PARTITION BY currency), 0), 2) AS share
FROM report_pool_shares LEFT JOIN report_creators USING (creator_id)
WHERE period = asked_period() GROUP BY currency, creator_id, name
ORDER BY currency COLLATE "C", sum(part_cents) DESC, creator_id

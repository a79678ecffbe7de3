SELECT currency, state, count(*) AS creators, sum(amount_cents)::bigint AS amount_cents
FROM outcomes GROUP BY currency, state ORDER BY currency COLLATE "C", state COLLATE "C"

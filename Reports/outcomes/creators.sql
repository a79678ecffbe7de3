SELECT currency, state, creator_id, coalesce(name, left(creator_id::text, 8)) AS name, amount_cents, coalesce(reason, '') AS reason, next_date
FROM outcomes LEFT JOIN report_creators USING (creator_id)
ORDER BY currency COLLATE "C", state COLLATE "C", amount_cents DESC, creator_id

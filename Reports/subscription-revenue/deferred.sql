SELECT currency, opening_cents, billed_cents, -earned_before_genesis_cents AS before_cents,
       -recognised_cents AS recognised_cents, -forfeited_cents AS forfeited_cents, closing_cents,
       -over_recognised_cents AS over_recognised_cents
FROM deferred_revenue ORDER BY currency COLLATE "C"

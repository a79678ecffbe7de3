SELECT currency, model, revenue_cents, carried_in_cents, platform_cents, distributed_cents, carried_out_cents
FROM report_pools WHERE period = asked_period() ORDER BY currency COLLATE "C"

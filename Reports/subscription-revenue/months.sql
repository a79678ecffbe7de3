SELECT currency, to_char(period, 'YYYY-MM') AS month, revenue_cents, platform_cents, distributed_cents, carried_out_cents
FROM report_pools WHERE period > asked_period() - interval '24 months'
ORDER BY currency COLLATE "C", period

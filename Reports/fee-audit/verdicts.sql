SELECT currency, verdict, sum(purchases)::bigint AS purchases, sum(amount_cents)::bigint AS amount_cents,
       sum(recorded_fee_cents)::bigint AS recorded_fee_cents, sum(computed_fee_cents)::bigint AS computed_fee_cents,
       sum(recorded_revenue_cents)::bigint AS recorded_revenue_cents,
       sum(computed_revenue_cents)::bigint AS computed_revenue_cents
FROM report_fees WHERE period = asked_period()
GROUP BY currency, verdict ORDER BY currency COLLATE "C", verdict COLLATE "C"

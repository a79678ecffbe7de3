SELECT currency, purchase_id, verdict, amount_cents, recorded_fee_cents, computed_fee_cents,
       recorded_fee_cents - computed_fee_cents AS difference_cents, recorded_revenue_cents, computed_revenue_cents
FROM report_fees WHERE period = asked_period() AND purchase_id IS NOT NULL
ORDER BY currency COLLATE "C", abs(recorded_fee_cents - computed_fee_cents) DESC NULLS LAST, purchase_id

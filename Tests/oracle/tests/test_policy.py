"""R3: the policy file."""

import unittest

from oracle.policy import parse

from .making import policy, policy_text


class Reading(unittest.TestCase):
    def test_every_value(self):
        entry = policy(cap="0.33", recorded_fees="honour", refunded="true", without_share="equal").entry("2026-05")
        self.assertEqual(entry.tiers, {"USD": [(0, 2000), (500, 1500), (2000, 1000)]})
        self.assertEqual((entry.honour, entry.refunded, entry.equal_bundles), (True, True, True))
        self.assertEqual((entry.creator_bears_sales, entry.creator_bears_donations), (False, True))
        self.assertEqual((entry.collected, entry.direct), ({"paddle"}, {"aba_khqr", "paypal"}))
        self.assertEqual((entry.platform_points, entry.weights, entry.cap_hundredths), (3000, (50, 30, 20), 33))
        self.assertEqual((entry.settled, entry.late_days, entry.refund_days), ({"USD"}, 45, 180))

    def test_no_percentage_becomes_a_float(self):
        text = policy_text().replace("percent: 5, fixed: {USD: 50}", "percent: 2.9, fixed: {USD: 30}")
        self.assertEqual(parse(text).entry("2026-01").providers["paddle"].points, 290)

    def test_processing_is_the_percentage_and_the_fixed_fee(self):
        providers = policy().entry("2026-01").providers
        table = [("paddle", 999, "USD", 100), ("paddle", 999, "EUR", 50), ("aba_khqr", 999, "USD", 0)]
        for name, cents, currency, expected in table:
            self.assertEqual(providers[name].processing(cents, currency), expected)

    def test_the_last_tier_that_begins_by_the_amount(self):
        entry = policy().entry("2026-01")
        for cents, points in [(0, 2000), (499, 2000), (500, 1500), (1999, 1500), (2000, 1000), (10**9, 1000)]:
            self.assertEqual(entry.commission_points(cents, "USD"), points)

    def test_the_last_entry_that_is_effective_by_the_month(self):
        later = policy_text(late=0).split("entries:\n")[1].replace("2026-01", "2026-03")
        rules = parse(policy_text() + later)
        self.assertEqual([rules.entry(month).late_days for month in ("2026-01", "2026-02", "2026-03", "2027-01")],
                         [45, 45, 0, 0])

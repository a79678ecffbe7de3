"""R4 and R6: sales and donations, with the worked examples at the end of the rules."""

import unittest

from oracle import sales
from oracle.sources import fault_of, sources, warning_of

from .making import READER, SELLER, amounts, content, donation, policy, purchase, uid, world_of


def settled(row, rules=None, table="purchases", contents=None):
    """The lines of one row, settled in January."""
    world = world_of(**{table: [row]}, contents=[content()] if contents is None else contents)
    entry = (rules or policy()).entry("2026-01")
    source = next(sources(world))
    assert fault_of(source, entry, world) is None, fault_of(source, entry, world)
    return sales.settle(source, entry, world, "2026-01", False, None), warning_of(source, entry, world)


def parts(row, rules=None, table="purchases", contents=None):
    """The amounts of the only line of one row."""
    lines, _ = settled(row, rules, table, contents)
    assert len(lines) == 1
    return amounts(lines[0])


class WorkedExamples(unittest.TestCase):
    def test_sales(self):
        table = [
            (999, "lemon_squeezy", (999, 100, 50, 849)), (499, "paddle", (499, 75, 25, 399)),
            (99, "paddle", (99, 55, -35, 79)), (2000, "paddle", (2000, 150, 50, 1800)),
        ]
        for cents, provider, expected in table:
            with self.subTest(cents=cents):
                self.assertEqual(parts(purchase(amount_cents=cents, payment_provider=provider)), expected)

    def test_donations(self):
        table = [
            (500, "paddle", (500, 75, 0, 425), True), (40, "paddle", (40, 52, -12, 0), True),
            (500, "aba_khqr", (500, 0, 0, 500), False),
        ]
        for cents, provider, expected, payable in table:
            with self.subTest(cents=cents, provider=provider):
                row = donation(amount_cents=cents, payment_provider=provider)
                lines, _ = settled(row, table="donations")
                self.assertEqual((amounts(lines[0]), lines[0].payable), (expected, payable))


class Sales(unittest.TestCase):
    def test_processing_borne_by_the_creator_never_makes_them_pay(self):
        rules = policy(sales_borne_by="creator")
        self.assertEqual(parts(purchase(amount_cents=999), rules), (999, 100, 150, 749))
        self.assertEqual(parts(purchase(amount_cents=40), rules), (40, 52, -12, 0))

    def test_tiers_begin_at_their_border(self):
        for cents, creator in [(499, 399), (500, 425), (1999, 1699), (2000, 1800)]:
            self.assertEqual(parts(purchase(amount_cents=cents))[3], creator)

    def test_an_amount_of_0_makes_no_line_and_is_asked_nothing(self):
        row = purchase(amount_cents=0, currency="THB", payment_provider=None, seller_id=None)
        self.assertEqual(settled(row), ([], None))

    def test_the_platforms_own_content_has_no_creator(self):
        own = [content(is_platform_content=True)]
        lines, _ = settled(purchase(seller_id=None), contents=own)
        self.assertEqual((amounts(lines[0]), lines[0].creator), ((999, 100, 899, 0), None))

    def test_content_that_is_gone_settles_by_its_seller(self):
        lines, _ = settled(purchase(), contents=[])
        self.assertEqual((lines[0].creator, lines[0].creator_part), (SELLER, 849))

    def test_a_direct_donation_counts_in_whatever_currency(self):
        row = donation(currency="THB", payment_provider="paypal")
        self.assertEqual(parts(row, table="donations"), (500, 0, 0, 500))

    def test_self_dealing_is_warned_of(self):
        self.assertEqual(settled(purchase(buyer_id=SELLER))[1], "self_dealing")
        self.assertEqual(settled(donation(donor_id=SELLER), table="donations")[1], "self_dealing")


class RecordedFees(unittest.TestCase):
    TABLE = [  # fee, revenue, reported, creator where honoured
        (None, None, False, 849), (0, 0, False, 849), (150, 849, False, 849), (100, 899, True, 899),
        (100, 800, True, 849), (None, 899, True, 849), (None, 0, True, 849), (-1, 1000, True, 849),
        (0, 999, True, 999), (1000, -1, True, 849),
    ]

    def test_are_compared_and_reported_but_do_not_stand(self):
        for fee, revenue, reported, _ in self.TABLE:
            with self.subTest(fee=fee, revenue=revenue):
                lines, code = settled(purchase(platform_fee_cents=fee, seller_revenue_cents=revenue))
                self.assertEqual((lines[0].creator_part, code == "fee_mismatch"), (849, reported))

    def test_stand_where_honoured_if_they_make_sense(self):
        rules = policy(recorded_fees="honour")
        for fee, revenue, reported, creator in self.TABLE:
            with self.subTest(fee=fee, revenue=revenue):
                lines, code = settled(purchase(platform_fee_cents=fee, seller_revenue_cents=revenue), rules)
                self.assertEqual(amounts(lines[0]), (999, 100, 899 - creator, creator))
                self.assertEqual(code == "fee_mismatch", reported)

    def test_on_the_platforms_own_content_nothing_is_honoured(self):
        rules, own = policy(recorded_fees="honour"), [content(is_platform_content=True)]
        for fee, revenue, reported in [(999, 0, False), (100, 899, True)]:
            row = purchase(platform_fee_cents=fee, seller_revenue_cents=revenue)
            lines, code = settled(row, rules, contents=own)
            self.assertEqual((lines[0].creator_part, code == "fee_mismatch"), (0, reported))

    def test_a_mismatch_comes_before_self_dealing(self):
        row = purchase(buyer_id=SELLER, platform_fee_cents=1, seller_revenue_cents=2)
        self.assertEqual(settled(row)[1], "fee_mismatch")


class Faults(unittest.TestCase):
    def fault(self, row, table="purchases"):
        """The first fault of a row."""
        world = world_of(**{table: [row]})
        return fault_of(next(sources(world)), policy().entry("2026-01"), world)

    def test_come_in_their_order(self):
        faults = [
            ("completed_at_missing", {"completed_at": None}), ("amount_missing", {"amount_cents": None}),
            ("amount_negative", {"amount_cents": -1}), ("currency_not_settled", {"currency": "THB"}),
            ("provider_unknown", {"payment_provider": "cash"}), ("seller_missing", {"seller_id": None}),
        ]
        values = {}
        for code, change in reversed(faults):
            values.update(change)
            with self.subTest(code=code):
                self.assertEqual(self.fault(purchase(**values)), code)

    def test_a_donation_needs_a_provider_that_is_collected_or_direct(self):
        self.assertEqual(self.fault(donation(payment_provider="lemon_squeezy"), "donations"), "provider_unknown")
        self.assertEqual(self.fault(donation(recipient_id=None), "donations"), "seller_missing")

    def test_a_bundle_that_is_gone_is_missing(self):
        self.assertEqual(self.fault(purchase(bundle_id=uid(599), seller_id=None)), "bundle_missing")

    def test_a_good_row_has_none(self):
        self.assertIsNone(self.fault(purchase(buyer_id=READER)))

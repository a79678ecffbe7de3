"""R8: late arrivals, reversals, reinstatements, corrections, and what waits."""

import unittest

from oracle.close import backfill_late, close

from .making import OTHER, SELLER, amounts, bundle_of, close_all, codes, content, donation, policy, purchase, uid
from .making import world_of

SALE = (999, 100, 50, 849)


def negative(values):
    """The amounts negated."""
    return tuple(-value for value in values)


class World(unittest.TestCase):
    """A world that is closed month by month, with changes in between."""

    def start(self, rows=(), donations=(), rules=None, **tables):
        """Begins with these purchases and donations and closes January."""
        self.world = world_of(purchases=list(rows), donations=list(donations), **tables)
        self.rules = rules or policy()
        self.books = close_all(self.world, self.rules, "2026-01")

    def change(self, number=301, table="purchases", **values):
        """Changes a row."""
        self.world[table][uid(number)].update(values)

    def close(self, period):
        """Closes a period: {(kind, late): amounts} of its lines, and its exceptions."""
        self.result = close(self.books, self.world, self.rules, period)
        return [(line.kind, line.late, amounts(line)) for line in self.result.lines], codes(self.result)


class Reversals(World):
    def test_the_worked_example(self):
        self.start([purchase(amount_cents=2000)])
        self.change(status="refunded")
        self.assertEqual(self.close("2026-02")[0], [("reversal", False, (-2000, 0, -200, -1800))])
        self.assertEqual(str(self.result.lines[0].hold_from), "2026-02-01")
        self.change(status="completed")
        self.assertEqual(self.close("2026-03")[0], [("reinstatement", False, (2000, 0, 200, 1800))])
        self.assertEqual(str(self.result.lines[0].hold_from), "2026-02-01")

    def test_every_status_that_takes_back(self):
        for status in ("refunded", "disputed", "pending"):
            self.start([purchase()], [donation()])
            self.change(status=status)
            self.change(401, "donations", status=status)
            lines, found = self.close("2026-02")
            self.assertEqual((len(lines), found), (2, []))

    def test_processing_that_is_refunded(self):
        self.start([purchase()], rules=policy(refunded="true"))
        self.change(status="refunded")
        self.assertEqual(self.close("2026-02")[0], [("reversal", False, negative(SALE))])

    def test_only_once(self):
        self.start([purchase()])
        self.change(status="refunded")
        self.close("2026-02")
        self.change(status="disputed")
        self.assertEqual(self.close("2026-03"), ([], []))

    def test_within_the_refund_window(self):
        for days, kinds in [(22, ["reversal"]), (21, [])]:
            self.start([purchase()], rules=policy(refund=days))
            self.change(status="refunded")
            self.assertEqual([line[0] for line in self.close("2026-02")[0]], kinds)

    def test_a_direct_donation_stays_unpayable(self):
        self.start(donations=[donation(payment_provider="paypal")])
        self.change(401, "donations", status="refunded")
        self.assertEqual(self.close("2026-02")[0], [("reversal", False, (-500, 0, 0, -500))])
        self.assertFalse(self.result.lines[0].payable)

    def test_an_unknown_status_reverses_nothing(self):
        self.start([purchase()])
        self.change(status="chargeback")
        self.assertEqual(self.close("2026-02"), ([], [("status_unknown", 301)]))

    def test_a_deleted_row_stays_settled(self):
        self.start([purchase()])
        del self.world["purchases"][uid(301)]
        self.assertEqual(self.close("2026-02"), ([], []))


class Reinstatements(World):
    def reversed_sale(self, **values):
        """A sale that was settled in January and reversed in February."""
        self.start([purchase(**values)])
        self.change(status="refunded")
        self.close("2026-02")

    def test_wait_until_they_are_good(self):
        self.reversed_sale()
        self.change(status="completed", payment_provider="cash")
        self.assertEqual(self.close("2026-03"), ([], [("provider_unknown", 301)]))
        self.change(payment_provider="paddle")
        self.assertEqual(self.close("2026-04"), ([("reinstatement", False, (999, 0, 150, 849))], []))

    def test_whenever(self):
        self.start([purchase()], rules=policy(late=0, refund=31))
        self.change(status="refunded")
        self.close("2026-02")
        for period in ("2026-03", "2026-04", "2026-05"):
            self.close(period)
        self.change(status="completed")
        self.assertEqual([line[0] for line in self.close("2026-06")[0]], ["reinstatement"])

    def test_at_another_amount_are_corrected_too(self):
        self.reversed_sale()
        self.change(status="completed", amount_cents=499)
        self.assertEqual(self.close("2026-03")[0], [
            ("reinstatement", False, (999, 0, 150, 849)), ("correction", False, negative(SALE)),
            ("sale", True, (499, 75, 25, 399)),
        ])

    def test_are_asked_everything_warnings_included(self):
        self.reversed_sale()
        self.change(status="completed", buyer_id=SELLER)
        self.assertEqual(self.close("2026-03")[1], [("self_dealing", 301)])

    def test_can_be_reversed_again(self):
        self.reversed_sale()
        self.change(status="completed")
        self.close("2026-03")
        self.change(status="disputed")
        self.assertEqual(self.close("2026-04")[0], [("reversal", False, (-999, 0, -150, -849))])


class Corrections(World):
    def test_amount_currency_seller(self):
        self.start([purchase(completed_at="2026-01-31 10:00:00")])
        self.change(amount_cents=499)
        self.assertEqual(self.close("2026-02")[0], [
            ("correction", False, negative(SALE)), ("sale", True, (499, 75, 25, 399)),
        ])
        self.assertEqual({str(line.hold_from) for line in self.result.lines}, {"2026-02-01"})
        self.change(seller_id=OTHER)
        self.close("2026-03")
        self.assertEqual([line.creator for line in self.result.lines], [SELLER, OTHER])

    def test_neither_half_where_the_present_state_is_an_exception(self):
        self.start([purchase()])
        self.change(currency="THB")
        self.assertEqual(self.close("2026-02"), ([], [("currency_not_settled", 301)]))

    def test_what_waited_is_settled_however_late(self):
        self.start([purchase()], rules=policy(late=40))
        self.change(amount_cents=-1)
        self.close("2026-02")
        self.close("2026-03")
        self.change(amount_cents=499)
        self.assertEqual([line[0] for line in self.close("2026-04")[0]], ["correction", "sale"])

    def test_within_the_late_arrival_window(self):
        for days, count in [(22, 2), (21, 0)]:
            self.start([purchase()], rules=policy(late=days))
            self.change(amount_cents=499)
            self.assertEqual(len(self.close("2026-02")[0]), count)

    def test_to_0_and_back(self):
        self.start([purchase(completed_at="2026-01-31 10:00:00")])
        self.change(amount_cents=0, payment_provider=None)
        self.assertEqual(self.close("2026-02"), ([("correction", False, negative(SALE))], []))
        self.change(amount_cents=999, payment_provider="paddle")
        self.assertEqual(self.close("2026-03")[0], [("sale", True, SALE)])
        self.assertEqual(str(self.result.lines[0].hold_from), "2026-02-01")

    def test_no_other_change_has_any_effect(self):
        self.start([purchase()], [donation()])
        self.change(completed_at=None, created_at="2026-02-10 00:00:00", payment_provider="cash", content_id=None)
        self.change(401, "donations", content_id=uid(201), created_at="2026-02-10 00:00:00")
        self.assertEqual(self.close("2026-02"), ([], []))

    def test_a_null_currency_is_usd(self):
        self.start([purchase()])
        self.change(currency=None)
        self.assertEqual(self.close("2026-02"), ([], []))

    def test_the_seller_is_not_compared_on_the_platforms_own(self):
        self.start([purchase()], contents=[content(is_platform_content=True)])
        self.change(seller_id=OTHER)
        self.assertEqual(self.close("2026-02"), ([], []))

    def test_a_recipient_is_compared(self):
        self.start(donations=[donation(created_at="2026-01-31 10:00:00")])
        self.change(401, "donations", recipient_id=OTHER)
        self.assertEqual([line[0] for line in self.close("2026-02")[0]], ["correction", "donation"])

    def test_a_bundle_uses_the_shares_of_now(self):
        bundle, rows = bundle_of("50", "50")
        row = purchase(bundle_id=bundle["id"], seller_id=None, amount_cents=1000)
        contents = [content(201), content(202)]
        self.start([row], bundles=[bundle], bundle_contents=rows, contents=contents)
        for row, share in zip(self.world["bundle_contents"].values(), ("100", "0")):
            row["revenue_share_percent"] = share
        self.change(amount_cents=2000)
        self.assertEqual([line[0] for line in self.close("2026-02")[0]], ["correction"] * 2 + ["bundle"])


class LateArrivals(World):
    def test_within_the_window_marked_late(self):
        for moment, count in [("2025-12-31 23:59:59", 0), ("2026-01-01 00:00:00", 1)]:
            self.start()
            self.world["purchases"][uid(301)] = purchase(completed_at=moment)
            self.assertEqual(self.close("2026-02")[0], [("sale", True, SALE)] * count)

    def test_the_window_is_counted_in_days_of_the_time_zone(self):
        rules = policy(timezone="Asia/Phnom_Penh", late=1)
        for moment, count in [("2026-01-30 16:59:59", 0), ("2026-01-30 17:00:00", 1)]:
            self.start(rules=rules)
            self.world["purchases"][uid(301)] = purchase(completed_at=moment)
            self.assertEqual(len(self.close("2026-02")[0]), count)

    def test_an_open_exception_stays_eligible_whatever_its_age(self):
        self.start([purchase(seller_id=None)], rules=policy(late=0))
        self.assertEqual(self.close("2026-02")[1], [("seller_missing", 301)])
        self.change(seller_id=SELLER)
        self.assertEqual(self.close("2026-03")[0], [("sale", True, SALE)])

    def test_what_is_dated_after_the_period_waits_for_its_own(self):
        self.start([purchase(completed_at=None)])
        self.change(completed_at="2026-03-05 00:00:00")
        self.assertEqual(self.close("2026-02"), ([], []))
        self.assertEqual(self.close("2026-03")[0], [("sale", False, SALE)])

    def test_before_genesis_is_nobodys_business(self):
        self.start([purchase(completed_at="2025-12-31 23:59:59"), purchase(302, completed_at="2025-12-31 23:59:59",
                                                                          status="chargeback")])
        self.assertEqual((self.books.closed[0].lines, self.books.closed[0].faults), ([], []))

    def test_a_sale_refunded_before_it_was_settled_makes_no_line(self):
        self.start([purchase(status="refunded")])
        self.assertEqual(self.books.closed[0].lines, [])

    def test_a_pending_donation_stays_open(self):
        self.start(donations=[donation(status="pending")], rules=policy(late=0))
        self.assertEqual(self.close("2026-02")[1], [("donation_pending", 401)])
        self.change(401, "donations", status="completed")
        self.assertEqual([line[0] for line in self.close("2026-03")[0]], ["donation"])


class TooLate(World):
    def test_a_sale_beyond_the_window_needs_a_backfill(self):
        self.start(rules=policy(late=0))
        self.world["purchases"][uid(301)] = purchase()
        self.assertEqual(self.close("2026-02"), ([], []))
        self.assertEqual(backfill_late(self.books, self.world, self.rules, "2026-01"), {("purchases", uid(301))})
        self.assertEqual(self.close("2026-03")[0], [("sale", True, SALE)])

    def test_refunds_and_corrections_beyond_their_windows_too(self):
        self.start([purchase(), purchase(302)], rules=policy(late=0, refund=0))
        self.change(status="refunded")
        self.change(302, amount_cents=499)
        self.assertEqual(self.close("2026-02"), ([], []))
        backfill_late(self.books, self.world, self.rules, "2026-01")
        kinds = sorted(line[0] for line in self.close("2026-03")[0])
        self.assertEqual(kinds, ["correction", "reversal", "sale"])

    def test_only_since_the_month_that_was_asked_for(self):
        self.start(rules=policy(late=0))
        self.world["purchases"][uid(301)] = purchase()
        self.close("2026-02")
        self.assertEqual(backfill_late(self.books, self.world, self.rules, "2026-02"), set())

    def test_what_the_next_close_reaches_anyhow_is_not_noted(self):
        self.start()
        self.world["purchases"][uid(301)] = purchase()
        self.assertEqual(backfill_late(self.books, self.world, self.rules, "2026-01"), set())

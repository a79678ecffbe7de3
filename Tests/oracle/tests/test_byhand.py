"""Manual lines (R4.4, R10), waivers (R12), drafts and reopenings."""

import unittest

from oracle.books import Books, Refused
from oracle.byhand import reopen, restore, waive
from oracle.close import backfill_late, close, draft
from oracle.datasets import balances_dataset, datasets
from oracle.manual import apply_file, held_from, is_exact
from oracle.policy import parse

from .making import (
    OTHER, SELLER, by_hand, codes, content, day, donation, policy, policy_text, purchase, reading,
    request, subscription, uid, world_of,
)

ADJUST = "creator_id,currency,bucket,amount_cents,reason,reference\n"
OPENING = "creator_id,currency,bucket,amount_cents,available_from\n"


class Scene:
    """Books, a world and a policy, and what people do with them."""

    def __init__(self, rules=None, **tables):
        self.books, self.rules = Books(), rules or policy()
        self.world = world_of(users=[{"id": SELLER}], **tables)

    def close(self, *periods):
        """Closes periods; the result of the last."""
        for period in periods:
            result = close(self.books, self.world, self.rules, period)
        return result

    def adjust(self, *lines):
        """Takes a file of adjustments."""
        apply_file(self.books, self.world, self.rules, "adjustment", ADJUST + "".join(f"{line}\n" for line in lines))

    def open(self, *lines):
        """Takes a file of opening balances."""
        apply_file(self.books, self.world, self.rules, "opening", OPENING + "".join(f"{line}\n" for line in lines))

    def waive(self, table, number):
        """Waives a row."""
        waive(self.books, (table, uid(number)))

    def restore(self, table, number):
        """Takes a waiver back."""
        restore(self.books, (table, uid(number)))

    def reopen(self, period):
        """Reopens a period."""
        reopen(self.books, self.world, self.rules, period)

    def change(self, table, number, **values):
        """The application changes a row."""
        self.world[table][uid(number)].update(values)


def cents(result):
    """(kind, gross, platform, creator part, hold_from) of the lines of a close."""
    return [(one.kind, one.gross, one.platform, one.creator_part, str(one.hold_from)) for one in result.lines]


def two_entries(hold, later):
    """A policy whose second entry, from 2026-02 on, has another hold."""
    text = policy_text(hold=hold)
    entry = text[text.index("  - effective"):].replace("2026-01", "2026-02", 1)
    return parse(text + entry.replace(f"hold_days: {hold}", f"hold_days: {later}"))


class ManualLines(unittest.TestCase):
    def test_an_adjustment_is_the_platforms_cost_or_income_and_settled_once(self):
        scene = Scene()
        scene.adjust(f"{SELLER},USD,sales,250,goodwill,a", f"{SELLER},USD,donations,-75,fine,b")
        self.assertEqual(cents(scene.close("2026-01")), [
            ("adjustment", 0, -250, 250, "2026-02-01"), ("adjustment", 0, 75, -75, "2026-02-01"),
        ])
        self.assertEqual(cents(scene.close("2026-02")), [])

    def test_an_opening_balance_is_gross_and_creator_alike_and_available_from_its_day(self):
        scene = Scene()
        scene.open(f"{SELLER},USD,sales,900,2026-01-31", f"{SELLER},USD,sales,-20,2027-05-01")
        self.assertEqual(cents(scene.close("2026-01")), [
            ("opening", 900, 0, 900, "2026-01-01"), ("opening", -20, 0, -20, "2027-04-01"),
        ])
        with self.assertRaisesRegex(Refused, "before the first close"):
            scene.open(f"{SELLER},USD,sales,900,2026-03-31")

    def test_the_day_of_an_opening_balance_under_two_holds(self):
        for hold, later, available, held in [
            (30, 30, "2026-02-01", "2026-01-02"), (90, 14, "2026-02-01", "2025-11-03"),
            (90, 14, "2026-02-20", "2026-02-06"), (14, 90, "2026-01-31", "2026-01-17"),
            (0, 0, "2020-01-31", "2020-01-31"),
        ]:
            rules = two_entries(hold, later)
            self.assertTrue(is_exact(rules, day(available)))
            self.assertEqual(held_from(rules, day(available)), day(held), (hold, later, available))
        self.assertFalse(is_exact(two_entries(14, 90), day("2026-02-01")))

    def test_a_bad_line_refuses_the_whole_file(self):
        good = f"{SELLER},USD,sales,250,goodwill,a"
        for bad in [
            f"{OTHER},USD,sales,1,x,b", f"{SELLER},EUR,sales,1,x,b", f"{SELLER},USD,tips,1,x,b",
            f"{SELLER},USD,sales,0,x,b", f"{SELLER},USD,sales,1.5,x,b", f"{SELLER},USD,sales,01,x,b",
            f"{SELLER},USD,sales,9223372036854775808,x,b", f"{SELLER},USD,sales,1, ,b", f"{SELLER},USD,sales,1,x,a",
            f"{SELLER},USD,sales,1,x",
        ]:
            scene = Scene()
            with self.assertRaises(Refused, msg=bad):
                scene.adjust(good, bad)
            self.assertEqual(cents(scene.close("2026-01")), [], bad)

    def test_the_same_file_changes_nothing_and_a_reference_is_used_once(self):
        scene = Scene()
        for _ in range(2):
            scene.adjust(f"{SELLER},USD,sales,250,goodwill,a")
        with self.assertRaises(Refused):
            scene.adjust(f"{SELLER},USD,sales,300,goodwill,a")
        self.assertEqual(len(scene.close("2026-01").lines), 1)

    def test_a_creator_whom_only_a_closed_month_knows(self):
        scene = Scene(purchases=[purchase()], contents=[content()])
        scene.world["users"].clear()
        with self.assertRaises(Refused):
            scene.adjust(f"{SELLER},USD,sales,250,goodwill,a")
        scene.close("2026-01")
        scene.adjust(f"{SELLER},USD,sales,250,goodwill,a")
        self.assertEqual(len(scene.close("2026-02").lines), 1)


class Waivers(unittest.TestCase):
    def test_only_what_is_open_is_waived(self):
        scene = Scene(purchases=[purchase(301, amount_cents=-1), purchase(302)], contents=[content()])
        for number in (301, 302):
            with self.assertRaises(Refused):
                scene.waive("purchases", number)
        draft(scene.books, scene.world, scene.rules)
        scene.waive("purchases", 301)
        scene.waive("purchases", 301)
        with self.assertRaises(Refused):
            scene.waive("purchases", 302)
        self.assertEqual(codes(scene.close("2026-01")), [])

    def test_a_draft_changes_nothing_else(self):
        scene = Scene(purchases=[purchase()], contents=[content()], subscriptions=[subscription()])
        drafted = datasets(draft(scene.books, scene.world, scene.rules), Books())["lines"]
        self.assertEqual((scene.books.closed, scene.books.billing), ([], {}))
        self.assertEqual(datasets(scene.close("2026-01"), scene.books)["lines"], drafted)

    def test_a_waived_row_waits_for_nothing_until_it_is_restored_whatever_its_age(self):
        scene = Scene(donations=[donation(status="pending")])
        scene.close("2026-01")
        scene.waive("donations", 401)
        scene.change("donations", 401, status="completed")
        self.assertEqual(scene.close("2026-02", "2026-03", "2026-04").lines, [])
        scene.restore("donations", 401)
        for act, table in ((scene.waive, "donations"), (scene.restore, "purchases")):
            with self.assertRaises(Refused):  # nothing has found it open since; it was never waived
                act(table, 401)
        [line] = scene.close("2026-05").lines
        self.assertTrue(line.late)
        scene.restore("donations", 401)
        self.assertEqual(scene.close("2026-06").lines, [])

    def test_a_settled_row_that_is_waived_is_not_reversed(self):
        scene = Scene(purchases=[purchase()], contents=[content()])
        scene.close("2026-01")
        scene.change("purchases", 301, status="chargeback")
        self.assertEqual(codes(scene.close("2026-02")), [("status_unknown", 301)])
        scene.waive("purchases", 301)
        scene.change("purchases", 301, status="refunded")
        self.assertEqual(scene.close("2026-03").lines, [])
        scene.restore("purchases", 301)
        self.assertEqual([line.kind for line in scene.close("2026-04").lines], ["reversal"])

    def test_what_was_recorded_of_a_waived_subscription_goes_on_earning(self):
        scene = Scene(subscriptions=[subscription(plan_type="yearly", current_period_end="2027-01-01 00:00:00")])
        scene.close("2026-01")
        recognised = scene.close("2026-02").recognitions
        scene.change("subscriptions", 601, price_cents=None)
        self.assertEqual(codes(scene.close("2026-03")), [("subscription_price", 601)])
        scene.waive("subscriptions", 601)
        result = scene.close("2026-04")
        self.assertEqual((codes(result), len(recognised), len(result.recognitions)), ([], 1, 1))

    def test_waived_engagement_counts_nowhere(self):
        whole = 31 * 86400
        rows = [reading(701, total_time_seconds=whole), reading(702, total_time_seconds=10)]
        scene = Scene(engagement_tracking=rows, contents=[content()], subscriptions=[subscription()])
        result = draft(scene.books, scene.world, scene.rules)
        self.assertEqual(codes(result), [("engagement_impossible", 701), ("engagement_impossible", 702)])
        scene.waive("engagement_tracking", 702)
        result = scene.close("2026-01")
        self.assertEqual((codes(result), result.excluded), ([], {}))

    def test_a_waived_row_is_not_noted_as_too_late(self):
        scene = Scene(purchases=[purchase(amount_cents=-1)], contents=[content()])
        scene.close("2026-01")
        scene.waive("purchases", 301)
        scene.close("2026-02", "2026-03", "2026-04")
        self.assertEqual(backfill_late(scene.books, scene.world, scene.rules, "2026-01"), set())
        scene.restore("purchases", 301)
        self.assertEqual(codes(scene.close("2026-05")), [("amount_negative", 301)])


class Reopening(unittest.TestCase):
    def test_the_books_are_as_before_and_what_was_done_by_hand_is_settled_again(self):
        tables = {"purchases": [purchase()], "contents": [content()], "subscriptions": [subscription()],
                  "engagement_tracking": [reading()]}
        scene, other = Scene(**tables), Scene(**tables)
        for one in (scene, other):
            one.close("2026-01")
            one.adjust(f"{SELLER},USD,sales,250,goodwill,a")
        scene.close("2026-02")
        scene.adjust(f"{SELLER},USD,sales,-1,fine,b")
        scene.reopen("2026-02")
        scene.reopen("2026-02")
        other.adjust(f"{SELLER},USD,sales,-1,fine,b")
        for period in ("2026-02", "2026-03"):
            self.assertEqual(datasets(scene.close(period), scene.books), datasets(other.close(period), other.books))

    def test_the_balances_no_longer_have_it(self):
        scene = Scene(purchases=[purchase()], contents=[content()])
        scene.close("2026-01")
        self.assertEqual(len(balances_dataset(scene.books, scene.world, scene.rules, day("2026-02-01"))["balances"]), 1)
        scene.reopen("2026-01")
        self.assertEqual(balances_dataset(scene.books, scene.world, scene.rules, day("2026-02-01"))["balances"], [])
        scene.open(f"{SELLER},USD,sales,900,2026-01-31")
        self.assertEqual(len(scene.close("2026-01").lines), 2)

    def test_what_was_noted_late_and_restored_is_open_again(self):
        scene = Scene(purchases=[purchase(301, amount_cents=-1), purchase(302, status="pending")], contents=[content()])
        scene.close("2026-01")
        scene.waive("purchases", 301)
        scene.close("2026-02", "2026-03", "2026-04")
        scene.change("purchases", 301, amount_cents=100)
        scene.change("purchases", 302, status="completed")
        backfill_late(scene.books, scene.world, scene.rules, "2026-01")
        scene.restore("purchases", 301)
        before = scene.close("2026-05").lines
        scene.reopen("2026-05")
        self.assertEqual(len(before), 2)
        self.assertEqual(scene.close("2026-05").lines, before)

    def test_only_the_last_one_is_reopened_and_the_one_before_after_it(self):
        scene = Scene()
        scene.close("2026-01", "2026-02")
        for period in ("2026-01", "2026-03"):
            with self.assertRaises(Refused):
                scene.reopen(period)
        scene.reopen("2026-02")
        scene.reopen("2026-01")
        self.assertEqual(scene.books.closed, [])

    def test_a_payout_that_drew_on_it_keeps_it_closed(self):
        for row, refused in [
            (by_hand(status="completed", requested_at="2026-02-01 00:00:00"), True),
            (by_hand(status="completed", requested_at="2026-01-31 23:59:59"), False),
            (by_hand(status="failed", requested_at="2026-02-01 00:00:00"), False),
            (request(requested_at="2026-02-01 00:00:00"), False),
        ]:
            scene = Scene(payouts=[row])
            scene.close("2026-01")
            if refused:
                with self.assertRaises(Refused):
                    scene.reopen("2026-01")
            else:
                scene.reopen("2026-01")

    def test_a_request_that_was_accepted_since_keeps_it_closed_however_old(self):
        scene = Scene(payouts=[request(1201, requested_at="2026-01-31 00:00:00")])
        scene.close("2026-01")
        scene.books.payouts.accepted[uid(1201)] = day("2026-02-01")
        with self.assertRaises(Refused):
            scene.reopen("2026-01")


if __name__ == "__main__":
    unittest.main()

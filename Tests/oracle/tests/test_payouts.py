"""R11.1 to R11.4 and R11.6: requests, payouts, their parts, accounts and states."""

import unittest

from oracle.balances import BUCKETS, Balance
from oracle.datasets import payout_datasets
from oracle.books import Refused
from oracle.payouts import draw_on, payout_id, run_payouts
from oracle.policy import parse

from .making import (
    OTHER, SELLER, books_of, by_hand, day, line, payment_settings, policy, policy_text, request, uid, world_of,
)


class Scene:
    """A creator with lines, settings and rows of payouts, and runs over them."""

    def __init__(self, *lines, payouts=(), settings=(payment_settings(),), rules=None):
        self.books, self.rules = books_of(*lines), rules or policy()
        self.world = world_of(payouts=payouts, creator_payment_settings=settings)

    def run(self, as_of="2026-03-03", now=None):
        """A run; the datasets after it."""
        result = run_payouts(self.books, self.world, self.rules, day(as_of), now or f"{as_of} 12:00:00")
        return payout_datasets(result, self.books, self.world, self.rules)

    def outcome(self, as_of="2026-03-03", now=None):
        """SELLER's state, amount, reason and next date after a run."""
        [row] = [row[2:] for row in self.run(as_of, now)["outcomes"] if row[0] == SELLER]
        return row

    def payout(self, number):
        """Status, method, parts and reason of a request."""
        row = self.world["payouts"][uid(number)]
        parts = tuple(row[f"from_{bucket}_cents"] for bucket in BUCKETS)
        return row["status"], row["payout_method"], parts, self.books.payouts.reason(uid(number))

    def faults(self, as_of="2026-03-03"):
        """The exceptions of a run as (code, number)."""
        return [(row[1], int(row[3][-12:])) for row in self.run(as_of)["exceptions"]]


class Requests(unittest.TestCase):
    def test_refused_with_the_first_reason_that_applies(self):
        scene = Scene(line(5000), payouts=[
            request(1201, amount_cents=5001, payout_method="cash"),
            request(1202, amount_cents=999, payout_method="cash"), request(1203, payout_method="cash"),
        ])
        self.assertEqual(scene.outcome(), ["paid", "5000", "not_covered", ""])
        reasons = [scene.payout(number)[3] for number in (1201, 1202, 1203)]
        self.assertEqual(reasons, ["not_covered", "below_minimum", "no_payout_details"])
        self.assertEqual(scene.payout(1201)[:3], ("failed", "cash", (None, None, None)))

    def test_the_balance_counts_with_what_is_held_less_what_was_accepted_before(self):
        scene = Scene(line(3000), line(2000, period="2026-02"), payouts=[
            request(1201, amount_cents=2500), request(1202, amount_cents=2501, requested_at="2026-03-01 12:00:01"),
            request(1203, amount_cents=2500, requested_at="2026-03-01 12:00:02"),
        ])
        self.assertEqual(scene.outcome(), ["requested_paid", "2500", "not_covered", ""])
        self.assertEqual([scene.payout(number)[0] for number in (1201, 1202, 1203)], ["pending", "failed", "pending"])
        self.assertEqual(scene.payout(1203)[2], (None, None, None))

    def test_oldest_first_then_by_id(self):
        late, early = "2026-03-02 00:00:00", "2026-03-01 00:00:00"
        scene = Scene(line(1500), payouts=[
            request(1201, requested_at=late), request(1203, requested_at=early), request(1202, requested_at=early),
        ])
        scene.run()
        reasons = [scene.payout(number)[3] for number in (1201, 1202, 1203)]
        self.assertEqual(reasons, ["not_covered", None, "not_covered"])

    def test_an_accepted_one_has_its_parts_and_its_method(self):
        scene = Scene(line(700), line(800, "donations"), payouts=[request()])
        scene.run()
        self.assertEqual(scene.payout(1201), ("pending", "paypal", (700, 300, 0), None))
        self.assertEqual(scene.world["payouts"][uid(1201)]["requested_at"], "2026-03-01 12:00:00")

    def test_while_one_waits_nothing_is_paid_but_younger_requests(self):
        scene = Scene(line(3000), line(3000, period="2026-02"), payouts=[
            request(1201, amount_cents=4000), request(1202, requested_at="2026-03-02 00:00:00"),
        ])
        self.assertEqual(scene.outcome(), ["requested_paid", "1000", "", ""])
        self.assertEqual(scene.outcome("2026-03-04"), ["on_hold", "5000", "", "2026-03-31"])
        self.assertEqual(scene.outcome("2026-03-31"), ["paid", "1000", "", ""])
        self.assertEqual(scene.payout(1201)[2], (4000, 0, 0))

    def test_one_of_the_day_itself_for_exactly_what_is_available(self):
        scene = Scene(line(3000), line(1, period="2026-02"), payouts=[
            request(amount_cents=3000, requested_at="2026-03-03 23:59:59"),
        ])
        self.assertEqual(scene.outcome(), ["requested_paid", "3000", "", ""])

    def test_only_those_requested_by_the_day_and_not_before_genesis(self):
        scene = Scene(line(5000), payouts=[
            request(1201, requested_at="2026-03-04 00:00:00"), request(1202, requested_at="2025-12-31 23:59:59"),
        ])
        self.assertEqual(scene.outcome()[:2], ["paid", "5000"])
        self.assertEqual([scene.payout(number)[0] for number in (1201, 1202)], ["pending", "pending"])

    def test_a_currency_that_is_not_settled_stays_pending_and_is_reported(self):
        scene = Scene(line(5000), payouts=[request(currency="THB")])
        self.assertEqual(scene.faults("2026-02-28"), [])
        self.assertEqual(scene.faults(), [("currency_not_settled", 1201)])
        self.assertEqual(scene.payout(1201)[0], "pending")

    def test_nobody_with_a_line_is_needed_to_refuse(self):
        scene = Scene(payouts=[request(user_id=OTHER)])
        self.assertEqual(scene.run()["outcomes"], [])
        self.assertEqual(scene.payout(1201)[3], "not_covered")

    def test_nothing_or_less_is_below_the_minimum_even_if_that_is_0(self):
        scene = Scene(line(5000), rules=policy(minimum=0), payouts=[
            request(1201, amount_cents=0), request(1202, amount_cents=-5), request(1203, amount_cents=None),
        ])
        scene.run()
        self.assertEqual([scene.payout(number)[3] for number in (1201, 1202, 1203)], ["below_minimum"] * 3)


class Paying(unittest.TestCase):
    def test_all_that_is_available_from_the_minimum_on(self):
        self.assertEqual(Scene(line(1000)).outcome(), ["paid", "1000", "", ""])
        self.assertEqual(Scene(line(999)).outcome(), ["below_minimum", "999", "", ""])

    def test_the_row_of_a_payout(self):
        scene = Scene(line(700), line(500, "subscriptions"), rules=policy(timezone="Asia/Phnom_Penh"))
        [row] = scene.run()["payouts"]
        self.assertEqual(row, [
            payout_id(SELLER, "USD", day("2026-03-03")), SELLER, "USD", "1200", "700", "0", "500", "paypal", "pending",
            "2026-03-02T17:00:00Z", "engine", "",
        ])

    def test_the_id_is_that_of_the_worked_case(self):
        creator = "00000000-0000-4000-8000-000000000101"
        self.assertEqual(payout_id(creator, "USD", day("2025-03-03")), "4de844af-5e1f-5805-ba0e-94d08df8e841")

    def test_no_more_than_the_platforms_column_holds_and_the_rest_on_the_next_date(self):
        scene = Scene(line(2147483647), line(5000, "donations"))
        self.assertEqual(scene.outcome(), ["paid", "2147483647", "", ""])
        self.assertEqual(scene.outcome(), ["paid", "2147483647", "", ""])
        self.assertEqual(scene.outcome("2026-03-04"), ["paid", "5000", "", ""])

    def test_nothing_more_on_a_date_on_which_something_was_paid(self):
        scene = Scene(line(5000))
        scene.run()
        [key] = scene.world["payouts"]
        failed = {"status": "failed", "processed_at": "2026-03-03 15:00:00"}
        scene.world["payouts"][key] = {**scene.world["payouts"][key], **failed}
        scene.world["payouts"][uid(1201)] = request()
        self.assertEqual(scene.outcome(now="2026-03-03 18:00:00"), ["on_hold", "5000", "", "2026-03-04"])
        self.assertEqual(scene.payout(1201)[0], "pending")
        self.assertEqual(scene.outcome("2026-03-04"), ["paid", "4000", "", ""])

    def test_what_was_paid_by_hand_since_the_day_is_not_paid_again(self):
        later = by_hand(requested_at="2026-03-04 00:00:00")
        scene = Scene(line(5000), payouts=[later])
        self.assertEqual(scene.outcome(now="2026-03-04 12:00:00"), ["paid", "4000", "", ""])
        scene = Scene(line(5000), payouts=[{**later, "status": "failed", "processed_at": "2026-03-04 09:00:00"}])
        self.assertEqual(scene.outcome(now="2026-03-04 12:00:00"), ["paid", "5000", "", ""])

    def test_days_that_may_not_be(self):
        scene = Scene(line(5000))
        scene.run("2026-03-03")
        with self.assertRaises(Refused):
            scene.run("2026-03-02", "2026-03-04 12:00:00")
        with self.assertRaises(Refused):
            scene.run("2026-03-05", "2026-03-04 12:00:00")
        self.assertEqual(scene.outcome("2026-03-04"), ["nothing_due", "0", "", ""])

    def test_today_is_a_day_of_the_policys_time_zone(self):
        scene = Scene(line(5000), rules=policy(timezone="Asia/Phnom_Penh"))
        with self.assertRaises(Refused):
            scene.run("2026-03-04", "2026-03-03 16:59:59")
        self.assertEqual(scene.outcome("2026-03-04", "2026-03-03 17:00:00")[0], "paid")


class Parts(unittest.TestCase):
    def parts(self, amount, sales, donations, subscriptions):
        """What a payout takes of sales, donations and subscriptions."""
        start = day("2026-02-01")
        earned = {("sales", start): sales, ("donations", start): donations, ("subscriptions", start): subscriptions}
        parts = draw_on(Balance(day("2026-03-03"), 30, earned), amount)
        return tuple(parts[bucket] for bucket in BUCKETS)

    def test_less_than_everything_takes_sales_subscriptions_donations(self):
        self.assertEqual(self.parts(50, 100, 100, 100), (50, 0, 0))
        self.assertEqual(self.parts(150, 100, 100, 100), (100, 0, 50))
        self.assertEqual(self.parts(250, 100, 100, 100), (100, 50, 100))

    def test_a_deficit_is_taken_from_subscriptions_sales_donations(self):
        self.assertEqual(self.parts(200, -50, 100, 150), (0, 100, 100))
        self.assertEqual(self.parts(80, 100, -150, 130), (80, 0, 0))
        self.assertEqual(self.parts(30, 100, 80, -150), (0, 30, 0))
        self.assertEqual(self.parts(20, -70, 100, -10), (0, 20, 0))

    def test_an_amount_that_is_not_there(self):
        with self.assertRaises(AssertionError):
            self.parts(81, 100, -150, 130)


class Accounts(unittest.TestCase):
    def method(self, own=None, **values):
        """The method by which a request is accepted, None where it is refused for want of an account."""
        row = payment_settings(**values)
        scene = Scene(line(5000), settings=[row], payouts=[request(payout_method=own)])
        scene.run()
        status, method, _, reason = scene.payout(1201)
        self.assertEqual(reason, None if status == "pending" else "no_payout_details")
        return method if status == "pending" else None

    def test_the_requests_own_method_else_the_preferred_one(self):
        self.assertEqual(self.method(), "paypal")
        self.assertEqual(self.method("bank_transfer"), "bank_transfer")
        self.assertEqual(self.method(preferred_payout_method="bank"), "bank_transfer")
        self.assertEqual(self.method("aba", preferred_payout_method=None), "aba")

    def test_nothing_may_be_blank(self):
        self.assertIsNone(self.method(payout_paypal_email=" \t"))
        self.assertIsNone(self.method("aba", payout_aba_account=""))
        for details in (None, "[]", "{}", '{"iban": "D"}', '{"iban": "D", "name": " "}', '{"iban": null, "name": "A"}'):
            self.assertIsNone(self.method("bank_transfer", payout_details=details), details)
        self.assertIsNone(self.method("wise", payout_details='{"wise_email": "", "name": "A"}'))
        self.assertEqual(self.method("wise", payout_details='{"wise_email": "w@x.org", "name": "A"}'), "wise")

    def test_no_method_or_one_that_nobody_knows(self):
        for preferred in (None, "", "stripe"):
            self.assertIsNone(self.method(preferred_payout_method=preferred))
        self.assertIsNone(self.method("bank"))

    def test_reported_where_there_was_enough_available_to_pay(self):
        self.assertEqual(Scene(line(1000), settings=[]).faults(), [("no_payout_details", 101)])
        self.assertEqual(Scene(line(999), settings=[]).faults(), [])
        self.assertEqual(Scene(line(1000, period="2026-02"), settings=[]).faults(), [])
        self.assertEqual(Scene(line(1000), line(1000, "donations", currency="THB"), settings=[]).faults(),
                         [("no_payout_details", 101)])

    def test_reported_on_a_date_on_which_something_was_paid_and_failed(self):
        scene = Scene(line(5000))
        scene.run()
        [key] = scene.world["payouts"]
        failed = {"status": "failed", "processed_at": "2026-03-03 15:00:00"}
        scene.world["payouts"][key] = {**scene.world["payouts"][key], **failed}
        scene.world["creator_payment_settings"] = {}
        self.assertEqual(scene.faults(), [("no_payout_details", 101)])
        self.assertEqual(scene.outcome(), ["no_payout_details", "5000", "", ""])

    def test_reported_though_a_request_was_paid(self):
        scene = Scene(line(5000), settings=[payment_settings(payout_paypal_email=None)],
                      payouts=[request(payout_method="aba")])
        self.assertEqual(scene.outcome(), ["requested_paid", "1000", "", ""])
        self.assertEqual(scene.faults(), [("no_payout_details", 101)])


class States(unittest.TestCase):
    def test_paid_comes_before_requested_paid_with_its_own_amount(self):
        self.assertEqual(Scene(line(5000), payouts=[request()]).outcome(), ["paid", "4000", "", ""])

    def test_in_deficit_and_nothing_due(self):
        deficit = Scene(line(1000, period="2026-02"), payouts=[by_hand(amount_cents=1001, from_sales_cents=1001)])
        self.assertEqual(deficit.outcome(), ["in_deficit", "-1", "", ""])
        self.assertEqual(Scene(line(500, payable=False)).outcome(), ["nothing_due", "0", "", ""])

    def test_a_payout_that_failed_by_the_day_is_not_paid_and_one_that_failed_later_is(self):
        scene = Scene(line(5000))
        scene.run()
        [key] = scene.world["payouts"]
        failed = {**scene.world["payouts"][key], "status": "failed", "processed_at": "2026-03-04 00:00:00"}
        scene.world["payouts"][key] = failed
        self.assertEqual(scene.outcome(now="2026-03-05 12:00:00")[0], "paid")
        scene.world["payouts"][key] = {**failed, "processed_at": "2026-03-03 23:59:59"}
        self.assertEqual(scene.outcome(now="2026-03-05 12:00:00")[0], "on_hold")

    def test_on_hold_with_exactly_the_smallest_payout_until_it_is_covered(self):
        scene = Scene(line(600), line(400, period="2026-02"))
        self.assertEqual(scene.outcome(), ["on_hold", "1000", "", "2026-03-31"])

    def test_nothing_available_is_not_enough_even_where_the_smallest_payout_is_0(self):
        scene = Scene(line(600, period="2026-02"), settings=[], rules=policy(minimum=0))
        self.assertEqual(scene.faults(), [])
        self.assertEqual(scene.outcome(), ["on_hold", "600", "", "2026-03-31"])

    def test_on_hold_until_the_smallest_payout_is_covered(self):
        scene = Scene(line(600), line(600, period="2026-02"))
        self.assertEqual(scene.outcome(), ["on_hold", "1200", "", "2026-03-31"])

    def test_the_next_date_has_the_hold_and_the_minimum_of_its_own_month(self):
        later = policy_text(hold=45, minimum=1300).split("entries:\n")[1].replace("2026-01", "2026-04")
        rules = parse(policy_text() + later)
        scene = Scene(line(600), line(600, period="2026-02", hold_from=day("2026-03-02")), rules=rules)
        self.assertEqual(scene.outcome(), ["on_hold", "1200", "", "2026-03-04"])
        scene = Scene(line(700), line(700, period="2026-02", hold_from=day("2026-03-03")), rules=rules)
        self.assertEqual(scene.outcome(), ["on_hold", "1400", "", "2026-04-17"])

    def test_the_next_date_is_the_first_of_an_entry_with_a_smaller_payout_however_late(self):
        later = [policy_text(minimum=cents).split("entries:\n")[1].replace("2026-01", month)
                 for cents, month in ((9000, "2026-04"), (500, "2026-07"))]
        scene = Scene(line(2000), rules=parse(policy_text() + "".join(later)))
        self.assertEqual(scene.outcome("2026-03-31")[0], "paid")
        for key, row in scene.world["payouts"].items():
            scene.world["payouts"][key] = {**row, "status": "failed", "processed_at": "2026-03-31 12:00:00"}
        self.assertEqual(scene.outcome("2026-03-31"), ["on_hold", "2000", "", "2026-07-01"])

    def test_on_hold_until_the_oldest_waiting_request_is_covered(self):
        scene = Scene(line(2000), line(2000, period="2026-02"), payouts=[
            request(1202, amount_cents=3000, requested_at="2026-03-01 00:00:00"),
            request(1201, amount_cents=2500, requested_at="2026-03-02 00:00:00"),
        ])
        self.assertEqual(scene.outcome(), ["on_hold", "4000", "", "2026-03-31"])

    def test_the_reason_is_that_of_the_oldest_refused_on_this_date(self):
        scene = Scene(line(5000), payouts=[
            request(1201, amount_cents=1, requested_at="2026-03-02 00:00:00"), request(1202, amount_cents=9999),
        ])
        self.assertEqual(scene.outcome()[2], "not_covered")
        self.assertEqual(scene.outcome()[2], "not_covered")
        self.assertEqual(scene.outcome("2026-03-04")[2], "")

    def test_parts_that_do_not_add_up_are_reported_while_they_count(self):
        row = by_hand(from_sales_cents=1, requested_at="2026-03-02 00:00:00")
        self.assertEqual(Scene(line(5000), payouts=[row]).faults(), [("payout_parts", 1301)])
        self.assertEqual(Scene(line(5000), payouts=[by_hand(), by_hand(1302, from_donations_cents=None)]).faults(), [])
        self.assertEqual(Scene(line(5000), payouts=[row]).faults("2026-03-01"), [])
        self.assertEqual(Scene(line(5000), payouts=[{**row, "status": "failed"}]).faults(), [])


if __name__ == "__main__":
    unittest.main()

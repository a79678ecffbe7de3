"""R10: balances by bucket, held and available, as of any day."""

import unittest

from oracle.balances import balances
from oracle.confirm import confirm_payouts, export_payouts
from oracle.payouts import run_payouts

from .making import OTHER, SELLER, books_of, by_hand, day, line, payment_settings, policy, request, world_of

USD = (SELLER, "USD")


def standing(books, world, as_of, rules=None):
    """(creator, currency) -> sales, donations, subscriptions, held, available."""
    found = balances(books, world, rules or policy(), day(as_of))
    return {
        key: (*(balance.total(bucket) for bucket in ("sales", "donations", "subscriptions")),
              balance.whole() - balance.available(), balance.available())
        for key, balance in found.items()
    }


class Lines(unittest.TestCase):
    def test_held_until_hold_from_and_hold_days_are_reached(self):
        books, world = books_of(line(849), line(400, "donations")), world_of()
        self.assertEqual(standing(books, world, "2026-03-02")[USD], (849, 400, 0, 1249, 0))
        self.assertEqual(standing(books, world, "2026-03-03")[USD], (849, 400, 0, 0, 1249))

    def test_only_periods_that_ended_by_the_day(self):
        books = books_of(line(849), line(-849, period="2026-02", hold_from=day("2026-02-01")))
        self.assertEqual(standing(books, world_of(), "2026-02-28")[USD], (849, 0, 0, 849, 0))
        self.assertEqual(standing(books, world_of(), "2026-03-01")[USD], (0, 0, 0, 0, 0))
        self.assertEqual(standing(books, world_of(), "2026-01-31"), {})

    def test_what_is_not_payable_shows_with_zeros_and_the_platform_not_at_all(self):
        books = books_of(line(500, "donations", payable=False), line(300, creator=None))
        self.assertEqual(standing(books, world_of(), "2026-03-03"), {USD: (0, 0, 0, 0, 0)})

    def test_currencies_are_kept_apart(self):
        books = books_of(line(849), line(100, currency="EUR"))
        found = standing(books, world_of(), "2026-03-03")
        self.assertEqual({key: row[0] for key, row in found.items()}, {USD: 849, (SELLER, "EUR"): 100})

    def test_the_hold_is_that_of_the_months_entry(self):
        from oracle.policy import parse

        from .making import policy_text

        later = policy_text(hold=60).split("entries:\n")[1].replace("2026-01", "2026-03")
        rules = parse(policy_text() + later)
        self.assertEqual(standing(books_of(line(849)), world_of(), "2026-03-03", rules)[USD][4], 0)


class Payouts(unittest.TestCase):
    def taken(self, as_of, *rows):
        """What payouts take of each bucket as of a day."""
        found = standing(books_of(line(0)), world_of(payouts=rows), as_of)
        return tuple(-cents for cents in found[USD][:3])

    def test_parts_are_taken_from_the_day_on_which_it_was_requested(self):
        row = by_hand(from_sales_cents=500, from_donations_cents=300, from_subscriptions_cents=200)
        self.assertEqual(self.taken("2026-02-28", row), (0, 0, 0))
        self.assertEqual(self.taken("2026-03-01", row), (500, 300, 200))

    def test_a_difference_is_taken_from_sales(self):
        self.assertEqual(self.taken("2026-03-01", by_hand(from_sales_cents=1)), (1000, 0, 0))
        self.assertEqual(self.taken("2026-03-01", by_hand(from_donations_cents=700)), (300, 700, 0))
        nothing = {f"from_{bucket}_cents": None for bucket in ("sales", "donations", "subscriptions")}
        self.assertEqual(self.taken("2026-03-01", by_hand(**nothing)), (1000, 0, 0))

    def test_a_failure_counts_from_the_day_on_which_it_failed(self):
        row = by_hand(status="failed", processed_at="2026-03-20 09:00:00")
        self.assertEqual(self.taken("2026-03-19", row), (1000, 0, 0))
        self.assertEqual(self.taken("2026-03-20", row), (0, 0, 0))

    def test_a_failure_without_a_day_never_counted(self):
        self.assertEqual(self.taken("2026-03-01", by_hand(status="failed")), (0, 0, 0))

    def test_one_from_before_genesis_is_not_of_these_books(self):
        rules = policy(timezone="Asia/Phnom_Penh")
        world = world_of(payouts=[by_hand(requested_at="2025-12-31 16:59:59")])
        self.assertEqual(standing(books_of(line(0)), world, "2026-03-01", rules)[USD][0], 0)
        world = world_of(payouts=[by_hand(requested_at="2025-12-31 17:00:00")])
        self.assertEqual(standing(books_of(line(0)), world, "2026-03-01", rules)[USD][0], -1000)

    def test_a_request_takes_nothing_before_it_is_accepted(self):
        books = books_of(line(5000))
        world = world_of(payouts=[request()], creator_payment_settings=[payment_settings()])
        self.assertEqual(standing(books, world, "2026-03-03")[USD][0], 5000)
        run_payouts(books, world, policy(), day("2026-03-03"), "2026-03-03 09:00:00")
        self.assertEqual(standing(books, world, "2026-03-03")[USD][0], 0)
        self.assertEqual(standing(books, world, "2026-03-02")[USD][0], 5000)

    def test_one_that_came_back_is_paid_until_then(self):
        books = books_of(line(5000))
        world = world_of(creator_payment_settings=[payment_settings()])
        run_payouts(books, world, policy(), day("2026-03-03"), "2026-03-03 09:00:00")
        export_payouts(books, world, "csv")
        [key] = world["payouts"]
        for status, moment in (("completed", "2026-03-04 09:00:00"), ("failed", "2026-03-20 09:00:00")):
            confirm_payouts(books, world, f"payout_id,status,reference,reason\n{key},{status},,\n", moment)
        self.assertEqual([standing(books, world, f"2026-03-{number}")[USD][0] for number in (19, 20)], [0, 5000])

    def test_a_payout_without_a_line_shows_too(self):
        world = world_of(payouts=[by_hand(user_id=OTHER, currency=None)])
        self.assertEqual(standing(books_of(), world, "2026-03-01"), {(OTHER, "USD"): (-1000, 0, 0, 0, -1000)})

    def test_a_request_that_was_taken_back_takes_nothing(self):
        row = request(status="failed", processed_at="2026-03-20 09:00:00")
        self.assertEqual(self.taken("2026-03-03", row), (0, 0, 0))


if __name__ == "__main__":
    unittest.main()

"""R13 of balances and payouts: each check can fail."""

import unittest

from oracle.checks import Broken
from oracle.payout_checks import RunChecker
from oracle.payouts import run_payouts

from .making import SELLER, books_of, day, line, payment_settings, policy, request, uid, world_of


class Checks(unittest.TestCase):
    def setUp(self):
        self.books = books_of(line(3000), line(800, "donations"), line(500, creator=uid(102)))
        self.world = world_of(creator_payment_settings=[payment_settings()], payouts=[request()])
        self.checker = RunChecker()
        self.run = run_payouts(self.books, self.world, policy(), day("2026-03-03"), "2026-03-03 12:00:00")

    def broken(self):
        """The message of what is found broken, or None."""
        try:
            self.checker.check(self.books, self.world, policy(), self.run)
        except Broken as error:
            return str(error)
        return None

    def change(self, **values):
        """Changes the row of the accepted request."""
        self.world["payouts"][uid(1201)] = {**self.world["payouts"][uid(1201)], **values}

    def test_good_runs_are_good(self):
        self.assertIsNone(self.broken())
        self.run = run_payouts(self.books, self.world, policy(), day("2026-03-04"), "2026-03-04 12:00:00")
        self.assertIsNone(self.broken())

    def test_somebody_without_a_state_or_with_two(self):
        outcome = self.run.outcomes.pop()
        self.assertIn("exactly one state", self.broken())
        self.run.outcomes += [outcome, outcome]
        self.assertIn("exactly one state", self.broken())

    def test_a_state_that_is_none(self):
        self.run.outcomes[0].state = "rich"
        self.assertIn("no state is called rich", self.broken())

    def test_an_amount_that_is_not_the_balance(self):
        [poor] = [outcome for outcome in self.run.outcomes if outcome.creator == uid(102)]
        poor.amount += 1
        self.assertIn("501 is not the balance, 500", self.broken())

    def test_a_next_date_that_is_past(self):
        self.run.outcomes[0].next_date = day("2026-03-03")
        self.assertIn("the next date is past", self.broken())

    def test_parts_that_do_not_add_up(self):
        self.change(from_sales_cents=999)
        self.assertIn("do not add up", self.broken())

    def test_more_than_the_balance(self):
        self.run.balances[(SELLER, "USD")].taken["sales"] += 1
        self.assertIn("more than the balance", self.broken())

    def test_more_than_there_was_in_a_bucket(self):
        self.run.balances[(SELLER, "USD")].take({"sales": 1, "donations": -1, "subscriptions": 0})
        self.assertIn("more than there was in sales", self.broken())

    def test_a_liability_that_does_not_add_up(self):
        from oracle import payout_checks

        was = payout_checks.earned_and_reversed
        payout_checks.earned_and_reversed = lambda *given: {**was(*given), (SELLER, "USD"): 3799}
        self.addCleanup(setattr, payout_checks, "earned_and_reversed", was)
        self.assertIn("are not 0", self.broken())


if __name__ == "__main__":
    unittest.main()

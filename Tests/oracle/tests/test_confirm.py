"""R11.5: the steps of a payout, and files that are refused whole."""

import unittest

from oracle.confirm import confirm_payouts, export_payouts
from oracle.books import Refused
from oracle.payouts import run_payouts

from .making import OTHER, SELLER, books_of, by_hand, day, line, payment_settings, policy, request, uid, world_of

HEADER = "payout_id,status,reference,reason"


class Steps(unittest.TestCase):
    def setUp(self):
        self.books = books_of(line(5000), line(4000, creator=OTHER))
        self.world = world_of(
            creator_payment_settings=[
                payment_settings(), payment_settings(802, user_id=OTHER, preferred_payout_method="bank"),
            ],
            payouts=[request(), by_hand(status="pending", requested_at="2026-03-09 00:00:00"), by_hand(1302)],
        )
        run_payouts(self.books, self.world, policy(), day("2026-03-03"), "2026-03-03 12:00:00")
        self.mine, self.others = (
            next(key for key, made in self.books.payouts.made.items() if made[0] == user) for user in (SELLER, OTHER)
        )

    def states(self):
        """Status and reason of SELLER's payout."""
        return self.world["payouts"][self.mine]["status"], self.books.payouts.reason(self.mine)

    def confirm(self, *lines, header=HEADER, now="2026-03-05 12:00:00"):
        """Takes over a file of these lines."""
        confirm_payouts(self.books, self.world, "\n".join([header, *lines]) + "\n", now)

    def refused(self, *lines, header=HEADER):
        """Whether a file is refused and changes nothing."""
        before = {key: dict(row) for key, row in self.world["payouts"].items()}
        with self.assertRaises(Refused):
            self.confirm(*lines, header=header)
        return before == self.world["payouts"]

    def test_pending_processing_completed_returned(self):
        self.assertEqual(self.states(), ("pending", None))
        export_payouts(self.books, self.world, "csv")
        self.assertEqual(self.states(), ("processing", None))
        self.confirm(f"{self.mine},unknown,,")
        self.assertEqual(self.states(), ("processing", None))
        self.confirm(f"{self.mine.upper()},completed,B-1,")
        self.assertEqual(self.states(), ("completed", None))
        self.confirm(f"{self.mine},failed,B-1,unclaimed", now="2026-03-20 09:00:00")
        self.assertEqual(self.states(), ("failed", "returned"))
        self.assertEqual(self.world["payouts"][self.mine]["processed_at"], "2026-03-20 09:00:00")

    def test_a_failure_keeps_what_the_file_says(self):
        export_payouts(self.books, self.world, "csv")
        self.confirm(f'{self.mine},failed,,"account, closed"', f"{uid(1201)},failed,,")
        self.assertEqual(self.states(), ("failed", "account, closed"))
        self.assertIsNone(self.books.payouts.reason(uid(1201)))

    def test_the_same_file_twice_changes_nothing_more(self):
        export_payouts(self.books, self.world, "csv")
        for now in ("2026-03-05 12:00:00", "2026-03-09 12:00:00"):
            self.confirm(f"{self.mine},completed,,", f"{uid(1201)},failed,,", now=now)
            self.assertEqual(self.world["payouts"][uid(1201)]["processed_at"], "2026-03-05 12:00:00")

    def test_a_file_that_was_taken_can_be_given_again_though_a_payout_came_back_since(self):
        export_payouts(self.books, self.world, "csv")
        self.confirm(f"{self.mine},completed,B-1,")
        self.confirm(f"{self.mine},failed,B-1,unclaimed")
        self.confirm(f"{self.mine},completed,B-1,", f"{uid(1201)},completed,,")
        self.assertEqual(self.states(), ("failed", "returned"))
        self.assertEqual(self.world["payouts"][uid(1201)]["status"], "completed")
        self.assertTrue(self.refused(f"{self.mine},completed,B-2,"))

    def test_only_what_the_engine_accepted_is_exported(self):
        taken = export_payouts(self.books, self.world, "csv")
        self.assertEqual(set(taken), {self.mine, self.others, uid(1201)})
        self.assertEqual(self.world["payouts"][uid(1301)]["status"], "pending")
        self.assertEqual(export_payouts(self.books, self.world, "csv"), [])

    def test_a_format_pays_its_own_method(self):
        self.assertEqual(export_payouts(self.books, self.world, "pain001"), [self.others])
        self.assertEqual(set(export_payouts(self.books, self.world, "paypal")), {self.mine, uid(1201)})

    def test_refused_whole(self):
        export_payouts(self.books, self.world, "csv")
        good = f"{uid(1201)},completed,,"
        amounts = HEADER + ",amount_cents,currency"
        self.assertTrue(self.refused(good, f"{uid(1999)},completed,,"))
        self.assertTrue(self.refused(good, f"{uid(1302)},completed,,"))
        self.assertTrue(self.refused(good, f"{self.mine},lost,,"))
        self.assertTrue(self.refused(good + ",1000,USD", f"{self.mine},completed,,,1,USD", header=amounts))
        self.assertTrue(self.refused(good + ",1000,USD", f"{self.mine},completed,,,3000,EUR", header=amounts))
        self.assertTrue(self.refused(good, f"{uid(1201)},failed,,"))
        self.confirm(good + ",1000,USD", f"{self.mine},completed,,,3000,", header=amounts)
        self.assertEqual(self.states()[0], "completed")

    def test_no_other_step(self):
        self.assertTrue(self.refused(f"{self.mine},completed,,"))
        self.assertTrue(self.refused(f"{self.mine},failed,,"))
        export_payouts(self.books, self.world, "csv")
        self.confirm(f"{self.mine},failed,,")
        self.assertTrue(self.refused(f"{self.mine},completed,,"))


if __name__ == "__main__":
    unittest.main()

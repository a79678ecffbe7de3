"""R7: billing periods, earning, recognition."""

import unittest
from datetime import date

from oracle import accrual
from oracle.books import BillingPeriod
from oracle.close import close

from .making import OTHER, close_all, codes, policy, subscription, uid, world_of


def day(text):
    """A day."""
    return date.fromisoformat(text)


def row(number=601, **values):
    """A subscription whose dates are given without times."""
    return subscription(number, **values)


class Earning(unittest.TestCase):
    def test_the_worked_yearly_example(self):
        period = BillingPeriod("s", day("2026-01-15"), day("2027-01-15"), 7999, "USD", "u")
        periods = {period.start: period}
        self.assertEqual(accrual.earned(period, periods, day("2026-02-01")), 372)
        self.assertEqual(accrual.earned(period, periods, day("2026-03-01")) - 372, 614)

    def test_over_its_life_exactly_its_price(self):
        period = BillingPeriod("s", day("2026-01-15"), day("2027-01-15"), 7999, "USD", "u")
        periods = {period.start: period}
        for end, cents in [("2026-01-15", 0), ("2026-01-14", 0), ("2027-01-15", 7999), ("2030-01-01", 7999)]:
            self.assertEqual(accrual.earned(period, periods, day(end)), cents)

    def test_a_cut_ends_it_at_the_same_daily_rate(self):
        first = BillingPeriod("s", day("2026-01-01"), day("2026-02-01"), 3100, "USD", "u")
        second = BillingPeriod("s", day("2026-01-11"), day("2026-02-11"), 5000, "USD", "u")
        periods = {first.start: first, second.start: second}
        self.assertEqual(accrual.cut_of(first, periods), day("2026-01-11"))
        self.assertIsNone(accrual.cut_of(second, periods))
        self.assertEqual(accrual.earned(first, periods, day("2026-02-01")), 1000)
        first.shortened = day("2026-01-06")
        self.assertEqual(accrual.cut_of(first, periods), day("2026-01-06"))


class Recording(unittest.TestCase):
    def periods_of(self, *rows, genesis="2026-01-01"):
        """The billing periods after the row showed itself so, one close after the other: (from, to, price)."""
        self.periods, self.warnings = {}, []
        for shown in rows:
            self.warnings.append(accrual.record(self.periods, shown, "UTC", day(genesis)))
        return [(str(key), str(value.to), value.price) for key, value in sorted(self.periods.items())]

    def show(self, start, end, **values):
        """A row with this current period."""
        return row(current_period_start=start, current_period_end=end, **values)

    def test_steps_back_to_genesis_counted_from_the_first_from(self):
        found = self.periods_of(self.show("2026-03-31", "2026-04-30", started_at="2025-10-31"))
        self.assertEqual(found, [
            ("2025-12-31", "2026-01-31", 3100), ("2026-01-31", "2026-02-28", 3100),
            ("2026-02-28", "2026-03-31", 3100), ("2026-03-31", "2026-04-30", 3100),
        ])

    def test_a_first_step_shorter_than_a_plan_is_paid_in_proportion(self):
        found = self.periods_of(self.show("2026-01-31", "2026-02-28", started_at="2026-01-10", price_cents=999))
        self.assertEqual(found, [("2026-01-10", "2026-01-31", 999 * 21 // 31), ("2026-01-31", "2026-02-28", 999)])

    def test_nothing_is_filled_where_it_started_then(self):
        for started in ("2026-02-01", "2026-02-03"):
            found = self.periods_of(self.show("2026-02-01", "2026-03-01", started_at=started))
            self.assertEqual(len(found), 1)

    def test_the_same_row_again_is_known(self):
        shown = self.show("2026-01-01", "2026-02-01")
        self.assertEqual(len(self.periods_of(shown, shown)), 1)
        self.assertEqual(self.warnings, [None, None])

    def test_the_last_state_of_a_known_row_counts(self):
        first = self.show("2026-01-01", "2026-02-01")
        shorter = self.show("2026-01-01", "2026-01-22")
        longer = self.show("2026-01-01", "2026-02-11", price_cents=4100)
        self.assertEqual(self.periods_of(first, shorter), [("2026-01-01", "2026-02-01", 3100)])
        self.assertEqual(self.periods[day("2026-01-01")].shortened, day("2026-01-22"))
        self.assertEqual(self.periods_of(first, shorter, first), [("2026-01-01", "2026-02-01", 3100)])
        self.assertIsNone(self.periods[day("2026-01-01")].shortened)
        self.assertEqual(self.periods_of(first, shorter, longer), [("2026-01-01", "2026-02-11", 4100)])
        self.assertIsNone(self.periods[day("2026-01-01")].shortened)

    def test_another_user_or_currency_is_reported_and_stays(self):
        first = self.show("2026-01-01", "2026-02-01")
        for values in ({"user_id": OTHER}, {"currency": "EUR"}):
            found = self.periods_of(first, self.show("2026-01-01", "2026-02-11", price_cents=1, **values))
            self.assertEqual((found, self.warnings[1]), ([("2026-01-01", "2026-02-01", 3100)], "subscription_changed"))

    def test_gaps(self):
        table = [  # the new from, what was filled, the warning
            ("2026-02-01", [], None), ("2026-02-02", [], None), ("2026-02-28", [], None),
            ("2026-03-01", ["2026-02-01"], "renewals_assumed"), ("2026-03-04", ["2026-02-01"], "renewals_assumed"),
            ("2026-03-05", [], "subscription_gap"), ("2026-03-28", [], "subscription_gap"),
            ("2026-03-29", ["2026-02-01", "2026-02-28"], "renewals_assumed"),
            ("2026-04-04", ["2026-02-01", "2026-03-04"], "renewals_assumed"),
        ]
        for start, filled, warning in table:
            with self.subTest(start=start):
                found = self.periods_of(self.show("2026-01-01", "2026-02-01"), self.show(start, "2026-06-01"))
                between = [begin for begin, _, _ in found if "2026-01-01" < begin < start]
                self.assertEqual((between, self.warnings[1]), (filled, warning))

    def test_a_gap_begins_where_the_row_last_ended(self):
        first, shorter = self.show("2026-01-01", "2026-02-01"), self.show("2026-01-01", "2026-01-15")
        self.periods_of(first, shorter, self.show("2026-02-15", "2026-03-15"))
        self.assertEqual(self.warnings[2], "renewals_assumed")
        self.assertEqual(sorted(self.periods)[1], day("2026-01-15"))

    def test_a_from_that_moves_backwards_is_cut_by_the_one_that_is_known(self):
        found = self.periods_of(self.show("2026-02-01", "2026-03-01", started_at="2026-02-01"),
                                self.show("2026-01-11", "2026-02-11"))
        self.assertEqual([entry[0] for entry in found], ["2026-01-11", "2026-02-01"])
        self.assertEqual(accrual.cut_of(self.periods[day("2026-01-11")], self.periods), day("2026-02-01"))


class Faults(unittest.TestCase):
    def test_come_in_their_order(self):
        entry, values = policy().entry("2026-01"), {}
        for code, change in reversed([
            ("plan_unknown", {"plan_type": "weekly"}), ("subscription_dates", {"started_at": None}),
            ("subscription_price", {"price_cents": None}), ("currency_not_settled", {"currency": "THB"}),
        ]):
            values.update(change)
            self.assertEqual(accrual.fault_of(row(**values), entry, "UTC"), code)

    def test_dates_are_compared_as_days(self):
        entry = policy().entry("2026-01")
        shown = row(current_period_start="2026-01-05 01:00:00", current_period_end="2026-01-05 23:00:00")
        self.assertEqual(accrual.fault_of(shown, entry, "UTC"), "subscription_dates")

    def test_a_price_of_0_is_a_trial(self):
        self.assertIsNone(accrual.fault_of(row(price_cents=0), policy().entry("2026-01"), "UTC"))


class Recognition(unittest.TestCase):
    def recognised(self, changes, periods=("2026-01", "2026-02", "2026-03")):
        """What is recognised period by period; `changes` maps a period to what the row shows from its close on."""
        world, rules = world_of(subscriptions=[row()]), policy()
        books, found = close_all(world, rules), []
        for period in periods:
            world["subscriptions"][uid(601)].update(changes.get(period, {}))
            result = close(books, world, rules, period)
            found.append(result.recognitions.get((uid(601), "USD"), 0))
        return found

    def test_a_month_is_earned_in_its_month(self):
        self.assertEqual(self.recognised({}), [3100, 0, 0])

    def test_a_late_webhook_catches_up(self):
        late = {"current_period_start": "2026-02-01 00:00:00", "current_period_end": "2026-03-01 00:00:00"}
        self.assertEqual(self.recognised({"2026-03": late}), [3100, 0, 3100])

    def test_over_recognised_revenue_waits(self):
        cut = {"current_period_end": "2026-01-11 00:00:00"}
        new = {"current_period_start": "2026-02-01 00:00:00", "current_period_end": "2026-03-01 00:00:00"}
        self.assertEqual(self.recognised({"2026-02": {**cut}, "2026-03": new}), [3100, 0, 1000])

    def test_a_row_that_goes_bad_goes_on_earning_what_was_recorded(self):
        long = {"current_period_end": "2026-03-02 00:00:00", "price_cents": 6000}
        bad = {"plan_type": "weekly", "current_period_end": "2026-01-02 00:00:00"}
        self.assertEqual(self.recognised({"2026-01": long, "2026-02": bad}), [3100, 2800, 100])

    def test_revenue_belongs_to_the_user_of_the_last_billing_period(self):
        world = world_of(subscriptions=[row(current_period_end="2026-02-15 00:00:00")])
        books = close_all(world, policy(), "2026-01")
        world["subscriptions"][uid(601)].update(
            user_id=OTHER, current_period_start="2026-02-15 00:00:00", current_period_end="2026-03-15 00:00:00",
        )
        result = close(books, world, policy(), "2026-02")
        self.assertEqual(set(accrual.revenue_by_user(books, result.recognitions)["USD"]), {OTHER})

    def test_before_genesis_is_asked_only_where_it_is_good(self):
        old = {"started_at": "2025-11-01", "current_period_start": "2025-11-01", "current_period_end": "2025-12-01"}
        bad, good = row(**old, plan_type="weekly"), row(number=602, **old)
        books = close_all(world_of(subscriptions=[bad, good]), policy(), "2026-01")
        self.assertEqual((codes(books.closed[0]), list(books.billing)), ([], [uid(602)]))

"""The close as a whole, the datasets, and R13's checks: each can fail."""

import unittest
from dataclasses import replace

from oracle import checks
from oracle.cases import compare
from oracle.close import close
from oracle.datasets import as_text, csv_text, datasets, in_order
from oracle.policy import parse

from .making import close_all, policy, policy_text, purchase, reading, subscription, uid, world_of


def small_books():
    """Books with a sale and a pool of January; the policy and the result of the close."""
    world = world_of(purchases=[purchase()], subscriptions=[subscription()], engagement_tracking=[reading()])
    books = close_all(world, policy(), "2026-01")
    return books, policy(), books.closed[0]


class Close(unittest.TestCase):
    def test_only_the_next_period_can_be_closed(self):
        books, rules, _ = small_books()
        for period in ("2026-01", "2026-03"):
            with self.assertRaises(ValueError):
                close(books, world_of(), rules, period)
        close(books, world_of(), rules, "2026-02")

    def test_each_sale_follows_the_entry_of_its_own_month(self):
        text = policy_text() + policy_text().split("entries:\n")[1].replace("2026-01", "2026-02").replace(
            "from: 500, percent: 15", "from: 500, percent: 50")
        world = world_of(purchases=[
            purchase(), purchase(302, completed_at="2026-02-10 12:00:00"),
        ])
        rules = parse(text)
        books = close_all(world_of(), rules, "2026-01")
        result = close(books, world, rules, "2026-02")
        self.assertEqual({line.source: line.creator_part for line in result.lines}, {uid(301): 849, uid(302): 499})


class Datasets(unittest.TestCase):
    def test_rows_are_texts_in_order(self):
        books, _, result = small_books()
        found = datasets(result, books)
        self.assertEqual(found["lines"], [
            ["2026-01", "pool", "subscriptions", "", uid(201), uid(101), "USD", "2170", "0", "0", "2170", "true",
             "false", "2026-02-01"],
            ["2026-01", "sale", "sales", uid(301), uid(201), uid(101), "USD", "999", "100", "50", "849", "true",
             "false", "2026-02-01"],
        ])
        self.assertEqual(found["billing-periods"], [[uid(601), "2026-01-01", "2026-02-01", "", "3100", "USD"]])
        self.assertEqual(found["recognitions"], [["2026-01", uid(601), "USD", "3100"]])

    def test_numbers_sort_by_value_texts_by_bytes_empty_first(self):
        rows = [("b", 10), ("b", 9), ("b", -1), ("é", 0), ("B", 0), (None, 5), ("z", None), ("z", 0)]
        self.assertEqual(in_order(rows), [
            (None, 5), ("B", 0), ("b", -1), ("b", 9), ("b", 10), ("z", None), ("z", 0), ("é", 0),
        ])

    def test_values_as_text(self):
        self.assertEqual([as_text(value) for value in (None, True, False, 0, "x")], ["", "true", "false", "0", "x"])

    def test_csv_has_a_header_and_quotes_what_needs_it(self):
        text = csv_text("recognitions", [["2026-01", 'a,"b', "USD", "1"]])
        self.assertEqual(text, 'period,subscription_id,currency,recognised_cents\n2026-01,"a,""b",USD,1\n')


class Comparison(unittest.TestCase):
    def test_names_what_is_lacking_and_what_is_too_much(self):
        from pathlib import Path
        from tempfile import TemporaryDirectory

        books, _, result = small_books()
        found = datasets(result, books)
        with TemporaryDirectory() as folder:
            for name, rows in found.items():
                (Path(folder) / f"{name}.csv").write_text(csv_text(name, rows))
            self.assertEqual(compare(Path(folder), found), [])
            (Path(folder) / "pools.csv").unlink()
            self.assertEqual(len(compare(Path(folder), found)), 1)
            lines = (Path(folder) / "recognitions.csv").read_text().replace("3100", "3101")
            (Path(folder) / "recognitions.csv").write_text(lines)
            self.assertEqual(len(compare(Path(folder), found)), 3)
            (Path(folder) / "recognitions.csv").write_text("other,columns\n")
            with self.assertRaises(ValueError):
                compare(Path(folder), found)


class Checks(unittest.TestCase):
    def setUp(self):
        self.books, self.policy, self.result = small_books()

    def broken(self):
        """The message of what is found broken, or None."""
        try:
            checks.check_close(self.books, self.policy, self.result)
        except checks.Broken as error:
            return str(error)
        return None

    def test_good_books_are_good(self):
        self.assertIsNone(self.broken())

    def test_a_line_that_does_not_add_up(self):
        self.result.lines[0] = replace(self.result.lines[0], gross=1)
        self.assertIn("does not add up", self.broken())

    def test_a_line_of_nothing(self):
        nothing = replace(self.result.lines[0], gross=0, processing=0, platform=0, creator_part=0)
        self.result.lines.append(nothing)
        self.assertIn("all 0", self.broken())

    def test_a_pool_that_loses_money(self):
        self.result.pools[0].carried_in = 1
        self.assertIn("loses or makes money", self.broken())

    def test_pool_lines_that_are_not_what_was_distributed(self):
        self.result.pools[0].distributed += 1
        self.assertIn("pool lines sum to", self.broken())

    def test_revenue_that_was_not_recognised(self):
        pool = self.result.pools[0]
        pool.revenue, pool.platform = pool.revenue + 1, pool.platform + 1
        self.assertIn("not what was recognised", self.broken())

    def test_recognised_revenue_that_was_not_earned(self):
        self.books.recognised[(uid(601), "USD")] -= 1
        self.assertIn("accounted for", self.broken())

    def test_a_source_that_was_settled_twice(self):
        self.result.lines.append(next(line for line in self.result.lines if line.kind == "sale"))
        self.assertIn("settled twice", self.broken())

    def test_two_exceptions_of_one_row(self):
        from oracle.books import Fault

        self.result.faults += [Fault("2026-01", code, "purchases", uid(301)) for code in ("a", "b")]
        self.assertIn("two exceptions", self.broken())

"""R1: percentages and apportionment."""

import hashlib
import random
import unittest
import uuid
from fractions import Fraction

from oracle.money import apportion, basis_points, currency_of, draw, percent_of

from .making import uid


class Percentages(unittest.TestCase):
    def test_rounds_to_the_nearest_cent_and_halves_away_from_zero(self):
        table = [
            (999, 1500, 150), (499, 2000, 100), (99, 2000, 20), (2000, 1000, 200), (999, 500, 50),
            (10, 500, 1), (30, 500, 2), (29, 500, 1), (-10, 500, -1), (-30, 500, -2), (-29, 500, -1),
            (0, 10000, 0), (2147483647, 10000, 2147483647), (1, 4999, 0), (1, 5000, 1),
        ]
        for amount, points, expected in table:
            with self.subTest(amount=amount, points=points):
                self.assertEqual(percent_of(amount, points), expected)

    def test_reads_percentages_exactly(self):
        for text, points in [("20", 2000), ("2.9", 290), ("33.33", 3333), ("0", 0), ("-0.01", -1), ("50.10", 5010)]:
            self.assertEqual(basis_points(text), points)

    def test_refuses_more_than_two_decimals_and_what_is_no_number(self):
        for text in ("33.333", "x", "", "NaN", "Infinity"):
            with self.subTest(text=text), self.assertRaises(ValueError):
                basis_points(text)

    def test_null_currency_is_usd_and_codes_stand(self):
        self.assertEqual([currency_of(code) for code in (None, "EUR", "usd", "")], ["USD", "EUR", "usd", ""])


class Apportionment(unittest.TestCase):
    def test_draw_is_sha_256_of_key_and_the_ids_bytes(self):
        party = uid(203)
        expected = hashlib.sha256(b"2026-10/USD" + uuid.UUID(party).bytes).digest()
        self.assertEqual(draw(b"2026-10/USD", party), expected)

    def test_equal_remainders_go_in_the_order_of_the_draw(self):
        parties = {uid(number): 1 for number in range(201, 208)}
        for key in (b"2026-01/USD", b"2026-02/USD", b"x"):
            parts = apportion(10, parties, key)
            first = sorted(parties, key=lambda party: draw(key, party))[:3]
            self.assertEqual({party for party, part in parts.items() if part == 2}, set(first))

    def test_the_draw_differs_from_key_to_key(self):
        parties = {uid(number): 1 for number in range(201, 204)}
        winners = {max(parts, key=parts.get) for parts in (apportion(1, parties, b"%d" % n) for n in range(30))}
        self.assertEqual(winners, set(parties))

    def test_the_worked_bundle_example(self):
        """001: 0.34, 0.33, 0.33 and 0.67, 0.67, 0.66, with the purchase's id as the key."""
        key, parties = uuid.UUID(uid(305)).bytes, {uid(number): 1 for number in (201, 202, 203)}
        self.assertEqual(list(apportion(100, parties, key).values()), [34, 33, 33])
        self.assertEqual(list(apportion(200, parties, key).values()), [67, 66, 67])

    def test_largest_remainder_comes_before_the_draw(self):
        self.assertEqual(apportion(10, {uid(1): 64, uid(2): 27, uid(3): 9}, b"k"), {uid(1): 6, uid(2): 3, uid(3): 1})

    def test_weight_0_gets_0_and_takes_no_part(self):
        for key in (b"a", b"b", b"c", b"d"):
            self.assertEqual(apportion(1, {uid(1): 0, uid(2): 1, uid(3): 0}, key), {uid(1): 0, uid(2): 1, uid(3): 0})

    def test_a_negative_total_is_the_absolute_one_negated(self):
        weights = {uid(1): 3, uid(2): 2, uid(3): 2}
        positive = apportion(11, weights, b"k")
        self.assertEqual(apportion(-11, weights, b"k"), {party: -part for party, part in positive.items()})

    def test_weights_that_sum_to_0_are_refused(self):
        for weights in ({}, {uid(1): 0}):
            with self.assertRaises(ValueError):
                apportion(5, weights, b"k")

    def test_parts_sum_to_the_total_and_are_within_a_cent(self):
        dice = random.Random(4)
        for _ in range(300):
            weights = {uid(n): Fraction(dice.randrange(50), dice.randrange(1, 9)) for n in range(dice.randrange(1, 9))}
            weights[uid(99)] = 1
            total = dice.randrange(-10**12, 10**12)
            parts, whole = apportion(total, weights, b"%d" % total), sum(weights.values())
            self.assertEqual(sum(parts.values()), total)
            for party, part in parts.items():
                self.assertLess(abs(part - total * weights[party] / whole), 1)

"""R5: bundles."""

import unittest

from oracle import bundles, sales
from oracle.sources import sources, warning_of

from .making import OTHER, SELLER, amounts, bundle_of, content, policy, purchase, uid, world_of


def world_with(shares, contents, **values):
    """A world with one bundle and one purchase of it."""
    bundle, rows = bundle_of(*shares)
    row = purchase(bundle_id=bundle["id"], content_id=None, seller_id=None, **values)
    return world_of(bundles=[bundle], bundle_contents=rows, contents=contents, purchases=[row])


def priced(*prices):
    """Contents 201, 202 ... with these list prices, None included."""
    return [content(201 + index, price_cents=cents) for index, cents in enumerate(prices)]


def weights(shares, contents, **rules):
    """The weights of a bundle's contents, in order; None where its shares make no sense."""
    world = world_with(shares, contents)
    rows = bundles.contents_of(uid(501), world)
    found = bundles.weights_of(rows, policy(**rules).entry("2026-01"), world)
    return None if found is None else list(found.values())


def lines(world, **rules):
    """The lines of the world's purchase."""
    return sales.settle(next(sources(world)), policy(**rules).entry("2026-01"), world, "2026-01", False, None)


class Weights(unittest.TestCase):
    def test_given_shares_stand(self):
        self.assertEqual(weights(["66.67", "33.33", "0"], priced(1, 1, 1)), [6667, 3333, 0])

    def test_without_shares_by_list_price(self):
        self.assertEqual(weights([None, None, None], priced(300, 100, None)), [10000 * 300, 10000 * 100, 0])
        self.assertEqual(weights([None, None], priced(0, None)), [10000, 10000])

    def test_some_given_the_rest_by_list_price_or_equally(self):
        self.assertEqual(weights(["50", None, None], priced(999, 300, 100)), [5000 * 400, 5000 * 300, 5000 * 100])
        self.assertEqual(weights(["50", None, None], priced(999, 0, 0)), [5000 * 2, 5000, 5000])

    def test_equal_replaces_list_prices_whatever_they_are(self):
        bad = [content(201, price_cents=-5), content(202, currency="EUR"), content(203)]
        self.assertEqual(weights([None] * 3, bad, without_share="equal"), [10000] * 3)
        self.assertEqual(weights(["50", None, None], bad, without_share="equal"), [10000, 5000, 5000])

    def test_what_makes_no_sense(self):
        three = priced(100, 100, 100)
        for shares in (["50", "49.99"], ["50", "50.01"], ["100", None], ["100.01", None], ["-1", "101"],
                       ["-1", None], [], ["33.333", None]):
            with self.subTest(shares=shares):
                self.assertIsNone(weights(shares, three))
        self.assertIsNone(weights([None, None], priced(100, -1)))

    def test_list_prices_that_are_used_and_not_0_have_one_currency(self):
        euro = [content(201), content(202, currency="EUR", price_cents=100)]
        self.assertIsNone(weights([None, None], euro))
        self.assertIsNotNone(weights([None, "50"], euro))
        self.assertIsNotNone(weights([None, None], [content(201), content(202, currency="EUR", price_cents=0)]))
        self.assertIsNotNone(weights([None, None], [content(201), content(202, currency=None)]))
        self.assertIsNotNone(weights([None, None], [content(201, currency="EUR"), content(202, currency="EUR")]))


class Faults(unittest.TestCase):
    def test_a_content_without_owner_comes_before_bad_shares(self):
        entry = policy().entry("2026-01")
        for contents in ([content(201)], [content(201), content(202, user_id=None)]):
            world = world_with(["1", "2"], contents)
            self.assertEqual(bundles.fault_of(uid(501), entry, world), "seller_missing")
        own = [content(201), content(202, user_id=None, is_platform_content=True)]
        self.assertEqual(bundles.fault_of(uid(501), entry, world_with(["1", "2"], own)), "bundle_shares")
        self.assertIsNone(bundles.fault_of(uid(501), entry, world_with(["1", "99"], own)))


class Lines(unittest.TestCase):
    def test_the_worked_example(self):
        world = world_with([None] * 3, priced(999, 999, 999), amount_cents=3000)
        found = lines(world)
        self.assertEqual([line.creator_part for line in found], [900] * 3)
        self.assertEqual(sorted(line.platform for line in found), [33, 33, 34])
        self.assertEqual(sorted(line.processing for line in found), [66, 67, 67])

    def test_each_part_goes_to_the_contents_owner(self):
        contents = [content(201), content(202, user_id=OTHER)]
        found = lines(world_with(["50", "50"], contents, amount_cents=3000))
        self.assertEqual([line.creator for line in found], [SELLER, OTHER])

    def test_the_platforms_own_turns_its_creator_part_into_platform_part(self):
        contents = [content(201), content(202, is_platform_content=True)]
        found = lines(world_with(["50", "50"], contents, amount_cents=3000))
        self.assertEqual([amounts(line) for line in found], [(1500, 100, 50, 1350), (1500, 100, 1400, 0)])
        self.assertIsNone(found[1].creator)

    def test_a_share_of_0_has_no_line(self):
        self.assertEqual(len(lines(world_with(["100", "0"], priced(1, 1)))), 1)

    def test_recorded_fees_are_those_of_the_whole(self):
        world = world_with(
            ["50", "50"], priced(1, 1), amount_cents=1000, platform_fee_cents=200, seller_revenue_cents=800,
        )
        entry = policy(recorded_fees="honour").entry("2026-01")
        self.assertEqual(warning_of(next(sources(world)), entry, world), "fee_mismatch")
        self.assertEqual([line.creator_part for line in lines(world, recorded_fees="honour")], [400, 400])

    def test_nobody_deals_with_themselves_over_a_bundle(self):
        world = world_with(["50", "50"], priced(1, 1), buyer_id=SELLER)
        world["purchases"][uid(301)]["seller_id"] = SELLER
        self.assertIsNone(warning_of(next(sources(world)), policy().entry("2026-01"), world))

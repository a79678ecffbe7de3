"""R9: what counts, and how the pool is shared."""

import unittest
from fractions import Fraction

from oracle import engagement, pool
from oracle.close import close

from .making import OTHER, READER, SELLER, close_all, codes, content, policy, reading, subscription, uid, world_of

JANUARY = "2026-01"


class Faults(unittest.TestCase):
    def test_of_a_row_by_itself(self):
        table = [
            ({}, None), ({"sessions_completed": None, "concepts_accessed": None}, None),
            ({"total_time_seconds": None, "sessions_completed": 0, "concepts_accessed": 0}, None),
            ({"concepts_accessed": -1, "period_end": "2026-01-30"}, "engagement_negative"),
            ({"period_end": "2026-01-30", "sessions_completed": 601}, "engagement_period"),
            ({"period_end": None}, "engagement_period"), ({"period_start": "2026-01-02"}, "engagement_period"),
            ({"sessions_completed": 601}, "engagement_impossible"),
            ({"concepts_accessed": 601}, "engagement_impossible"),
            ({"sessions_completed": 600, "concepts_accessed": 600}, None),
        ]
        for values, code in table:
            with self.subTest(values=values):
                self.assertEqual(engagement.own_fault(reading(**values), JANUARY), code)

    def test_of_a_user_who_read_longer_than_the_period(self):
        seconds = 31 * 86400
        for more, bad in [(0, set()), (1, {uid(701), uid(702)})]:
            rows = [
                reading(701, total_time_seconds=seconds - 10), reading(702, total_time_seconds=10 + more),
                reading(703, total_time_seconds=9, sessions_completed=-1), reading(704, user_id=OTHER),
            ]
            found = engagement.faults_of(rows, "UTC", JANUARY)
            self.assertEqual({key for key, code in found.items() if code == "engagement_impossible"}, bad)


class Counting(unittest.TestCase):
    def counting(self, rows, contents, cap=None):
        """What counts and what is left out, for revenue of READER and SELLER."""
        world = world_of(engagement_tracking=rows, contents=contents)
        faults = engagement.faults_of(rows, "UTC", JANUARY)
        return engagement.counting(rows, faults, world, {READER: 1, SELLER: 1}, cap)

    def test_each_rule_in_its_order(self):
        contents = [
            content(201), content(202, is_platform_content=True, user_id=None),
            content(203, user_id=None, visibility="private"), content(204, visibility="shared"),
            content(205, visibility=None),
        ]
        rows = [
            reading(701), reading(702, user_id=SELLER), reading(703, content_id=uid(202)),
            reading(704, content_id=uid(203)), reading(705, content_id=uid(204)), reading(706, content_id=uid(205)),
            reading(707, content_id=uid(299)), reading(708, user_id=OTHER),
            reading(709, content_id=uid(299), total_time_seconds=-600),
        ]
        counted, excluded = self.counting(rows, contents)
        self.assertEqual(counted, [(READER, uid(201), (600, 5, 3))])
        self.assertEqual(excluded, {
            (uid(201), "own_content"): [1, 600], (uid(202), "platform_content"): [1, 600],
            (uid(203), "no_owner"): [1, 600], (uid(204), "visibility"): [1, 600], (uid(205), "visibility"): [1, 600],
            (uid(299), "content_missing"): [1, 600], (uid(299), "engagement_negative"): [1, 0],
        })

    def test_the_viewer_cap_scales_every_metric_down(self):
        rows = [
            reading(701, total_time_seconds=700, sessions_completed=7, concepts_accessed=3),
            reading(702, content_id=uid(202), total_time_seconds=300, sessions_completed=1, concepts_accessed=None),
        ]
        counted, excluded = self.counting(rows, [content(201), content(202, user_id=OTHER)], cap=500)
        self.assertEqual([metrics for _, _, metrics in counted], [(350, 3, 1), (150, 0, 0)])
        self.assertEqual(excluded, {(uid(201), "viewer_cap"): [1, 350], (uid(202), "viewer_cap"): [1, 150]})

    def test_a_user_at_the_cap_is_not_capped(self):
        counted, excluded = self.counting([reading(total_time_seconds=500)], [content(201)], cap=500)
        self.assertEqual((counted[0][2][0], excluded), (500, {}))

    def test_the_cap_is_whole_seconds_of_the_period(self):
        self.assertEqual(engagement.viewer_cap(policy(cap="0.01").entry(JANUARY), JANUARY), 36 * 31)
        self.assertEqual(engagement.viewer_cap(policy(cap="1").entry(JANUARY), "2026-02"), 3600 * 28)
        self.assertIsNone(engagement.viewer_cap(policy().entry(JANUARY), JANUARY))


class Weights(unittest.TestCase):
    def test_pro_rata_is_exact_and_drops_metrics_without_a_sum(self):
        counted = [("u", "a", (100, 0, 1)), ("v", "a", (50, 0, 0)), ("v", "b", (150, 0, 2))]
        self.assertEqual(pool.pro_rata(counted, (50, 30, 20)), {
            "a": Fraction(50 * 150, 300) + Fraction(20, 3), "b": Fraction(50 * 150, 300) + Fraction(40, 3),
        })

    def test_user_centric_gives_each_user_their_own_money(self):
        counted = [("u", "a", (1, 0, 0)), ("u", "b", (2, 0, 0)), ("v", "a", (0, 0, 0))]
        found = pool.user_centric(counted, (50, 30, 20), {"u": 100, "v": 70, "idle": 50})
        self.assertEqual(found, {"a": 100 * 2**40 // 3, "b": 200 * 2**40 // 3})

    def test_user_centric_without_a_weighed_metric_has_no_weight(self):
        self.assertEqual(pool.user_centric([("u", "a", (5, 0, 0))], (0, 1, 1), {"u": 100}), {})


class Pools(unittest.TestCase):
    def test_the_worked_example(self):
        """1000 subscribers, 9.99 each: a creator with 15 % of every metric gets 1,048.95."""
        subscribers = [subscription(1000 + n, user_id=uid(10000 + n), price_cents=999) for n in range(1000)]
        rows = [
            reading(701, user_id=uid(10000), total_time_seconds=1500, sessions_completed=15, concepts_accessed=30),
            reading(702, user_id=uid(10001), content_id=uid(202), total_time_seconds=8500, sessions_completed=85,
                    concepts_accessed=170),
        ]
        contents = [content(201), content(202, user_id=OTHER)]
        world = world_of(subscriptions=subscribers, engagement_tracking=rows, contents=contents)
        result = close_all(world, policy(), JANUARY).closed[0]
        self.assertEqual(vars(result.pools[0]), {
            "period": JANUARY, "currency": "USD", "model": "pro_rata", "revenue": 999000, "carried_in": 0,
            "platform": 299700, "distributed": 699300, "carried_out": 0,
        })
        self.assertEqual({line.creator: line.creator_part for line in result.lines}, {SELLER: 104895, OTHER: 594405})

    def test_a_pool_that_nobody_reads_carries_over_and_is_not_taxed_again(self):
        world = world_of(subscriptions=[subscription(current_period_end="2026-03-01 00:00:00", price_cents=5900)])
        books = close_all(world, policy(), JANUARY)
        self.assertEqual(books.carry, {"USD": 2170})
        world["engagement_tracking"] = {
            uid(701): reading(period_start="2026-02-01", period_end="2026-02-28"),
        }
        second = close(books, world, policy(), "2026-02").pools[0]
        self.assertEqual((second.carried_in, second.platform, second.distributed), (2170, 840, 4130))
        self.assertEqual((close(books, world, policy(), "2026-03").pools, books.carry), ([], {}))

    def test_both_models_in_a_close(self):
        rows = [reading(701), reading(702, content_id=uid(202), user_id=OTHER, total_time_seconds=5400)]
        contents = [content(201), content(202, user_id=uid(103))]
        payers = [subscription(601), subscription(602, user_id=OTHER)]
        world = world_of(subscriptions=payers, engagement_tracking=rows, contents=contents)
        parts = {}
        for model in ("pro_rata", "user_centric"):
            result = close_all(world, policy(model=model), JANUARY).closed[0]
            parts[model] = sorted(line.creator_part for line in result.lines)
        self.assertEqual(parts, {"pro_rata": [1302, 3038], "user_centric": [2170, 2170]})

    def test_exceptions_are_reported_whoever_pays(self):
        world = world_of(engagement_tracking=[reading(sessions_completed=-1)])
        self.assertEqual(codes(close_all(world, policy(), JANUARY).closed[0]), [("engagement_negative", 701)])

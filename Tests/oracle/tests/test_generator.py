"""The worlds: the same seed gives the same bytes, everything in them is possible, and every rule is met."""

import itertools
import json
import os
import random
import subprocess
import sys
import unittest
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from oracle import calendar
from oracle.__main__ import checked_world, main
from oracle.cases import Case
from oracle.checks import Broken
from oracle.memory import Memory
from oracle.payout_checks import STATES
from oracle.policy import parse
from oracle.replay import check_replay, replay
from oracle.world import COLUMNS
from oracle.writing import json_line, write_folder

HERE = Path(__file__).parent.parent
WORLDS = [checked_world(seed) for seed in range(1, 61)]
PAID = [checked_world(seed, payouts=True) for seed in range(1, 61)]

ALL_CODES = {
    "status_unknown", "completed_at_missing", "amount_missing", "amount_negative", "currency_not_settled",
    "provider_unknown", "seller_missing", "bundle_missing", "bundle_shares", "fee_mismatch", "self_dealing",
    "donation_pending", "plan_unknown", "subscription_dates", "subscription_price", "subscription_changed",
    "renewals_assumed", "subscription_gap", "engagement_negative", "engagement_period", "engagement_impossible",
}
ALL_RULES = {
    "engagement_negative", "engagement_period", "engagement_impossible", "content_missing", "platform_content",
    "no_owner", "visibility", "own_content", "viewer_cap",
}


class Determinism(unittest.TestCase):
    def test_the_same_seed_gives_the_same_bytes_in_another_process(self):
        program = "from oracle.__main__ import checked_world; from oracle.writing import json_line\n" \
                  "print(json_line(checked_world(7)), json_line(checked_world(7, True)))"
        for hash_seed in ("0", "1"):
            done = subprocess.run(
                [sys.executable, "-c", program], cwd=HERE, env={**os.environ, "PYTHONHASHSEED": hash_seed},
                capture_output=True, text=True, check=True,
            )
            self.assertEqual(done.stdout.strip(), f"{json_line(WORLDS[6])} {json_line(PAID[6])}")

    def test_different_seeds_differ(self):
        self.assertEqual(len({json_line(world) for world in WORLDS}), len(WORLDS))

    def test_a_world_replayed_with_its_rows_in_another_order_is_the_same(self):
        for world in WORLDS + PAID:
            check_replay(world)

    def test_a_replay_notices_a_payout_step_that_ends_otherwise(self):
        value = json.loads(json_line(PAID[0]))
        export = next(step for step in value["steps"] if step["kind"] == "payouts-export")
        export["exit"] = 65
        with self.assertRaises(Broken):
            list(replay(json.dumps(value), random.Random(1)))

    def test_a_replay_notices_a_difference(self):
        value = json.loads(json_line(WORLDS[0]))
        last = [step for step in value["steps"] if step["kind"] == "close"][-1]
        last["expected"]["pools"].append(["x"])
        differ = [expected != found for _, expected, found in replay(json.dumps(value), random.Random(1))]
        self.assertEqual(differ, [False] * (len(differ) - 1) + [True])


class Coverage(unittest.TestCase):
    def rows(self, dataset):
        """All rows of a dataset in all worlds."""
        closes = [step for world in WORLDS for step in world.steps if step.kind == "close"]
        return [row for step in closes for row in step.expected[dataset]]

    def test_every_code_of_a_close(self):
        self.assertEqual({row[1] for row in self.rows("exceptions")}, ALL_CODES)

    def test_every_kind_of_line_many_times(self):
        kinds = Counter(row[1] for row in self.rows("lines"))
        for kind in ("sale", "bundle", "donation", "pool", "reversal", "reinstatement", "correction"):
            self.assertGreater(kinds[kind], 10, kind)

    def test_every_way_not_to_count(self):
        self.assertEqual({row[3] for row in self.rows("excluded-engagement")}, ALL_RULES)

    def test_late_unpayable_and_carried(self):
        lines = self.rows("lines")
        self.assertTrue(any(row[12] == "true" for row in lines) and any(row[11] == "false" for row in lines))
        self.assertTrue(any(int(row[7]) for row in self.rows("pools")))
        self.assertTrue(any(row[3] for row in self.rows("billing-periods")))

    def test_every_kind_of_step(self):
        self.assertEqual({step.kind for world in WORLDS for step in world.steps},
                         {"change", "policy", "backfill", "close"})


class PayoutCoverage(unittest.TestCase):
    STEPS = [step for world in PAID for step in world.steps if step.kind.startswith("payouts-")]

    def rows(self, dataset):
        """All rows of a dataset of payout steps in all worlds."""
        return [row for step in self.STEPS for row in step.expected.get(dataset, [])]

    def test_every_kind_of_step_done_and_refused(self):
        kinds = Counter((step.kind, step.code) for step in self.STEPS)
        for kind in [("payouts-run", 0), ("payouts-run", 65), ("payouts-export", 0), ("payouts-confirm", 0),
                     ("payouts-confirm", 65)]:
            self.assertGreater(kinds[kind], 5, kind)

    def test_every_state_with_a_next_date_where_on_hold(self):
        states = Counter(row[2] for row in self.rows("outcomes"))
        for state in STATES:
            self.assertGreater(states[state], 20, state)
        self.assertTrue(all((row[2] == "on_hold") == (row[5] != "") for row in self.rows("outcomes")))

    def test_every_way_in_which_a_payout_ends(self):
        ends = Counter((row[10], row[8], row[11]) for row in self.rows("payouts"))
        for origin in ("engine", "request"):
            for end in [("pending", ""), ("processing", ""), ("completed", ""), ("failed", ""), ("failed", "returned")]:
                self.assertGreater(ends[(origin, *end)], 2, (origin, end))
        for reason in ("not_covered", "below_minimum", "no_payout_details"):
            self.assertGreater(ends[("request", "failed", reason)], 10, reason)

    def test_every_code_of_a_payout_run(self):
        codes = Counter(row[1] for row in self.rows("exceptions"))
        self.assertEqual(set(codes), {"no_payout_details", "payout_parts", "currency_not_settled"})

    def test_payouts_that_draw_on_every_bucket_and_every_method(self):
        made = [row for row in self.rows("payouts") if row[10] == "engine"]
        self.assertEqual({row[7] for row in made}, {"aba", "bank_transfer", "paypal", "wise"})
        drawn = {tuple(int(cents) > 0 for cents in row[4:7]) for row in made}
        self.assertGreaterEqual(len(drawn), 6)

    def test_deficits_are_worked_off(self):
        worked_off = 0
        for world in PAID:
            before = {}
            for step in world.steps:
                for creator, currency, state, *_ in (step.expected or {}).get("outcomes", []):
                    worked_off += before.get((creator, currency)) == "in_deficit" and state == "paid"
                    before[(creator, currency)] = state
        self.assertGreater(worked_off, 2)


class HandCoverage(unittest.TestCase):
    STEPS = [step for world in PAID for step in world.steps]

    def lines(self, kind):
        """All lines of a kind in all worlds."""
        closes = [step for step in self.STEPS if step.kind == "close"]
        return [row for step in closes for row in step.expected["lines"] if row[1] == kind]

    def test_every_kind_of_step_done_and_refused(self):
        kinds = Counter((step.kind, step.code) for step in self.STEPS)
        for kind in ("adjust", "opening", "waive", "restore", "reopen"):
            self.assertGreater(kinds[(kind, 0)], 5, kind)
            self.assertGreater(kinds[(kind, 65)], 2, kind)
        self.assertGreater(kinds[("draft", 0)], 5)

    def test_rows_of_every_table_are_waived_and_looked_at_again(self):
        done = {(step.kind, step.table) for step in self.STEPS if step.table and not step.code}
        for table in ("purchases", "donations", "subscriptions", "engagement_tracking"):
            self.assertIn(("waive", table), done)
            self.assertIn(("restore", table), done)

    def test_manual_lines_of_either_sign_in_every_bucket_and_currency(self):
        for kind in ("adjustment", "opening"):
            found = {(row[2], row[6], row[10].startswith("-")) for row in self.lines(kind)}
            wanted = itertools.product(("sales", "donations", "subscriptions"), ("USD", "EUR"), (False, True))
            self.assertLessEqual(set(wanted), found, kind)

    def test_opening_balances_are_held_from_before_and_from_much_later(self):
        held = [(row[13], row[0]) for row in self.lines("opening")]
        self.assertTrue(any(day[:7] < month for day, month in held))
        self.assertTrue(any(day[:7] > calendar.next_period(calendar.next_period(month)) for day, month in held))

    def test_periods_are_reopened_and_closed_otherwise(self):
        otherwise = 0
        for world in PAID:
            last = {}
            for step in world.steps:
                if step.kind == "close":
                    otherwise += step.period in last and last[step.period] != step.expected["lines"]
                    last[step.period] = step.expected["lines"]
        self.assertGreater(otherwise, 5)

    def test_adjustments_make_balances_negative_and_what_is_held_too(self):
        rows = [row for step in self.STEPS for row in (step.expected or {}).get("balances", [])]
        self.assertTrue(any(int(row[5]) < 0 < int(row[6]) and int(row[5]) + int(row[6]) > 0 for row in rows))
        self.assertTrue(any(int(row[5]) + int(row[6]) < 0 for row in rows))


class Possibility(unittest.TestCase):
    def test_policies_may_be_used(self):
        for world in WORLDS:
            for _, text in world.policies.values():
                self.check_policy(parse(text))

    def check_policy(self, policy):
        """R3: what a policy is refused for."""
        self.assertLessEqual(policy.entries[0].effective, policy.genesis)
        months = [entry.effective for entry in policy.entries]
        self.assertEqual(months, sorted(set(months)))
        settled = frozenset()
        for entry in policy.entries:
            self.assertLessEqual(settled, entry.settled)
            settled = entry.settled
            self.assertLessEqual(entry.settled, set(entry.tiers))
            self.assertLessEqual(entry.collected, set(entry.providers))
            self.assertFalse(entry.collected & entry.direct)
            self.assertGreater(sum(entry.weights), 0)
            for provider in entry.providers.values():
                self.assertTrue(not provider.fixed or entry.settled <= set(provider.fixed))

    def test_a_policy_changes_nothing_of_closed_months_but_what_it_learns(self):
        for world in WORLDS:
            policy, closed = None, []
            for step in [*world.steps]:
                if step.kind == "close":
                    closed.append(step.period)
                elif step.kind == "policy":
                    before = policy or parse(world.policies["policy.yaml"][1])
                    policy = parse(world.policies[step.policy][1])
                    for period in closed:
                        self.check_learned(before.entry(period), policy.entry(period))

    def check_learned(self, old, new):
        """The newer entry says what the older said, and perhaps more providers and currencies."""
        for name in ("effective", "honour", "creator_bears_sales", "refunded", "platform_points", "model", "weights",
                     "cap_hundredths", "equal_bundles", "late_days", "refund_days"):
            self.assertEqual(getattr(old, name), getattr(new, name))
        self.assertLessEqual(old.collected, new.collected)
        self.assertLessEqual(old.direct, new.direct)
        self.assertLessEqual(old.settled, new.settled)
        self.assertLessEqual(old.tiers.keys(), new.tiers.keys())
        self.assertTrue(all(new.tiers[code] == tiers for code, tiers in old.tiers.items()))

    def test_rows_fit_their_columns_and_constraints(self):
        for world in PAID:
            rows = [(table, row) for table, rows in world.initial.items() for row in rows.values()]
            rows += [(change["table"], change["row"]) for step in world.steps for change in step.changes
                     if change["op"] == "upsert"]
            for table, row in rows:
                self.assertEqual(list(row), list(COLUMNS[table]))
                for name, kind in COLUMNS[table].items():
                    if kind == "int" and row[name] is not None:
                        self.assertTrue(-2**31 <= row[name] < 2**31)


class Files(unittest.TestCase):
    def test_a_folder_has_the_format_of_the_worked_cases(self):
        for world in (WORLDS[2], PAID[2]):
            self.check_folder(world)

    def test_a_folder_is_played_as_a_case(self):
        refused = 0
        for world in PAID[:10]:
            with TemporaryDirectory() as folder, Memory() as database:
                write_folder(world, folder)
                differences = Case(Path(folder), database).play()
                self.assertFalse(any(differences.values()), differences)
                refused += sum(1 for step in world.steps if step.code)
        self.assertGreater(refused, 0)

    def check_folder(self, world):
        """Compares the files of a world with its steps."""
        with TemporaryDirectory() as folder:
            write_folder(world, folder)
            steps = yaml.safe_load((Path(folder) / "steps.yaml").read_text())
            self.assertEqual(len(steps), len(world.steps))
            for number, (found, step) in enumerate(zip(steps, world.steps), start=1):
                if step.kind == "close":
                    self.assertEqual(found["run"], f"close {step.period}")
                    expected = Path(folder) / "expected" / f"{number:02d}-close-{step.period}"
                    files = {path.stem for path in expected.glob("*.csv")}
                    self.assertEqual(files, {name for name, rows in step.expected.items() if rows})
                elif step.kind == "policy":
                    self.assertTrue((Path(folder) / found["policy"]).exists())
                elif step.kind == "payouts-confirm":
                    self.assertEqual(found["run"], f"payouts confirm {step.file}")
                    self.assertEqual((Path(folder) / step.file).read_text(), step.text)
                elif step.kind == "payouts-run":
                    self.assertEqual(found["run"], f"payouts run --as-of {step.as_of}")
                    self.assertEqual(found.get("exit", 0), step.code)
                elif step.kind == "change":
                    self.assertEqual(found["sql"], "\n".join(step.statements) + "\n")
            self.assertIn("INSERT INTO purchases", (Path(folder) / "world.sql").read_text())

    def test_a_batch_is_one_world_a_line(self):
        with TemporaryDirectory() as folder:
            out = Path(folder) / "worlds.jsonl"
            self.assertEqual(main(["batch", "--from", "1", "--to", "3", "--out", str(out)]), 0)
            self.assertEqual(out.read_text().splitlines(), [json_line(world) for world in WORLDS[:3]])

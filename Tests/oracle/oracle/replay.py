"""A world played again from its JSON line alone, with the rows of every table in another order (R2.3)."""

import json
import random
from datetime import date

from .books import Books, Refused
from .byhand import ACTS, act
from .checks import Broken
from .close import backfill_late, close, draft
from .confirm import confirm_payouts, export_payouts
from .datasets import balances_dataset, datasets, payout_datasets, payouts_dataset
from .payouts import run_payouts
from .policy import parse
from .world import apply_change
from .writing import json_line


def replay(line, order):
    """Plays a world given as a line of JSON; yields (name, expected, found) for every close and payout step.

    `order` is a random.Random that shuffles the rows before each of these.
    """
    value = json.loads(line)
    world = {table: {row["id"]: row for row in rows} for table, rows in value["tables"].items()}
    policies = {name: parse(policy["yaml"]) for name, policy in value["policies"].items()}
    policy, books = policies["policy.yaml"], Books()
    for step in value["steps"]:
        if step["kind"] == "change":
            for change in step["changes"]:
                apply_change(world, change)
        elif step["kind"] == "policy":
            policy = policies[step["policy"]]
        elif step["kind"] == "backfill":
            backfill_late(books, shuffled(world, order), policy, step["from"])
        elif step["kind"] == "close":
            result = close(books, shuffled(world, order), policy, step["period"])
            yield step["period"], step["expected"], datasets(result, books)
        elif step["kind"] == "draft":
            draft(books, shuffled(world, order), policy)
        elif step["kind"] in ACTS:
            yield step["kind"], step["expected"], act_by_hand(books, world, policy, step)
        else:
            world = shuffled(world, order)
            yield step["kind"], step["expected"], payout_step(books, world, policy, step)


def act_by_hand(books, world, policy, step):
    """Does what somebody does by hand; the datasets after it. Raises Broken where it does not end as it must."""
    code = 0
    try:
        act(books, world, policy, step)
    except Refused:
        code = 65
    if code != step["exit"]:
        raise Broken(f'{step["kind"]} at {step["now"]} ends with {code}, not {step["exit"]}')
    if step["kind"] != "reopen":
        return {}
    return balances_dataset(books, world, policy, date.fromisoformat(step["as_of"]))


def payout_step(books, world, policy, step):
    """Plays a payout step; the datasets after it. Raises Broken where it does not end as it must, refused or not."""
    now, code = step["now"].replace("T", " ").rstrip("Z"), 0
    try:
        if step["kind"] == "payouts-run":
            run = run_payouts(books, world, policy, date.fromisoformat(step["as_of"]), now)
            return payout_datasets(run, books, world, policy)
        if step["kind"] == "payouts-export":
            export_payouts(books, world, "csv")
        else:
            confirm_payouts(books, world, step["text"], now)
    except Refused:
        code = 65
    if code != step["exit"]:
        raise Broken(f'{step["kind"]} at {step["now"]} ends with {code}, not {step["exit"]}')
    return payouts_dataset(books, world, policy)


def shuffled(world, order):
    """The same world with the rows of every table in another order."""
    result = {}
    for table, rows in world.items():
        keys = list(rows)
        order.shuffle(keys)
        result[table] = {key: rows[key] for key in keys}
    return result


def check_replay(world):
    """Raises Broken unless the replay of a world gives the same datasets."""
    for name, expected, found in replay(json_line(world), random.Random(world.seed)):
        if expected != found:
            raise Broken(f"seed {world.seed}: {name} is not the same with its rows in another order (R2.3)")

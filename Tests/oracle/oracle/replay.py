"""A world played again from its JSON line alone, with the rows of every table in another order (R2.3)."""

import json
import random

from .books import Books
from .checks import Broken
from .close import backfill_late, close
from .datasets import datasets
from .policy import parse
from .world import apply_change
from .writing import json_line


def replay(line, order):
    """Plays a world given as a line of JSON; yields (period, expected, found) for every close.

    `order` is a random.Random that shuffles the rows before each close.
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
        else:
            result = close(books, shuffled(world, order), policy, step["period"])
            yield step["period"], step["expected"], datasets(result, books)


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
    for period, expected, found in replay(json_line(world), random.Random(world.seed)):
        if expected != found:
            raise Broken(f"seed {world.seed}: {period} is not the same with its rows in another order (R2.3)")

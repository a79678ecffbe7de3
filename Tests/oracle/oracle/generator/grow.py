"""Grows a whole world: what there is at first, and what happens until the last close."""

from dataclasses import dataclass, field
from datetime import timedelta

from .. import calendar
from ..close import backfill_late, close
from ..datasets import datasets
from ..world import world_sql
from . import catalogue, payees, policies, reading, subscribers, trade
from .deciding import Desk
from .dice import Dice
from .draft import Draft
from .paying import Till

GENESES = [
    "2023-10", "2023-12", "2024-01", "2024-02", "2024-11", "2025-01", "2025-02", "2025-03", "2025-08", "2025-10",
    "2026-10",
]


@dataclass
class Step:
    """One step of a world: a change, a policy, a backfill, a close or its draft, something done by hand, or a payout
    run, export or confirmation."""

    kind: str
    changes: list = field(default_factory=list)
    statements: list = field(default_factory=list)
    policy: str = None  # the name of its file
    period: str = None  # what is closed or reopened, or since when late arrivals are looked for
    now: str = None
    expected: dict = None  # the datasets after a close or a payout step
    as_of: str = None  # the day of a payout run, or of the balances after a reopening
    file: str = None  # the name of a confirmation or of a file of manual lines, and what it says
    text: str = None
    table: str = None  # the row that is waived or restored
    row: str = None
    code: int = 0  # the exit code of a step that may be refused: then 65


@dataclass
class World:
    """A world as it is written to files: how it begins, what happens, and what must come of it."""

    seed: int
    initial: dict
    initial_sql: str
    policies: dict  # file name -> (tree, YAML text), in the order in which they come into force
    steps: list
    books: object
    has_payouts: bool = False


def grow(seed, after_close=None, payouts=False, after_run=None):
    """The world of a seed, with or without payouts.

    `after_close(draft, result)` and `after_run(draft, run)`, if given, are called after every close and payout run.
    """
    dice = Dice(seed)
    genesis, periods = dice.pick(GENESES), []
    while len(periods) < 6:
        periods.append(calendar.next_period(periods[-1]) if periods else genesis)
    periods = periods[:dice.between(3, 6)]
    tree, chance = policies.random_policy(dice, genesis, periods), Dice(f"{seed} payouts")
    if payouts:
        payees.tune(chance, tree)
    draft = Draft(dice, tree, periods)
    catalogue.make_catalogue(draft)
    trade.make_trade(draft)
    subscribers.make_subscriptions(draft)
    for period in periods:
        reading.make_reading(draft, period, dice.between(4, 14))
    world = World(seed, {}, "", {}, [], draft.books, payouts)
    till = Till(chance, draft, keeper(world, draft), after_run) if payouts else None
    desk = Desk(Dice(f"{seed} by hand"), draft, keeper(world, draft)) if payouts else None
    draft.take_changes()
    initial = {table: {key: dict(row) for key, row in rows.items()} for table, rows in draft.world.items()}
    world.initial, world.initial_sql = initial, world_sql(initial)
    name_policy(world, draft)
    for period in periods:
        live_through(world, draft, period, after_close, desk)
        if payouts:
            live_after(world, draft, period, after_close, till, desk)
    return world


def live_after(world, draft, period, after_close, till, desk):
    """What happens between the close of a period and the next: payouts, and perhaps a reopening before or between."""
    first = calendar.end_day(period)
    end, middle = calendar.add_months(first, 3 if period == draft.periods[-1] else 1), first + timedelta(12)
    for start, until in ((first, first), (first, middle), (middle, end)):
        if start < until:
            till.between_closes(start, until)
        if desk.reopens(period):
            live_through(world, draft, period, after_close, desk)


def keeper(world, draft):
    """What keeps a payout step, and before it what the application did."""
    def keep(kind, now, **values):
        """Keeps a step of a kind; `now` is its clock as UTC text."""
        keep_changes(world, draft)
        world.steps.append(Step(kind, now=now.replace(" ", "T") + "Z", **values))
    return keep


def name_policy(world, draft):
    """Gives the policy in force a file name and keeps it; returns the name."""
    number = len(world.policies) + 1
    name = "policy.yaml" if number == 1 else f"policy-{number}.yaml"
    world.policies[name] = (draft.tree, policies.as_yaml(draft.tree))
    return name


def live_through(world, draft, period, after_close, desk):
    """What happens before a period is closed, and its close; `desk` is where things are decided by hand, or None."""
    dice = draft.dice
    for _ in range(dice.between(8, 26)):
        happen(draft)
    keep_changes(world, draft)
    if dice.chance(22):
        change = policies.learned if dice.chance(70) else policies.extended
        tree = change(dice, draft.tree, *([] if change is policies.learned else [period]))
        if tree != draft.tree:
            draft.use(tree)
            world.steps.append(Step("policy", policy=name_policy(world, draft)))
    now = draft.at(calendar.end_day(period)).replace(" ", "T") + "Z"
    if desk:
        desk.before_close()
    if dice.chance(30):
        since = dice.pick(draft.periods[:len(draft.books.closed) + 1])
        backfill_late(draft.books, draft.world, draft.policy, since)
        world.steps.append(Step("backfill", period=since, now=now))
    if desk:
        desk.waive_some()
    result = close(draft.books, draft.world, draft.policy, period)
    expected = datasets(result, draft.books)
    world.steps.append(Step("close", period=period, now=now, expected=expected))
    if after_close is not None:
        after_close(draft, result)


def happen(draft):
    """One thing that happens between two closes."""
    kind = draft.dice.weighed({
        "source": 42, "late": 12, "subscription": 24, "reading": 8, "content": 7, "bundle": 7,
    })
    {
        "source": trade.change_source, "late": trade.new_late, "subscription": subscribers.change_subscription,
        "reading": reading.change_reading, "content": catalogue.change_content, "bundle": catalogue.change_bundle,
    }[kind](draft)


def keep_changes(world, draft):
    """Keeps what has happened as a step, if anything has."""
    changes, statements = draft.take_changes()
    if changes:
        world.steps.append(Step("change", changes=changes, statements=statements))

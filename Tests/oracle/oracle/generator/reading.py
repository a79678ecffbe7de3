"""Engagement: who read what in a period, with every way for it not to count."""

from datetime import timedelta

from .. import calendar
from ..engagement import viewer_cap

SECONDS = [0, 1, 60, 60, 600, 3600, 3600, 7200, 40000, 200000]


def make_reading(draft, period, rows):
    """Inserts so many rows of engagement of a period."""
    for _ in range(rows):
        new_reading(draft, period)


def new_reading(draft, period):
    """Inserts a row, unless this user, content and start are taken (a constraint of the table)."""
    dice = draft.dice
    content = draft.any_row("contents") if dice.chance(95) else None
    user = dice.pick(draft.readers + draft.readers + draft.creators)
    seconds = dice.pick(SECONDS)
    row = {
        "id": dice.uuid(), "user_id": user, "content_id": content["id"] if content else dice.uuid(),
        "total_time_seconds": seconds,
        "sessions_completed": min(seconds, dice.pick([0, 0, 1, 2, 5, 11])),
        "concepts_accessed": min(seconds, dice.pick([0, 1, 1, 3, 7])),
        "period_start": str(calendar.first_day(period)), "period_end": str(calendar.last_day(period)),
    }
    if dice.chance(12):
        spoil(draft, row, period)
    elif dice.chance(6):
        reach_cap(draft, row, period)
    if not is_taken(draft, row):
        draft.put("engagement_tracking", row)


def is_taken(draft, row):
    """Whether another row of the same user, content and start is there."""
    key = ("user_id", "content_id", "period_start")
    rows = draft.world["engagement_tracking"].values()
    return any(all(other[name] == row[name] for name in key) and other["id"] != row["id"] for other in rows)


def spoil(draft, row, period):
    """Makes a row bad, or full of nulls (which are 0)."""
    first, length = calendar.first_day(period), calendar.seconds_of(draft.zone, period)
    row.update(draft.dice.pick([
        {"total_time_seconds": -5, "sessions_completed": 0, "concepts_accessed": 0},
        {"sessions_completed": -1},
        {"period_start": str(first + timedelta(days=1))},
        {"period_end": str(calendar.last_day(period) - timedelta(days=1))},
        {"period_end": None},
        {"total_time_seconds": 3, "sessions_completed": 4},
        {"total_time_seconds": 0, "sessions_completed": 0, "concepts_accessed": 1},
        {"total_time_seconds": length},
        {"total_time_seconds": length + 1},
        {"total_time_seconds": length // 2 + 1},
        {"sessions_completed": None},
        {"total_time_seconds": None, "sessions_completed": None, "concepts_accessed": None},
    ]))


def reach_cap(draft, row, period):
    """Makes a row as long as the viewer cap of the period, or a second longer, where there is one (R9.1)."""
    cap = viewer_cap(draft.policy.entry(period), period)
    if cap is not None:
        seconds = cap + draft.dice.pick([0, 1, -row["total_time_seconds"]])
        row["total_time_seconds"] = max(seconds, row["sessions_completed"], row["concepts_accessed"])


def change_reading(draft):
    """A row grows, shrinks or goes; of a closed month it makes no difference (R9.1)."""
    dice, row = draft.dice, draft.any_row("engagement_tracking")
    if row is None or dice.chance(40):
        return new_reading(draft, draft.next_period())
    if dice.chance(30):
        return draft.drop("engagement_tracking", row["id"])
    return draft.set("engagement_tracking", row, total_time_seconds=dice.pick(SECONDS))

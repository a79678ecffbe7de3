"""A world in the making: its rows, its books so far, and the changes since the last step."""

from datetime import datetime, timedelta, timezone

from .. import calendar
from ..books import Books
from ..policy import parse
from ..world import apply_change, delete_sql, empty_world, insert_sql, update_sql
from .policies import as_yaml


class Draft:
    """What the makers of rows share."""

    def __init__(self, dice, tree, periods):
        self.dice, self.periods = dice, periods
        self.world, self.books = empty_world(), Books()
        self.changes, self.statements = [], []
        self.use(tree)
        self.creators = [dice.uuid() for _ in range(dice.between(2, 4))]
        self.readers = [dice.uuid() for _ in range(dice.between(3, 6))]

    def use(self, tree):
        """Takes a policy, as a tree, into force."""
        self.tree, self.policy = tree, parse(as_yaml(tree))
        self.zone = self.policy.timezone

    def put(self, table, row):
        """Inserts or replaces a row and notes the change; a row that stays the same is no change."""
        old = self.world[table].get(row["id"])
        if old == row:
            return
        self.statements.append(insert_sql(table, [row]) if old is None else update_sql(table, old, row))
        self.note({"op": "upsert", "table": table, "row": dict(row)})

    def set(self, table, row, **values):
        """Changes some columns of a row."""
        self.put(table, {**row, **values})

    def drop(self, table, key):
        """Deletes a row and notes the change."""
        self.statements.append(delete_sql(table, key))
        self.note({"op": "delete", "table": table, "id": key})

    def note(self, change):
        """Applies and keeps a change."""
        self.changes.append(change)
        apply_change(self.world, change)

    def take_changes(self):
        """The changes and statements since this was last asked."""
        taken = self.changes, self.statements
        self.changes, self.statements = [], []
        return taken

    def any_row(self, table):
        """Some row of a table, or None where it is empty."""
        rows = list(self.world[table].values())
        return self.dice.pick(rows) if rows else None

    def entry(self):
        """The policy's entry of the period that closes next."""
        return self.policy.entry(self.next_period())

    def next_period(self):
        """The period that closes next."""
        return self.periods[min(len(self.books.closed), len(self.periods) - 1)]

    def at(self, day, seconds=0):
        """The start of a local day and so many seconds, as UTC text."""
        return calendar.utc_text(calendar.start_of_day(self.zone, day) + timedelta(seconds=seconds))

    def moment_in(self, period):
        """Some moment of a period, often near its bounds; or one near the bounds of a window of its close."""
        first, end = calendar.first_day(period), calendar.end_day(period)
        if self.dice.chance(15):
            return self.moment_at_window(period)
        if self.dice.chance(25):
            return self.at(*self.dice.pick([(first, 0), (first, -1), (first, 1), (end, -1), (end, 0)]))
        day = first + timedelta(days=self.dice.between(0, calendar.days_of(period) - 1))
        return self.at(day, self.dice.between(0, 82000))

    def moment_at_window(self, period=None):
        """The first second of a window of a close (the next), or a second beside it (R8.1, R8.2)."""
        period = period or self.next_period()
        entry = self.policy.entry(period)
        days = self.dice.pick([entry.late_days, entry.late_days, entry.refund_days])
        day = calendar.first_day(period) - timedelta(days=days)
        return self.at(day, self.dice.pick([-1, 0, 1, 40000]))

    def is_at_window(self, day):
        """Whether a day is the first of a window of the next close, or the one before it."""
        entry, first = self.entry(), calendar.first_day(self.next_period())
        distance = (first - day).days
        return any(distance - days in (0, 1) for days in (entry.late_days, entry.refund_days))

    def currency(self):
        """A currency: mostly settled, sometimes null, sometimes not settled or not even one."""
        kind = self.dice.weighed({"settled": 80, "null": 10, "odd": 10})
        if kind == "null":
            return None
        if kind == "odd":
            return self.dice.pick(["THB", "JPY", "usd", "KHR", ""])
        return self.dice.pick(sorted(self.entry().settled))


def shifted(text, seconds):
    """A timestamp some seconds later."""
    instant = datetime.fromisoformat(text).replace(tzinfo=timezone.utc) + timedelta(seconds=seconds)
    return calendar.utc_text(instant)

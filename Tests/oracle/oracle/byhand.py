"""What people decide by hand: rows that are waived (R12), and the reopening of a period."""

from . import calendar
from .books import Refused
from .manual import apply_file

ACTS = ("adjust", "opening", "waive", "restore", "reopen")
KEPT = ("settlements", "billing", "recognised", "carry")


def open_rows(books):
    """(table, id) of the rows that a close, its draft, or a search for late ones left open, and that are not waived."""
    last = books.closed[-1].faults if books.closed else []
    found = {(fault.table, fault.row) for fault in last if fault.stays_open()}
    return (found | books.late | books.drafted) - books.waived


def waive(books, key):
    """`exceptions waive`: no close looks at the row any more; raises Refused where it is neither open nor waived."""
    if key not in books.waived and key not in open_rows(books):
        raise Refused(f'"{key[1]}" of {key[0]} is not open')
    books.waived, books.ever_waived = books.waived | {key}, books.ever_waived | {key}


def restore(books, key):
    """`exceptions restore`: the next close looks at the row as at the open exception that it was, whatever its age.

    Taking back what was taken back changes nothing; raises Refused for a row that was never waived.
    """
    if key not in books.ever_waived:
        raise Refused(f'"{key[1]}" of {key[0]} was never waived')
    if key not in books.waived:
        return
    books.waived = books.waived - {key}
    if key[0] in ("purchases", "donations"):  # of other tables every row is looked at anyway
        books.restored, books.open = books.restored | {key}, books.open | {key}


def reopen(books, world, policy, period):
    """`reopen PERIOD`: the books are again what they were before its close, but for what was done by hand since.

    Raises Refused unless it is the last closed period, and no payout drew on it. One that is open since it was reopened
    stays as it is.
    """
    last = books.closed[-1].period if books.closed else None
    if last is None or period > last:
        if period in books.reopened:
            return
        raise Refused(f'"{period}" was never closed')
    if period < last:
        raise Refused(f'"{period}" is not the last closed period')
    if any(drew_on(row, books.payouts, policy, calendar.end_day(period)) for row in world["payouts"].values()):
        raise Refused(f'a payout drew on "{period}"')
    then = books.before.pop()
    books.closed.pop()
    for name in KEPT:
        setattr(books, name, getattr(then, name))
    books.manual, books.drafted = then.manual + books.manual, set()
    books.late, books.restored = then.late | books.late, then.restored | books.restored
    books.open = then.open | books.late | books.restored
    books.reopened.add(period)


def drew_on(row, notes, policy, end):
    """Whether a payout may have drawn on a period that ended on a day: requested or accepted since, and not failed."""
    if row["status"] == "failed" or row["status"] == "pending" and not notes.is_ours(row["id"]):
        return False
    days = [calendar.local_day(policy.timezone, row["requested_at"]), notes.accepted.get(row["id"])]
    return any(day is not None and day >= end for day in days)


def act(books, world, policy, step):
    """Does what a step of a world says (its kind, and `text`, `table` and `row`, or `period`); raises Refused."""
    if step["kind"] in ("adjust", "opening"):
        apply_file(books, world, policy, "opening" if step["kind"] == "opening" else "adjustment", step["text"])
    elif step["kind"] == "reopen":
        reopen(books, world, policy, step["period"])
    else:
        {"waive": waive, "restore": restore}[step["kind"]](books, (step["table"], step["row"]))

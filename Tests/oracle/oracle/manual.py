"""Lines that people make by hand: adjustments and opening balances, from their files to the next close."""

import csv
import io
import re
from datetime import date, timedelta

from . import calendar
from .balances import BUCKETS
from .books import Line, ManualEntry, Refused

COLUMNS = {
    "adjustment": ["creator_id", "currency", "bucket", "amount_cents", "reason", "reference"],
    "opening": ["creator_id", "currency", "bucket", "amount_cents", "available_from"],
}
LARGEST = 2**63 - 1


def apply_file(books, world, policy, kind, text):
    """`remit adjust FILE`, `remit backfill opening FILE`: its entries wait for the next close.

    The same file again changes nothing. Raises Refused, and changes nothing, if anything is wrong with it, or where
    balances are brought in after the first close.
    """
    if (kind, text) in books.files:
        return
    if kind == "opening" and books.closed:
        raise Refused("opening balances are brought in before the first close only")
    rows = list(csv.reader(io.StringIO(text)))
    if not rows[1:] or rows[0] != COLUMNS[kind] or any(len(row) != len(COLUMNS[kind]) for row in rows):
        raise Refused("not the columns of such a file, or no lines")
    entries = [entry_of(kind, dict(zip(COLUMNS[kind], row)), books, world, policy) for row in rows[1:]]
    keys = {entry.key for entry in entries}
    if len(keys) < len(entries) or keys & books.used:
        raise Refused("a reference, or an opening balance, is there twice")
    books.manual, books.used = books.manual + entries, books.used | keys
    books.files.add((kind, text))


def entry_of(kind, row, books, world, policy):
    """A line of a file; raises Refused where something is wrong with it."""
    creator, code, bucket, cents = (row[name] for name in COLUMNS[kind][:4])
    known = creator in world["users"] or any(line.creator == creator for line in books.lines())
    period = calendar.next_period(books.closed[-1].period) if books.closed else policy.genesis
    if not known or code not in policy.entry(period).settled or bucket not in BUCKETS:
        raise Refused(f'"{creator}" is nobody, "{code}" not settled, or "{bucket}" no bucket')
    if not re.fullmatch("-?[1-9][0-9]*", cents) or abs(int(cents)) > LARGEST:
        raise Refused(f'"{cents}" is no amount')
    if kind == "adjustment":
        if not row["reason"].strip() or not row["reference"].strip():
            raise Refused("an adjustment without reason or reference")
        return ManualEntry(kind, creator, code, bucket, int(cents), (kind, row["reference"]))
    available = date.fromisoformat(row["available_from"])
    if not is_exact(policy, available):
        raise Refused(f'"{available}" cannot be kept: the hold changes')
    return ManualEntry(kind, creator, code, bucket, int(cents), (kind, creator, code, bucket, available), available)


def hold_of(policy, day):
    """The hold on a day: that of its month's entry; before all entries that of the first."""
    month = max(calendar.period_of(day), policy.entries[0].effective)
    return timedelta(policy.entry(month).hold_days)


def held_from(policy, available):
    """The earliest `hold_from` with which nothing is available on any day before `available` (R10)."""
    longest = max(entry.hold_days for entry in policy.entries)
    before = [available - timedelta(days) for days in range(1, longest + 2)]
    return max(day - hold_of(policy, day) for day in before) + timedelta(1)


def is_exact(policy, available):
    """Whether what is so held is available on the day itself: not where the hold has just become longer."""
    return held_from(policy, available) + hold_of(policy, available) <= available


def line_of(entry, policy, period):
    """The line that the close of a period makes of an entry.

    An adjustment has no gross: nobody paid it, so it is the platform's cost or income. What is brought in had its fees
    and costs in the books before these.
    """
    opening = entry.kind == "opening"
    return Line(
        period, entry.kind, entry.bucket, None, None, entry.creator, entry.currency,
        entry.amount if opening else 0, 0, 0 if opening else -entry.amount, entry.amount, True, False,
        held_from(policy, entry.available) if opening else calendar.end_day(period),
    )

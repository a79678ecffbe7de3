"""Payout runs, batch files and confirmations between the closes of a world.

Their chance is drawn apart from that of everything else, so that a seed closes alike with payouts and without.
"""

import csv
import io
from datetime import timedelta

from .. import calendar
from ..books import Refused
from ..confirm import COLUMNS, confirm_payouts, export_payouts
from ..datasets import payout_datasets, payouts_dataset
from ..money import currency_of
from ..payouts import run_payouts
from . import payees


class Till:
    """Where the creators of one world are paid."""

    def __init__(self, dice, draft, keep, after_run=None):
        """`keep(kind, **values)` keeps a step and the changes before it; `after_run(draft, run)` looks at a run."""
        self.dice, self.draft, self.keep, self.after_run = dice, draft, keep, after_run
        self.clock, self.files, self.taken = None, 0, []
        payees.make_payees(draft, self.dice)

    def between_closes(self, first, end):
        """Some days of payouts from a day on, before another."""
        days = self.dice.weighed({0: 12, 1: 22, 2: 30, 3: 24, 4: 12})
        for day in sorted({self.some_day(first, end) for _ in range(days)}):
            self.live(day)

    def some_day(self, first, end):
        """A day of the range, often one on which a hold ends, or beside it, or a bound of a month."""
        draft = self.draft
        hold = timedelta(draft.policy.entry(calendar.period_of(first)).hold_days)
        ends = {line.hold_from + hold for line in draft.books.lines()}
        edges = [day + timedelta(days) for day in ends for days in (-1, 0, 0)]
        edges += [first, calendar.end_day(calendar.period_of(first)), calendar.last_day(calendar.period_of(first))]
        edges = sorted(day for day in edges if first <= day < end)
        if edges and self.dice.chance(65):
            return self.dice.pick(edges)
        return first + timedelta(self.dice.between(0, (end - first).days - 1))

    def live(self, day):
        """What happens on one day."""
        self.happen(day)
        if self.dice.chance(80):
            self.run(day)
            if self.dice.chance(20):
                self.happen(day)
                self.run(day)
        if self.dice.chance(70):
            self.export(day)
        failed = len(self.draft.books.payouts.failed)
        for _ in range(self.dice.weighed({0: 40, 1: 45, 2: 15})):
            self.confirm(day)
        if self.dice.chance(70 if len(self.draft.books.payouts.failed) > failed else 8):
            self.again(day)

    def again(self, day):
        """The date of the last run once more, after some of what it paid has failed."""
        if self.dice.chance(60):
            self.happen(day)
        last = self.draft.books.payouts.last
        self.run_as_of(last or day, self.now(day))

    def happen(self, day):
        """What the application does before a run."""
        dice = self.dice
        if dice.chance(18):
            payees.change_settings(self.draft, dice)
        for _ in range(dice.weighed({0: 38, 1: 30, 2: 16, 3: 10, 5: 6})):
            payees.ask(self.draft, dice, day)
        if dice.chance(7):
            payees.withdraw(self.draft, dice)
        if dice.chance(7):
            payees.pay_by_hand(self.draft, dice, day)

    def now(self, day):
        """A moment of a day, not before the last one: as UTC text."""
        moment = self.draft.at(day, self.dice.pick([1, 32400, 32400, 86340]))
        self.clock = max(moment, self.clock or moment)
        return self.clock

    def run(self, day):
        """A payout run, mostly as of the day itself."""
        dice, now = self.dice, self.now(day)
        last, as_of = self.draft.books.payouts.last, day
        if dice.chance(15):
            as_of = max(last or day, dice.pick([day - timedelta(1), day - timedelta(3), day.replace(day=1)]))
        if dice.chance(3):
            as_of = dice.pick([day + timedelta(1), (last or day + timedelta(2)) - timedelta(1)])
        self.run_as_of(as_of, now)

    def run_as_of(self, as_of, now):
        """A payout run, or its refusal."""
        draft = self.draft
        try:
            result = run_payouts(draft.books, draft.world, draft.policy, as_of, now)
        except Refused:
            self.keep("payouts-run", as_of=as_of.isoformat(), now=now, code=65, expected=self.payouts())
            return
        expected = payout_datasets(result, draft.books, draft.world, draft.policy)
        self.keep("payouts-run", as_of=as_of.isoformat(), now=now, expected=expected)
        if self.after_run is not None:
            self.after_run(draft, result)

    def export(self, day):
        """The batch files of what is pending."""
        export_payouts(self.draft.books, self.draft.world, "csv")
        self.keep("payouts-export", now=self.now(day), expected=self.payouts())

    def payouts(self):
        """The dataset `payouts` as it is now."""
        return payouts_dataset(self.draft.books, self.draft.world, self.draft.policy)

    def confirm(self, day):
        """A file of what became of some payouts; now and then a bad one, or one that was given before."""
        if self.taken and self.dice.chance(8):
            self.confirm_file(*self.dice.pick(self.taken), self.now(day))
        rows = self.answers()
        if rows and self.dice.chance(10):
            rows.insert(self.dice.between(0, len(rows)), self.bad_answer())
        if not rows:
            return
        text, times = self.file_of(rows), 2 if self.dice.chance(10) else 1
        self.files += 1
        self.taken.append((f"confirm-{self.files}.csv", text))
        for _ in range(times):
            self.confirm_file(*self.taken[-1], self.now(day))

    def confirm_file(self, name, text, now):
        """Takes over a file, or sees it refused."""
        code = 0
        try:
            confirm_payouts(self.draft.books, self.draft.world, text, now)
        except Refused:
            code = 65
        self.keep("payouts-confirm", file=name, text=text, now=now, code=code, expected=self.payouts())

    def ours(self, status):
        """Our payouts in a status."""
        rows = self.draft.world["payouts"].values()
        return [row for row in rows if row["status"] == status and self.draft.books.payouts.is_ours(row["id"])]

    def answers(self):
        """Lines for some of those that are processing, and for some that come back."""
        dice, rows = self.dice, []
        for row in self.ours("processing"):
            if dice.chance(65):
                status = dice.weighed({"completed": 58, "failed": 28, "unknown": 14})
                reason = dice.pick(["", "", "account closed", 'said "no", twice']) if status == "failed" else ""
                rows.append(self.answer(row, status, reason))
        rows += [self.answer(row, "failed", "") for row in self.ours("completed") if dice.chance(8)]
        return rows

    def answer(self, row, status, reason):
        """One line of a confirmation."""
        reference = self.dice.pick(["", "B-1", "TX 7"])
        return [row["id"], status, reference, reason, str(row["amount_cents"]), currency_of(row["currency"])]

    def bad_answer(self):
        """A line for which the whole file is refused."""
        dice, known = self.dice, self.ours("completed") + self.ours("processing")
        kind = dice.pick(["nobody's", "request", "amount", "currency", "status", "step"])
        if kind == "step" and self.ours("failed"):
            return self.answer(dice.pick(self.ours("failed")), "completed", "")
        if kind == "request" and self.others():
            return self.answer(dice.pick(self.others()), "completed", "")
        if known and kind in ("amount", "currency", "status"):
            line = self.answer(dice.pick(known), "failed", "")
            column, value = {"amount": (4, "3"), "currency": (5, "XXX"), "status": (1, "lost")}[kind]
            return [*line[:column], value + line[column] if kind == "amount" else value, *line[column + 1:]]
        return [dice.uuid(), "completed", "", "", "1", "USD"]

    def others(self):
        """Payouts that are not ours to confirm."""
        rows = self.draft.world["payouts"].values()
        return [row for row in rows if not self.draft.books.payouts.is_ours(row["id"]) and row["amount_cents"]]

    def file_of(self, rows):
        """The file, with or without the two columns that may be left out."""
        twice = len({row[0] for row in rows}) < len(rows)  # the second has another amount or currency, and must show it
        width = 6 if twice else self.dice.pick([4, 6])
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([*COLUMNS, "amount_cents", "currency"][:width])
        writer.writerows(row[:width] for row in rows)
        return out.getvalue()

"""What people decide by hand in a world: manual lines, waivers, drafts, reopenings, and refusals of these."""

import csv
import io
from datetime import timedelta

from .. import calendar
from ..balances import BUCKETS, balances
from ..books import Refused
from ..byhand import act, open_rows
from ..close import backfill_late
from ..close import draft as close_draft
from ..datasets import balances_dataset
from ..manual import COLUMNS, is_exact


class Desk:
    """Where the people of one world sit; their chance is drawn apart from that of everything else."""

    def __init__(self, dice, draft, keep):
        """`keep(kind, now, **values)` keeps a step and the changes before it."""
        self.dice, self.draft, self.keep = dice, draft, keep
        self.files, self.texts, self.references = 0, [], []
        for creator in draft.creators:
            if dice.chance(90):
                draft.put("users", {"id": creator})
        self.others = [dice.uuid() for _ in range(2)]
        draft.put("users", {"id": self.others[0]})

    def before_close(self):
        """What is decided before the next close."""
        dice, books = self.dice, self.draft.books
        if dice.chance(60 if not books.closed else 4):
            self.take_file("opening", self.opening_rows())
        for _ in range(dice.weighed({0: 55, 1: 35, 2: 10})):
            self.take_file("adjustment", self.adjustment_rows())
        if self.texts and dice.chance(10):
            self.hand_in(*dice.pick(self.texts))
        if dice.chance(20):
            close_draft(books, self.draft.world, self.draft.policy)
            self.keep("draft", self.now())
        if dice.chance(4) and self.draft.world["users"]:
            self.draft.drop("users", dice.pick(sorted(self.draft.world["users"])))

    def now(self):
        """The clock, as UTC text: when the next period has ended."""
        return self.draft.at(calendar.end_day(self.draft.next_period()))

    def do(self, kind, expected=None, **values):
        """Does something, or sees it refused, and keeps it as a step; True where it was done."""
        draft, now, code = self.draft, self.now(), 0
        try:
            act(draft.books, draft.world, draft.policy, {"kind": kind, **values})
        except Refused:
            code = 65
        self.keep(kind, now, code=code, expected=expected() if expected else None, **values)
        return code == 0

    def hand_in(self, kind, text):
        """A file is handed in, for the first time or again."""
        self.files += 1
        kind = "adjust" if kind == "adjustment" else kind
        self.do(kind, text=text, file=f"{kind}-{self.files}.csv")

    def take_file(self, kind, rows):
        """A file of manual lines, now and then with a bad one."""
        if rows and self.dice.chance(10):
            rows.append(self.bad_row(kind, list(self.dice.pick(rows))))
        if rows:
            out = io.StringIO()
            csv.writer(out, lineterminator="\n").writerows([COLUMNS[kind], *rows])
            self.texts.append((kind, out.getvalue()))
            self.hand_in(*self.texts[-1])

    def bad_row(self, kind, row):
        """A line for which the whole file is refused."""
        column, value = self.dice.pick([
            (0, self.others[1]), (1, "THB"), (1, "usd"), (2, "tips"), (3, "0"), (3, "12.50"), (3, "+5"), (3, "007"),
            (3, "9223372036854775808"), (4, " "), (len(row) - 1, row[-1]),
        ])
        if kind == "opening" and column == 4:
            return row  # the same balance twice
        row[column] = value
        if kind == "adjustment" and column < 4:
            row[5] = self.reference()
        return row

    def reference(self):
        """A reference that no line has yet."""
        self.references.append(f"ref {len(self.references) + 1}")
        return self.references[-1]

    def settled(self):
        """The currencies that the next close settles, in order."""
        return sorted(self.draft.entry().settled)

    def anybody(self):
        """A creator of the world, sometimes one who sells nothing; mostly one whom the platform knows."""
        users = sorted(self.draft.world["users"])
        known = [creator for creator in [*self.draft.creators, self.others[0]] if creator in users]
        return self.dice.pick(known if known and self.dice.chance(97) else self.draft.creators)

    def adjustment_rows(self):
        """Goodwill and fines: small, enormous, or just so much that a balance is 0 or below it."""
        return [self.adjustment_row() for _ in range(self.dice.weighed({1: 55, 2: 30, 4: 15}))]

    def adjustment_row(self):
        """One adjustment, half of the time made to fit the balance that is known."""
        dice, draft = self.dice, self.draft
        creator, code, cents = self.anybody(), dice.pick(self.settled()), 0
        day = calendar.first_day(draft.next_period())
        known = sorted(balances(draft.books, draft.world, draft.policy, day).items(), key=lambda item: item[0])
        known = [(key, balance) for key, balance in known if key[1] in self.settled()]
        if known and dice.chance(55):
            (creator, code), balance = dice.pick(known)
            whole, smallest = balance.whole(), draft.entry().minimum[code]
            cents = dice.pick([-whole, -whole - 1, -whole - 700, smallest - whole, -balance.available(), -whole // 2])
        if cents == 0:
            cents = dice.pick([1, 250, 1000, 7500, -1, -300, -1000, -9000, 3000000000, -2500000000])
        reason = dice.pick(["goodwill", "a fine", 'said "sorry", twice', "=1+1", "Gebühr 5 €"])
        return [creator, code, dice.pick(BUCKETS), str(cents), reason, self.reference()]

    def opening_rows(self):
        """Balances and debts from before genesis, available at once, later, much later, and at the ends of months."""
        dice, rows = self.dice, {}
        for _ in range(dice.weighed({1: 25, 2: 35, 4: 25, 7: 15})):
            day = self.available_from()
            key = (self.anybody(), dice.pick(self.settled()), dice.pick(BUCKETS))
            cents = dice.pick([1, 999, 1000, 2500, 40000, -1, -800, -60000, 2147483647, 5000000000])
            rows[(*key, day)] = [*key, str(cents), day.isoformat()]
        return list(rows.values())

    def available_from(self):
        """A day from which an opening balance is available; mostly one that the policy can keep."""
        dice, draft = self.dice, self.draft
        genesis = calendar.first_day(draft.policy.genesis)
        for _ in range(6):
            month = calendar.period_of(calendar.add_months(genesis, dice.between(-2, 6)))
            day = dice.pick([
                calendar.first_day(month), calendar.last_day(month), genesis, genesis - timedelta(400),
                genesis + timedelta(dice.between(0, 150)), genesis + timedelta(900),
            ])
            if is_exact(draft.policy, day):
                return day
        return day

    def waive_some(self):
        """Rows that nobody can repair, and waivers that are taken back; some that are neither open nor waived."""
        dice, books = self.dice, self.draft.books
        for _ in range(dice.weighed({0: 55, 1: 25, 2: 14, 4: 6})):
            found = sorted(open_rows(books))
            if not found or dice.chance(5):
                found = sorted(books.waived) if dice.chance(50) else [("purchases", dice.uuid())]
            if found:
                self.do("waive", **dict(zip(("table", "row"), dice.pick(found))))
        if books.ever_waived and dice.chance(40):
            key = dice.pick(sorted(books.waived if books.waived and dice.chance(85) else books.ever_waived))
            self.do("restore", table=key[0], row=key[1])
        elif dice.chance(3):
            self.do("restore", table="donations", row=dice.uuid())

    def reopens(self, period):
        """Whether the period that was just closed is reopened, if it can be; sometimes another one is asked for."""
        dice = self.dice
        if dice.chance(25):
            self.decide_late()
        if dice.chance(5):
            other = dice.pick([calendar.next_period(period), self.draft.policy.genesis])
            if other != period:
                self.ask(other)
        return dice.chance(13) and self.ask(period)

    def decide_late(self):
        """What is decided after a close that may yet be taken back: more waivers, manual lines, and a look back."""
        dice, draft = self.dice, self.draft
        if dice.chance(50):
            since = dice.pick(draft.periods[:len(draft.books.closed)])
            backfill_late(draft.books, draft.world, draft.policy, since)
            self.keep("backfill", self.now(), period=since)
        self.waive_some()
        if dice.chance(30):
            self.take_file("adjustment", self.adjustment_rows())

    def ask(self, period):
        """Asks for a reopening; True where the period is open then."""
        draft, day = self.draft, calendar.end_day(period)

        def expected():
            """The balances right after it."""
            return balances_dataset(draft.books, draft.world, draft.policy, day)
        return self.do("reopen", expected, period=period, as_of=day.isoformat())

"""R11.6, R12: how everybody stands at the end of a payout run, and what is reported."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from . import calendar
from .accounts import account_of, method_of
from .balances import adds_up, balances, counts, is_of_these_books
from .books import Fault
from .money import currency_of


@dataclass
class Outcome:
    """The state in which a creator and a currency end a run."""

    creator: str
    currency: str
    state: str
    amount: int
    reason: str
    next_date: date


@dataclass
class PayoutRun:
    """What is to be seen after a run: what it paid or accepted, balances by (creator, currency), outcomes, faults."""

    as_of: date
    paid: list  # the ids, in the order in which they drew on the balances
    balances: dict
    outcomes: list
    faults: list


def is_request(row, notes, policy, as_of):
    """Whether a row is a creator's request that a run of a day looks at (R11.1)."""
    if row["status"] != "pending" or notes.is_ours(row["id"]) or not is_of_these_books(row, policy):
        return False
    return calendar.local_day(policy.timezone, row["requested_at"]) <= as_of


def payout_id(creator, currency, as_of):
    """The id of the payout that the engine makes for a creator, a currency and a day (R11.4)."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"remit:payout:{creator.lower()}:{currency}:{as_of}"))


def is_enough(entry, currency, cents):
    """Whether so much may be paid without having been asked for (R11.1)."""
    return cents > 0 and cents >= entry.minimum[currency]


class Ending:
    """The end of a run; `waiting` has the oldest waiting request, or None, of every creator and currency."""

    def __init__(self, desk, waiting):
        self.desk, self.waiting = desk, waiting
        self.world, self.policy, self.notes, self.as_of = desk.world, desk.policy, desk.notes, desk.as_of
        self.entry, self.settings = desk.entry, desk.settings
        self.balances = balances(desk.books, desk.world, desk.policy, desk.as_of)

    def result(self):
        """The whole of it."""
        faults = self.faults_of_rows()
        outcomes = []
        for (creator, currency), balance in self.balances.items():
            if balance.has_line:
                outcomes.append(self.outcome(creator, currency, balance))
            if self.lacks_account(creator, currency, balance):
                faults.add(("no_payout_details", "users", creator))
        period = calendar.period_of(self.as_of)
        reported = [Fault(period, *fault) for fault in faults]
        return PayoutRun(self.as_of, self.desk.paid, self.balances, outcomes, reported)

    def faults_of_rows(self):
        """What is wrong with rows of `payouts` (R10, R12): (code, table, row)."""
        found = set()
        for row in self.world["payouts"].values():
            if is_request(row, self.notes, self.policy, self.as_of):
                if currency_of(row["currency"]) not in self.entry.settled:
                    found.add(("currency_not_settled", "payouts", row["id"]))
            elif not self.notes.is_ours(row["id"]) and counts(row, self.notes, self.policy, self.as_of):
                if not adds_up(row):
                    found.add(("payout_parts", "payouts", row["id"]))
        return found

    def lacks_account(self, creator, currency, balance):
        """Whether there is enough available to pay, but no account (R11.3)."""
        if currency not in self.entry.settled or not is_enough(self.entry, currency, balance.available()):
            return False
        settings = self.settings.get(creator)
        return account_of(method_of(None, settings), settings) is None

    def outcome(self, creator, currency, balance):
        """Their state, the first that applies (R11.6)."""
        state, amount = self.state(creator, currency, balance)
        reason, next_date = self.reason(creator, currency), None
        if state == "on_hold":
            next_date = self.next_date(currency, balance, self.waiting[(creator, currency)])
        return Outcome(creator, currency, state, amount, reason, next_date)

    def state(self, creator, currency, balance):
        """(state, amount): what was paid or accepted on this day, else the balance."""
        whole, paid = balance.whole(), self.world["payouts"].get(payout_id(creator, currency, self.as_of))
        if paid is not None and counts(paid, self.notes, self.policy, self.as_of):
            return "paid", paid["amount_cents"]
        accepted = self.accepted_today(creator, currency)
        if accepted:
            return "requested_paid", sum(row["amount_cents"] for row in accepted)
        if whole < 0:
            return "in_deficit", whole
        if whole == 0:
            return "nothing_due", whole
        if self.lacks_account(creator, currency, balance):
            return "no_payout_details", whole
        below = currency not in self.entry.settled or whole < self.entry.minimum[currency]
        return ("below_minimum" if below else "on_hold"), whole

    def accepted_today(self, creator, currency):
        """Their requests that were accepted on this as-of day."""
        return [
            row for key, row in self.world["payouts"].items()
            if self.notes.accepted.get(key) == self.as_of
            and (row["user_id"], currency_of(row["currency"])) == (creator, currency)
        ]

    def reason(self, creator, currency):
        """Why their oldest request that was refused on this as-of day was refused, or None."""
        refused = [
            (row["requested_at"], key, self.notes.refused[key][1]) for key, row in self.world["payouts"].items()
            if self.notes.refused.get(key, (None,))[0] == self.as_of
            and (row["user_id"], currency_of(row["currency"])) == (creator, currency)
        ]
        return min(refused)[2] if refused else None

    def next_date(self, currency, balance, waiting):
        """The first day after D on which the oldest waiting request, or the smallest payout, is covered."""
        longest = max(entry.hold_days for entry in self.policy.entries)
        held = max((start for _, start in balance.earned), default=self.as_of) + timedelta(longest)
        last = max(held, *(calendar.first_day(entry.effective) for entry in self.policy.entries))
        day = self.as_of + timedelta(1)
        while day <= last:
            entry = self.policy.entry(calendar.period_of(day))
            needed = waiting["amount_cents"] if waiting else max(1, entry.minimum[currency])
            if balance.available(day, entry.hold_days) >= needed:
                return day
            day += timedelta(1)
        return self.as_of + timedelta(1)

"""R11.1 to R11.4, R11.6: a payout run, its requests, its payouts and the state of everybody at its end."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from . import calendar
from .accounts import account_of, method_of, settings_of
from .balances import BUCKETS, Balance, adds_up, balances, counts, is_of_these_books
from .books import Fault
from .money import currency_of

LARGEST = 2147483647  # what the platform's 32-bit column holds


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
    """What is to be seen after a run: balances by (creator, currency), outcomes, faults, and what it paid or accepted."""

    as_of: date
    paid: list  # the ids, in the order in which they drew on the balances
    balances: dict
    outcomes: list
    faults: list


class Refused(ValueError):
    """Data that is refused whole (exit code 65); nothing has changed."""


def run_payouts(books, world, policy, as_of, now):
    """`payouts run --as-of D`: pays what is to be paid in the world and says how everybody stands.

    `as_of` is a day, `now` the clock as UTC text. Raises Refused for a day after today, or before the last run's.
    """
    notes = books.payouts
    if as_of > calendar.local_day(policy.timezone, now):
        raise Refused(f'as-of day "{as_of}" is after today')
    if notes.last is not None and as_of < notes.last:
        raise Refused(f'as-of day "{as_of}" is before that of the last run, "{notes.last}"')
    notes.last = as_of
    desk = Desk(books, world, policy, as_of, now)
    waiting = {key: desk.pay(*key) for key in desk.everybody()}
    return desk.result(waiting)


def is_request(row, notes, policy, as_of):
    """Whether a row is a creator's request that a run of a day looks at (R11.1)."""
    if row["status"] != "pending" or notes.is_ours(row["id"]) or not is_of_these_books(row, policy):
        return False
    return calendar.local_day(policy.timezone, row["requested_at"]) <= as_of


def payout_id(creator, currency, as_of):
    """The id of the payout that the engine makes for a creator, a currency and a day (R11.4)."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"remit:payout:{creator.lower()}:{currency}:{as_of}"))


def draw_on(balance, amount):
    """What a payout takes of each bucket of what is available (R11.2); `amount` is not more than that."""
    free = {bucket: max(0, balance.free(bucket)) for bucket in BUCKETS}
    deficit = sum(max(0, -balance.free(bucket)) for bucket in BUCKETS)
    for bucket in ("subscriptions", "sales", "donations"):
        covered = min(deficit, free[bucket])
        free[bucket], deficit = free[bucket] - covered, deficit - covered
    parts, left = {}, amount
    for bucket in ("sales", "subscriptions", "donations"):
        parts[bucket] = min(left, free[bucket])
        left -= parts[bucket]
    assert left == 0 and sum(parts.values()) == amount
    return parts


class Desk:
    """One run: what it needs to know, and what it does to the rows of `payouts`."""

    def __init__(self, books, world, policy, as_of, now):
        self.books, self.world, self.policy = books, world, policy
        self.notes, self.as_of, self.now = books.payouts, as_of, now
        self.entry = policy.entry(calendar.period_of(as_of))
        self.settings, self.paid = settings_of(world), []
        self.balances = balances(books, world, policy, as_of)
        self.requests = {}
        for row in world["payouts"].values():
            if is_request(row, self.notes, policy, as_of):
                self.requests.setdefault((row["user_id"], currency_of(row["currency"])), []).append(row)

    def everybody(self):
        """Every creator and currency with any line or request."""
        return sorted({key for key, balance in self.balances.items() if balance.has_line} | set(self.requests))

    def balance(self, creator, currency):
        """Their balance now, empty where they have nothing."""
        return self.balances.get((creator, currency)) or Balance(self.as_of, self.entry.hold_days)

    def pay(self, creator, currency):
        """Decides on their requests, then pays what is left (R11.1); returns the oldest request that waits, or None."""
        if currency not in self.entry.settled or payout_id(creator, currency, self.as_of) in self.world["payouts"]:
            return None
        waiting = None
        balance = self.balance(creator, currency)
        rows = self.requests.get((creator, currency), [])
        for row in sorted(rows, key=lambda row: (row["requested_at"], row["id"])):
            if not self.decide(row, balance) and waiting is None:
                waiting = row
        if waiting is None:
            self.pay_rest(creator, currency, balance)
        return waiting

    def decide(self, row, balance):
        """Refuses or accepts a request; False where it waits for the hold."""
        settings = self.settings.get(row["user_id"])
        method = method_of(row["payout_method"], settings)
        amount = row["amount_cents"] or 0
        if amount > balance.whole():
            self.refuse(row, "not_covered")
        elif amount < max(1, self.entry.minimum[currency_of(row["currency"])]):
            self.refuse(row, "below_minimum")
        elif account_of(method, settings) is None:
            self.refuse(row, "no_payout_details")
        elif amount > balance.available():
            return False
        else:
            self.accept(row, method, draw_on(balance, amount), balance)
        return True

    def refuse(self, row, reason):
        """A request that fails, and why."""
        self.notes.refused[row["id"]] = (self.as_of, reason)
        self.put({**row, "status": "failed", "processed_at": self.now})

    def accept(self, row, method, parts, balance):
        """A request that is accepted: its parts are filled in, and it takes from the balance."""
        self.notes.accepted[row["id"]] = self.as_of
        self.put({**row, "payout_method": method, **columns(parts)})
        self.take(row["id"], balance, parts)

    def pay_rest(self, creator, currency, balance):
        """One payout of all that is still available, where that is enough and there is an account (R11.1, R11.3)."""
        amount = min(balance.available(), balance.whole(), LARGEST)
        settings = self.settings.get(creator)
        method = method_of(None, settings)
        if not self.is_enough(currency, amount) or account_of(method, settings) is None:
            return
        parts, key = draw_on(balance, amount), payout_id(creator, currency, self.as_of)
        self.notes.made[key] = (creator, currency, self.as_of)
        midnight = calendar.start_of_day(self.policy.timezone, self.as_of)
        self.put({
            "id": key, "user_id": creator, "amount_cents": amount, "currency": currency, **columns(parts),
            "payout_method": method, "payout_details": None, "status": "pending",
            "requested_at": calendar.utc_text(midnight), "processed_at": None,
        })
        self.take(key, balance, parts)

    def take(self, key, balance, parts):
        """Takes a payout's parts from a balance."""
        balance.take(parts)
        self.paid.append(key)

    def is_enough(self, currency, cents):
        """Whether so much may be paid without having been asked for."""
        return cents > 0 and cents >= self.entry.minimum[currency]

    def put(self, row):
        """Writes a row of `payouts`."""
        self.world["payouts"][row["id"]] = row

    def result(self, waiting):
        """How everybody stands at the end; `waiting` has their oldest waiting requests."""
        self.balances = balances(self.books, self.world, self.policy, self.as_of)
        faults = self.faults_of_rows()
        outcomes = []
        for (creator, currency), balance in self.balances.items():
            if balance.has_line:
                outcomes.append(self.outcome(creator, currency, balance, waiting[(creator, currency)]))
            if self.lacks_account(creator, currency, balance):
                faults.add(("no_payout_details", "users", creator))
        period = calendar.period_of(self.as_of)
        return PayoutRun(self.as_of, self.paid, self.balances, outcomes, [Fault(period, *fault) for fault in faults])

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
        if currency not in self.entry.settled or not self.is_enough(currency, balance.available()):
            return False
        settings = self.settings.get(creator)
        return account_of(method_of(None, settings), settings) is None

    def outcome(self, creator, currency, balance, waiting):
        """Their state, the first that applies (R11.6)."""
        state, amount = self.state(creator, currency, balance)
        reason, next_date = self.reason(creator, currency), None
        if state == "on_hold":
            next_date = self.next_date(currency, balance, waiting)
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
        last = max((start for _, start in balance.earned), default=self.as_of) + timedelta(longest)
        day = self.as_of + timedelta(1)
        while day <= last:
            entry = self.policy.entry(calendar.period_of(day))
            needed = waiting["amount_cents"] if waiting else max(1, entry.minimum[currency])
            if balance.available(day, entry.hold_days) >= needed:
                return day
            day += timedelta(1)
        return self.as_of + timedelta(1)


def columns(parts):
    """Parts as the columns of `payouts`."""
    return {f"from_{bucket}_cents": parts[bucket] for bucket in BUCKETS}

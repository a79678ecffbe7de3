"""R11.1 to R11.4: a payout run, the requests that it decides on and the payouts that it makes."""

from datetime import date

from . import calendar
from .accounts import account_of, method_of, settings_of
from .balances import BUCKETS, Balance, balances, counts, parts_of
from .books import Refused
from .money import currency_of
from .outcomes import Ending, is_enough, is_request, payout_id

LARGEST = 2147483647  # what the platform's 32-bit column holds


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
    return Ending(desk, waiting).result()


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
        self.gone = self.gone_since()
        self.requests = {}
        for row in world["payouts"].values():
            if is_request(row, self.notes, policy, as_of):
                self.requests.setdefault((row["user_id"], currency_of(row["currency"])), []).append(row)

    def gone_since(self):
        """(creator, currency) -> what payouts requested after the day have taken: it is not there any more (R13)."""
        result = {}
        for row in self.world["payouts"].values():
            since, then = (counts(row, self.notes, self.policy, day) for day in (date.max, self.as_of))
            if since and not then:
                key = (row["user_id"], currency_of(row["currency"]))
                result[key] = result.get(key, 0) + sum(parts_of(row).values())
        return result

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
        gone = self.gone.get((row["user_id"], currency_of(row["currency"])), 0)
        if amount > balance.whole() - gone:
            self.refuse(row, "not_covered")
        elif amount < max(1, self.entry.minimum[currency_of(row["currency"])]):
            self.refuse(row, "below_minimum")
        elif account_of(method, settings) is None:
            self.refuse(row, "no_payout_details")
        elif amount > balance.available() - gone:
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
        amount = min(min(balance.available(), balance.whole()) - self.gone.get((creator, currency), 0), LARGEST)
        settings = self.settings.get(creator)
        method = method_of(None, settings)
        if not is_enough(self.entry, currency, amount) or account_of(method, settings) is None:
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

    def put(self, row):
        """Writes a row of `payouts`."""
        self.world["payouts"][row["id"]] = row


def columns(parts):
    """Parts as the columns of `payouts`."""
    return {f"from_{bucket}_cents": parts[bucket] for bucket in BUCKETS}

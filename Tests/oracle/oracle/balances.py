"""R10: what every creator is owed as of a day, by currency and bucket, held and available."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from . import calendar
from .money import currency_of

BUCKETS = ("sales", "donations", "subscriptions")


@dataclass
class Balance:
    """The balance of one creator in one currency as of a day."""

    as_of: date
    hold_days: int
    earned: dict = field(default_factory=dict)  # (bucket, hold_from) -> cents of payable lines
    taken: dict = field(default_factory=lambda: dict.fromkeys(BUCKETS, 0))  # bucket -> cents of payouts
    has_line: bool = False  # any line, payable or not

    def total(self, bucket):
        """A bucket, held included."""
        return sum(cents for key, cents in self.earned.items() if key[0] == bucket) - self.taken[bucket]

    def free(self, bucket, day=None, hold_days=None):
        """What of a bucket is available: lines once `hold_from + hold_days` is reached, less all payouts."""
        day, hold = day or self.as_of, timedelta(self.hold_days if hold_days is None else hold_days)
        reached = (cents for (name, start), cents in self.earned.items() if name == bucket and start + hold <= day)
        return sum(reached) - self.taken[bucket]

    def whole(self):
        """The balance, held included."""
        return sum(self.total(bucket) for bucket in BUCKETS)

    def available(self, day=None, hold_days=None):
        """What of the balance is available, as of its own day or another with that day's hold."""
        return sum(self.free(bucket, day, hold_days) for bucket in BUCKETS)

    def take(self, parts):
        """A payout of these parts (a payout that is given back has negative ones)."""
        for bucket in BUCKETS:
            self.taken[bucket] += parts[bucket]


def balances(books, world, policy, as_of):
    """(creator, currency) -> Balance of everybody who has any line or counted payout as of a day."""
    result = {}
    hold = policy.entry(calendar.period_of(as_of)).hold_days

    def balance(creator, currency):
        """The balance of these, new where there is none yet."""
        return result.setdefault((creator, currency), Balance(as_of, hold))

    for closed in books.closed:
        if calendar.end_day(closed.period) <= as_of:
            for line in closed.lines:
                if line.creator is not None:
                    add_line(balance(line.creator, line.currency), line)
    for row in world["payouts"].values():
        if counts(row, books.payouts, policy, as_of):
            balance(row["user_id"], currency_of(row["currency"])).take(parts_of(row))
    return result


def add_line(balance, line):
    """Adds a line; one that is not payable only shows that there is one."""
    balance.has_line = True
    if line.payable:
        key = (line.bucket, line.hold_from)
        balance.earned[key] = balance.earned.get(key, 0) + line.creator_part


def is_of_these_books(row, policy):
    """Whether a payout was requested not before genesis, in days of the policy's time zone."""
    day = calendar.local_day(policy.timezone, row["requested_at"])
    return day is not None and day >= calendar.first_day(policy.genesis)


def counts(row, notes, policy, as_of):
    """Whether a payout takes anything from the balance as of a day."""
    key, zone = row["id"], policy.timezone
    if not is_of_these_books(row, policy) or calendar.local_day(zone, row["requested_at"]) > as_of:
        return False
    if key in notes.refused or notes.accepted.get(key, as_of) > as_of:
        return False
    if row["status"] == "pending":
        return notes.is_ours(key)
    if row["status"] == "failed":
        failed = calendar.local_day(zone, row["processed_at"])
        return was_a_payout(row) and failed is not None and failed > as_of
    return True


def was_a_payout(row):
    """Whether any part is given: a failed row without is a request that was never accepted."""
    return any(row[f"from_{bucket}_cents"] is not None for bucket in BUCKETS)


def parts_of(row):
    """What a payout takes of each bucket; what its parts lack of its amount, or have too much, is of sales."""
    given = {bucket: row[f"from_{bucket}_cents"] or 0 for bucket in BUCKETS}
    given["sales"] += (row["amount_cents"] or 0) - sum(given.values())
    return given


def adds_up(row):
    """Whether the parts of a payout sum to its amount."""
    return sum(row[f"from_{bucket}_cents"] or 0 for bucket in BUCKETS) == (row["amount_cents"] or 0)

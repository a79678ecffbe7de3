"""R13: what must always be true of balances and payouts, whatever the world."""

from . import calendar
from .balances import BUCKETS, balances, is_of_these_books, parts_of, was_a_payout
from .checks import require
from .money import currency_of

STATES = {
    "paid", "requested_paid", "in_deficit", "nothing_due", "no_payout_details", "below_minimum", "on_hold",
}


class RunChecker:
    """Looks at every run of one world, and remembers the day of the one before."""

    def __init__(self):
        self.last = None

    def check(self, books, world, policy, run):
        """Everything that must hold right after a run; raises Broken."""
        check_states(run)
        check_paid(world, run)
        since = self.last or calendar.first_day(policy.genesis)
        check_liability(books, world, policy, since, run.as_of)
        self.last = run.as_of


def check_states(run):
    """Everybody with a line ends in exactly one state, and the counts add up (R11.6)."""
    keys = [(outcome.creator, outcome.currency) for outcome in run.outcomes]
    lines = {key for key, balance in run.balances.items() if balance.has_line}
    require(len(keys) == len(set(keys)) and set(keys) == lines, f"{run.as_of}: not everybody has exactly one state")
    for outcome in run.outcomes:
        where = f"{run.as_of}: {outcome.creator} in {outcome.currency}"
        require(outcome.state in STATES, f"{where}: no state is called {outcome.state}")
        whole = run.balances[(outcome.creator, outcome.currency)].whole()
        if outcome.state not in ("paid", "requested_paid"):
            require(outcome.amount == whole, f"{where}: {outcome.amount} is not the balance, {whole}")
        if outcome.next_date is not None:
            require(outcome.next_date > run.as_of, f"{where}: the next date is past")


def check_paid(world, run):
    """No payout is above the balance; its parts sum to it, and each was there to be taken (R11.2, R13)."""
    for key in run.paid:
        row = world["payouts"][key]
        where = f"{run.as_of}: payout {key}"
        parts = [row[f"from_{bucket}_cents"] for bucket in BUCKETS]
        require(min(parts) >= 0 and sum(parts) == row["amount_cents"] > 0, f"{where}: its parts do not add up")
        balance = run.balances[(row["user_id"], currency_of(row["currency"]))]
        require(balance.whole() >= 0 and balance.available() >= 0, f"{where}: more than the balance")
        for bucket, part in zip(BUCKETS, parts):
            require(not part or balance.free(bucket) >= 0, f"{where}: more than there was in {bucket}")


def check_liability(books, world, policy, since, until):
    """opening + earned - reversed - paid = closing, by creator and currency, between two days (R13)."""
    opening, closing = (totals(books, world, policy, day) for day in (since, until))
    moved = earned_and_reversed(books, since, until)
    for key, cents in paid(books, world, policy, since, until).items():
        moved[key] = moved.get(key, 0) - cents
    for key in set(opening) | set(closing) | set(moved):
        before, change, after = (table.get(key, 0) for table in (opening, moved, closing))
        where = f"{since} to {until}: {key[0]} in {key[1]}"
        require(before + change == after, f"{where}: {before} and {change} are not {after}")


def totals(books, world, policy, day):
    """(creator, currency) -> the balance as of a day."""
    return {key: balance.whole() for key, balance in balances(books, world, policy, day).items()}


def earned_and_reversed(books, since, until):
    """(creator, currency) -> payable creator parts, of either sign, of periods that ended between two days."""
    result = {}
    for closed in books.closed:
        if since < calendar.end_day(closed.period) <= until:
            for line in closed.lines:
                if line.payable and line.creator is not None:
                    key = (line.creator, line.currency)
                    result[key] = result.get(key, 0) + line.creator_part
    return result


def paid(books, world, policy, since, until):
    """(creator, currency) -> what was paid between two days, less what failed between them."""
    result = {}
    for row in world["payouts"].values():
        days = days_of(row, books.payouts, policy)
        if days is not None:
            key = (row["user_id"], currency_of(row["currency"]))
            signs = sum(sign for day, sign in zip(days, (1, -1)) if day is not None and since < day <= until)
            result[key] = result.get(key, 0) + signs * sum(parts_of(row).values())
    return result


def days_of(row, notes, policy):
    """(the day from which a payout counts, the day on which it failed or None), None where it never counts."""
    key, zone = row["id"], policy.timezone
    if not is_of_these_books(row, policy) or key in notes.refused:
        return None
    if row["status"] == "pending" and not notes.is_ours(key):
        return None
    begun = notes.accepted.get(key) or calendar.local_day(zone, row["requested_at"])
    if row["status"] != "failed":
        return begun, None
    failed = calendar.local_day(zone, row["processed_at"])
    return (begun, failed) if was_a_payout(row) and failed is not None and failed > begun else None

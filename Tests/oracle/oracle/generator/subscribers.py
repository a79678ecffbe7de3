"""Subscriptions: renewals in time and late, plan changes, gaps, cuts, and rows that go bad."""

from datetime import timedelta

from .. import calendar
from ..calendar import add_months

PRICES = {"monthly": [999, 999, 3100, 1, 0, 100, 4100001], "yearly": [7999, 7999, 36500, 1, 2147483647]}


def make_subscriptions(draft):
    """Fills subscriptions at the start of a world."""
    for _ in range(draft.dice.between(4, 8)):
        new_subscription(draft)


def time_of(draft, day):
    """Some second of a local day, often its first or its last but one hour."""
    return draft.at(day, draft.dice.pick([0, 0, 1, 43200, 82799]))


def new_subscription(draft):
    """Inserts a subscription that starts on some day around the periods, often on the 29th to 31st."""
    dice = draft.dice
    plan = dice.weighed({"monthly": 70, "yearly": 25, "weekly": 3, None: 2})
    months = 12 if plan == "yearly" else 1
    anchor = calendar.first_day(dice.pick(draft.periods))
    day = anchor + timedelta(days=dice.pick([0, 0, 9, 14, 27, 28, 29, 30, dice.between(0, 30)]))
    start = add_months(day, -months * dice.pick([0, 0, 0, 1, 2]))
    started = start
    if dice.chance(45):
        started = add_months(start, -dice.between(0, 5)) - timedelta(days=dice.pick([0, 0, 1, 10]))
    elif dice.chance(10):
        started = start + timedelta(days=3)
    price = dice.pick(PRICES.get(plan, [999]))
    row = {
        "id": dice.uuid(), "user_id": dice.pick(draft.readers + draft.creators[:1]), "plan_type": plan,
        "price_cents": price, "currency": draft.currency(), "payment_provider": "paddle", "status": "active",
        "started_at": time_of(draft, started), "current_period_start": time_of(draft, start),
        "current_period_end": time_of(draft, add_months(start, months)), "cancelled_at": None,
        "created_at": time_of(draft, started),
    }
    if dice.chance(8):
        spoil(draft, row)
    draft.put("subscriptions", row)


def spoil(draft, row):
    """Makes a row bad in some way (changes the dictionary that it is given)."""
    name, value = draft.dice.pick([
        ("plan_type", "weekly"), ("started_at", None), ("current_period_start", None), ("price_cents", None),
        ("price_cents", -1), ("currency", "THB"), ("current_period_end", row["current_period_start"]),
    ])
    row[name] = value


def days_of(draft, row):
    """A row's start and end as local days; None where one is missing."""
    return tuple(
        calendar.local_day(draft.zone, row[name]) for name in ("current_period_start", "current_period_end")
    )


def change_subscription(draft):
    """Something happens to a subscription."""
    row = draft.any_row("subscriptions")
    if row is None or draft.dice.chance(10):
        return new_subscription(draft)
    kind = draft.dice.weighed({
        "renew": 30, "missed": 10, "gap": 8, "plan": 12, "resize": 20, "price": 6, "identity": 8, "spoil": 4,
        "mend": 8, "back": 6, "delete": 2,
    })
    start, end = days_of(draft, row)
    if kind == "spoil":
        bad = dict(row)
        spoil(draft, bad)
        draft.put("subscriptions", bad)
    elif kind == "delete":
        draft.drop("subscriptions", row["id"])
    elif kind == "mend" or start is None or end is None:
        mend(draft, row)
    else:
        CHANGES[kind](draft, row, start, end)
    return None


def show(draft, row, start, end, **values):
    """The row shows another billing period."""
    draft.set(
        "subscriptions", row, current_period_start=time_of(draft, start), current_period_end=time_of(draft, end),
        **values,
    )


def months_of(row):
    """The months of a row's plan."""
    return 12 if row["plan_type"] == "yearly" else 1


def renew(draft, row, start, end):
    """The next billing period, sometimes for another user or in another currency (which is good for a new one)."""
    values = {}
    if draft.dice.chance(12):
        values["user_id"] = draft.dice.pick(draft.readers)
    if draft.dice.chance(8):
        values["currency"] = draft.currency()
    show(draft, row, end, add_months(end, months_of(row)), **values)


def missed(draft, row, start, end):
    """A later renewal, within a few days of a whole number of plans after the last `to` (R7.2)."""
    dice = draft.dice
    begin = add_months(end, months_of(row) * dice.between(1, 3)) + timedelta(days=dice.between(-4, 4))
    show(draft, row, begin, add_months(begin, months_of(row)))


def gap(draft, row, start, end):
    """Back after a pause of some days."""
    begin = end + timedelta(days=draft.dice.pick([1, 2, 3, 4, 20, 27, 28, 31, 39, 45]))
    show(draft, row, begin, add_months(begin, months_of(row)))


def change_plan(draft, row, start, end):
    """A plan change: a new billing period that starts inside of the old one (R7.3)."""
    dice = draft.dice
    begin = start + timedelta(days=dice.between(0, max(1, (end - start).days)))
    plan = dice.pick(["monthly", "yearly"])
    last = add_months(begin, 12 if plan == "yearly" else 1)
    show(draft, row, begin, last, plan_type=plan, price_cents=dice.pick(PRICES[plan]))


def resize(draft, row, start, end):
    """The known billing period ends earlier, later, or again where it was first recorded.

    Half of the time the row first goes back to the last billing period that the books know.
    """
    periods = draft.books.billing.get(row["id"], {})
    if periods and draft.dice.chance(50):
        start = max(periods)
        end = periods[start].shown_to()
        show(draft, row, start, end, price_cents=periods[start].price)
        row = draft.world["subscriptions"][row["id"]]
    known = periods.get(start)
    days = draft.dice.pick([-40, -10, -3, -1, 1, 5, 30])
    last = known.to if known and draft.dice.chance(35) else end + timedelta(days=days)
    draft.set("subscriptions", row, current_period_end=time_of(draft, last))


def reprice(draft, row, start, end):
    """Another price for the known billing period."""
    draft.set("subscriptions", row, price_cents=draft.dice.pick([0, 1, 500, 999, 3100, 9999]))


def change_identity(draft, row, start, end):
    """Another currency or user for the known billing period (subscription_changed)."""
    if draft.dice.chance(50):
        draft.set("subscriptions", row, currency=draft.currency())
    else:
        draft.set("subscriptions", row, user_id=draft.dice.pick(draft.readers))


def move_back(draft, row, start, end):
    """The row's start moves backwards: before what is known, or to a billing period that is known."""
    dice = draft.dice
    known = sorted(draft.books.billing.get(row["id"], {}))
    begin = dice.pick(known) if known and dice.chance(50) else start - timedelta(days=dice.pick([1, 10, 31, 60]))
    show(draft, row, begin, add_months(begin, months_of(row)))


def mend(draft, row):
    """A bad row comes back good, with what the books know last of it where they know it."""
    known = draft.books.billing.get(row["id"], {})
    start = max(known) if known else calendar.first_day(draft.next_period())
    plan = row["plan_type"] if row["plan_type"] in ("monthly", "yearly") else "monthly"
    end = known[start].to if known else add_months(start, 1)
    currency = known[start].currency if known else sorted(draft.entry().settled)[0]
    price = row["price_cents"] if row["price_cents"] is not None and row["price_cents"] >= 0 else 999
    started = row["started_at"] or time_of(draft, start)
    show(draft, row, start, end, plan_type=plan, currency=currency, price_cents=price, started_at=started)


CHANGES = {
    "renew": renew, "missed": missed, "gap": gap, "plan": change_plan, "resize": resize, "price": reprice,
    "identity": change_identity, "back": move_back,
}

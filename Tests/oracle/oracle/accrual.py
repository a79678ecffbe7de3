"""R7: billing periods of subscriptions, and what of them is earned and recognised."""

from datetime import timedelta

from . import calendar
from .books import BillingPeriod
from .money import currency_of

PLANS = {"monthly", "yearly"}


def fault_of(row, entry, zone):
    """The first fault of a subscription's row, in the order of R12, or None."""
    if row["plan_type"] not in PLANS:
        return "plan_unknown"
    start, to = (calendar.local_day(zone, row[name]) for name in ("current_period_start", "current_period_end"))
    if start is None or to is None or row["started_at"] is None or to <= start:
        return "subscription_dates"
    if row["price_cents"] is None or row["price_cents"] < 0:
        return "subscription_price"
    if currency_of(row["currency"]) not in entry.settled:
        return "currency_not_settled"
    return None


def is_asked(row, zone, genesis):
    """Whether the row's end (else its creation) is not before genesis (R12)."""
    day = calendar.local_day(zone, row["current_period_end"] or row["created_at"])
    return day is not None and day >= genesis


def record(periods, row, zone, genesis):
    """Takes a good row into the billing periods of its subscription ({start: BillingPeriod}, changed in place).

    Returns the warning that this gives, or None.
    """
    start = calendar.local_day(zone, row["current_period_start"])
    to = calendar.local_day(zone, row["current_period_end"])
    shown = BillingPeriod(row["id"], start, to, row["price_cents"], currency_of(row["currency"]), row["user_id"])
    if start in periods:
        return update(periods[start], shown)
    warning = None
    if not periods:
        started = calendar.local_day(zone, row["started_at"])
        fill_before(periods, shown, row["plan_type"], started, genesis)
    else:
        warning = fill_gap(periods, shown, row["plan_type"])
    periods[start] = shown
    return warning


def update(known, shown):
    """The row of a known `from` as it shows itself now: the last state of the row counts (R7.3)."""
    if (known.currency, known.user) != (shown.currency, shown.user):
        return "subscription_changed"
    known.price = shown.price
    known.shortened = shown.to if shown.to < known.to else None
    known.to = max(known.to, shown.to)
    return None


def fill_before(periods, shown, plan, started, genesis):
    """Fills the time before a subscription's first known `from`, stepping back from it (R7.2)."""
    limit = max(started, genesis)
    end, steps = shown.start, 0
    while end > limit:
        steps += 1
        begin = calendar.step_back(shown.start, plan, steps)
        price = shown.price
        if begin < started:
            price = shown.price * (end - started).days // (end - begin).days
            begin = started
        add(periods, shown, begin, end, price)
        end = begin


def fill_gap(periods, shown, plan):
    """Looks at the gap that a new `from` leaves after the billing period that began last (R7.2).

    Fills it where renewals were missed; returns the warning, or None.
    """
    last = periods[max(periods)].shown_to()
    if shown.start <= last:
        return None
    starts = [shown.start]
    near = timedelta(days=3)
    while starts[-1] > last + near:
        starts.append(calendar.step_back(shown.start, plan, len(starts)))
    if len(starts) > 1 and starts[-1] >= last - near:
        ends, begins = starts[:-1], starts[1:-1] + [last]
        for begin, end in zip(begins, ends):
            add(periods, shown, begin, end, shown.price)
        return "renewals_assumed"
    whole = calendar.step_back(shown.start, plan, 1) >= last
    return "subscription_gap" if whole else None


def add(periods, like, begin, end, price):
    """Records a billing period that was not shown but follows from another."""
    periods[begin] = BillingPeriod(like.subscription, begin, end, price, like.currency, like.user)


def cut_of(period, periods):
    """Where a billing period is cut: by its row, or by a later one that starts inside of it (R7.3); else None."""
    inside = [start for start in periods if period.start < start < period.to]
    if period.shortened is not None:
        inside.append(period.shortened)
    return min(inside, default=None)


def earned(period, periods, day):
    """What of a billing period is earned through a day (exclusive), in whole cents (R7.4)."""
    end = min(day, cut_of(period, periods) or period.to)
    if end <= period.start:
        return 0
    return period.price * (end - period.start).days // (period.to - period.start).days


def due(periods, currency, genesis, end):
    """Everything earned from genesis through a period's end, in one currency (R7.4)."""
    return sum(
        earned(period, periods, end) - earned(period, periods, genesis)
        for period in periods.values() if period.currency == currency
    )


def recognise(books, genesis, end):
    """What this close recognises: (subscription, currency) -> cents, rows of 0 left out (R7.4)."""
    result = {}
    for subscription, periods in books.billing.items():
        for currency in {period.currency for period in periods.values()}:
            key = (subscription, currency)
            cents = max(0, due(periods, currency, genesis, end) - books.recognised.get(key, 0))
            if cents:
                result[key] = cents
    return result


def user_of(periods):
    """The user of the billing period that began last (R7.4)."""
    return periods[max(periods)].user


def revenue_by_user(books, recognised):
    """currency -> {user: cents recognised in this close} (R9.1)."""
    result = {}
    for (subscription, currency), cents in recognised.items():
        users = result.setdefault(currency, {})
        user = user_of(books.billing[subscription])
        users[user] = users.get(user, 0) + cents
    return result

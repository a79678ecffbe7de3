"""R2: periods, days of the policy's time zone, and the months of plans."""

from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=None)
def local_day(zone, text):
    """The day of the time zone in which a UTC timestamp (text) lies; None for null."""
    if text is None:
        return None
    instant = datetime.fromisoformat(text).replace(tzinfo=timezone.utc)
    return instant.astimezone(ZoneInfo(zone)).date()


def start_of_day(zone, day):
    """The first instant of a day of the time zone, in UTC."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return midnight.astimezone(timezone.utc)


def utc_text(instant):
    """A UTC instant as the tables hold it."""
    return instant.astimezone(timezone.utc).strftime("%Y-%m-%d %H:%M:%S")


def period_of(day):
    """The period `YYYY-MM` in which a day lies (R2.1)."""
    return f"{day.year:04d}-{day.month:02d}"


def first_day(period):
    """The first day of a period."""
    return date.fromisoformat(period + "-01")


def next_period(period):
    """The period after one."""
    return period_of(first_day(period) + timedelta(days=31))


def end_day(period):
    """The first day after a period."""
    return first_day(next_period(period))


def days_of(period):
    """How many days a period has."""
    return (end_day(period) - first_day(period)).days


def seconds_of(zone, period):
    """How many seconds a period has in the time zone, clock changes counted (R12)."""
    length = start_of_day(zone, end_day(period)) - start_of_day(zone, first_day(period))
    return int(length.total_seconds())


def add_months(day, months):
    """A day some months later (or earlier), clamped to that month's length (R7.2)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise ValueError(f"no day {day} {months} months on")


def step_back(day, plan, steps):
    """`day - steps` intervals of a plan, always counted from that day (R7.2)."""
    return add_months(day, -steps * {"monthly": 1, "yearly": 12}[plan])


def last_day(period):
    """The last day of a period."""
    return end_day(period) - timedelta(days=1)

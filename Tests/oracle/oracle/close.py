"""The close of a period, its draft, and the search for what came too late."""

from . import accrual, calendar, engagement
from .books import CloseResult, Fault
from .manual import line_of
from .changes import Setting, decide
from .pool import settle_pool
from .sources import sources


def close(books, world, policy, period):
    """Closes a period: settles everything that the rules settle in it, and takes the result into the books.

    Raises ValueError where it is not the next period to close (R2.2).
    """
    expected = next_period(books, policy)
    if period != expected:
        raise ValueError(f'period "{period}" is not the next to close, which is "{expected}"')
    books.before.append(books.copy())
    result = settle(books, world, policy, period)
    books.closed.append(result)
    books.manual, books.late, books.restored, books.drafted = [], set(), set(), set()
    return result


def draft(books, world, policy):
    """`close --draft` of the next period: what a close would find, which changes nothing but what can be waived."""
    result = settle(books.copy(), world, policy, next_period(books, policy))
    books.drafted = {(fault.table, fault.row) for fault in result.faults if fault.stays_open()}
    return result


def next_period(books, policy):
    """The next period to close (R2.2)."""
    return calendar.next_period(books.closed[-1].period) if books.closed else policy.genesis


def settle(books, world, policy, period):
    """Everything that a close settles, in the books that it changes; waived rows are as if they were not there."""
    result = CloseResult(period, [], {}, [], [], {})
    seen = without_waived(world, books.waived)
    close_sources(books, seen, policy, result)
    close_subscriptions(books, seen, policy, result)
    close_pools(books, seen, policy, result)
    result.lines += [line_of(entry, policy, period) for entry in books.manual]
    return result


def without_waived(world, waived):
    """The world without the rows that were waived; contents and what else is only read of are never waived."""
    return {
        table: {key: row for key, row in rows.items() if (table, key) not in waived} for table, rows in world.items()
    }


def close_sources(books, world, policy, result):
    """Purchases and donations (R4, R5, R6, R8)."""
    setting = Setting(world, policy, result.period, books.open)
    still_open = set()
    for source in sources(world):
        outcome = decide(source, books.settlements.get(source.key()), setting)
        result.lines += outcome.lines
        if outcome.settlement is not None:
            books.settlements[source.key()] = outcome.settlement
        if outcome.code is not None:
            result.faults.append(Fault(result.period, outcome.code, source.table, source.id))
            if outcome.settlement is None:
                still_open.add(source.key())
    books.open = still_open


def close_subscriptions(books, world, policy, result):
    """Billing periods and what is recognised of them (R7)."""
    entry, zone = policy.entry(result.period), policy.timezone
    genesis = calendar.first_day(policy.genesis)
    for row in world["subscriptions"].values():
        code = accrual.fault_of(row, entry, zone)
        if code is None:
            code = accrual.record(books.billing.setdefault(row["id"], {}), row, zone, genesis)
        elif not accrual.is_asked(row, zone, genesis):
            continue
        if code is not None:
            result.faults.append(Fault(result.period, code, "subscriptions", row["id"]))
    result.recognitions = accrual.recognise(books, genesis, calendar.end_day(result.period))
    for key, cents in result.recognitions.items():
        books.recognised[key] = books.recognised.get(key, 0) + cents


def close_pools(books, world, policy, result):
    """Engagement and pools (R9)."""
    period, entry = result.period, policy.entry(result.period)
    rows = engagement.rows_of(world, period)
    faults = engagement.faults_of(rows, policy.timezone, period)
    result.faults += [Fault(period, code, "engagement_tracking", key) for key, code in faults.items()]
    revenue = accrual.revenue_by_user(books, result.recognitions)
    carry, books.carry = books.carry, {}
    for currency in sorted(set(revenue) | set(carry)):
        users = revenue.get(currency, {})
        cap = engagement.viewer_cap(entry, period)
        counted, excluded = engagement.counting(rows, faults, world, users, cap)
        for (content, rule), tally in excluded.items():
            result.excluded[(currency, content, rule)] = tally
        pool, lines = settle_pool(
            period, currency, entry, users, carry.get(currency, 0), counted, world["contents"],
            calendar.end_day(period),
        )
        result.pools.append(pool)
        result.lines += lines
        if pool.carried_out:
            books.carry[currency] = pool.carried_out


def backfill_late(books, world, policy, since):
    """`remit backfill late --from M`: notes what lies beyond the windows of the next close as `too_late` (R8.7).

    Looks at everything since the month `since` as if the windows reached back to it; whatever the next close
    would do or say about it, but would not reach, becomes an open exception. Returns the keys noted.
    """
    period = next_period(books, policy)
    world = without_waived(world, books.waived)
    usual = Setting(world, policy, period, books.open)
    noted = set()
    for source in sources(world):
        settled = books.settlements.get(source.key())
        day = settled.day if settled else usual.day(source.completed) or usual.day(source.created)
        if day is None or day < calendar.first_day(since):
            continue
        reached = decide(source, settled, Setting(world, policy, period, books.open | {source.key()}))
        if reached.is_anything() and not decide(source, settled, usual).is_anything():
            noted.add(source.key())
    books.open, books.late = books.open | noted, books.late | noted
    return noted

"""R13: what must always be true of the books, whatever the world."""

from . import accrual, calendar


class Broken(AssertionError):
    """Something that must always be true is not; the message says what and where."""


def require(truth, message):
    """Raises Broken with the message unless it is true."""
    if not truth:
        raise Broken(message)


def check_close(books, policy, result):
    """Everything that must hold right after a close."""
    check_lines(result)
    check_pools(result)
    check_subscriptions(books, policy, result)
    check_sources(books)
    keys = [(fault.table, fault.row) for fault in result.faults]
    require(len(keys) == len(set(keys)), f"{result.period}: a row has two exceptions (R12)")


def check_lines(result):
    """`gross = processing + platform + creator` in each line; none is all 0 (R4.4)."""
    for line in result.lines:
        whole = line.processing + line.platform + line.creator_part
        require(line.gross == whole, f"{result.period}: a line of {line.source} does not add up")
        require(not line.is_nothing(), f"{result.period}: a line of {line.source} is all 0")


def check_pools(result):
    """The pool keeps its money, and its lines are what it distributed (R9.5)."""
    for pool in result.pools:
        where = f"{result.period}/{pool.currency}"
        paid = sum(
            line.creator_part for line in result.lines if line.kind == "pool" and line.currency == pool.currency
        )
        require(paid == pool.distributed, f"{where}: pool lines sum to {paid}, not {pool.distributed}")
        taken = pool.platform + pool.distributed + pool.carried_out
        require(pool.revenue + pool.carried_in == taken, f"{where}: the pool loses or makes money")
        revenue = sum(cents for key, cents in result.recognitions.items() if key[1] == pool.currency)
        require(pool.revenue == revenue, f"{where}: the pool's revenue is not what was recognised")


def check_subscriptions(books, policy, result):
    """billed = forfeited + deferred + earned before genesis + recognised - over-recognised (R7.6, R13)."""
    genesis, end = calendar.first_day(policy.genesis), calendar.end_day(result.period)
    for subscription, periods in books.billing.items():
        for currency in {period.currency for period in periods.values()}:
            own = [period for period in periods.values() if period.currency == currency]
            billed = sum(period.price for period in own)
            forfeited = deferred = before = 0
            for period in own:
                cut = accrual.cut_of(period, periods)
                last = accrual.earned(period, periods, cut or period.to)
                forfeited += period.price - last if cut else 0
                deferred += last - accrual.earned(period, periods, end)
                before += accrual.earned(period, periods, genesis)
            recognised = books.recognised.get((subscription, currency), 0)
            over = max(0, recognised - accrual.due(periods, currency, genesis, end))
            whole = forfeited + deferred + before + recognised - over
            where = f"{result.period}: subscription {subscription} in {currency}"
            require(billed == whole, f"{where}: billed {billed}, accounted for {whole}")


def check_sources(books):
    """No source is settled twice: its lines sum to its last settlement, or to 0 where that stands reversed."""
    sums = {}
    for line in books.lines():
        if line.source is not None:
            add(sums, line, 1)
    for (table, key), settled in books.settlements.items():
        for line in settled.lines:
            add(sums, line, -1)
        for line in settled.reversal or []:
            add(sums, line, -1)
    for where, (gross, creator) in sums.items():
        require(gross == 0 and creator == 0, f"{where}: settled twice, {gross} gross and {creator} creator too many")


def add(sums, line, sign):
    """Adds a line's gross and creator part to the sums of its source, content, creator and currency."""
    key = (line.source, line.content, line.creator, line.currency)
    gross, creator = sums.get(key, (0, 0))
    sums[key] = (gross + sign * line.gross, creator + sign * line.creator_part)

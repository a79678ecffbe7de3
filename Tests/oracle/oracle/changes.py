"""R8: what a close does with one purchase or donation, given how it was settled before."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from . import calendar
from .books import Settlement
from .sales import settle
from .sources import STATUSES, fault_of, warning_of


@dataclass
class Setting:
    """What is the same for every source of one close."""

    world: dict
    policy: object
    period: str
    open: set  # keys of the purchases and donations that are open exceptions

    def __post_init__(self):
        entry = self.policy.entry(self.period)
        self.zone = self.policy.timezone
        self.first = calendar.first_day(self.period)
        self.end = calendar.end_day(self.period)
        self.genesis = calendar.first_day(self.policy.genesis)
        self.late_from = self.first - timedelta(days=entry.late_days)
        self.refund_from = self.first - timedelta(days=entry.refund_days)

    def day(self, text):
        """The local day of a timestamp, None for null."""
        return calendar.local_day(self.zone, text)

    def entry_of(self, day):
        """The policy's entry of the month of a day, None where there is no day."""
        return None if day is None else self.policy.entry(calendar.period_of(day))


@dataclass
class Outcome:
    """What the close makes of a source: lines, how it is settled now, and an exception or warning code."""

    lines: list = field(default_factory=list)
    settlement: Settlement = None
    code: str = None

    def is_anything(self):
        """Whether the close has anything to do or to say about the source."""
        return self.settlement is not None or self.code is not None


def decide(source, settled, setting):
    """What the close of `setting` does with a source; `settled` is its last settlement or None."""
    if settled is None:
        return decide_new(source, setting)
    if source.status not in STATUSES:
        within = settled.day >= setting.refund_from or source.key() in setting.open
        return Outcome(code="status_unknown") if within else Outcome()
    if settled.reversal is not None:
        return reinstate(source, settled, setting) if source.status == "completed" else Outcome()
    if source.status != "completed":
        return reverse(source, settled, setting)
    return correct(source, settled, setting)


def decide_new(source, setting):
    """A source that is in no closed period (R4, R6, R8.1): settled, an exception, or not looked at."""
    day = setting.day(source.completed)
    asked = day or setting.day(source.created)
    is_open = source.key() in setting.open
    if asked is None and not is_open:
        return Outcome()
    if asked is not None and (asked < setting.genesis or asked >= setting.end):
        return Outcome()
    if asked is not None and asked < setting.late_from and not is_open:
        return Outcome()
    if source.status not in STATUSES:
        return Outcome(code="status_unknown")
    if source.status != "completed":
        pending = source.is_donation() and source.status == "pending"
        return Outcome(code="donation_pending") if pending else Outcome()
    entry = setting.entry_of(day)
    code = fault_of(source, entry, setting.world)
    if code is not None or day is None:
        return Outcome(code=code)
    lines, settlement = settle_now(source, day, setting, setting.end)
    return Outcome(lines, settlement, warning_of(source, entry, setting.world))


def settle_now(source, day, setting, hold_from):
    """The lines and the settlement of a good source, under the date `day`."""
    lines = settle(source, setting.entry_of(day), setting.world, setting.period, day < setting.first, hold_from)
    single = source.bundle is None
    party = source.party if single else None
    return lines, Settlement(day, source.amount, source.currency, party, single, hold_from, lines)


def reverse(source, settled, setting):
    """Refunded, disputed or pending after it was settled, within the refund window (R8.2)."""
    if settled.day < setting.refund_from and source.key() not in setting.open:
        return Outcome()
    refunded = setting.entry_of(settled.day).refunded
    reversal = [reversed_line(line, refunded, setting.period) for line in settled.lines]
    reversal = [line for line in reversal if not line.is_nothing()]
    return Outcome(reversal, with_reversal(settled, reversal))


def reversed_line(line, refunded, period):
    """A line that takes back one of the last settlement; the provider keeps its processing (R8.2)."""
    whole = line.negated(period, "reversal")
    if refunded:
        return whole
    return replace(whole, processing=0, platform=whole.gross - whole.creator_part)


def with_reversal(settled, reversal):
    """The same settlement, reversed by these lines (or, with None, standing)."""
    return replace(settled, reversal=reversal)


def reinstate(source, settled, setting):
    """Reversed and completed again, whenever (R8.3); where its present state is an exception, it waits."""
    entry = setting.entry_of(settled.day)
    code = fault_of(source, entry, setting.world)
    if code is not None:
        return Outcome(code=code)
    lines = [line.negated(setting.period, "reinstatement") for line in settled.reversal]
    standing = with_reversal(settled, None)
    if differs(source, settled, setting):
        replaced, standing = replace_lines(source, settled, setting)
        lines += replaced
    return Outcome(lines, standing, warning_of(source, entry, setting.world))


def correct(source, settled, setting):
    """Still completed, but with another amount, currency, seller or recipient, within the window (R8.4)."""
    within = settled.day >= setting.late_from or source.key() in setting.open
    if not within or not differs(source, settled, setting):
        return Outcome()
    entry = setting.entry_of(settled.day)
    code = fault_of(source, entry, setting.world)
    if code is not None:
        return Outcome(code=code)
    lines, settlement = replace_lines(source, settled, setting)
    return Outcome(lines, settlement, warning_of(source, entry, setting.world))


def differs(source, settled, setting):
    """Whether amount, currency or (single content, donation) seller or recipient is not what was settled (R8.4)."""
    if (source.amount, source.currency) != (settled.amount, settled.currency):
        return True
    if not settled.single or source.bundle is not None or source.platform_own(setting.world):
        return False
    return source.party != settled.party


def replace_lines(source, settled, setting):
    """The last settlement's lines negated exactly, and the source settled again, keeping `hold_from` (R8.4, R8.6)."""
    undone = [line.negated(setting.period, "correction") for line in settled.lines]
    lines, settlement = settle_now(source, settled.day, setting, settled.hold_from)
    return undone + lines, settlement

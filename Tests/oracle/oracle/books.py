"""What closed periods leave behind: lines, settlements, billing periods, recognitions, pools, exceptions."""

from dataclasses import dataclass, field, replace
from datetime import date


class Refused(ValueError):
    """Data that is refused whole (exit code 65); nothing has changed."""


@dataclass(frozen=True)
class Line:
    """One line of a period; `gross = processing + platform + creator`, always (R4.4)."""

    period: str
    kind: str
    bucket: str
    source: str  # purchase or donation id, None for the pool
    content: str
    creator: str
    currency: str
    gross: int
    processing: int
    platform: int
    creator_part: int
    payable: bool
    late: bool
    hold_from: date

    def negated(self, period, kind):
        """The line that takes this one back exactly, with its `hold_from` (R8.6)."""
        return replace(
            self, period=period, kind=kind, late=False, gross=-self.gross, processing=-self.processing,
            platform=-self.platform, creator_part=-self.creator_part,
        )

    def is_nothing(self):
        """Whether all of its amounts are 0, so that it is not made (R4.4)."""
        return not (self.gross or self.processing or self.platform or self.creator_part)


@dataclass
class Settlement:
    """How a purchase or donation was last settled, and whether that has been reversed since (R8)."""

    day: date  # the local day of completed_at (a donation: created_at), as first settled
    amount: int
    currency: str
    party: str  # seller or recipient; None for a bundle
    single: bool  # False for a bundle
    hold_from: date
    lines: list
    reversal: list = None  # the lines of its reversal, where it stands reversed


@dataclass
class BillingPeriod:
    """`[start, to)` in days at a price (R7.1)."""

    subscription: str
    start: date
    to: date
    price: int
    currency: str
    user: str
    shortened: date = None  # an earlier `to` that the row shows now: a cut (R7.3)

    def shown_to(self):
        """The `to` as the row last showed it (R7.2)."""
        return self.shortened or self.to


@dataclass
class Pool:
    """One row of the pools: per period and currency (R9)."""

    period: str
    currency: str
    model: str
    revenue: int
    carried_in: int
    platform: int
    distributed: int
    carried_out: int


@dataclass(frozen=True)
class Fault:
    """An exception or warning of a close or a payout run (R12)."""

    period: str
    code: str
    table: str
    row: str

    def is_warning(self):
        """Whether what it says is settled or counted all the same."""
        return self.code in WARNINGS

    def stays_open(self):
        """Whether the row waits for a later close: a pending donation does, though it is a warning."""
        return self.code == "donation_pending" or not self.is_warning()


WARNINGS = {
    "fee_mismatch", "self_dealing", "donation_pending", "subscription_changed", "renewals_assumed",
    "subscription_gap", "no_payout_details", "payout_parts",
}


@dataclass
class CloseResult:
    """Everything that one close produced."""

    period: str
    lines: list
    recognitions: dict  # (subscription, currency) -> cents
    pools: list
    faults: list
    excluded: dict  # (currency, content, rule) -> [rows, seconds]


@dataclass(frozen=True)
class ManualEntry:
    """A line of a file of adjustments or opening balances: applied, and settled by the next close."""

    kind: str  # adjustment or opening
    creator: str
    currency: str
    bucket: str
    amount: int  # what the creator gets
    key: tuple  # what no other entry may have: the reference, or whose balance from when
    available: date = None  # an opening balance: the day from which it is available


@dataclass
class PayoutNotes:
    """What is known about payouts beyond their rows in the platform's table."""

    made: dict = field(default_factory=dict)  # id -> (creator, currency, as-of day), of those the engine created
    accepted: dict = field(default_factory=dict)  # id of a request -> the as-of day on which it was accepted
    refused: dict = field(default_factory=dict)  # id of a request -> (as-of day, reason)
    completed: dict = field(default_factory=dict)  # id -> the reference with which it was confirmed first
    failed: dict = field(default_factory=dict)  # id -> why it was not paid, or `returned`
    last: date = None  # the as-of day of the last run

    def is_ours(self, key):
        """Whether the engine made the payout or accepted the request."""
        return key in self.made or key in self.accepted

    def reason(self, key):
        """What the dataset `payouts` gives as the reason."""
        return self.refused[key][1] if key in self.refused else self.failed.get(key)


@dataclass
class Books:
    """All that is kept from close to close."""

    closed: list = field(default_factory=list)  # CloseResult, oldest first
    settlements: dict = field(default_factory=dict)  # (table, id) -> Settlement
    open: set = field(default_factory=set)  # (table, id) of purchases and donations that are open exceptions
    billing: dict = field(default_factory=dict)  # subscription -> {start: BillingPeriod}
    recognised: dict = field(default_factory=dict)  # (subscription, currency) -> cents, all closed periods
    carry: dict = field(default_factory=dict)  # currency -> cents
    manual: list = field(default_factory=list)  # ManualEntry, those that the next close settles
    waived: set = field(default_factory=set)  # (table, id) of rows that are no longer looked at
    ever_waived: set = field(default_factory=set)  # the same, and those whose waiver was taken back
    late: set = field(default_factory=set)  # what `backfill late` noted since the last close
    restored: set = field(default_factory=set)  # whose waiver was taken back since the last close
    drafted: set = field(default_factory=set)  # (table, id) of what the draft of the next period leaves open
    files: set = field(default_factory=set)  # the texts of the files of manual lines that were applied
    used: set = field(default_factory=set)  # the keys of their entries
    reopened: set = field(default_factory=set)  # the periods that were ever reopened
    before: list = field(default_factory=list)  # Books as they were before each closed period
    payouts: PayoutNotes = field(default_factory=PayoutNotes)

    def lines(self):
        """All lines of closed periods, oldest first: what balances and payouts (R10, R11) start from."""
        return [line for result in self.closed for line in result.lines]

    def copy(self):
        """What a close changes, apart from these books; what people do by hand and payouts are not copied."""
        billing = {key: {start: replace(one) for start, one in own.items()} for key, own in self.billing.items()}
        return Books(
            list(self.closed), dict(self.settlements), set(self.open), billing, dict(self.recognised),
            dict(self.carry), list(self.manual), self.waived, late=set(self.late), restored=set(self.restored),
        )

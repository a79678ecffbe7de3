"""Purchases and donations seen alike: one view of a row that may be settled, and its faults (R12)."""

from dataclasses import dataclass

from . import bundles
from .money import currency_of
from .sales import price, recorded_fees_differ

STATUSES = {"pending", "completed", "refunded", "disputed"}


@dataclass(frozen=True)
class Source:
    """A purchase or a donation, with the same names for the same things."""

    table: str
    id: str
    status: str
    completed: str  # completed_at; a donation: created_at (R6)
    created: str
    amount: int
    currency: str
    provider: str
    payer: str
    party: str  # seller or recipient
    content: str
    bundle: str = None
    fee: int = None
    revenue: int = None

    def key(self):
        """What it is known by in the books."""
        return (self.table, self.id)

    def is_donation(self):
        """Whether it is a donation."""
        return self.table == "donations"

    def platform_own(self, world):
        """Whether it is a sale of the platform's own content (R4.6), as it is now."""
        if self.is_donation() or self.bundle is not None:
            return False
        content = world["contents"].get(self.content)
        return content is not None and content["is_platform_content"]

    def direct(self, entry):
        """Whether it is a donation that went straight to the creator's own account (R6)."""
        return self.is_donation() and self.provider in entry.direct


def sources(world):
    """Every purchase and donation of the world."""
    for row in world["purchases"].values():
        yield Source(
            "purchases", row["id"], row["status"], row["completed_at"], row["created_at"], row["amount_cents"],
            currency_of(row["currency"]), row["payment_provider"], row["buyer_id"], row["seller_id"],
            row["content_id"], row["bundle_id"], row["platform_fee_cents"], row["seller_revenue_cents"],
        )
    for row in world["donations"].values():
        yield Source(
            "donations", row["id"], row["status"], row["created_at"], row["created_at"], row["amount_cents"],
            currency_of(row["currency"]), row["payment_provider"], row["donor_id"], row["recipient_id"],
            row["content_id"],
        )


def fault_of(source, entry, world):
    """The first fault of a completed row, in the order of R12, or None where it can be settled.

    `entry` is the policy's entry of the month that it was completed in, None where that is not known.
    An amount of 0 is asked nothing but its status (R4.5).
    """
    if source.amount == 0:
        return None
    if not source.is_donation() and source.completed is None:
        return "completed_at_missing"
    if source.amount is None:
        return "amount_missing"
    if source.amount < 0:
        return "amount_negative"
    if source.currency not in entry.settled and not source.direct(entry):
        return "currency_not_settled"
    if not provider_known(source, entry):
        return "provider_unknown"
    if source.bundle is not None:
        return bundles.fault_of(source.bundle, entry, world)
    if source.party is None and not source.platform_own(world):
        return "seller_missing"
    return None


def provider_known(source, entry):
    """Whether the policy knows the provider: for donations as collected or direct (R6)."""
    if source.direct(entry):
        return True
    if source.is_donation() and source.provider not in entry.collected:
        return False
    return source.provider in entry.providers


def warning_of(source, entry, world):
    """The first warning about a row that is settled, or None (R4.7, R12)."""
    if source.amount == 0:
        return None
    if not source.is_donation() and recorded_fees_differ(source, price(source, entry, world)):
        return "fee_mismatch"
    sold_by = None if source.bundle is not None else source.party
    if sold_by is not None and source.payer == sold_by:
        return "self_dealing"
    return None

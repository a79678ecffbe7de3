"""R4 and R6: what of a sale or a donation is processing, platform and creator."""

from dataclasses import dataclass

from . import bundles
from .books import Line
from .money import percent_of


@dataclass(frozen=True)
class Price:
    """The parts of one amount; they sum to it. `computed` is the creator's part before recorded fees (R4.7)."""

    amount: int
    processing: int
    platform: int
    creator: int
    computed: int


def price(source, entry, world):
    """Splits a source's amount into its three parts (R4.1-R4.3, R4.6, R4.7, R6)."""
    amount = source.amount
    if source.direct(entry):
        return Price(amount, 0, 0, amount, amount)
    processing = entry.providers[source.provider].processing(amount, source.currency)
    computed = creator_part(source, entry, amount, processing)
    if source.platform_own(world):
        return Price(amount, processing, amount - processing, 0, 0)
    creator = computed
    if entry.honour and honoured(source):
        creator = source.revenue
    return Price(amount, processing, amount - processing - creator, creator, computed)


def creator_part(source, entry, amount, processing):
    """What the creator gets by the policy (R4.1, R4.3; a donation's commission is 0, R6)."""
    if source.is_donation():
        commission, bears = 0, entry.creator_bears_donations
    else:
        commission = percent_of(amount, entry.commission_points(amount, source.currency))
        bears = entry.creator_bears_sales
    return max(0, amount - commission - processing) if bears else amount - commission


def is_recorded(source):
    """Whether fees are recorded: both columns null, or both 0, is "not recorded" (R4.7)."""
    return (source.fee, source.revenue) not in ((None, None), (0, 0))


def honoured(source):
    """Whether a recorded pair may stand: it adds up and has no negative half (R4.7). Donations have none."""
    if not is_recorded(source) or source.fee is None or source.revenue is None:
        return False
    return source.fee >= 0 and source.revenue >= 0 and source.fee + source.revenue == source.amount


def recorded_fees_differ(source, parts):
    """Whether recorded fees are reported (R4.7): they differ from what is computed, or a half is null."""
    return is_recorded(source) and (source.fee, source.revenue) != (parts.amount - parts.computed, parts.computed)


def settle(source, entry, world, period, late, hold_from):
    """The lines that settle a good source (R4.4, R5.3, R6); an amount of 0 has none (R4.5)."""
    if source.amount == 0:
        return []
    parts = price(source, entry, world)
    kind = "donation" if source.is_donation() else "sale" if source.bundle is None else "bundle"

    def line(content, creator, processing, platform, creator_cents):
        """One line of this settlement."""
        return Line(
            period, kind, "donations" if source.is_donation() else "sales", source.id, content, creator,
            source.currency, processing + platform + creator_cents, processing, platform, creator_cents,
            not source.direct(entry), late, hold_from,
        )

    if source.bundle is not None:
        lines = [line(*share) for share in bundles.shares(source, parts, entry, world)]
    else:
        creator = None if source.platform_own(world) else source.party
        lines = [line(source.content, creator, parts.processing, parts.platform, parts.creator)]
    return [line for line in lines if not line.is_nothing()]

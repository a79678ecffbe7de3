"""R3: the policy file, its effective-dated entries and what each says."""

from dataclasses import dataclass

import yaml

from .money import basis_points, percent_of


@dataclass(frozen=True)
class Provider:
    """What a payment provider takes: a percentage and, where it has fixed fees, one per currency."""

    points: int
    fixed: dict

    def processing(self, amount, currency):
        """`percent_of(amount, provider percent) + fixed` (R4.2); without fixed fees it has none in any currency."""
        return percent_of(amount, self.points) + self.fixed.get(currency, 0)


@dataclass(frozen=True)
class Entry:
    """One effective-dated entry of the policy."""

    effective: str
    tiers: dict  # currency -> [(from, basis points)], rising
    honour: bool
    providers: dict  # name -> Provider
    creator_bears_sales: bool
    creator_bears_donations: bool
    refunded: bool
    collected: frozenset
    direct: frozenset
    platform_points: int
    model: str
    weights: tuple  # time, sessions, concepts
    cap_hundredths: int  # hours per day x 100, or None
    equal_bundles: bool
    minimum: dict  # currency -> the smallest payout in cents
    hold_days: int
    late_days: int
    refund_days: int

    @property
    def settled(self):
        """The settled currencies: those with a smallest payout."""
        return frozenset(self.minimum)

    def commission_points(self, amount, currency):
        """The percentage of the last tier whose `from` is not above the amount (R4.1)."""
        return [points for start, points in self.tiers[currency] if start <= amount][-1]


@dataclass(frozen=True)
class Policy:
    """A whole policy file."""

    timezone: str
    genesis: str
    entries: tuple

    def entry(self, period):
        """The entry in force in a month: the last one effective by then (R3)."""
        return [entry for entry in self.entries if entry.effective <= period][-1]


def parse(text):
    """Reads a policy file; every scalar is read as text, so that no percentage ever becomes a float (R1.2)."""
    tree = yaml.load(text, Loader=yaml.BaseLoader)
    entries = tuple(parse_entry(entry) for entry in tree["entries"])
    return Policy(tree.get("timezone", "UTC"), tree["genesis"], entries)


def parse_entry(tree):
    """Reads one entry of the policy file (interface: "The policy file")."""
    sales, processing, donations = tree["sales"], tree["processing"], tree["donations"]
    pool, windows = tree["subscriptions"], tree["windows"]
    cap = pool.get("viewer_cap_hours_per_day", "null")
    return Entry(
        effective=tree["effective"],
        tiers={code: parse_tiers(tiers) for code, tiers in sales["commission"].items()},
        honour=sales["recorded_fees"] == "honour",
        providers={name: parse_provider(fees) for name, fees in processing["providers"].items()},
        creator_bears_sales=processing["borne_by"]["sales"] == "creator",
        creator_bears_donations=processing["borne_by"]["donations"] == "creator",
        refunded=processing["refunded"] == "true",
        collected=frozenset(donations["collected"]),
        direct=frozenset(donations["direct"]),
        platform_points=basis_points(pool["platform_percent"]),
        model=pool["model"],
        weights=tuple(int(pool["weights"][metric]) for metric in ("time", "sessions", "concepts")),
        cap_hundredths=None if cap in ("null", "~", "") else basis_points(cap),
        equal_bundles=tree["bundles"]["without_share"] == "equal",
        minimum={code: int(cents) for code, cents in tree["payouts"]["minimum"].items()},
        hold_days=int(tree["payouts"]["hold_days"]),
        late_days=int(windows["late_arrival_days"]),
        refund_days=int(windows["refund_days"]),
    )


def parse_tiers(tiers):
    """The commission tiers of a currency."""
    return [(int(tier["from"]), basis_points(tier["percent"])) for tier in tiers]


def parse_provider(fees):
    """A provider's fees."""
    fixed = {code: int(cents) for code, cents in fees.get("fixed", {}).items()}
    return Provider(basis_points(fees["percent"]), fixed)

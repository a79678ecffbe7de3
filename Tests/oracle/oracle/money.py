"""R1: amounts, percentages and the apportionment of a total."""

import hashlib
import uuid
from decimal import Decimal, InvalidOperation
from fractions import Fraction


def currency_of(code):
    """A currency code as it stands; null is USD in every table (R1.1)."""
    return "USD" if code is None else code


def basis_points(text):
    """A percentage, given as text, in whole basis points (R1.3).

    Raises ValueError where it is no number or has more than two decimals.
    """
    try:
        scaled = Decimal(str(text)) * 100
    except InvalidOperation:
        raise ValueError(f'percentage "{text}" is not a number') from None
    if not scaled.is_finite() or scaled != int(scaled):
        raise ValueError(f'percentage "{text}" has more than two decimals')
    return int(scaled)


def percent_of(amount, points):
    """`amount x points / 10000`, rounded to the nearest cent, an exact half away from zero (R1.3)."""
    product = amount * points
    rounded = (2 * abs(product) + 10000) // 20000
    return rounded if product >= 0 else -rounded


def draw(key, party):
    """The lot that decides between equal remainders: SHA-256 of the key and the party's 16 bytes (R1.4)."""
    return hashlib.sha256(key + uuid.UUID(party).bytes).digest()


def apportion(total, weights, key):
    """Splits a total over weighted parties (R1.4).

    `weights` maps a party's id (UUID text) to an exact weight (int or Fraction, not negative); `key` is bytes.
    Returns a part for every party; the parts always sum to the total.
    Raises ValueError where the weights sum to 0, which is the caller's error.
    """
    everything = sum(weights.values())
    if everything <= 0:
        raise ValueError("weights sum to 0")
    parts, remainders = {}, {}
    for party, weight in weights.items():
        exact = Fraction(abs(total) * weight) / everything
        parts[party] = exact.numerator // exact.denominator
        remainders[party] = exact - parts[party]
    left = abs(total) - sum(parts.values())
    takers = [party for party, weight in weights.items() if weight > 0]
    takers.sort(key=lambda party: (-remainders[party], draw(key, party)))
    for party in takers[:left]:
        parts[party] += 1
    assert sum(parts.values()) == abs(total)
    return parts if total >= 0 else {party: -part for party, part in parts.items()}

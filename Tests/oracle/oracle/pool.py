"""R9.2-R9.5: the subscription pool of a currency, shared by what subscribers learned from."""

from fractions import Fraction

from .books import Line, Pool
from .money import apportion, percent_of


def totals_of(counted):
    """The sums of the three metrics over counting rows."""
    return tuple(sum(metrics[m] for _, _, metrics in counted) for m in range(3))


def blend(metrics, totals, weights):
    """`sum of w_m x x_m / X_m` over the metrics whose X_m is not 0, exactly (R9.2)."""
    return sum(Fraction(weights[m] * metrics[m], totals[m]) for m in range(3) if totals[m])


def pro_rata(counted, weights):
    """content -> exact weight (R9.2)."""
    totals, result = totals_of(counted), {}
    for _, content, metrics in counted:
        result[content] = result.get(content, 0) + blend(metrics, totals, weights)
    return result


def user_centric(counted, weights, users):
    """content -> whole weight, from what each user paid and read (R9.3)."""
    result = {}
    for user, revenue in users.items():
        own = [row for row in counted if row[0] == user]
        totals = totals_of(own)
        full = sum(weights[m] for m in range(3) if totals[m])
        if full == 0:
            continue
        for _, content, metrics in own:
            fraction = blend(metrics, totals, weights) / full
            result[content] = result.get(content, 0) + revenue * fraction * 2**40 // 1
    return result


def content_weights(counted, entry, users):
    """The weight of every content under the policy's model."""
    if entry.model == "user_centric":
        return user_centric(counted, entry.weights, users)
    return pro_rata(counted, entry.weights)


def distribute(amount, weights, owners, key):
    """content -> part: over creators first, then each creator's part over their contents (R9.4)."""
    creators = {}
    for content, weight in weights.items():
        creators[owners[content]] = creators.get(owners[content], 0) + weight
    parts = {}
    for creator, part in apportion(amount, creators, key).items():
        own = {content: weight for content, weight in weights.items() if owners[content] == creator}
        if creators[creator] > 0:
            parts.update(apportion(part, own, key))
    return parts


def settle_pool(period, currency, entry, users, carried, counted, contents, hold_from):
    """The pool row of a currency and its lines (R9, R9.4, R9.5)."""
    revenue = sum(users.values())
    platform = percent_of(revenue, entry.platform_points)
    amount = revenue - platform + carried
    weights = content_weights(counted, entry, users)
    if sum(weights.values()) == 0:
        return Pool(period, currency, entry.model, revenue, carried, platform, 0, amount), []
    owners = {content: contents[content]["user_id"] for content in weights}
    parts = distribute(amount, weights, owners, f"{period}/{currency}".encode("ascii"))
    lines = [
        Line(
            period, "pool", "subscriptions", None, content, owners[content], currency, part, 0, 0, part, True,
            False, hold_from,
        )
        for content, part in parts.items() if part
    ]
    return Pool(period, currency, entry.model, revenue, carried, platform, amount, 0), lines

"""R5: how the parts of a bundle's amount are shared out over its contents."""

import uuid

from .money import apportion, basis_points, currency_of


def contents_of(bundle, world):
    """The rows of a bundle's contents."""
    return [row for row in world["bundle_contents"].values() if row["bundle_id"] == bundle]


def is_sellable(content):
    """Whether a content is there and has an owner, or is the platform's own (R5.2)."""
    return content is not None and (content["is_platform_content"] or content["user_id"] is not None)


def fault_of(bundle, entry, world):
    """The first fault of a bundle that was bought, in the order of R12, or None."""
    if bundle not in world["bundles"]:
        return "bundle_missing"
    rows = contents_of(bundle, world)
    if not all(is_sellable(world["contents"].get(row["content_id"])) for row in rows):
        return "seller_missing"
    return "bundle_shares" if weights_of(rows, entry, world) is None else None


def weights_of(rows, entry, world):
    """The exact weight of every content of a bundle, or None where the shares make no sense (R5.2)."""
    try:
        given = {
            row["content_id"]: basis_points(row["revenue_share_percent"])
            for row in rows if row["revenue_share_percent"] is not None
        }
    except ValueError:
        return None
    rest = [row["content_id"] for row in rows if row["revenue_share_percent"] is None]
    left = 10000 - sum(given.values())
    if not rows or any(points < 0 for points in given.values()):
        return None
    if not rest:
        return given if left == 0 else None
    if left <= 0:
        return None
    by_price = {content: 1 for content in rest} if entry.equal_bundles else list_prices(rest, world)
    if by_price is None:
        return None
    # Everything is scaled by the sum of the list prices, so that all weights stay whole.
    scale = sum(by_price.values())
    weights = {content: points * scale for content, points in given.items()}
    weights.update({content: left * weight for content, weight in by_price.items()})
    return weights


def list_prices(contents, world):
    """Weights by list price, equal where all are 0; None where one is negative or two currencies meet (R5.2)."""
    rows = {content: world["contents"][content] for content in contents}
    prices = {content: row["price_cents"] or 0 for content, row in rows.items()}
    currencies = {currency_of(row["currency"]) for content, row in rows.items() if prices[content] != 0}
    if len(currencies) > 1 or any(cents < 0 for cents in prices.values()):
        return None
    return prices if any(prices.values()) else {content: 1 for content in contents}


def shares(source, parts, entry, world):
    """Each content's (content, creator, processing, platform, creator part) of a bundle's amount (R5.3)."""
    weights = weights_of(contents_of(source.bundle, world), entry, world)
    key = uuid.UUID(source.id).bytes
    creators = apportion(parts.creator, weights, key)
    platforms = apportion(parts.platform, weights, key)
    processings = apportion(parts.processing, weights, key)
    for content in sorted(weights):
        row = world["contents"][content]
        if row["is_platform_content"]:
            yield content, None, processings[content], platforms[content] + creators[content], 0
        else:
            yield content, row["user_id"], processings[content], platforms[content], creators[content]

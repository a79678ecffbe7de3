"""Contents and bundles, and what happens to them."""


def make_catalogue(draft):
    """Fills contents and bundles at the start of a world."""
    dice = draft.dice
    for _ in range(dice.between(4, 8)):
        draft.put("contents", content_row(draft))
    for _ in range(dice.between(2, 5)):
        make_bundle(draft)


def content_row(draft):
    """A new content: mostly sellable, now and then without owner, or the platform's own."""
    dice = draft.dice
    return {
        "id": dice.uuid(),
        "user_id": None if dice.chance(8) else dice.pick(draft.creators),
        "visibility": dice.weighed({"public": 40, "paid": 40, "private": 4, "shared": 4, None: 2}),
        "is_platform_content": dice.chance(10),
        "price_cents": dice.weighed({0: 15, 100: 10, 300: 15, 499: 15, 999: 30, 5000: 5, None: 7, -5: 3}),
        "currency": dice.weighed({"USD": 60, None: 20, "EUR": 20}),
    }


def make_bundle(draft):
    """A new bundle with a handful of contents."""
    dice = draft.dice
    bundle = {"id": dice.uuid(), "creator_id": dice.pick(draft.creators), "price_cents": 3000, "currency": "USD"}
    draft.put("bundles", bundle)
    contents = list(draft.world["contents"])
    count = min(len(contents), dice.weighed({0: 3, 1: 12, 2: 30, 3: 35, 5: 15, 7: 5}))
    chosen = dice.random.sample(contents, count)
    if dice.chance(5):
        chosen.append(dice.uuid())
    for content, share in zip(chosen, shares(dice, len(chosen))):
        row = {"id": dice.uuid(), "bundle_id": bundle["id"], "content_id": content, "revenue_share_percent": share}
        draft.put("bundle_contents", row)


def shares(dice, count):
    """Revenue shares for so many contents: none, all given (100 or not), or some."""
    kind = dice.weighed({"none": 40, "all": 30, "some": 25, "odd": 5})
    if kind == "none" or count == 0:
        return [None] * count
    points = split(dice, 10000, count)
    if kind == "odd":
        points[0] += dice.pick([-1, 1, 10000, -10000])
    texts = [as_percent(value) for value in points]
    if kind == "some":
        for index in range(count):
            if dice.chance(50):
                texts[index] = None
        if dice.chance(5):
            texts[0] = "33.333"
    return texts


def split(dice, total, count):
    """A total cut at random into parts, some of them 0; sometimes into thirds and the like."""
    if dice.chance(40):
        even = [total // count] * count
        even[-1] += total - sum(even)
        return even
    cuts = sorted(dice.pick([0, 1, 3333, 5000, 6667, 9999, dice.between(0, total)]) for _ in range(count - 1))
    return [high - low for low, high in zip([0] + cuts, cuts + [total])]


def as_percent(points):
    """Basis points as a percentage with two decimals."""
    sign = "-" if points < 0 else ""
    return f"{sign}{abs(points) // 100}.{abs(points) % 100:02d}"


def change_content(draft):
    """Something happens to a content: it is read as it is at the close that settles (R4.6)."""
    dice, row = draft.dice, draft.any_row("contents")
    if row is None:
        return
    kind = dice.weighed({"delete": 10, "flag": 25, "owner": 25, "price": 25, "visibility": 15})
    if kind == "delete":
        draft.drop("contents", row["id"])
    elif kind == "flag":
        draft.set("contents", row, is_platform_content=not row["is_platform_content"])
    elif kind == "owner":
        draft.set("contents", row, user_id=None if dice.chance(30) else dice.pick(draft.creators))
    elif kind == "price":
        draft.set("contents", row, price_cents=dice.pick([0, 1, 999, None, -1]), currency=dice.pick(["USD", "EUR"]))
    else:
        draft.set("contents", row, visibility=dice.pick(["public", "paid", "private"]))


def change_bundle(draft):
    """A share changes, a content enters or leaves, or a whole bundle goes."""
    dice, row = draft.dice, draft.any_row("bundle_contents")
    if row is None:
        return make_bundle(draft)
    kind = dice.weighed({"share": 50, "leave": 20, "even": 20, "gone": 10})
    inside = [other for other in draft.world["bundle_contents"].values() if other["bundle_id"] == row["bundle_id"]]
    if kind == "share":
        share = dice.pick([None, "0.00", "33.33", "50", "66.67", "100.00"])
        draft.set("bundle_contents", row, revenue_share_percent=share)
    elif kind == "leave":
        draft.drop("bundle_contents", row["id"])
    else:
        for other in inside:
            if kind == "gone":
                draft.drop("bundle_contents", other["id"])
            else:
                draft.set("bundle_contents", other, revenue_share_percent=None)
        if kind == "gone" and row["bundle_id"] in draft.world["bundles"]:
            draft.drop("bundles", row["bundle_id"])
    return None

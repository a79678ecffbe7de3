"""Purchases and donations: bought, given, refunded, disputed, mended, moved, deleted."""

from .. import calendar
from ..money import percent_of
from .draft import shifted

STATUSES = {"completed": 78, "pending": 8, "refunded": 4, "disputed": 4, "chargeback": 3, "": 1, None: 2}
PROVIDERS = ["lemon_squeezy", "paddle", "aba_khqr", "paypal", "stripe"]


def amount(draft):
    """An amount: often at the border of a tier, sometimes 0, missing, negative or enormous."""
    dice = draft.dice
    kind = dice.weighed({"tier": 35, "usual": 40, "small": 12, "zero": 5, "bad": 5, "huge": 3})
    if kind == "tier":
        tiers = dice.pick(sorted(draft.entry().tiers.items()))[1]
        return max(0, dice.pick(tiers)[0] + dice.pick([-1, 0, 1]))
    if kind == "usual":
        return dice.pick([99, 499, 999, 1000, 2000, 3000, 3333, 123457])
    if kind == "small":
        return dice.pick([1, 2, 3, 7, 40, 50])
    if kind == "zero":
        return 0
    return 2147483647 if kind == "huge" else dice.pick([None, -1, -500])


def provider(draft, table):
    """A payment provider: mostly one that the policy knows for this table, now and then one that nobody knows."""
    entry = draft.entry()
    known = sorted(entry.providers) if table == "purchases" else sorted(entry.collected | entry.direct)
    kind = draft.dice.weighed({"known": 88, "any": 9, "none": 3})
    if kind == "none":
        return draft.dice.pick(["cash", None, "Paddle"])
    return draft.dice.pick(known if kind == "known" and known else PROVIDERS)


def party(draft, usual):
    """The seller or recipient: the usual one, somebody else, or nobody."""
    dice = draft.dice
    if usual is not None and dice.chance(85):
        return usual
    return None if dice.chance(30) else dice.pick(draft.creators)


def new_purchase(draft, when=None):
    """Inserts a purchase of a content or a bundle."""
    dice = draft.dice
    when = when or draft.moment_in(dice.pick(draft.periods))
    status = dice.weighed(STATUSES)
    row = {
        "id": dice.uuid(), "buyer_id": dice.pick(draft.readers), "content_id": None, "seller_id": None,
        "bundle_id": None, "amount_cents": amount(draft), "currency": draft.currency(),
        "platform_fee_cents": None, "seller_revenue_cents": None, "payment_provider": provider(draft, "purchases"),
        "status": status, "created_at": shifted(when, -dice.pick([0, 0, 60, 90000])), "completed_at": when,
    }
    if (status != "completed" and dice.chance(60)) or dice.chance(3):
        row["completed_at"] = None
    choose_ware(draft, row)
    row["platform_fee_cents"], row["seller_revenue_cents"] = recorded_fees(draft, row)
    draft.put("purchases", row)


def choose_ware(draft, row):
    """What is bought and from whom; a bundle's purchase may carry a content and a seller that are not used (R5)."""
    dice = draft.dice
    content = draft.any_row("contents") if dice.chance(93) else None
    row["content_id"] = content["id"] if content else dice.pick([None, dice.uuid()])
    row["seller_id"] = party(draft, content["user_id"] if content else None)
    if dice.chance(5):
        row["buyer_id"] = row["seller_id"]
    bundle = draft.any_row("bundles")
    if bundle is not None and dice.chance(30):
        row["bundle_id"] = bundle["id"] if dice.chance(96) else dice.uuid()
        if dice.chance(70):
            row["content_id"] = row["seller_id"] = None


def recorded_fees(draft, row):
    """Recorded fees: not recorded, right, wrong, half of it, negative or not adding up (R4.7)."""
    dice, cents = draft.dice, row["amount_cents"]
    if cents is None or dice.chance(55):
        return dice.pick([(None, None), (0, 0)])
    kind = dice.weighed({"right": 40, "other": 20, "off": 15, "half": 15, "negative": 10})
    if kind == "half":
        return dice.pick([(None, cents), (cents, None), (None, 0)])
    if kind == "negative":
        return dice.pick([(-1, cents + 1), (cents + 1, -1)]) if cents < 2147483647 else (0, -1)
    revenue = cents - commission(draft, row) if kind == "right" else cents // 3
    return cents - revenue, revenue - (1 if kind == "off" else 0)


def commission(draft, row):
    """The commission on a purchase by the policy's next entry, as far as it has tiers for it."""
    entry, code = draft.entry(), row["currency"] or "USD"
    if code not in entry.tiers or row["amount_cents"] < 0:
        return 0
    return percent_of(row["amount_cents"], entry.commission_points(row["amount_cents"], code))


def new_donation(draft, when=None):
    """Inserts a donation."""
    dice = draft.dice
    content = draft.any_row("contents") if dice.chance(40) else None
    recipient = None if dice.chance(4) else dice.pick(draft.creators)
    draft.put("donations", {
        "id": dice.uuid(),
        "donor_id": recipient if dice.chance(5) else dice.pick(draft.readers),
        "recipient_id": recipient,
        "content_id": content["id"] if content else None,
        "amount_cents": amount(draft),
        "currency": draft.currency(),
        "payment_provider": provider(draft, "donations"),
        "status": dice.weighed({**STATUSES, "pending": 12}),
        "created_at": when or draft.moment_in(dice.pick(draft.periods)),
    })


def new_late(draft):
    """Something that turns up at the edge of a window of the next close, or in any earlier period (R8.1, R8.7)."""
    if draft.dice.chance(60):
        when = draft.moment_at_window()
    else:
        when = draft.moment_in(draft.dice.pick([*draft.periods[:len(draft.books.closed)], draft.next_period()]))
    if draft.dice.chance(70):
        new_purchase(draft, when)
    else:
        new_donation(draft, when)


def change_source(draft):
    """Something happens to a purchase or donation: to one that is open, reversed or settled, or to any."""
    found = choose_source(draft)
    if found is None:
        return
    table, row = found
    kind = draft.dice.weighed({
        "status": 46, "amount": 16, "currency": 6, "party": 9, "provider": 5, "mend": 12, "date": 8, "fees": 3,
        "delete": 2,
    })
    CHANGES[kind](draft, table, row)
    again = draft.world[table].get(row["id"])
    if again is not None and draft.dice.chance(15):
        draft.dice.pick([change_status, change_amount, change_party])(draft, table, again)


def choose_source(draft):
    """A (table, row) to change: mostly one that is open, reversed, settled, or at the edge of a window."""
    dice, books = draft.dice, draft.books
    keys = {
        "open": sorted(books.open),
        "reversed": [key for key, settled in books.settlements.items() if settled.reversal is not None],
        "edge": [key for key, settled in books.settlements.items() if draft.is_at_window(settled.day)],
        "settled": list(books.settlements),
        "any": [],
    }[dice.weighed({"open": 20, "reversed": 25, "edge": 13, "settled": 30, "any": 12})]
    alive = [key for key in keys if key[1] in draft.world[key[0]]]
    if alive:
        table, key = dice.pick(alive)
        return table, draft.world[table][key]
    table = dice.weighed({"purchases": 70, "donations": 30})
    row = draft.any_row(table)
    return None if row is None else (table, row)


def change_status(draft, table, row):
    """Refunded, disputed, pending, completed again, or a status nobody knows."""
    status = draft.dice.weighed({"refunded": 30, "disputed": 15, "pending": 12, "completed": 38, "chargeback": 5})
    values = {"status": status}
    if table == "purchases" and status == "completed" and row["completed_at"] is None and draft.dice.chance(90):
        values["completed_at"] = draft.moment_in(draft.next_period())
    draft.set(table, row, **values)


def change_amount(draft, table, row):
    """Another amount; sometimes 0, and sometimes back to what was settled."""
    settled = draft.books.settlements.get((table, row["id"]))
    cents = settled.amount if settled and draft.dice.chance(30) else amount(draft)
    draft.set(table, row, amount_cents=0 if draft.dice.chance(20) else cents)


def change_currency(draft, table, row):
    """Another currency."""
    draft.set(table, row, currency=draft.currency())


def change_party(draft, table, row):
    """Another seller or recipient, or none."""
    name = "seller_id" if table == "purchases" else "recipient_id"
    settled = draft.books.settlements.get((table, row["id"]))
    if settled and settled.party and draft.dice.chance(25):
        draft.set(table, row, **{name: settled.party})
    else:
        draft.set(table, row, **{name: party(draft, None)})


def change_provider(draft, table, row):
    """Another payment provider."""
    draft.set(table, row, payment_provider=provider(draft, table))


def mend(draft, table, row):
    """Everything about the row is made good, with a date where it lacked one."""
    dice = draft.dice
    values = {
        "status": "completed", "amount_cents": dice.pick([500, 999, 2000]),
        "currency": dice.pick(sorted(draft.entry().settled)),
        "payment_provider": dice.pick(sorted(draft.entry().collected) or ["paddle"]),
        "seller_id" if table == "purchases" else "recipient_id": dice.pick(draft.creators),
    }
    if table == "purchases" and row["completed_at"] is None:
        values["completed_at"] = dice.pick([row["created_at"], draft.moment_in(draft.next_period())])
    draft.set(table, row, **values)


def change_date(draft, table, row):
    """Its date moves earlier or later, or is lost; of a donation it never is, since it has no other."""
    dice = draft.dice
    when = draft.moment_in(dice.pick(draft.periods)) if dice.chance(60) else draft.moment_at_window()
    if table == "donations":
        draft.set(table, row, created_at=when)
    elif dice.chance(20):
        draft.set(table, row, completed_at=None)
    else:
        draft.set(table, row, **{"created_at" if dice.chance(25) else "completed_at": when})


def change_fees(draft, table, row):
    """Recorded fees appear or change."""
    if table == "purchases":
        fee, revenue = recorded_fees(draft, row)
        draft.set(table, row, platform_fee_cents=fee, seller_revenue_cents=revenue)


def delete(draft, table, row):
    """The row is deleted: what was settled stays settled."""
    draft.drop(table, row["id"])


CHANGES = {
    "status": change_status, "amount": change_amount, "currency": change_currency, "party": change_party,
    "provider": change_provider, "mend": mend, "date": change_date, "fees": change_fees, "delete": delete,
}


def before_genesis(draft):
    """A moment shortly before genesis: what was completed then belongs to the books before these (R2.2)."""
    first = calendar.first_day(draft.policy.genesis)
    return draft.at(first, draft.dice.pick([-1, -86400, -40 * 86400]))


def make_trade(draft):
    """Fills purchases and donations at the start of a world."""
    dice = draft.dice
    for _ in range(dice.between(10, 24)):
        new_purchase(draft, before_genesis(draft) if dice.chance(5) else None)
    for _ in range(dice.between(5, 12)):
        new_donation(draft, before_genesis(draft) if dice.chance(5) else None)

"""What the application knows about paying creators: their settings, their requests, payouts made by hand."""

from datetime import timedelta

from .. import calendar
from ..balances import balances
from .draft import shifted

METHODS = ["bank_transfer", "paypal", "wise", "aba"]
LARGE = 2147483647
COMPLETE = '{"wise_email": "w@example.org", "iban": "DE02120300000000202051", "name": "Ma Ker"}'
DETAILS = {
    None: 22, '{"iban": "DE02120300000000202051", "name": "A. Maker"}': 22,
    '{"wise_email": "w@example.org", "name": "A. Maker"}': 14,
    COMPLETE: 22,
    '{"iban": "DE02120300000000202051"}': 5, '{"wise_email": "w@example.org", "name": " "}': 5,
    '{"iban": "", "name": "A. Maker"}': 4, '{"iban": null, "wise_email": null, "name": null}': 3, "{}": 2, "[]": 1,
}


def tune(dice, tree):
    """Smallest payouts and holds of a policy's entries: more kinds than a close has any use for."""
    for entry in tree["entries"]:
        if dice.chance(50):
            entry["hold_days"] = dice.pick([0, 1, 14, 28, 30, 31, 45, 90])
        for code in entry["minimum"]:
            if dice.chance(40):
                entry["minimum"][code] = dice.pick([0, 1, 500, 1000, 2500, 100000])


def make_payees(draft, dice):
    """Settings and payouts of before remit, at the start of a world."""
    for creator in draft.creators:
        if dice.chance(85):
            draft.put("creator_payment_settings", settings_row(dice, creator))
    if dice.chance(20):
        draft.put("creator_payment_settings", settings_row(dice, draft.readers[0]))
    for _ in range(dice.weighed({0: 45, 1: 25, 2: 20, 3: 10})):
        draft.put("payouts", by_hand_at_first(draft, dice))


def settings_row(dice, creator):
    """Payment settings: mostly complete, or without method, or with something blank."""
    return {"id": dice.uuid(), "user_id": creator, **settings_values(dice)}


def settings_values(dice):
    """The columns of payment settings that payouts read: half of the time everything is there."""
    if dice.chance(50):
        return {
            "preferred_payout_method": dice.pick(["paypal", "aba", "bank", "wise"]), "payout_aba_account": "000111222",
            "payout_paypal_email": "me@example.org", "payout_details": COMPLETE,
        }
    return {
        "preferred_payout_method": dice.weighed(
            {"paypal": 28, "aba": 22, "bank": 20, "wise": 18, None: 8, "": 2, "stripe": 2}),
        "payout_aba_account": dice.weighed({"000111222": 72, None: 15, "": 7, "  ": 6}),
        "payout_paypal_email": dice.weighed({"me@example.org": 76, None: 14, "": 6, " \t": 4}),
        "payout_details": dice.weighed(DETAILS),
    }


def change_settings(draft, dice):
    """Somebody's settings change, appear, or go."""
    creator = dice.pick(draft.creators)
    row = next((row for row in draft.world["creator_payment_settings"].values() if row["user_id"] == creator), None)
    if row is None:
        draft.put("creator_payment_settings", settings_row(dice, creator))
    elif dice.chance(12):
        draft.drop("creator_payment_settings", row["id"])
    else:
        draft.set("creator_payment_settings", row, **settings_values(dice))


def payout_row(dice, creator, amount, currency, parts, **values):
    """A row of `payouts` that the application writes."""
    return {
        "id": dice.uuid(), "user_id": creator, "amount_cents": amount, "currency": currency,
        "from_sales_cents": parts[0], "from_donations_cents": parts[1], "from_subscriptions_cents": parts[2],
        "payout_method": None, "payout_details": None, "status": "pending", "requested_at": None,
        "processed_at": None, **values,
    }


def odd_parts(dice, amount):
    """Parts of a payout made by hand: they add up, or do not, or are not given."""
    kind = dice.weighed({"sales": 30, "thirds": 30, "none": 12, "less": 12, "more": 8, "some": 8})
    third = amount // 3
    return {
        "sales": (amount, 0, 0), "thirds": (amount - 2 * third, third, third), "none": (None, None, None),
        "less": (third, 0, third), "more": (amount, 1, third), "some": (None, third, None),
    }[kind]


def by_hand_at_first(draft, dice):
    """A payout that somebody made by hand, near genesis or in the first months, before remit came."""
    amount = dice.pick([1, 99, 500, 1000, 2500, 7000])
    day = calendar.first_day(draft.policy.genesis) + timedelta(dice.pick([-40, -1, 0, 0, 1, 9, 29, 45]))
    asked = draft.at(day, dice.pick([-1, 0, 1, 43200, 86399]))
    status = dice.weighed({"completed": 60, "processing": 20, "failed": 20})
    return payout_row(
        dice, dice.pick(draft.creators), amount, dice.pick([*sorted(draft.entry().settled), None, "THB"]),
        odd_parts(dice, amount), payout_method=dice.pick(METHODS), status=status, requested_at=asked,
        processed_at=finished(draft, dice, day, status),
    )


def finished(draft, dice, day, status):
    """When a payout made by hand was completed or failed: some days after a day, or nobody knows."""
    if status == "processing" or dice.chance(15):
        return None
    return draft.at(day + timedelta(dice.pick([0, 1, 3, 30, 60])), dice.pick([43200, 86399]))


def pay_by_hand(draft, dice, today):
    """Somebody pays a creator by hand, not more than there is; dated back at most to the end of what is closed."""
    owed = [(key, balance.whole()) for key, balance in standing(draft, today) if balance.whole() > 0]
    if not owed:
        return
    (creator, currency), whole = dice.pick(owed)
    amount = min(LARGE, dice.pick([1, (whole + 1) // 2, whole, min(whole, 100)]))
    status = dice.weighed({"completed": 60, "processing": 20, "failed": 20})
    since = calendar.end_day(draft.books.closed[-1].period)
    asked = max(min(since, today), today - timedelta(dice.pick([0, 0, 1])))
    draft.put("payouts", payout_row(
        dice, creator, amount, currency, odd_parts(dice, amount), payout_method=dice.pick(METHODS), status=status,
        requested_at=draft.at(asked, 3600),
        processed_at=finished(draft, dice, today, status),
    ))


def standing(draft, today):
    """The balances as of a day, sorted."""
    return sorted(balances(draft.books, draft.world, draft.policy, today).items(), key=lambda item: item[0])


def ask(draft, dice, today):
    """A creator asks for money: for too much, too little, all of it, in a currency that nobody settles."""
    owed = standing(draft, today)
    if owed and dice.chance(90):
        (creator, currency), balance = dice.pick(owed)
        usual = [balance.whole(), balance.whole() + 1, balance.available(), balance.available() + 1,
                 balance.whole() // 2, balance.available() // 2, balance.available() // 3]
    else:
        creator, currency, usual = dice.pick([*draft.creators, dice.uuid()]), "USD", [5000]
    if dice.chance(6):
        currency = dice.pick(["THB", "usd", "JPY", ""])
    smallest = draft.policy.entry(calendar.period_of(today)).minimum.get(currency, 1000)
    amount = dice.pick([*(min(LARGE, max(1, cents)) for cents in usual), smallest, smallest - 1, smallest + 1])
    if dice.chance(5):
        amount = dice.pick([None, 0, -5, LARGE])
    draft.put("payouts", payout_row(
        dice, creator, amount, None if currency == "USD" and dice.chance(20) else currency, (None, None, None),
        payout_method=dice.weighed(
            {None: 60, "bank_transfer": 9, "paypal": 11, "wise": 8, "aba": 10, "cash": 2, "bank": 1, "": 1}),
        requested_at=asked_at(draft, dice, today),
    ))


def asked_at(draft, dice, today):
    """When somebody asks: at the bounds of days, today, before genesis, tomorrow, or just when somebody else did."""
    rows = list(draft.world["payouts"].values())
    if rows and dice.chance(20):
        return shifted(dice.pick(rows)["requested_at"], 0)
    if dice.chance(4):
        return draft.at(calendar.first_day(draft.policy.genesis), dice.pick([-1, 0]))
    day = today + timedelta(dice.pick([-9, -2, -1, -1, 0, 0, 0, 1]))
    return draft.at(day, dice.pick([0, 1, 3600, 40000, 82000, -1]))


def withdraw(draft, dice):
    """The application takes back a request that nobody has decided on."""
    open_requests = [
        row for row in draft.world["payouts"].values()
        if row["status"] == "pending" and not draft.books.payouts.is_ours(row["id"])
    ]
    if open_requests:
        draft.set("payouts", dice.pick(open_requests), status="failed")



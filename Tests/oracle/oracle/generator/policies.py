"""Random policies, their later entries, and what they learn."""

import copy

from .. import calendar

ZONES = [
    "UTC", "Asia/Phnom_Penh", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu",
    "Pacific/Chatham", "America/Havana", "Asia/Beirut", "Pacific/Kiritimati", "America/St_Johns",
]
PERCENTAGES = ["0", "0.01", "2.9", "5", "7.25", "10", "12.5", "15", "20", "33.33", "50", "100"]
FEES = [0, 1, 10, 30, 50, 99]


def random_policy(dice, genesis, periods):
    """A policy as a tree (the file's structure; percentages and hours are texts)."""
    settled = dice.weighed({("USD",): 35, ("USD", "EUR"): 35, ("USD", "EUR", "KHR"): 20, ("EUR",): 10})
    first = genesis if dice.chance(60) else calendar.period_of(calendar.add_months(calendar.first_day(genesis), -3))
    entries = [random_entry(dice, first, list(settled))]
    for period in periods[1:]:
        if dice.chance(25):
            entries.append(altered(dice, entries[-1], period))
    return {"timezone": dice.pick(ZONES), "genesis": genesis, "entries": entries}


def random_entry(dice, effective, settled):
    """One entry of a policy."""
    names = ["lemon_squeezy", "paddle", "aba_khqr", "paypal"] + (["stripe"] if dice.chance(40) else [])
    places = {name: dice.weighed({"collected": 52, "direct": 36, "neither": 12}) for name in names}
    return {
        "effective": effective,
        "tiers": {code: random_tiers(dice) for code in settled},
        "recorded_fees": dice.pick(["verify", "honour"]),
        "providers": {name: random_provider(dice, settled) for name in names},
        "borne_by": {"sales": dice.pick(["platform", "creator"]), "donations": dice.pick(["platform", "creator"])},
        "refunded": dice.chance(35),
        "collected": [name for name in names if places[name] == "collected"],
        "direct": [name for name in names if places[name] == "direct"],
        "platform_percent": dice.pick(["0", "12.34", "30", "30", "30", "100"]),
        "model": dice.pick(["pro_rata", "user_centric"]),
        "weights": random_weights(dice),
        "cap": dice.weighed({None: 50, "0.05": 10, "0.33": 15, "1": 15, "6.25": 10}),
        "without_share": dice.weighed({"list_price": 70, "equal": 30}),
        "minimum": {code: dice.pick([1, 300, 1000]) for code in settled},
        "hold_days": dice.pick([0, 7, 30]),
        "late": dice.pick([0, 1, 7, 30, 31, 45, 45, 70]),
        "refund": dice.pick([0, 1, 20, 45, 60, 180, 180, 400]),
    }


def random_tiers(dice):
    """Commission tiers that rise from 0."""
    starts = [0] + sorted(dice.random.sample([1, 100, 500, 501, 999, 2000, 5000], dice.between(0, 3)))
    return [(start, dice.pick(PERCENTAGES)) for start in starts]


def random_provider(dice, settled):
    """A provider's fees, with a fixed fee in every settled currency or in none."""
    fixed = {code: dice.pick(FEES) for code in settled} if dice.chance(60) else None
    return {"percent": dice.pick(["0", "0", "1.25", "2.9", "5", "5"]), "fixed": fixed}


def random_weights(dice):
    """Weights of time, sessions and concepts: whole, not all 0."""
    return dice.weighed({(50, 30, 20): 50, (0, 7, 3): 15, (1, 0, 0): 15, (0, 0, 1): 10, (3, 3, 1000003): 10})


def altered(dice, entry, effective):
    """A later entry: some of the earlier one's rules changed, nothing that is settled dropped (R3)."""
    settled = list(entry["minimum"])
    if "EUR" not in settled and dice.chance(20):
        settled.append("EUR")
    fresh = random_entry(dice, effective, settled)
    kept = copy.deepcopy(entry)
    for name in fresh:
        if name not in ("tiers", "minimum", "providers", "collected", "direct") and dice.chance(35):
            kept[name] = fresh[name]
    kept["effective"] = effective
    add_currencies(dice, kept, settled)
    if dice.chance(50):
        kept["tiers"] = fresh["tiers"]
    return kept


def add_currencies(dice, entry, codes):
    """Makes an entry settle these currencies too: tiers, a smallest payout and fixed fees."""
    for code in codes:
        entry["tiers"].setdefault(code, random_tiers(dice))
        entry["minimum"].setdefault(code, dice.pick([1, 300, 1000]))
        for fees in entry["providers"].values():
            if fees["fixed"] is not None:
                fees["fixed"].setdefault(code, dice.pick(FEES))


def learned(dice, tree):
    """The policy with a provider or a currency that it lacked, in every entry (R3)."""
    tree = copy.deepcopy(tree)
    if dice.chance(50):
        code = dice.pick(["THB", "KHR", "EUR", "JPY"])
        for entry in tree["entries"]:
            add_currencies(dice, entry, [code])
        return tree
    name, place = dice.pick(["stripe", "cash", "paypal"]), dice.pick(["collected", "direct"])
    for entry in tree["entries"]:
        if name not in entry["providers"]:
            entry["providers"][name] = random_provider(dice, list(entry["minimum"]))
        if name not in entry["collected"] + entry["direct"]:
            entry[place].append(name)
    return tree


def extended(dice, tree, period):
    """The policy with an entry from `period` on, where none begins there; later ones stay as they are."""
    tree = copy.deepcopy(tree)
    entries = tree["entries"]
    if any(entry["effective"] >= period for entry in entries):
        return tree
    entries.append(altered(dice, entries[-1], period))
    return tree


def as_yaml(tree):
    """The policy file."""
    head = f"timezone: {tree['timezone']}\ngenesis: {tree['genesis']}\nentries:\n"
    return head + "".join(entry_yaml(entry) for entry in tree["entries"])


def flow(mapping):
    """A mapping on one line."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in mapping.items()) + "}"


def entry_yaml(entry):
    """One entry of the policy file."""
    weights = flow(dict(zip(("time", "sessions", "concepts"), entry["weights"])))
    windows = flow({"late_arrival_days": entry["late"], "refund_days": entry["refund"]})
    return f"""  - effective: {entry['effective']}
    sales:
      commission:
{tiers_yaml(entry)}      recorded_fees: {entry['recorded_fees']}
    processing:
      providers:
{providers_yaml(entry)}      borne_by: {flow(entry['borne_by'])}
      refunded: {'true' if entry['refunded'] else 'false'}
    donations: {{collected: [{', '.join(entry['collected'])}], direct: [{', '.join(entry['direct'])}]}}
    subscriptions:
      platform_percent: {entry['platform_percent']}
      model: {entry['model']}
      weights: {weights}
      viewer_cap_hours_per_day: {entry['cap'] or 'null'}
    bundles:
      without_share: {entry['without_share']}
    payouts:
      minimum: {flow(entry['minimum'])}
      hold_days: {entry['hold_days']}
      approval: none
    windows: {windows}
"""


def tiers_yaml(entry):
    """The commission tiers of an entry, a line for each currency."""
    return "".join(
        f"        {code}: [{', '.join(flow({'from': start, 'percent': percent}) for start, percent in rows)}]\n"
        for code, rows in entry["tiers"].items()
    )


def providers_yaml(entry):
    """The providers of an entry, a line for each."""
    return "".join(
        f"        {name}: {flow(provider_fields(fees))}\n" for name, fees in entry["providers"].items()
    )


def provider_fields(fees):
    """The fields of a provider in the policy file."""
    fields = {"percent": fees["percent"]}
    if fees["fixed"] is not None:
        fields["fixed"] = flow(fees["fixed"])
    return fields

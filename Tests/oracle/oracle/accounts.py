"""R11.3: by which method a creator is paid, and whether there is an account for it."""

import json

PREFERRED = {"aba": "aba", "paypal": "paypal", "wise": "wise", "bank": "bank_transfer"}


def settings_of(world):
    """user -> row of `creator_payment_settings`."""
    return {row["user_id"]: row for row in world["creator_payment_settings"].values()}


def method_of(own, settings):
    """The request's own method, else the preferred one of the settings; None where there is none."""
    if own is not None:
        return own
    return PREFERRED.get(settings["preferred_payout_method"]) if settings else None


def account_of(method, settings):
    """The account for a method, as texts, none of them blank; None where nobody can be paid by it."""
    if settings is None:
        return None
    account = {
        "aba": lambda: [settings["payout_aba_account"]],
        "paypal": lambda: [settings["payout_paypal_email"]],
        "wise": lambda: details_of(settings, "wise_email", "name"),
        "bank_transfer": lambda: details_of(settings, "iban", "name"),
    }.get(method, lambda: [None])()
    return None if any(is_blank(value) for value in account) else account


def details_of(settings, *names):
    """Values of the settings' `payout_details`, None for each that is not there."""
    details = json.loads(settings["payout_details"] or "null")
    return [details.get(name) if isinstance(details, dict) else None for name in names]


def is_blank(value):
    """Whether a value is no text, or one without anything but white space."""
    return not isinstance(value, str) or not value.strip()

"""R11.5: payouts leave in a batch file, and come back confirmed."""

import csv
import io

from .books import Refused
from .money import currency_of

METHODS = {"paypal": {"paypal"}, "wise": {"wise"}, "pain001": {"bank_transfer"}}
COLUMNS = ["payout_id", "status", "reference", "reason"]


def export_payouts(books, world, form):
    """`payouts export`: the pending payouts that the engine made or accepted become `processing`.

    A format pays one method only, `csv` all of them. Returns the ids.
    """
    taken = []
    for key, row in world["payouts"].items():
        if row["status"] == "pending" and books.payouts.is_ours(key):
            if row["payout_method"] in METHODS.get(form, {row["payout_method"]}):
                world["payouts"][key] = {**row, "status": "processing"}
                taken.append(key)
    return taken


def confirm_payouts(books, world, text, now):
    """`payouts confirm`: takes over what a file says; `now` is the clock as UTC text.

    Raises Refused, and changes nothing, if any line is not ours, asks for a step that is not possible, or gives
    another amount or currency.
    """
    rows = list(csv.DictReader(io.StringIO(text)))
    faults = [fault for row in rows for fault in [fault_of(row, books, world)] if fault]
    said = {(row["payout_id"].lower(), row["status"]) for row in rows}
    if len(said) > len({key for key, _ in said}):
        faults.append("a payout has two answers")
    if faults:
        raise Refused("; ".join(faults))
    for row in rows:
        confirm_one(books, world, row, now)


def fault_of(row, books, world):
    """What is wrong with a line of a confirmation, or None."""
    key = row["payout_id"].lower()
    if not books.payouts.is_ours(key):
        return f'"{key}" is not a payout of ours'
    payout = world["payouts"][key]
    if row.get("amount_cents") and row["amount_cents"] != str(payout["amount_cents"]):
        return f'"{key}" is of another amount than "{row["amount_cents"]}"'
    if row.get("currency") and row["currency"] != currency_of(payout["currency"]):
        return f'"{key}" is not in "{row["currency"]}"'
    if row["status"] not in ("completed", "failed", "unknown"):
        return f'"{row["status"]}" is not a status'
    again = row["status"] == "completed" and books.payouts.completed.get(key) == reference_of(row)
    possible = payout["status"] != "pending" and (row["status"], payout["status"]) != ("completed", "failed") or again
    return None if possible else f'"{key}" cannot go from {payout["status"]} to {row["status"]}'


def reference_of(row):
    """The provider's own id of the payment, as a line has it."""
    return (row["reference"] or "").strip()


def confirm_one(books, world, row, now):
    """One good line: completed, failed, returned, or nothing new."""
    key = row["payout_id"].lower()
    payout = world["payouts"][key]
    if row["status"] in ("unknown", payout["status"]):
        return
    if row["status"] == "completed":
        if payout["status"] == "failed":  # it came back since
            return
        books.payouts.completed[key] = reference_of(row)
    if row["status"] == "failed":
        books.payouts.failed[key] = "returned" if payout["status"] == "completed" else row["reason"] or None
    world["payouts"][key] = {**payout, "status": row["status"], "processed_at": now}

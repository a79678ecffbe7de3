"""The datasets of closes and payouts, as `remit export` writes them (interface: "Datasets")."""

import csv
import io

from .accrual import cut_of
from .balances import BUCKETS, balances, is_of_these_books
from .money import currency_of

COLUMNS = {
    "lines": [
        "period", "kind", "bucket", "source_id", "content_id", "creator_id", "currency", "gross_cents",
        "processing_cents", "platform_cents", "creator_cents", "payable", "late", "hold_from",
    ],
    "recognitions": ["period", "subscription_id", "currency", "recognised_cents"],
    "billing-periods": ["subscription_id", "from", "to", "cut", "price_cents", "currency"],
    "pools": [
        "period", "currency", "model", "revenue_cents", "carried_in_cents", "platform_cents", "distributed_cents",
        "carried_out_cents",
    ],
    "exceptions": ["period", "code", "table", "row_id", "severity"],
    "excluded-engagement": ["period", "currency", "content_id", "rule", "rows", "seconds"],
    "balances": [
        "creator_id", "currency", "sales_cents", "donations_cents", "subscriptions_cents", "held_cents",
        "available_cents",
    ],
    "outcomes": ["creator_id", "currency", "state", "amount_cents", "reason", "next_date"],
    "payouts": [
        "payout_id", "creator_id", "currency", "amount_cents", "from_sales_cents", "from_donations_cents",
        "from_subscriptions_cents", "method", "status", "requested_at", "origin", "reason",
    ],
}
OF_CLOSE = ["lines", "recognitions", "billing-periods", "pools", "exceptions", "excluded-engagement"]


def datasets(result, books):
    """Every dataset of a close: name -> sorted rows of texts. `books` are those right after the close."""
    period = result.period
    rows = {
        "lines": [line_row(line) for line in result.lines],
        "recognitions": [(period, *key, cents) for key, cents in result.recognitions.items()],
        "billing-periods": billing_rows(books),
        "pools": [tuple(vars(pool).values()) for pool in result.pools],
        "exceptions": fault_rows(result.faults),
        "excluded-engagement": [
            (period, currency, content, rule, *tally)
            for (currency, content, rule), tally in result.excluded.items()
        ],
    }
    return {name: as_dataset(rows[name]) for name in OF_CLOSE}


def payout_datasets(run, books, world, policy):
    """Every dataset of a payout run: name -> sorted rows of texts, right after it."""
    return {
        "balances": as_dataset(balance_row(*key, balance) for key, balance in run.balances.items()),
        "outcomes": as_dataset(tuple(vars(outcome).values()) for outcome in run.outcomes),
        "exceptions": as_dataset(fault_rows(run.faults)),
        **payouts_dataset(books, world, policy),
    }


def balances_dataset(books, world, policy, as_of):
    """The dataset `balances` as of a day."""
    found = balances(books, world, policy, as_of)
    return {"balances": as_dataset(balance_row(*key, balance) for key, balance in found.items())}


def payouts_dataset(books, world, policy):
    """The dataset `payouts` as the world is now: all that were requested not before genesis."""
    rows = [
        (
            row["id"], row["user_id"], currency_of(row["currency"]), row["amount_cents"],
            *(row[f"from_{bucket}_cents"] for bucket in BUCKETS), row["payout_method"], row["status"],
            row["requested_at"].replace(" ", "T") + "Z", "engine" if row["id"] in books.payouts.made else "request",
            books.payouts.reason(row["id"]),
        )
        for row in world["payouts"].values() if is_of_these_books(row, policy)
    ]
    return {"payouts": as_dataset(rows)}


def balance_row(creator, currency, balance):
    """A row of `balances`."""
    whole, available = balance.whole(), balance.available()
    totals = [balance.total(bucket) for bucket in BUCKETS]
    return (creator, currency, *totals, whole - available, available)


def fault_rows(faults):
    """Rows of `exceptions`, without their message."""
    return [
        (fault.period, fault.code, fault.table, fault.row, "warning" if fault.is_warning() else "error")
        for fault in faults
    ]


def line_row(line):
    """A line as a row of `lines`."""
    return (
        line.period, line.kind, line.bucket, line.source, line.content, line.creator, line.currency, line.gross,
        line.processing, line.platform, line.creator_part, line.payable, line.late, line.hold_from,
    )


def billing_rows(books):
    """All billing periods, whatever their period."""
    return [
        (period.subscription, period.start, period.to, cut_of(period, periods), period.price, period.currency)
        for periods in books.billing.values() for period in periods.values()
    ]


def in_order(rows):
    """Rows sorted by all columns, left to right: numbers by value, texts by their UTF-8 bytes, empty first."""
    return sorted(rows, key=lambda row: [sort_key(value) for value in row])


def sort_key(value):
    """What a value is sorted by; a column holds either numbers or texts (and nulls)."""
    if value is None:
        return (0, b"")
    if isinstance(value, int) and not isinstance(value, bool):
        return (1, value)
    return (1, as_text(value).encode())


def as_text(value):
    """A value as a CSV field: null is empty, booleans are `true` and `false`, days ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def as_dataset(rows):
    """Rows as they are written: sorted, as texts."""
    return [as_texts(row) for row in in_order(rows)]


def as_texts(row):
    """A row as texts."""
    return [as_text(value) for value in row]


def csv_text(name, rows):
    """A dataset as CSV with its header line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS[name])
    writer.writerows(rows)
    return out.getvalue()

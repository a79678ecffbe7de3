"""A throw-away database in this process (SQLite), for SQL as plain as that of the worked cases."""

import re
import sqlite3
from datetime import datetime, timezone

from . import calendar
from .world import COLUMNS

DEFAULTS = {
    ("contents", "visibility"): "private", ("contents", "is_platform_content"): 0, ("contents", "price_cents"): 0,
    ("contents", "currency"): "USD", ("bundles", "currency"): "USD",
    ("purchases", "currency"): "USD", ("purchases", "status"): "pending",
    ("donations", "currency"): "USD", ("donations", "status"): "completed",
    ("subscriptions", "currency"): "USD", ("subscriptions", "status"): "active",
    ("engagement_tracking", "total_time_seconds"): 0, ("engagement_tracking", "sessions_completed"): 0,
    ("engagement_tracking", "concepts_accessed"): 0,
    ("payouts", "currency"): "USD", ("payouts", "status"): "pending",
}
NOW = {("payouts", "requested_at")} | {(table, "created_at") for table in COLUMNS}
UNREAD = {
    "content_ratings": ["id", "content_id", "user_id", "rating", "created_at"],
    "bundles": ["title", "bundle_type", "is_active"], "contents": ["title"],
}  # what cases write and no close or payout reads


class Memory:
    """A database of its own (`with Memory() as database`)."""

    def __enter__(self):
        self.connection = sqlite3.connect(":memory:")
        now = calendar.utc_text(datetime.now(timezone.utc))
        for table in [*COLUMNS, *(name for name in UNREAD if name not in COLUMNS)]:
            names = [*COLUMNS.get(table, {}), *UNREAD.get(table, [])]
            columns = ", ".join(column_sql(table, name, now) for name in names)
            self.connection.execute(f"CREATE TABLE {table} ({columns})")
        return self

    def __exit__(self, *_):
        self.connection.close()

    def run(self, sql):
        """Runs a script; any error ends it with sqlite3.Error."""
        self.connection.executescript(translated(sql))

    def world(self):
        """All tables that closes and payouts read, as they are now."""
        return {table: self.rows(table) for table in COLUMNS}

    def rows(self, table):
        """The rows of a table by id."""
        found = self.connection.execute(f"SELECT {', '.join(COLUMNS[table])} FROM {table}")
        rows = [dict(zip(COLUMNS[table], values)) for values in found]
        for row in rows:
            row.update({name: read(kind, row[name]) for name, kind in COLUMNS[table].items()})
        return {row["id"]: row for row in rows}


def column_sql(table, name, now):
    """The definition of a column; texts, times and percentages are kept as they are written."""
    kind = {"int": "INTEGER", "bool": "INTEGER"}.get(COLUMNS.get(table, {}).get(name), "TEXT")
    default = now if (table, name) in NOW else DEFAULTS.get((table, name))
    key = " PRIMARY KEY" if name == "id" else ""
    return f"{name} {kind}{key}" + ("" if default is None else f" DEFAULT '{default}'")


def translated(sql):
    """PostgreSQL's SQL as SQLite's, as far as cases go: casts, sums within texts, series of numbers."""
    sql = re.sub(r"::uuid\b", "", sql)
    sql = re.sub(r"\|\| (\d+ \+ \w+)", r"|| (\1)", sql)
    return re.sub(
        r"generate_series\((\d+), (\d+)\) (\w+)",
        r"(WITH RECURSIVE t(\3) AS (SELECT \1 UNION ALL SELECT \3 + 1 FROM t WHERE \3 < \2) SELECT \3 FROM t)", sql,
    )


def read(kind, value):
    """A value as PostgreSQL would give it."""
    if value is None:
        return None
    if kind == "bool":
        return bool(value)
    if kind == "time":
        return datetime.fromisoformat(value).isoformat(sep=" ")
    return value

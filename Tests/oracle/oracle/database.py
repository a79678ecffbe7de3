"""A throw-away database in which a case's SQL is played; psql does the talking."""

import json
import os
import subprocess
import uuid
from urllib.parse import urlsplit, urlunsplit

from .world import COLUMNS

ADDITIONS = """
ALTER TABLE purchases ADD COLUMN IF NOT EXISTS bundle_id uuid;
ALTER TABLE creator_payment_settings ADD COLUMN IF NOT EXISTS payout_details jsonb;
"""


class Database:
    """A database of its own, made for one case and dropped at the end (`with Database(...) as database`)."""

    def __init__(self, server, schema):
        """`server` is the URL of any database on the server, `schema` the platform's tables as SQL."""
        self.server, self.schema = server, schema
        self.name = f"remit_oracle_{uuid.uuid4().hex[:12]}"
        self.url = urlunsplit(urlsplit(server)._replace(path="/" + self.name))

    def __enter__(self):
        psql(self.server, f"CREATE DATABASE {self.name};")
        self.run("SET client_min_messages = warning;\n" + self.schema + ADDITIONS)
        return self

    def __exit__(self, *_):
        psql(self.server, f"DROP DATABASE {self.name};")

    def run(self, sql):
        """Runs a script; any error ends it with RuntimeError."""
        return psql(self.url, sql)

    def world(self):
        """All tables that a close reads, as they are now."""
        wanted = ",\n".join(f"'{table}', ({rows_sql(table)})" for table in COLUMNS)
        tables = json.loads(self.run(f"SELECT json_build_object({wanted});"))
        return {table: {row["id"]: row for row in rows} for table, rows in tables.items()}


def rows_sql(table):
    """A query for a table's rows as one JSON array; what is neither a number nor a truth value is read as text."""
    columns = ", ".join(
        f"'{name}', {name}" if kind in ("int", "bool") else f"'{name}', {name}::text"
        for name, kind in COLUMNS[table].items()
    )
    return f"SELECT coalesce(json_agg(json_build_object({columns})), '[]'::json) FROM {table}"


def psql(url, sql):
    """Runs SQL through psql and returns its output; raises RuntimeError with psql's own message."""
    command = ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "-v", "ON_ERROR_STOP=1", url]
    settings = {**os.environ, "PGOPTIONS": "-c DateStyle=ISO -c TimeZone=UTC"}
    done = subprocess.run(command, input=sql, capture_output=True, text=True, env=settings, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"psql failed: {done.stderr.strip()}")
    return done.stdout

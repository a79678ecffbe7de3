"""One month settled in DuckDB with its PostgreSQL extension, without remit's checks, proofs and search by change.

It reads from PostgreSQL, computes in memory (duckdb_close.sql), writes by binary COPY, then adds the keys. Left out, as
in plain.sql: exceptions are filtered and not recorded, amounts of 0 leave no mark, a billing period dated back before
the last one or a settled sale whose date was moved is not looked up; the pool is pro rata, without a viewer cap.
"""
import argparse, datetime, json, pathlib, re, time, zoneinfo
import duckdb, duckdb_extension_postgres_scanner

ZONE, GENESIS, LATE_DAYS, REFUND_DAYS = "Asia/Phnom_Penh", datetime.date(2025, 1, 1), 45, 180
# Kinds and buckets are text: the extension writes a table with a "char" column by text COPY, three times as slowly.
TABLES = """DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}; CREATE TABLE {schema}.again (id uuid);
CREATE TABLE {schema}.lines (LIKE settlement.lines INCLUDING CONSTRAINTS); ALTER TABLE {schema}.lines ALTER kind TYPE text, ALTER bucket TYPE text;
CREATE TABLE {schema}.accruals (LIKE settlement.accruals INCLUDING CONSTRAINTS);
CREATE TABLE {schema}.pools (LIKE settlement.pools INCLUDING CONSTRAINTS); CREATE TABLE {schema}.pool_shares (LIKE settlement.pool_shares INCLUDING CONSTRAINTS)"""
KEYS = """SET maintenance_work_mem = '256MB'; DROP TABLE {schema}.again;
CREATE UNIQUE INDEX ON {schema}.lines (source_id, content_id, kind) NULLS NOT DISTINCT WHERE source_id IS NOT NULL;
CREATE INDEX ON {schema}.lines (source_id) WHERE bucket = 'd'; CREATE INDEX ON {schema}.lines (source_id) WHERE kind = 'r';
CREATE INDEX ON {schema}.accruals (subscription_id)"""
PURCHASE = "id, seller_id, content_id, bundle_id, amount_cents, coalesce(currency, 'USD') AS currency, payment_provider, status, completed_at, created_at"
BOOK = "SELECT source_id, period, kind, gross_cents, currency, coalesce(creator_id, seller_id) AS payee FROM pg.settlement.lines_{:%Y_%m} WHERE kind IN ('s', 'b')"


class Month(dict):
    """The names that the statements refer to: the bounds in UTC, and the schema to write into."""

    def __init__(self, first, schema):
        utc = lambda day: datetime.datetime.combine(day, datetime.time(), zoneinfo.ZoneInfo(ZONE)).astimezone(datetime.UTC).replace(tzinfo=None)
        following, before = (first + datetime.timedelta(32)).replace(day=1), (first - datetime.timedelta(1)).replace(day=1)
        late, refunds = (max(first - datetime.timedelta(days), GENESIS) for days in (LATE_DAYS, REFUND_DAYS))
        months, month = [], late.replace(day=1)
        while month < first:
            months.append(BOOK.format(month))
            month = (month + datetime.timedelta(32)).replace(day=1)
        day = lambda column: f"({column} AT TIME ZONE 'UTC' AT TIME ZONE '{ZONE}')::date"
        super().__init__(first=first, next=following, previous=before, genesis=GENESIS, schema=schema, PURCHASE=PURCHASE, books=" UNION ALL ".join(months),
            start=utc(first), stop=utc(following), late=utc(late), refunds=utc(refunds), started=day("started_at"), from_day=day("current_period_start"), to_day=day("current_period_end"))


def main():
    parser = argparse.ArgumentParser()
    for option in ("--database", "--period", "--schema"):
        parser.add_argument(option, required=True)
    options = parser.parse_args()
    month = Month(datetime.date.fromisoformat(options.period), options.schema)
    db = duckdb.connect()
    extension = next(pathlib.Path(duckdb_extension_postgres_scanner.__file__).parent.glob("**/postgres_scanner.duckdb_extension"))
    db.execute(f"LOAD '{extension}'; SET threads = 2; SET preserve_insertion_order = false")
    db.execute("ATTACH '" + options.database.replace("'", "''") + "' AS pg (TYPE postgres)")
    db.execute("CREATE MACRO lot(key, id) AS sha256(key || unhex(replace(id::varchar, '-', '')))")
    remote = lambda statements: db.execute("CALL postgres_execute('pg', ?)", [statements.format(**month)])
    local = lambda statements: db.execute(statements.format(**month))
    stages = {"read": 0.0, "compute": 0.0, "write": 0.0, "keys": 0.0}

    def run(stage, execute, statements):
        begin = time.perf_counter()
        execute(statements)
        stages[stage] += time.perf_counter() - begin

    remote(TABLES)
    db.execute("CALL pg_clear_cache()")
    script = re.split(r"^-- stage: (\w+)$", pathlib.Path(__file__).with_suffix(".sql").read_text(), flags=re.MULTILINE)[1:]
    for stage, statements in zip(script[::2], script[1::2]):
        run(stage, local, statements)
    for book in ("lines", "accruals", "pools", "pool_shares"):
        run("write", local, f"INSERT INTO pg.{{schema}}.{book} FROM {book}")
    run("keys", remote, KEYS)
    lines = db.sql("SELECT count(*) FROM lines").fetchone()[0]
    print(json.dumps({"seconds": round(sum(stages.values()), 2), "stages": {name: round(seconds, 2) for name, seconds in stages.items()}, "lines": lines}))


if __name__ == "__main__":
    main()

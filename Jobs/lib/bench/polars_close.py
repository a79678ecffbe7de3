"""One month settled in polars over ADBC, without remit's checks, proofs and search by change.

It reads with ADBC, computes in polars, writes by binary COPY, then adds the keys. What may have been settled before is
found by the database, so that the books of other months need not travel. Left out, as in plain.sql: exceptions are
filtered and not recorded, amounts of 0 leave no mark, a billing period dated back before the last one or a settled sale
whose date was moved is not looked up; the pool is pro rata, without a viewer cap, and its products must fit 127 bits.
"""
import argparse, concurrent.futures, datetime, json, time, zoneinfo
import adbc_driver_postgresql.dbapi, polars as pl, pyarrow as pa
from polars import col, lit

import polars_rules as rules

ZONE, LATE_DAYS, REFUND_DAYS = "Asia/Phnom_Penh", 45, 180
SALE = """'s' AS bucket, id, status, completed_at AS at, bundle_id, content_id, seller_id AS payee, amount_cents::bigint AS amount,
    coalesce(currency, 'USD') AS currency, payment_provider AS provider"""
GIFT = SALE.replace("'s'", "'d'").replace("completed_at", "created_at").replace("bundle_id", "NULL::uuid AS bundle_id").replace("seller_id", "recipient_id")
QUERIES = {
    "engagement": """SELECT user_id, content_id, coalesce(total_time_seconds, 0) AS seconds, coalesce(sessions_completed, 0) AS sessions, coalesce(concepts_accessed, 0) AS concepts
        FROM engagement_tracking WHERE period_start = '{first}' AND period_end = date '{next}' - 1""",
    "again": """WITH open AS (SELECT row_id FROM settlement.exceptions WHERE period = '{previous}' AND open), found AS (
            SELECT id FROM purchases p WHERE completed_at >= '{late}' AND completed_at < '{start}' AND status = 'completed' AND bundle_id IS NULL
               AND NOT EXISTS (SELECT FROM settlement.lines WHERE period >= '{late_month}' AND period < '{first}' AND kind = 's' AND source_id = p.id AND gross_cents = amount_cents
                               AND currency = coalesce(p.currency, 'USD') AND coalesce(creator_id, seller_id) IS NOT DISTINCT FROM p.seller_id)
            UNION ALL SELECT id FROM purchases p WHERE completed_at >= '{late}' AND completed_at < '{start}' AND status = 'completed' AND bundle_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM (SELECT source_id, sum(gross_cents)::bigint AS gross, min(currency) AS currency FROM settlement.lines
                                            WHERE period >= '{late_month}' AND period < '{first}' AND kind = 'b' GROUP BY source_id, period) l
                               WHERE source_id = p.id AND gross = amount_cents AND currency = coalesce(p.currency, 'USD'))
            UNION ALL SELECT id FROM purchases WHERE completed_at >= '{refunds}' AND completed_at < '{stop}'
               AND CASE WHEN completed_at < '{start}' THEN status IN ('refunded', 'disputed', 'pending') ELSE (created_at >= '{start}') IS NOT TRUE END
            UNION ALL SELECT source_id FROM settlement.lines WHERE kind IN ('r', 'c') AND bucket = 's' AND period < '{first}' UNION ALL SELECT row_id FROM open)
        SELECT *, id IN (SELECT row_id FROM open) AS open FROM (SELECT {SALE} FROM purchases WHERE id IN (SELECT id FROM found)
            UNION ALL SELECT {GIFT} FROM donations WHERE created_at >= '{refunds}' AND created_at < '{stop}' AND (created_at >= '{late}' OR status <> 'completed')) r""",
    "fresh": "SELECT {SALE} FROM purchases WHERE completed_at >= '{start}' AND completed_at < '{stop}' AND created_at >= '{start}' AND status = 'completed' AND amount_cents > 0",
    "known": """SELECT subscription_id, from_day, to_day, shown_to, next_from, price_cents, currency, user_id, earned_cents AS before, excess_cents AS excess
        FROM settlement.accruals WHERE period = '{previous}' AND carried""",
    "shown": """SELECT id AS subscription_id, user_id, price_cents::bigint AS price, coalesce(currency, 'USD') AS currency, CASE plan_type WHEN 'yearly' THEN 12 ELSE 1 END AS months,
        started_at AS started, current_period_start AS from_day, current_period_end AS to_day FROM subscriptions WHERE plan_type IN ('monthly', 'yearly') AND price_cents >= 0""",
    "contents": "SELECT id AS content_id, user_id AS owner, is_platform_content AS own, visibility, price_cents::bigint AS price, coalesce(currency, 'USD') AS price_currency FROM contents",
    "parts": "SELECT bundle_id, content_id, (revenue_share_percent * 100)::bigint AS share FROM bundle_contents WHERE bundle_id IN (SELECT id FROM bundles)",
    "carried": "SELECT currency, carried_out_cents AS carried FROM settlement.pools WHERE period = '{previous}'"}
HISTORY = "SELECT l.* FROM settlement.lines l WHERE period < '{first}' AND source_id IN (SELECT id FROM {schema}.again)"
TABLES = """DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}; CREATE TABLE {schema}.again (id uuid);
CREATE TABLE {schema}.lines (LIKE settlement.lines INCLUDING CONSTRAINTS); CREATE TABLE {schema}.accruals (LIKE settlement.accruals INCLUDING CONSTRAINTS);
CREATE TABLE {schema}.pools (LIKE settlement.pools INCLUDING CONSTRAINTS); CREATE TABLE {schema}.pool_shares (LIKE settlement.pool_shares INCLUDING CONSTRAINTS)"""
KEYS = """SET maintenance_work_mem = '256MB'; DROP TABLE {schema}.again;
CREATE UNIQUE INDEX ON {schema}.lines (source_id, content_id, kind) NULLS NOT DISTINCT WHERE source_id IS NOT NULL;
CREATE INDEX ON {schema}.lines (source_id) WHERE bucket = 'd'; CREATE INDEX ON {schema}.lines (source_id) WHERE kind = 'r'; CREATE INDEX ON {schema}.accruals (subscription_id)"""

# A batch reads most of what it touches: the database shall hash it in passes over the tables, with all workers.
SETTINGS = ("work_mem = '256MB'", "jit = off", "enable_nestloop = off", "enable_mergejoin = off", "enable_indexscan = off", "enable_sort = off", "parallel_tuple_cost = 0.01")


class Database:
    def __init__(self, url, names):
        self.url, self.names = url, names

    def run(self, *statements):
        with adbc_driver_postgresql.dbapi.connect(self.url) as connection, connection.cursor() as cursor:
            for statement in "; ".join(statements).format(**self.names).split(";"):
                cursor.execute(statement)
            connection.commit()

    def read(self, query):
        with adbc_driver_postgresql.dbapi.connect(self.url) as connection, connection.cursor() as cursor:
            for setting in SETTINGS:
                cursor.execute("SET " + setting)
            cursor.execute(query.format(**self.names, SALE=SALE, GIFT=GIFT))
            table = cursor.fetch_arrow_table()
        plain = lambda c: pa.chunked_array([chunk.storage for chunk in c.chunks], c.type.storage_type) if isinstance(c.type, pa.BaseExtensionType) else c
        return pl.from_arrow(pa.table([plain(column) for column in table.columns], table.column_names))

    def write(self, table, frame):
        with adbc_driver_postgresql.dbapi.connect(self.url) as connection, connection.cursor() as cursor:
            cursor.adbc_ingest(table, frame.to_arrow(), mode="append", db_schema_name=self.names["schema"])
            connection.commit()


def names(first, schema):
    """What the queries refer to: the bounds in UTC, and the schema to write into."""
    utc = lambda day: datetime.datetime.combine(day, datetime.time(), zoneinfo.ZoneInfo(ZONE)).astimezone(datetime.UTC).replace(tzinfo=None)
    late, refunds = (max(first - datetime.timedelta(days), rules.GENESIS) for days in (LATE_DAYS, REFUND_DAYS))
    following = (first + datetime.timedelta(32)).replace(day=1)
    return dict(first=first, next=following, previous=(first - datetime.timedelta(1)).replace(day=1), schema=schema, late_month=late.replace(day=1),
        start=utc(first), stop=utc(following), late=utc(late), refunds=utc(refunds))


def main():
    parser = argparse.ArgumentParser()
    for option in ("--database", "--period", "--schema"):
        parser.add_argument(option, required=True)
    options = parser.parse_args()
    month = names(datetime.date.fromisoformat(options.period), options.schema)
    database = Database(options.database, month)
    database.run(TABLES)
    stages, begin = {}, time.perf_counter()

    def end(stage):
        nonlocal begin
        now = time.perf_counter()
        stages[stage], begin = stages.get(stage, 0) + now - begin, now

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        data = dict(zip(QUERIES, pool.map(database.read, QUERIES.values())))
        database.write("again", data["again"].select("id"))
        database.run("ANALYZE {schema}.again")
        history = database.read(HISTORY)
        end("read")
        weights = rules.bundle_weights(data["parts"], data["contents"])
        due, undoing = rules.changes(rules.divide(data.pop("again"), data["contents"], weights), history, month)
        fresh = rules.divide(data.pop("fresh"), data["contents"], weights).filter("good")
        due = pl.concat([fresh.with_columns(sold_at=col("at"), hold_from=lit(month["next"])), due], how="diagonal")
        accruals = rules.accruals(data.pop("known"), data.pop("shown"), month, ZONE)
        pools, shares = rules.pools(data.pop("engagement"), accruals, data["contents"], data["carried"], month)
        lines = rules.lines(due, undoing, weights, shares, month)
        end("compute")
        list(pool.map(database.write, ("lines", "accruals", "pools", "pool_shares"), (lines, accruals, pools, shares)))
        end("write")
    database.run(KEYS)
    end("keys")
    print(json.dumps({"seconds": round(sum(stages.values()), 2), "stages": {name: round(seconds, 2) for name, seconds in stages.items()}, "lines": lines.height}))


if __name__ == "__main__":
    main()

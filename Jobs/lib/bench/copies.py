"""The bare copies of a close: what it reads out to nowhere, what it writes in from files, and the keys, one by one."""
import subprocess
import time


class Copies:
    """Of a month that is closed: its books are copied out once, and in again into tables beside them."""

    BOOKS = ["lines", "accruals"]
    KEYS = [
        "CREATE UNIQUE INDEX ON bare.lines (source_id, content_id, kind) NULLS NOT DISTINCT WHERE source_id IS NOT NULL",
        "CREATE INDEX ON bare.lines (source_id) WHERE bucket = 'd'",
        "CREATE INDEX ON bare.lines (source_id) WHERE kind = 'r'",
        "CREATE INDEX ON bare.accruals (subscription_id)",
    ]

    def __init__(self, platform, period):
        self.platform, self.period = platform, period
        self.suffix = period.replace("-", "_")
        self.megabytes = 0
        self.stages = []

    def run(self):
        """Copies, and says how long each took."""
        self.platform.sql("DROP SCHEMA IF EXISTS bare CASCADE", "CREATE SCHEMA bare")
        for book in self.BOOKS:
            self.copy(f"COPY settlement.{book}_{self.suffix} TO STDOUT (FORMAT binary)", self.file(book))
        self.platform.sql("CHECKPOINT")
        for name, query in self.reads().items():
            self.stages.append((f"{name} out", self.copy(f"COPY ({query}) TO STDOUT (FORMAT binary)", "/dev/null")))
        for book in self.BOOKS:
            table = f"CREATE TABLE bare.{book} (LIKE settlement.{book} INCLUDING CONSTRAINTS)"
            self.stages.append((f"{book} in", self.copy_in(table, f"COPY bare.{book} FROM STDIN (FORMAT binary)", book)))
        began = time.monotonic()
        self.platform.sql("SET maintenance_work_mem = '128MB'", *self.KEYS)
        self.stages.append(("keys", time.monotonic() - began))
        self.seconds = sum(seconds for _, seconds in self.stages)
        return self

    def reads(self):
        """What a close reads of the month, in the columns in which it does."""
        start, end = self.platform.sql(
            f"SELECT starts_at, ends_at FROM settlement.periods WHERE period = '{self.period}-01'").strip().split("|")
        month = f"date '{self.period}-01'"
        return {
            "purchases": "SELECT id, buyer_id, seller_id, content_id, bundle_id, amount_cents, currency, platform_fee_cents, "
            "seller_revenue_cents, payment_provider, status, completed_at, created_at FROM purchases "
            f"WHERE completed_at >= '{start}' AND completed_at < '{end}'",
            "donations": "SELECT id, donor_id, recipient_id, content_id, amount_cents, currency, payment_provider, status, "
            f"created_at FROM donations WHERE created_at >= '{start}' AND created_at < '{end}'",
            "subscriptions": "SELECT id, user_id, plan_type, price_cents, currency, started_at, current_period_start, "
            "current_period_end, created_at FROM subscriptions",
            "accruals": "SELECT * FROM settlement.accruals WHERE carried AND period = "
            f"({month} - interval '1 month')::date",
            "engagement": "SELECT user_id, content_id, total_time_seconds, sessions_completed, concepts_accessed, "
            f"period_start = {month} FROM engagement_tracking WHERE period_start >= {month} "
            f"AND period_start < {month} + interval '1 month'",
        }

    def file(self, book):
        return self.platform.server.folder / f"{book}.copy"

    def copy(self, statement, target):
        return self.psql(["-c", statement], output=open(target, "wb"))

    def copy_in(self, table, statement, book):
        return self.psql(["-c", "BEGIN", "-c", table, "-c", statement, "-c", "COMMIT"], source=open(self.file(book), "rb"))

    def psql(self, arguments, source=subprocess.DEVNULL, output=subprocess.DEVNULL):
        command = [self.platform.server.programs / "psql", "-qX", "-v", "ON_ERROR_STOP=1", *arguments]
        began = time.monotonic()
        subprocess.run(command, env=self.platform.environment(), stdin=source, stdout=output, check=True)
        return time.monotonic() - began

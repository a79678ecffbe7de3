"""One size: the month is settled by remit and its rivals in turns, and the quickest turn of each is compared."""
import json
import sys
from pathlib import Path

from copies import Copies
from sample import Platform, Timed, say

HERE = Path(__file__).resolve().parent
MEASURED = 3
MODELS = {
    "pro_rata": ("pro_rata", "null"),
    "user_centric": ("user_centric", "null"),
    "pro_rata_capped": ("pro_rata", "12"),
}
PLAIN, POLARS, DUCKDB = "plain SQL", "polars over ADBC", "DuckDB"


class Contest:
    """Settles one month of one platform in every way."""

    def __init__(self, server, build, scale):
        self.platform = Platform(server, build, scale, MEASURED + 1)
        self.scale = scale
        self.period = self.platform.period(MEASURED)

    def prepare(self):
        """Makes the platform, and closes the months before the measured one."""
        self.platform.create()
        for month in range(MEASURED):
            self.platform.grow(month)
            self.platform.close(month)
        self.platform.grow(MEASURED)

    def remove(self):
        self.platform.remove()

    def run(self, model, turns, rivals):
        """Measures a pool model; returns the seconds of the quickest close."""
        policy = self.policy(model)
        best = {}
        for turn in range(turns):
            say(f"{model} at {self.scale}/1000, turn {turn + 1} of {turns}")
            self.keep(best, "remit", self.close(policy))
            self.keep(best, "bare copies", Copies(self.platform, self.period).run())
            self.platform.undo(MEASURED)
            for name, run in self.rivals() if rivals else []:
                self.platform.sql("CHECKPOINT")
                self.keep(best, name, run())
        agreed = self.agreement(policy) if rivals else {}
        self.report(model, best, agreed)
        return best["remit"].seconds

    def keep(self, best, name, timed):
        if name not in best or timed.seconds < best[name].seconds:
            best[name] = timed

    def close(self, policy):
        self.platform.sql("CHECKPOINT")
        command = [self.platform.build / "remit", "close", self.period, "--policy", policy]
        return Timed(command, self.platform.environment() | {"REMIT_STAGES": "1"})

    def policy(self, model):
        """The platform's policy with one more entry, from the measured month on, with another pool."""
        text = self.platform.policy.read_text()
        last = text[text.rindex("  - effective: "):]
        name, cap = MODELS[model]
        lines = []
        for line in last.splitlines():
            for key, value in (("  - effective: ", self.period), ("      model: ", name),
                               ("      viewer_cap_hours_per_day: ", cap)):
                if line.startswith(key):
                    line = key + value
            lines.append(line)
        file = self.platform.policy.with_name(f"{model}.yaml")
        file.write_text(text + "\n".join(lines) + "\n")
        return file

    # The rivals, each into a schema of its own.

    def rivals(self):
        return [
            (PLAIN, self.plain_sql),
            (POLARS, lambda: self.script("polars_close.py", "bench_polars")),
            (DUCKDB, lambda: self.script("duckdb_close.py", "bench_duckdb")),
        ]

    def plain_sql(self):
        self.platform.sql("DROP SCHEMA IF EXISTS bench_sql CASCADE", "CREATE SCHEMA bench_sql")
        psql = self.platform.server.programs / "psql"
        command = [psql, "-qX", "-v", "ON_ERROR_STOP=1", "-v", f"period={self.period}-01", "-v", "schema=bench_sql",
                   "-f", HERE / "plain.sql"]
        return Timed(command, self.platform.environment())

    def script(self, name, schema):
        command = [sys.executable, HERE / name, "--database", self.platform.url(), "--period", f"{self.period}-01",
                   "--schema", schema]
        timed = Timed(command, self.platform.environment())
        found = json.loads(timed.output)
        timed.seconds = found["seconds"]
        timed.stages = list(found["stages"].items())
        return timed

    def agreement(self, policy):
        """How many of remit's lines each rival has too."""
        self.platform.remit("close", self.period, "--draft", "--policy", policy)
        agreed = {}
        for name, schema in ((PLAIN, "bench_sql"), (POLARS, "bench_polars"), (DUCKDB, "bench_duckdb")):
            agreed[name] = self.platform.server.psql(
                self.platform.database, "-v", f"schema={schema}", "-f", HERE / "compare.sql").strip()
        return agreed

    def report(self, model, best, agreed):
        remit = best["remit"].seconds
        print(f"\n{model} at {self.scale}/1000, month {self.period}")
        print(f"{'':20}{'seconds':>9}{'MB':>7}  remit takes")
        for name, timed in best.items():
            ratio = "" if name == "remit" else f"{remit / timed.seconds:.2f} × its time"
            print(f"{name:20}{timed.seconds:9.2f}{timed.megabytes:7.0f}  {ratio}")
        print("remit's stages begin at " + ", ".join(f"{name} {at:.1f} s" for name, at in best["remit"].stages))
        for name, timed in best.items():
            if name != "remit" and timed.stages:
                print(f"{name}: " + ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in timed.stages))
        for name, lines in agreed.items():
            print(f"{name}: {lines}")

"""A sample platform on the private server, and what is done to it."""
import os
import re
import subprocess
import sys
import time
from pathlib import Path

FIRST_YEAR = 2025


def say(text):
    print(text, file=sys.stderr, flush=True)


class Platform:
    """A platform of a size, with the months before the measured one closed."""

    def __init__(self, server, build, scale, months):
        self.server, self.build, self.scale, self.months = server, build, scale, months
        self.database = f"bench_{scale}_{months}"
        self.policy = server.folder / f"{self.database}.yaml"

    def period(self, month):
        """The month's name, such as 2025-04; months count from 0."""
        return f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02d}"

    def url(self):
        return f"postgresql:///{self.database}?host={self.server.folder}&user=remit"

    def create(self):
        self.server.create(self.database)
        self.sampler("schema")
        self.policy.write_text(self.sampler("policy", *self.size()))
        self.remit("migrate")
        self.sampler("load", *self.size())

    def grow(self, month):
        """Loads what a month brings."""
        say(f"loading {self.period(month)} at {self.scale}/1000")
        self.sampler("load", *self.size(), "--month", month)
        self.sql("VACUUM ANALYZE")

    def close(self, month):
        """Closes a month, and lets happen what happens until the next close."""
        self.remit("close", self.period(month), "--policy", self.policy)
        self.sampler("load", *self.size(), "--month", month, "--late")
        self.sampler("change", *self.size(), "--month", month)

    def size(self):
        return ["--scale", self.scale, "--months", self.months]

    def sql(self, *statements):
        commands = [part for statement in statements for part in ("-c", statement)]
        return self.server.psql(self.database, *commands)

    def sampler(self, *arguments):
        return self._run("sampler", arguments)

    def remit(self, *arguments):
        return self._run("remit", [*arguments, "--quiet"])

    def _run(self, program, arguments):
        command = [self.build / program, *map(str, arguments)]
        done = subprocess.run(command, env=self.environment(), text=True, capture_output=True)
        if done.returncode:
            raise SystemExit(f"{' '.join(map(str, command))} failed\n{done.stderr}")
        return done.stdout

    def environment(self):
        # All months have ended by then.
        return self.server.environment(self.database) | {"DATABASE_URL": self.url(), "REMIT_NOW": "2030-01-01T00:00:00Z"}

    def remove(self):
        self.server.psql("postgres", "-c", f'DROP DATABASE "{self.database}"')

    def undo(self, month):
        """Takes a closed month out of the books as only their owner can, so that it can be closed once more."""
        books = self.sql("SELECT unnest(settlement.book_names())").split()
        suffix = self.period(month).replace("-", "_")
        self.sql(
            "ALTER TABLE settlement.periods DISABLE TRIGGER closed",
            f"DELETE FROM settlement.periods WHERE period = '{self.period(month)}-01'",
            "ALTER TABLE settlement.periods ENABLE ALWAYS TRIGGER closed",
            *[f"DROP TABLE settlement.{book}_{suffix}" for book in books])


class Timed:
    """One command from start to end: seconds, peak memory, and when the stages that it names began."""

    def __init__(self, command, environment, folder=None):
        began = time.monotonic()
        process = subprocess.Popen(
            list(map(str, command)), env=environment, cwd=folder, text=True, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE)
        self.stages = []
        errors = []
        for line in process.stderr:
            errors.append(line)
            if found := re.match(r"stage (\w+)", line):
                self.stages.append((found[1], time.monotonic() - began))
        self.output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds = time.monotonic() - began
        self.megabytes = usage.ru_maxrss / 1024
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(map(str, command))} failed\n{''.join(errors)}")

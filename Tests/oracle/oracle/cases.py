"""Plays the worked cases through the oracle and compares every step with what is expected, row by row."""

import csv
from datetime import date
from pathlib import Path

import yaml

from .books import Books, Refused
from .byhand import act
from .close import backfill_late, close, draft
from .confirm import confirm_payouts, export_payouts
from .database import Database
from .datasets import COLUMNS, balances_dataset, datasets, payout_datasets, payouts_dataset
from .memory import Memory
from .payouts import run_payouts
from .policy import parse
from .world import insert_sql, update_sql


def play_all(folder, server=None, schema_file=None, say=print):
    """Plays every case of a folder; returns how many steps differed (0 is agreement).

    With the URL of a server each case is played in a database of its own there, else in this process.
    """
    folder = Path(folder)
    cases = sorted(path.parent for path in folder.glob("*/steps.yaml"))
    if not cases:
        raise ValueError(f'no cases in "{folder}": it has no folder with a steps.yaml')
    bad = closes = payouts = 0
    for case in cases:
        with open_database(folder, server, schema_file) as database:
            differences = Case(case, database).play()
        of_closes = sum(1 for step in differences if "-close-" in step)
        closes, payouts = closes + of_closes, payouts + len(differences) - of_closes
        bad += sum(1 for lines in differences.values() if lines)
        state = "differs" if any(differences.values()) else "agrees"
        say(f"{case.name}: {state}, {of_closes} closes, {len(differences) - of_closes} payout steps")
        for step, lines in differences.items():
            for line in lines:
                say(f"  {step}: {line}")
    say(f"{len(cases)} cases, {closes} closes, {payouts} payout steps, {bad} differ")
    return bad


def open_database(folder, server, schema_file):
    """A throw-away database for one case."""
    if server is None:
        return Memory()
    return Database(server, Path(schema_file or folder.parent / "platform.sql").read_text())


class Case:
    """One case on its way through its steps."""

    def __init__(self, folder, database):
        self.folder, self.database, self.books = folder, database, Books()

    def play(self):
        """Plays all steps; returns {step: differences} of those that are compared."""
        self.database.run((self.folder / "world.sql").read_text())
        self.policy = self.read_policy("policy.yaml")
        differences = {}
        for number, step in enumerate(yaml.safe_load((self.folder / "steps.yaml").read_text()), start=1):
            if "sql" in step:
                self.database.run(step["sql"])
            elif "policy" in step:
                self.policy = self.read_policy(step["policy"])
            else:
                name, found = self.command(step["run"].split(), step)
                if found is not None:
                    name = f"{number:02d}-{name}"
                    differences[name] = compare(self.folder / "expected" / name, found)
        return differences

    def read_policy(self, name):
        """A policy file of the case."""
        return parse((self.folder / name).read_text())

    def command(self, words, step):
        """Runs a command of remit: (name of the step, the datasets after it or None where none are compared).

        The step's `exit` is the code with which it must end: 65 where it is refused.
        """
        world, code = self.database.world(), step.get("exit", 0)
        if words[:2] == ["close", "--draft"]:
            draft(self.books, world, self.policy)
            return None, None
        if words[0] == "close":
            return "-".join(words), datasets(close(self.books, world, self.policy, words[1]), self.books)
        if words[:3] == ["backfill", "late", "--from"]:
            backfill_late(self.books, world, self.policy, words[3])
            return None, None
        if words[0] in ("adjust", "reopen", "exceptions") or words[:2] == ["backfill", "opening"]:
            return self.by_hand(words, world, step, code)
        if words[0] == "payouts":
            before = dict(world["payouts"])
            found = self.payouts(words[1:], world, now_of(step), code)
            self.write(before, world["payouts"])
            return "-".join(["payouts", words[1], *(words[3:] if words[1] == "run" else [])]), found
        raise ValueError(f'"{" ".join(words)}" is no command of a case')

    def by_hand(self, words, world, step, code):
        """Something that is decided by hand; after a reopening the balances as of the step's `as-of` are compared."""
        text = (self.folder / words[-1]).read_text() if words[0] in ("adjust", "backfill") else None
        kind = {"backfill": "opening", "exceptions": words[1]}.get(words[0], words[0])
        row, table = (words[2], words[4]) if words[0] == "exceptions" else (None, None)
        done = {"kind": kind, "text": text, "period": words[1], "row": row, "table": table}
        try:
            act(self.books, world, self.policy, done)
        except Refused:
            if code != 65:
                raise
        else:
            if code:
                raise ValueError(f'"{" ".join(words)}" is not refused')
        if kind != "reopen":
            return None, None
        as_of = step["as-of"]
        found = balances_dataset(self.books, world, self.policy, date.fromisoformat(as_of))
        return f"reopen-{words[1]}-{as_of}", found

    def payouts(self, words, world, now, code):
        """A payout command and the datasets after it."""
        try:
            found = self.pay(words, world, now)
        except Refused:
            if code != 65:
                raise
            return payouts_dataset(self.books, world, self.policy)
        if code:
            raise ValueError(f'"payouts {" ".join(words)}" is not refused')
        return found

    def pay(self, words, world, now):
        """What a payout command does, and the datasets after it; raises Refused."""
        if words[:2] == ["run", "--as-of"]:
            run = run_payouts(self.books, world, self.policy, date.fromisoformat(words[2]), now)
            return payout_datasets(run, self.books, world, self.policy)
        if words[:2] == ["export", "--format"]:
            export_payouts(self.books, world, words[2])
        elif words[0] == "confirm":
            confirm_payouts(self.books, world, (self.folder / words[1]).read_text(), now)
        else:
            raise ValueError(f'"payouts {" ".join(words)}" is no command of a case')
        return payouts_dataset(self.books, world, self.policy)

    def write(self, before, after):
        """Writes the rows of `payouts` that a command made or changed."""
        for key, row in after.items():
            if key not in before:
                self.database.run(insert_sql("payouts", [row]))
            elif before[key] != row:
                self.database.run(update_sql("payouts", before[key], row))


def now_of(step):
    """The clock of a step, as UTC text."""
    return str(step["now"]).replace("T", " ").rstrip("Z")


def compare(folder, found):
    """The differences between a step's expected files and the datasets found; a missing file means no rows."""
    result = []
    for name, rows in found.items():
        path = folder / f"{name}.csv"
        expected = read_rows(path, COLUMNS[name]) if path.exists() else []
        if expected == rows:
            continue
        result += [f"{name} lacks   {','.join(row)}" for row in expected if row not in rows]
        result += [f"{name} has too {','.join(row)}" for row in rows if row not in expected]
        if sorted(expected) == sorted(rows):
            result.append(f"{name} is in another order")
    result += [f"{path.name} is not compared" for path in folder.glob("*.csv") if path.stem not in found]
    return result


def read_rows(path, columns):
    """The rows of an expected file; its header must be the dataset's."""
    with open(path, newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    if header != columns:
        raise ValueError(f'"{path}" has the columns {header}, not {columns}')
    return rows

"""Plays the worked cases through the oracle and compares every close with what is expected, row by row."""

import csv
from pathlib import Path

import yaml

from .books import Books
from .close import backfill_late, close
from .database import Database
from .datasets import COLUMNS, datasets
from .policy import parse


def play_all(folder, server, schema_file, say=print):
    """Plays every case of a folder; returns how many closes differed (0 is agreement)."""
    folder = Path(folder)
    schema = Path(schema_file or folder.parent / "platform.sql").read_text()
    cases = sorted(path.parent for path in folder.glob("*/steps.yaml"))
    if not cases:
        raise ValueError(f'no cases in "{folder}": it has no folder with a steps.yaml')
    bad = closes = 0
    for case in cases:
        with Database(server, schema) as database:
            played, differences, skipped = play(case, database)
        closes += played
        bad += sum(1 for lines in differences.values() if lines)
        state = "differs" if any(differences.values()) else "agrees"
        say(f"{case.name}: {state}, {played} closes" + (f", {skipped} payout steps skipped" if skipped else ""))
        for step, lines in differences.items():
            for line in lines:
                say(f"  {step}: {line}")
    say(f"{len(cases)} cases, {closes} closes, {bad} differ")
    return bad


def play(case, database):
    """Plays one case; returns the number of closes, {step: differences} and the number of steps skipped.

    `payouts run`, `export` and `confirm` never influence a close, so they are skipped.
    """
    database.run((case / "world.sql").read_text())
    policy = parse((case / "policy.yaml").read_text())
    books, differences, played, skipped = Books(), {}, 0, 0
    for number, step in enumerate(yaml.safe_load((case / "steps.yaml").read_text()), start=1):
        words = step.get("run", "").split()
        if "sql" in step:
            database.run(step["sql"])
        elif "policy" in step:
            policy = parse((case / step["policy"]).read_text())
        elif words[0] == "close":
            result = close(books, database.world(), policy, words[1])
            name = f"{number:02d}-close-{words[1]}"
            differences[name] = compare(case / "expected" / name, datasets(result, books))
            played += 1
        elif words[:3] == ["backfill", "late", "--from"]:
            backfill_late(books, database.world(), policy, words[3])
        elif words[0] == "payouts":
            skipped += 1
        else:
            raise ValueError(f'step {number} of "{case.name}" is unknown: {step}')
    return played, differences, skipped


def compare(folder, found):
    """The differences between a step's expected files and the datasets found; a missing file means no rows."""
    result = []
    for name in COLUMNS:
        path = folder / f"{name}.csv"
        expected = read_rows(path, COLUMNS[name]) if path.exists() else []
        if expected == found[name]:
            continue
        result += [f"{name} lacks   {','.join(row)}" for row in expected if row not in found[name]]
        result += [f"{name} has too {','.join(row)}" for row in found[name] if row not in expected]
        if sorted(expected) == sorted(found[name]):
            result.append(f"{name} is in another order")
    return result


def read_rows(path, columns):
    """The rows of an expected file; its header must be the dataset's."""
    with open(path, newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    if header != columns:
        raise ValueError(f'"{path}" has the columns {header}, not {columns}')
    return rows

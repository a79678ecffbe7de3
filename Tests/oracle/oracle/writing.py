"""Worlds on disk: as a folder like the worked cases, and as one line of JSON."""

import json
from pathlib import Path

from .datasets import csv_text
from .world import COLUMNS as TABLES


def write_folder(world, folder):
    """Writes a world as world.sql, steps.yaml, policy*.yaml and expected/NN-close-PERIOD/DATASET.csv."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "world.sql", f"-- seed {world.seed}\n\n{world.initial_sql}")
    about = f"Seed {world.seed}, {len(closes(world))} closes. To be run, not to be read."
    write(folder / "README.md", f"# Random world\n\n{about}\n")
    for name, (_, text) in world.policies.items():
        write(folder / name, text)
    write(folder / "steps.yaml", "".join(step_yaml(step) for step in world.steps))
    for number, step in enumerate(world.steps, start=1):
        if step.kind == "close":
            for name, rows in step.expected.items():
                if rows:
                    path = folder / "expected" / f"{number:02d}-close-{step.period}" / f"{name}.csv"
                    path.parent.mkdir(parents=True, exist_ok=True)
                    write(path, csv_text(name, rows))


def write(path, text):
    """Writes a file in UTF-8 with plain line ends, whatever the machine."""
    path.write_text(text, encoding="utf-8", newline="\n")


def closes(world):
    """The steps that close a period."""
    return [step for step in world.steps if step.kind == "close"]


def step_yaml(step):
    """A step as an entry of steps.yaml."""
    if step.kind == "change":
        return "- sql: |\n" + "".join(f"    {line}\n" for sql in step.statements for line in sql.split("\n"))
    if step.kind == "policy":
        return f"- policy: {step.policy}\n"
    command = f"close {step.period}" if step.kind == "close" else f"backfill late --from {step.period}"
    return f'- run: {command}\n  now: "{step.now}"\n'


def json_line(world):
    """A world as one line of JSON (README.md describes the format)."""
    value = {
        "seed": world.seed,
        "policies": {name: {"tree": tree, "yaml": text} for name, (tree, text) in world.policies.items()},
        "tables": {table: list(world.initial[table].values()) for table in TABLES},
        "sql": world.initial_sql,
        "steps": [step_json(step) for step in world.steps],
    }
    return json.dumps(value, separators=(",", ":"), ensure_ascii=True)


def step_json(step):
    """A step as JSON, with what its kind has."""
    if step.kind == "change":
        return {"kind": "change", "changes": step.changes, "sql": "\n".join(step.statements)}
    if step.kind == "policy":
        return {"kind": "policy", "policy": step.policy}
    if step.kind == "backfill":
        return {"kind": "backfill", "from": step.period, "now": step.now}
    return {"kind": "close", "period": step.period, "now": step.now, "expected": step.expected}

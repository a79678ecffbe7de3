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
    command = f"python3 -m oracle generate --seed {world.seed} {'--payouts ' if world.has_payouts else ''}--out FOLDER"
    about = f"Seed {world.seed}, {len(closes(world))} closes. To be run, not to be read."
    write(folder / "README.md", f"# Random world\n\n{about} Made in Tests/oracle by\n`{command}`\n")
    for name, (_, text) in world.policies.items():
        write(folder / name, text)
    write(folder / "steps.yaml", "".join(step_yaml(step) for step in world.steps))
    for number, step in enumerate(world.steps, start=1):
        if step.file:
            write(folder / step.file, step.text)
        for name, rows in (step.expected or {}).items():
            if rows:
                path = folder / "expected" / f"{number:02d}-{step_name(step)}" / f"{name}.csv"
                path.parent.mkdir(parents=True, exist_ok=True)
                write(path, csv_text(name, rows))


def step_name(step):
    """The name of a step with expected datasets: its command in short."""
    return "-".join(text for text in (step.kind, step.period, step.as_of) if text)


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
    command = {
        "close": f"close {step.period}", "backfill": f"backfill late --from {step.period}",
        "payouts-run": f"payouts run --as-of {step.as_of}", "payouts-confirm": f"payouts confirm {step.file}",
        "payouts-export": "payouts export --format csv --out batches", "draft": "close --draft",
        "adjust": f"adjust {step.file}", "opening": f"backfill opening {step.file}",
        "waive": f"exceptions waive {step.row} --table {step.table} --reason beyond-repair",
        "restore": f"exceptions restore {step.row} --table {step.table} --reason repaired-after-all",
        "reopen": f"reopen {step.period} --reason a-mistake",
    }[step.kind]
    shown = f'  as-of: "{step.as_of}"\n' if step.kind == "reopen" else ""
    return f'- run: {command}\n  now: "{step.now}"\n' + shown + (f"  exit: {step.code}\n" if step.code else "")


def json_line(world):
    """A world as one line of JSON (README.md describes the format)."""
    value = {
        "seed": world.seed,
        "policies": {name: {"tree": tree, "yaml": text} for name, (tree, text) in world.policies.items()},
        "tables": {table: list(world.initial[table].values()) for table in TABLES if is_read(table, world)},
        "sql": world.initial_sql,
        "steps": [step_json(step) for step in world.steps],
    }
    return json.dumps(value, separators=(",", ":"), ensure_ascii=True)


def is_read(table, world):
    """Whether a table belongs to a world: those that payouts and manual lines read only where it has any."""
    return table not in ("creator_payment_settings", "payouts", "users") or world.has_payouts


def step_json(step):
    """A step as JSON, with what its kind has."""
    if step.kind == "change":
        return {"kind": "change", "changes": step.changes, "sql": "\n".join(step.statements)}
    if step.kind == "policy":
        return {"kind": "policy", "policy": step.policy}
    if step.kind == "backfill":
        return {"kind": "backfill", "from": step.period, "now": step.now}
    if step.kind == "close":
        return {"kind": "close", "period": step.period, "now": step.now, "expected": step.expected}
    values = {name: getattr(step, name) for name in ("period", "as_of", "text", "table", "row") if getattr(step, name)}
    return {"kind": step.kind, **values, "now": step.now, "exit": step.code, "expected": step.expected or {}}

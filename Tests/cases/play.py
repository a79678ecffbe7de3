"""Plays worlds through the built command on a real server and compares every close row by row.

Usage: play.py --remit BINARY --postgres BIN_FOLDER [--out FOLDER] FOLDER ...

Each FOLDER holds worlds: world.sql, policy.yaml, steps.yaml and expected/NN-command/DATASET.csv. Steps that pay
creators have no influence on a close; they are counted as not played. With --out the exported datasets are kept.
"""
import argparse
import csv
import io
import subprocess
import sys
from pathlib import Path

import yaml

from server import Server

DATASETS = ["lines", "recognitions", "pools", "exceptions", "excluded-engagement", "billing-periods"]
PLATFORM = Path(__file__).parents[2] / "Sources/Sample/platform.sql"


class World:
    """One world on its way through its steps."""

    def __init__(self, folder, server, remit, number, out=None):
        self.folder, self.server, self.remit = folder, server, remit
        self.database = f"world_{number}"
        self.out = out
        self.policy = "policy.yaml"
        self.differences, self.compared, self.skipped = [], 0, 0

    def play(self):
        self.server.create(self.database)
        self.server.psql(self.database, "-f", PLATFORM)
        self._remit("migrate", "--quiet")
        self.server.psql(self.database, "-f", self.folder / "world.sql")
        steps = yaml.safe_load((self.folder / "steps.yaml").read_text())
        for number, step in enumerate(steps, 1):
            if "sql" in step:
                self.server.psql(self.database, "-c", step["sql"])
            elif "policy" in step:
                self.policy = step["policy"]
            else:
                self._command(number, step)

    def _command(self, number, step):
        words = step["run"].split()
        if words[0] == "payouts":
            self.skipped += 1
            return
        self._remit(*words, "--quiet", "--policy", self.policy, now=str(step["now"]))
        if words[0] == "close":
            expected = next(self.folder.glob(f"expected/{number:02d}-*"), None)
            for dataset in DATASETS:
                self._compare(dataset, words[1], expected)

    def _compare(self, dataset, period, expected):
        of_period = [] if dataset == "billing-periods" else ["--period", period]
        text = self._remit("export", dataset, *of_period)
        if self.out:
            kept = self.out / self.folder.name / period
            kept.mkdir(parents=True, exist_ok=True)
            (kept / f"{dataset}.csv").write_text(text)
        rows = list(csv.reader(io.StringIO(text)))
        if dataset == "exceptions":
            rows = [row[:5] for row in rows]
        file = expected / f"{dataset}.csv" if expected else None
        wanted = list(csv.reader(file.open())) if file and file.exists() else rows[:1]
        self.compared += 1
        if rows != wanted:
            missing = [f"  - {','.join(row)}" for row in wanted if row not in rows]
            surplus = [f"  + {','.join(row)}" for row in rows if row not in wanted]
            self.differences.append("\n".join([f"{self.folder.name} close {period} {dataset}", *missing, *surplus]))

    def _remit(self, *arguments, now=None):
        environment = self.server.environment(self.database) | ({"REMIT_NOW": now} if now else {})
        done = subprocess.run(
            [self.remit, *arguments], env=environment, cwd=self.folder, text=True, capture_output=True)
        if done.returncode:
            self.differences.append(f"{self.folder.name}: {' '.join(arguments)}: exit {done.returncode}: {done.stderr}")
        return done.stdout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--remit", required=True)
    parser.add_argument("--postgres", required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args()
    remit = str(Path(options.remit).resolve())
    passed = failed = compared = skipped = 0
    with Server(options.postgres) as server:
        folders = [world for folder in options.folders for world in sorted(folder.iterdir())]
        for number, folder in enumerate(world for world in folders if (world / "steps.yaml").exists()):
            world = World(folder.resolve(), server, remit, number, options.out)
            world.play()
            print("\n".join(world.differences), end="\n" if world.differences else "")
            passed, failed = passed + (not world.differences), failed + bool(world.differences)
            compared, skipped = compared + world.compared, skipped + world.skipped
            server.psql("postgres", "-c", f'DROP DATABASE "{world.database}"')
    print(f"{compared} datasets compared; {skipped} payout steps not played (they change no close)")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0 or passed == 0)


main()

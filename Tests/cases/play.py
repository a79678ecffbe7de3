"""Plays worlds through the built command on a real server and compares closes, payout steps and reopenings row by row.

Usage: play.py --remit BINARY --postgres BIN_FOLDER [--out FOLDER] FOLDER ...

Each FOLDER is a world, or holds worlds: world.sql, policy.yaml, steps.yaml and expected/NN-command/DATASET.csv. A step whose `exit` is
given must end with that exit code (default 0). A world is played in a copy of its folder, and ends at the first command
that ends otherwise, or with `remit verify`. With --out the exported datasets are kept.
"""
import argparse
import csv
import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from server import Server

OF_CLOSE = ["lines", "recognitions", "pools", "exceptions", "excluded-engagement"]
OF_PAYOUTS = ["balances", "outcomes", "exceptions"]
BY_HAND = ["adjust", "opening", "exceptions", "reopen"]
PLATFORM = Path(__file__).parents[2] / "Sources/Sample/platform.sql"


class Stopped(Exception):
    """A command ended with another exit code than the step says; the message is what it said."""


class World:
    """One world on its way through its steps."""

    def __init__(self, folder, server, remit, number, out=None):
        self.folder, self.server, self.remit = folder, server, remit
        self.database = f"world_{number}"
        self.out = out
        self.policy = "policy.yaml"
        self.differences, self.compared = [], 0
        self.closes, self.payouts, self.by_hand = 0, 0, 0

    def play(self):
        with tempfile.TemporaryDirectory(prefix="remit-world-") as copy:
            self.place = shutil.copytree(self.folder, Path(copy) / self.folder.name)
            self.server.create(self.database)
            self.server.psql(self.database, "-f", PLATFORM)
            try:
                self._play_steps()
                self._remit("verify", "--quiet")
            except Stopped as stopped:
                self.differences.append(f"{self.folder.name}: {stopped}")

    def again(self, options):
        """How to play the world again: made anew, where its README says by which command."""
        read_me = self.folder / "README.md"
        made = re.search("`(.* generate .*)`", read_me.read_text() if read_me.exists() else "")
        place = f"FOLDER/{self.folder.name}" if made else self.folder
        steps = [f"(cd Tests/oracle && {made[1].replace('FOLDER', str(place))}) &&"] if made else []
        command = f"python3 Tests/cases/play.py --remit {options.remit} --postgres {options.postgres} {place}"
        return " ".join(["  play it again:", *steps, command])

    def _play_steps(self):
        self._remit("migrate", "--quiet")
        self.server.psql(self.database, "-f", self.place / "world.sql")
        for number, step in enumerate(yaml.safe_load((self.place / "steps.yaml").read_text()), 1):
            if "sql" in step:
                self.server.psql(self.database, "-c", step["sql"])
            elif "policy" in step:
                self.policy = step["policy"]
            else:
                self._command(number, step)
        self._remit("verify", "--quiet")

    def _command(self, number, step):
        words = step["run"].split()
        self._remit(*words, "--quiet", now=str(step["now"]), code=step.get("exit", 0))
        where = f"{number:02d}-{'-'.join(words[:2])}"
        expected = next(self.place.glob(f"expected/{where}*"), None)
        self.left = {file.stem for file in expected.glob("*.csv")} if expected else set()
        if words[0] in BY_HAND or words[1] in BY_HAND:
            self.by_hand += 1
        if words[0] == "reopen":
            self._compare(where, expected, ["balances"], "--as-of", step["as-of"])
        elif words[0] == "close" and words[1] != "--draft":
            self.closes += 1
            self._compare(where, expected, OF_CLOSE, "--period", words[1])
            self._compare(where, expected, ["billing-periods"])
        elif words[0] == "payouts":
            self.payouts += 1
            if words[1] == "run" and not step.get("exit"):
                self._compare(where, expected, OF_PAYOUTS, "--as-of", words[3])
            self._compare(where, expected, ["payouts"])
        self.differences += [f"{self.folder.name} {where} {dataset}: not compared" for dataset in self.left]

    def _compare(self, where, expected, datasets, *limits):
        for dataset in datasets:
            text = self._remit("export", dataset, *limits)
            if self.out:
                kept = self.out / self.folder.name / where
                kept.mkdir(parents=True, exist_ok=True)
                (kept / f"{dataset}.csv").write_text(text)
            rows = list(csv.reader(io.StringIO(text)))
            if dataset == "exceptions":
                rows = [row[:5] for row in rows]
            file = expected / f"{dataset}.csv" if expected else None
            wanted = list(csv.reader(file.open())) if file and file.exists() else rows[:1]
            self.compared += 1
            self.left.discard(dataset)
            if rows != wanted:
                self._differ(f"{self.folder.name} {where} {dataset}", rows, wanted)

    def _differ(self, what, rows, wanted):
        missing = [f"  - {','.join(row)}" for row in wanted if row not in rows]
        surplus = [f"  + {','.join(row)}" for row in rows if row not in wanted]
        self.differences.append("\n".join([what, *(missing + surplus or ["  the order differs"])]))

    def _remit(self, *arguments, now=None, code=0):
        environment = self.server.environment(self.database) | {"REMIT_POLICY": self.policy}
        environment |= {"REMIT_NOW": now} if now else {}
        done = subprocess.run(
            [self.remit, *arguments], env=environment, cwd=self.place, text=True, capture_output=True)
        if done.returncode != code:
            raise Stopped(f"{' '.join(arguments)}: exit {done.returncode}, not {code}: {done.stderr or done.stdout}")
        return done.stdout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--remit", required=True)
    parser.add_argument("--postgres", required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args()
    remit = str(Path(options.remit).resolve())
    passed = failed = compared = closes = payouts = by_hand = 0
    with Server(options.postgres) as server:
        folders = [world for folder in options.folders for world in [folder, *sorted(folder.iterdir())]]
        for number, folder in enumerate(world for world in folders if (world / "steps.yaml").exists()):
            world = World(folder.resolve(), server, remit, number, options.out)
            world.play()
            if world.differences:
                print("\n".join([*world.differences, world.again(options)]))
            passed, failed = passed + (not world.differences), failed + bool(world.differences)
            compared, closes = compared + world.compared, closes + world.closes
            payouts, by_hand = payouts + world.payouts, by_hand + world.by_hand
            server.psql("postgres", "-c", f'DROP DATABASE "{world.database}"')
    print(f"{compared} datasets compared, after {closes} closes, {payouts} payout steps and {by_hand} acts by hand")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0 or passed == 0)


main()

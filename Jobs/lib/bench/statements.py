"""Measures the statements of a month, from the query to the files, beside copying the same files.

Every creator has twenty rows. Of each way the quickest turn counts, since these machines are noisy.
"""
import argparse
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "Tests/cases"))

from sample import Timed, say  # noqa: E402
from server import Server  # noqa: E402

HERE = Path(__file__).resolve().parent
PERIOD, NOW = "2026-01", "2026-02-02T00:00:00Z"


def arguments():
    parser = argparse.ArgumentParser(prog="Jobs/bench statements", description=__doc__.split("\n\n")[0])
    parser.add_argument("--creators", type=int, default=20_000, help="how many creators (default: 20000)")
    parser.add_argument("--turns", type=int, default=3, help="how often each is measured (default: 3)")
    parser.add_argument("--programs", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--build", type=Path, required=True, help=argparse.SUPPRESS)
    return parser.parse_args()


def prepare(server, build, creators):
    """Makes the platform, and closes its month."""
    server.create("statements")
    environment = server.environment("statements") | {"REMIT_NOW": NOW, "REMIT_POLICY": str(ROOT / "Jobs/policy.yaml")}
    server.psql("statements", "-f", ROOT / "Sources/Sample/platform.sql")
    Timed([build / "remit", "migrate", "--quiet"], environment)
    server.psql("statements", "-v", f"creators={creators}", "-f", HERE / "statements.sql")
    Timed([build / "remit", "close", PERIOD, "--quiet"], environment)
    return environment


def measure(build, environment, turns):
    """The quickest of each way, and how many bytes the statements have."""
    best = {}
    # Nothing is deleted before the end: file systems are slow to give out again what has just become free.
    folder = Path(tempfile.mkdtemp(prefix="remit-statements-"))
    try:
        for turn in range(turns):
            say(f"turn {turn + 1} of {turns}")
            made = folder / f"made-{turn}"
            command = [build / "remit", "report", "statements", "--period", PERIOD, "--out", made, "--quiet"]
            keep(best, "remit", Timed(command, environment))
            keep(best, "cp", Timed(["cp", "-r", made, folder / f"copied-{turn}"], environment))
        sizes = [file.stat().st_size for file in made.iterdir()]
    finally:
        shutil.rmtree(folder)
    return best, len(sizes), sum(sizes)


def keep(best, name, timed):
    if name not in best or timed.seconds < best[name].seconds:
        best[name] = timed


def main():
    options = arguments()
    with Server(options.programs, {"shared_buffers": "512MB"}) as server:
        environment = prepare(server, options.build.resolve(), options.creators)
        best, files, size = measure(options.build.resolve(), environment, options.turns)
    remit, copy = best["remit"], best["cp"]
    print(f"{options.creators} statements of 20 rows: {files} files, {size / 1e6:.0f} MB")
    print(f"remit  {remit.seconds:.2f} s, {options.creators / remit.seconds:.0f} statements a second, {remit.megabytes:.0f} MB")
    print(f"cp -r  {copy.seconds:.2f} s; remit takes {remit.seconds / copy.seconds:.2f} × its time")


if __name__ == "__main__":
    main()

"""The command: `python3 -m oracle cases | generate | batch | check`."""

import argparse
import sys
import time

from .cases import play_all
from .checks import check_close
from .payout_checks import RunChecker
from .generator.grow import grow
from .replay import check_replay
from .writing import json_line, write_folder


def main(arguments=None):
    """Runs the command; the exit code is 0 where everything agrees, else 1 (64 for wrong usage)."""
    options = parser().parse_args(arguments)
    return options.run(options)


def parser():
    """The command line."""
    whole = argparse.ArgumentParser(prog="oracle", description="An independent oracle of the settlement rules.")
    commands = whole.add_subparsers(required=True, metavar="COMMAND")
    cases = commands.add_parser("cases", help="play a folder of worked cases and compare every step")
    cases.add_argument("folder")
    cases.add_argument("--database", help="URL of a server for a database per case (default: played in this process)")
    cases.add_argument("--schema", help="the platform's tables as SQL (default: platform.sql beside the folder)")
    cases.set_defaults(run=run_cases)
    generate = commands.add_parser("generate", help="write one random world as a folder")
    generate.add_argument("--seed", type=int, required=True)
    generate.add_argument("--out", required=True)
    generate.add_argument("--payouts", action="store_true", help="with payouts; the closes are the same")
    generate.set_defaults(run=run_generate)
    batch = commands.add_parser("batch", help="write many random worlds, one JSON line each")
    batch.add_argument("--from", dest="first", type=int, required=True)
    batch.add_argument("--to", dest="last", type=int, required=True, help="the last seed, included")
    batch.add_argument("--out", required=True)
    batch.add_argument("--payouts", action="store_true", help="with payouts; the closes are the same")
    batch.set_defaults(run=run_batch)
    check = commands.add_parser("check", help="grow random worlds and check what must always be true (R13)")
    check.add_argument("--from", dest="first", type=int, required=True)
    check.add_argument("--to", dest="last", type=int, required=True, help="the last seed, included")
    check.add_argument("--payouts", action="store_true", help="with payouts")
    check.set_defaults(run=run_check)
    return whole


def checked_world(seed, payouts=False):
    """The world of a seed, with R13 checked after each close and payout run; a failure names the seed."""
    checker = RunChecker()
    try:
        return grow(
            seed, lambda draft, result: check_close(draft.books, draft.policy, result), payouts,
            lambda draft, run: checker.check(draft.books, draft.world, draft.policy, run),
        )
    except Exception:
        print(f"seed {seed} fails", file=sys.stderr)
        raise


def run_cases(options):
    """`cases`: exit code 1 where anything differs."""
    return 1 if play_all(options.folder, options.database, options.schema) else 0


def run_generate(options):
    """`generate`: writes one world."""
    write_folder(checked_world(options.seed, options.payouts), options.out)
    print(f"seed {options.seed}: written to {options.out}")
    return 0


def run_batch(options):
    """`batch`: writes many worlds."""
    started = time.monotonic()
    with open(options.out, "w", encoding="utf-8", newline="\n") as file:
        for seed in range(options.first, options.last + 1):
            file.write(json_line(checked_world(seed, options.payouts)) + "\n")
    count = options.last - options.first + 1
    print(f"seeds {options.first} to {options.last}: {count} worlds in {time.monotonic() - started:.1f} s")
    return 0


def run_check(options):
    """`check`: R13 after every close, and every world once more from its own file with its rows shuffled (R2.3)."""
    for seed in range(options.first, options.last + 1):
        check_replay(checked_world(seed, options.payouts))
    print(f"seeds {options.first} to {options.last}: all true")
    return 0


if __name__ == "__main__":
    sys.exit(main())

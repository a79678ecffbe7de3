"""Measures remit's close beside the same work in plain SQL, as bare copies, in polars and in DuckDB.

All of them settle the same month of the same sample platform on one private server, in turns; of each the quickest
turn counts, since these machines are noisy. Ratios are of those. The server syncs nothing to disk, so that it is the
work that is measured: settings are in SETTINGS.
"""
import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "Tests/cases"))

import ageing  # noqa: E402
from contest import Contest, MODELS  # noqa: E402
from server import Server  # noqa: E402

SETTINGS = {
    "shared_buffers": "1GB", "max_wal_size": "16GB", "autovacuum": "off", "full_page_writes": "off",
    "synchronous_commit": "off",
}


def arguments():
    parser = argparse.ArgumentParser(prog="Jobs/bench", description=__doc__.split("\n\n")[0])
    parser.add_argument(
        "--scales", type=int, nargs="*", default=[500, 1000, 2000],
        help="sizes in thousandths: 1000 is 2,000,000 sales and 5,000,000 rows of engagement in the month, 500,000 "
        "subscriptions and 20,000 creators (default: 500 1000 2000)")
    parser.add_argument("--models", nargs="+", choices=MODELS, default=list(MODELS), help="the pool's models (default: all)")
    parser.add_argument("--turns", type=int, default=3, help="how often each is measured (default: 3)")
    parser.add_argument(
        "--ageing", type=int, default=100, metavar="SCALE",
        help="the size at which 24 months are closed, to compare the 24th with the 3rd; 0 leaves it out (default: 100)")
    parser.add_argument("--without-rivals", action="store_true", help="only remit and the bare copies")
    parser.add_argument("--programs", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--build", type=Path, required=True, help=argparse.SUPPRESS)
    return parser.parse_args()


def main():
    options = arguments()
    with Server(options.programs, SETTINGS) as server:
        results = []
        for scale in options.scales:
            contest = Contest(server, options.build.resolve(), scale)
            contest.prepare()
            for model in options.models:
                rivals = not options.without_rivals and model == "pro_rata"
                results.append((scale, model, contest.run(model, options.turns, rivals)))
            contest.remove()
        growth(results)
        if options.ageing:
            ageing.run(server, options.build.resolve(), options.ageing, options.turns)


def growth(results):
    """How the close grows with the rows, for each model."""
    for model in MODELS:
        series = [(scale, seconds) for scale, found, seconds in results if found == model]
        for (small, before), (large, after) in zip(series, series[1:]):
            print(f"{model}: {large / small:.1f} times the rows take {after / before:.2f} times the time")


if __name__ == "__main__":
    main()

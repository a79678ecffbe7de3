"""Measures archives beside the zstd tool: how long one takes to make and how large it is, and how long one member takes.

Both compress the same tar, in turns, at the same level with as many threads as there are processors; of each the quickest
turn counts. The archive's time has everything in it: reading the tar, the hashes, the manifest, the seek table, and
bringing the file to the disk; that of zstd has its file synced too.
"""
import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MEMBERS = 20_000
DATASET = 200_000_000


def arguments():
    parser = argparse.ArgumentParser(prog="Jobs/bench archive", description=__doc__.split("\n\n")[0])
    parser.add_argument("--levels", type=int, nargs="+", default=[3, 6, 9], help="levels of compression (default: 3 6 9)")
    parser.add_argument("--turns", type=int, default=3, help="how often each is measured (default: 3)")
    parser.add_argument("--bytes", type=int, default=1_000_000_000, help="bytes of the tar, about (default: 1000000000)")
    parser.add_argument("--build", type=Path, required=True, help=argparse.SUPPRESS)
    return parser.parse_args()


def packer(build, *words):
    """Seconds and peak kilobytes of a run, as packer itself says."""
    said = subprocess.run([build / "packer", *map(str, words)], check=True, capture_output=True, text=True).stdout
    seconds, peak = said.split()
    return float(seconds), int(peak)


def zstd(level, tar, out):
    """Seconds of the tool, its file brought to the disk."""
    start = time.monotonic()
    subprocess.run(["zstd", "-q", "-f", "-T0", f"-{level}", tar, "-o", out], check=True)
    with open(out, "rb") as file:
        os.fsync(file.fileno())
    return time.monotonic() - start


def contest(build, tar, folder, level, turns):
    """Makes an archive and lets zstd compress the tar, in turns; prints the ratios."""
    archive, plain = folder / "archive.tar.zst", folder / "plain.tar.zst"
    ours, theirs, peak = [], [], 0
    for turn in range(turns):
        theirs.append(zstd(level, tar, plain))
        archive.unlink(missing_ok=True)
        seconds, memory = packer(build, "pack", tar, archive, "--level", level, "--workers", os.cpu_count())
        ours.append(seconds)
        peak = max(peak, memory)
    subprocess.run(["zstd", "-q", "-t", archive], check=True)
    sizes = [file.stat().st_size for file in (archive, plain)]
    print(f"level {level}: {min(ours):6.2f} s, {min(ours) / min(theirs):.2f} × the time of zstd -T0; "
          f"{sizes[0]} bytes, {sizes[0] / sizes[1]:.4f} × its size; {peak // 1024} MB", flush=True)
    return archive


def main():
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="remit-bench-") as name:
        folder = Path(name)
        sample, tar = folder / "sample.tar.zst", folder / "sample.tar"
        share = options.bytes / 1_000_000_000
        packer(options.build, "sample", sample, "--members", MEMBERS, "--bytes", int(40_000 * share),
               "--dataset", int(DATASET * share), "--level", 1, "--workers", os.cpu_count())
        subprocess.run(["zstd", "-q", "-d", sample, "-o", tar], check=True)
        print(f"a tar of {tar.stat().st_size} bytes, {MEMBERS + 1} members", flush=True)
        for level in options.levels:
            archive = contest(options.build, tar, folder, level, options.turns)
        member = f"statements/{MEMBERS // 2}.html"
        packer(options.build, "extract", archive, member)
        seconds, peak = min(packer(options.build, "extract", archive, member) for _ in range(10))
        print(f"one statement: {seconds * 1000:.1f} ms from opening the archive, without the start of the process; "
              f"{peak // 1024} MB")


if __name__ == "__main__":
    sys.exit(main())

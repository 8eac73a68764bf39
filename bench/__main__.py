"""Every benchmark of this folder, one after the other; `make bench` calls it.

    python -m bench [--only plan] [what each benchmark takes, for instance --quick]

Each runs in a process of its own, so that none warms the next one up. Exit 1 if one of them failed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def benchmarks(only: str = "") -> list[Path]:
    """The files ``bench_*.py``, by name; ``only`` keeps those whose name holds that word."""
    return [path for path in sorted(HERE.glob("bench_*.py")) if only in path.stem]


def known(path: Path, given: list[str]) -> list[str]:
    """Of what was given, the options that this benchmark's own --help lists, with their values."""
    if not given:
        return []
    told = subprocess.run([sys.executable, str(path), "--help"], capture_output=True, text=True)
    kept: list[str] = []
    keep = False
    for word in given:
        if word.startswith("--"):
            keep = word.partition("=")[0] in told.stdout.replace(",", " ").split()
        if keep:
            kept.append(word)
    return kept


def run(path: Path, given: list[str]) -> bool:
    """Run one benchmark with the options it knows; True when it ended well."""
    words = known(path, given)
    print(f"\n=== {path.stem} {' '.join(words)}".rstrip(), flush=True)
    start = time.perf_counter()
    status = subprocess.run([sys.executable, str(path), *words], cwd=HERE.parent).returncode
    print(f"--- {path.stem}: {time.perf_counter() - start:.0f} s, exit {status}", flush=True)
    return status == 0


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", default="", help="a word of the benchmark's name")
    options, given = parser.parse_known_args()
    chosen = benchmarks(options.only)
    if not chosen:
        names = ", ".join(path.stem.removeprefix("bench_") for path in benchmarks())
        parser.error(f"no benchmark is called '{options.only}'; there are: {names}")
    failed = [path.stem for path in chosen if not run(path, given)]
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()

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


def takes(path: Path, argument: str) -> bool:
    """Whether a benchmark knows an option: it is named in its file or in what they share."""
    option = argument.partition("=")[0]
    shared = HERE / "measure.py"
    texts = [path.read_text(encoding="utf-8")]
    if shared.exists() and "measure import" in texts[0]:
        texts.append(shared.read_text(encoding="utf-8"))
    return not option.startswith("--") or any(f'"{option}"' in text for text in texts)


def run(path: Path, given: list[str]) -> bool:
    """Run one benchmark with the options it knows; True when it ended well."""
    known = [one for one in given if takes(path, one)]
    print(f"\n=== {path.stem} {' '.join(known)}".rstrip(), flush=True)
    start = time.perf_counter()
    status = subprocess.run([sys.executable, str(path), *known], cwd=HERE.parent).returncode
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

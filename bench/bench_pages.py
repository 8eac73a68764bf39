"""Pages of a small and of a large database: time, and number of queries, which must not grow.

    python bench/bench_pages.py [--cases 100000] [--quick]

The databases are the demonstration network, made once and kept in ``$CAUCE_VAR/bench-<cases>`` (or
in the folder of temporary files). Each page goes through Django's test client: every middleware,
the template and the journal entry of the read included. The baseline is ``/vivo/``, a fixed text.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measure import ROOT, options, use_folder

BASELINE = "vivo (fixed text)"
AIM_QUERIES, AIM_MS = 15, 150
CHILD = "import django; django.setup(); from bench.pages_child import main; main()"


def cauce(folder: Path, *words: str) -> None:
    """Run the command on a folder of its own; its progress goes to standard error."""
    use_folder(folder)
    run = "from cauce.site.cli import main; main()"
    subprocess.run([sys.executable, "-c", run, *words], cwd=ROOT, check=True, stdout=sys.stderr)


def database(root: Path, cases: int) -> Path:
    """The folder with the demonstration network of so many cases, made when it is not there yet."""
    folder = root / f"bench-{cases}"
    whole = folder / "whole"
    if folder.exists() and not whole.exists():
        shutil.rmtree(folder)  # an earlier run was stopped
    folder.mkdir(parents=True, exist_ok=True)
    cauce(folder, "migrate", "-v0")
    if not whole.exists():
        cauce(folder, "demo", "--cases", str(cases))
        whole.touch()
    cauce(folder, "collectstatic", "-v0", "--noinput", "--ignore", "*.map")
    return folder


def measured(folder: Path, quick: bool) -> dict[str, Any]:
    """What the pages of one database cost, from a process of its own."""
    use_folder(folder)
    words = [sys.executable, "-c", CHILD] + (["--quick"] if quick else [])
    return json.loads(subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)


def show(sizes: list[int], found: list[dict[str, Any]]) -> None:
    """One row per page: queries and times in both, and the ratio to the fixed text."""
    pages = [page for page in found[-1] if all(page in one for one in found)]
    few, many = (f"{size:,} cases" for size in sizes)
    print(
        f"\nPages with {few} and with {many}: queries; ms on the clock (p50, p95), processor (p50)"
    )
    print(f"{'':30}{'queries':>11}{few:>24}{many:>24}{'vivo = 1':>10}")
    base = found[-1][BASELINE]["cpu"]
    for page in pages:
        one, two = (each[page] for each in found)
        queries = f"{one['queries']} → {two['queries']}"
        times = "".join(f"{e['p50']:9.1f}{e['p95']:8.1f}{e['cpu']:7.1f}" for e in (one, two))
        print(f"  {page:28}{queries:>11}{times}{two['cpu'] / base:10.0f}")
    print(f"  aim: at most {AIM_QUERIES} queries, p95 under {AIM_MS} ms; ratio of processor times")
    for page in pages:
        for line in over(found[0][page], found[1][page]):
            print(f"  over the aim: {page}: {line}")


def over(few: dict[str, Any], many: dict[str, Any]) -> Iterator[str]:
    """What of a page is more than what is aimed at."""
    if many["queries"] > AIM_QUERIES:
        yield f"{many['queries']} queries"
    if many["queries"] > few["queries"] + 2:
        yield "its queries grow with the table"
    if many["p95"] > AIM_MS:
        yield f"p95 {many['p95']:.0f} ms (on the processor {many['cpu95']:.0f} ms)"


def main() -> None:
    chosen = options(__doc__, cases=5000)
    cases = min(chosen.cases, 1000) if chosen.quick else chosen.cases
    sizes = [5000 if cases > 5000 else cases // 5, cases]
    given = os.environ.get("CAUCE_VAR")
    root = Path(given).resolve() if given else Path(tempfile.gettempdir()) / "cauce-bench"
    folders = [database(root, size) for size in sizes]
    show(sizes, [measured(folder, chosen.quick) for folder in folders])


if __name__ == "__main__":
    main()

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
    """One row per page: queries, median and p95 in both, and the ratio to the fixed text."""
    pages = [page for page in found[-1] if all(page in one for one in found)]
    few, many = (f"{size:,}" for size in sizes)
    print(f"\nPages with {few} and with {many} cases (queries; milliseconds p50 and p95)")
    print(f"{'':34}{'queries':>13}{few + ' cases':>20}{many + ' cases':>20}{'vivo = 1':>10}")
    bad = []
    for page in pages:
        one, two = (each[page] for each in found)
        queries = f"{one['queries']} → {two['queries']}"
        times = "".join(f"{each['p50']:12.1f}{each['p95']:8.1f}" for each in (one, two))
        ratio = two["p50"] / found[-1][BASELINE]["p50"]
        print(f"  {page:32}{queries:>13}{times}{ratio:10.1f}")
        if two["queries"] > AIM_QUERIES:
            bad.append(f"{page}: {two['queries']} queries")
        if two["p95"] > AIM_MS:
            bad.append(f"{page}: p95 {two['p95']:.0f} ms")
        if two["queries"] > one["queries"] + 2:
            bad.append(f"{page}: queries grow with the table")
    print(f"  aim: at most {AIM_QUERIES} queries, p95 under {AIM_MS} ms")
    for line in bad:
        print(f"  over the aim: {line}")


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

"""Pages of a small and of a large database: time, and number of queries, which must not grow.

    python bench/bench_pages.py [--cases 100000] [--quick]

The databases are the demonstration network, made once and kept in ``$CAUCE_VAR/bench-<cases>`` (or
in the folder of temporary files). Each page goes through Django's test client: every middleware,
the template and the journal entry of the read included. The baseline is ``/salud/viva/``, a fixed text.
Every page has its budget of queries and kilobytes in ``budgets.csv``; more is an error, and so is a
page that is not shown. The quick form times nothing: it counts on a small network, and again with
forty more cases at the post.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from house import KEPT, ON_THAT_DAY, QUICK_CASES, WHOLE, network, unhurried
from measure import ROOT, options, use_folder

BASELINE = "vivo (fixed text)"
MOST_QUERIES, AIM_MS = 15, 150
BUDGETS = Path(__file__).with_name("budgets.csv")
CHILD = "import django; django.setup(); from bench.pages_child import main; main()"
Counted = dict[str, dict[str, Any]]


def budgets() -> dict[str, tuple[int, int]]:
    """Page → the most queries and kilobytes it may take."""
    with BUDGETS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["page"]: (int(row["queries"]), int(row["kb"])) for row in rows}


def over_budget(found: Counted, allowed: dict[str, tuple[int, int]], large: bool) -> Iterator[str]:
    """What was not shown, has no budget, or takes more than it. ``large``: bytes grow with a network."""
    for page in sorted(allowed.keys() - found.keys()):
        yield f"{page}: it has a budget and was not shown"
    for page, one in found.items():
        if page not in allowed:
            yield f"{page}: it has no budget in bench/{BUDGETS.name}"
            continue
        queries, kb = allowed[page]
        if one["queries"] > min(queries, MOST_QUERIES):
            yield f"{page}: {one['queries']} queries, its budget is {queries}"
        if one["kb"] > kb and not large:
            yield f"{page}: {one['kb']:.1f} KB, its budget is {kb}"


def database(root: Path, cases: int) -> Path:
    """The folder with the demonstration network of so many cases, made when it is not there yet."""
    folder = root / f"bench-{cases}"
    if folder.exists() and not (folder / WHOLE).exists():
        shutil.rmtree(folder)  # an earlier run was stopped
    return folder if folder.exists() else network(folder, cases)


def measured(folder: Path, how: str) -> list[Counted]:
    """What the pages of one database cost, from a process of its own: ``timed`` or ``counted``."""
    use_folder(folder)
    unhurried()
    code = (ON_THAT_DAY if how == "counted" else "") + CHILD
    done = subprocess.run([sys.executable, "-c", code, how], cwd=ROOT, stdout=subprocess.PIPE)
    if done.returncode:
        raise SystemExit(done.returncode)
    return json.loads(done.stdout)


def show(sizes: list[int], found: list[Counted]) -> None:
    """One row per page: queries and times in both, and the ratio to the fixed text."""
    few, many = (f"{size:,} cases" for size in sizes)
    print(f"\nPages with {few} and with {many}: queries; ms on the clock (p50, p95), processor (p50)")
    print(f"{'':30}{'queries':>11}{few:>24}{many:>24}{'vivo = 1':>10}")
    base = found[-1][BASELINE]["cpu"]
    for page in found[-1]:
        one, two = (each[page] for each in found)
        queries = f"{one['queries']} → {two['queries']}"
        each = "".join(f"{e['p50']:9.1f}{e['p95']:8.1f}{e['cpu']:7.1f}" for e in (one, two))
        print(f"  {page:28}{queries:>11}{each}{two['cpu'] / base:10.0f}")
    print(f"  aim: at most {MOST_QUERIES} queries, p95 under {AIM_MS} ms; ratio of processor times")
    for page, one in found[-1].items():
        if one["p95"] > AIM_MS:
            print(f"  over the aim: {page}: p95 {one['p95']:.0f} ms (processor {one['cpu95']:.0f} ms)")


def quick() -> list[Counted]:
    """Both counts of a small network, before and after it grows, printed beside the budgets."""
    with tempfile.TemporaryDirectory(prefix="cauce-bench-") as name:
        found = measured(network(Path(name), QUICK_CASES), "counted")
    print(f"{'page':32}{'queries':>16}{'KB':>18}{'budget':>12}")
    allowed = budgets()
    for page, one in found[0].items():
        two, (queries, kb) = found[1][page], allowed.get(page, (0, 0))
        print(
            f"{page:32}{one['queries']:8}{two['queries']:8}{one['kb']:9.1f}{two['kb']:9.1f}{queries:6}{kb:6}"
        )
    return found


def main() -> None:
    chosen = options(__doc__, cases=5000)
    if chosen.quick:
        found = quick()
    else:
        sizes = [5000 if chosen.cases > 5000 else chosen.cases // 5, chosen.cases]
        given = os.environ.get("CAUCE_VAR")
        root = Path(given).resolve() if given else Path(tempfile.gettempdir()) / "cauce-bench"
        os.environ.setdefault(KEPT, str(root))
        found = [measured(database(root, size), "timed")[0] for size in sizes]
        show(sizes, found)
    wrong = [line for one in found for line in over_budget(one, budgets(), not chosen.quick)]
    if wrong:
        raise SystemExit("\n".join(dict.fromkeys(wrong)))


if __name__ == "__main__":
    main()
